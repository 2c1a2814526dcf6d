"""Sending files in a browser: several at once, on a bad line, too large, without a script; and the inbox."""

import pytest
from playwright.sync_api import expect

from donghanh.accounts.tests.factories import acting, make_post, make_user, sign_in
from donghanh.core.actor import system_actor
from donghanh.files.models import Attachment
from donghanh.organisations.models import Level
from donghanh.organisations.tests.factories import make_unit
from tests.browser.openness import check_pages
from tests.files.making import make_kept, office, photo
from tests.notifications.factories import LATE, TASK, notify

PHOTO = {"name": "Họp chi đoàn.jpg", "mimeType": "image/jpeg"}


@pytest.fixture
def office_of(page, live_server, client, settings, tmp_path):
    """The page, signed in as a commune's officer; and the commune."""
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.ROOT_URLCONF = "tests.files.pages"
    province = make_unit("Tỉnh đoàn Bình Minh", make_unit("Trung ương Đoàn"))
    commune = make_unit("Đoàn xã Hòa An", province, level=Level.COMMUNE)
    post = make_post(commune, "can-bo-co-so", user=make_user(full_name="Trần Ngọc Lan"))
    sign_in(client, post.user)
    cookie = client.cookies["donghanh"].value
    page.context.add_cookies([{"name": "donghanh", "value": cookie, "url": live_server.url}])
    return page, commune, post


def choose(page, *files):
    page.get_by_label("Gửi minh chứng").set_input_files(list(files))


def text_file(name, data=b"a"):
    return {"name": name, "mimeType": "text/plain", "buffer": data}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_files_and_inbox_are_open_to_everybody(office_of, live_server, scheme):
    page, commune, post = office_of
    page.emulate_media(color_scheme=scheme)
    by = acting(post)
    make_kept(commune, by, photo(), name="Họp chi đoàn ấp Hòa Thạnh ngày 26 tháng 3 năm 2026.jpg")
    make_kept(commune, by, office(), name="Danh sách đoàn viên.docx")
    notify([post.user_id], by=system_actor(), unit_id=commune.pk)
    notify(
        [post.user_id],
        by=system_actor(),
        kind=LATE,
        key="t:2",
        title="Quá hạn: báo cáo số câu lạc bộ tiếng Anh",
    )

    check_pages(
        page,
        live_server.url,
        {
            "files": f"/thu/{commune.pk}/",
            "inbox": "/thong-bao/",
            "nothing unread": "/thong-bao/?loai=tests.digest",
            "settings": "/thong-bao/cai-dat/",
        },
    )


def test_several_files_each_with_its_own_end(office_of, live_server):
    page, commune, _ = office_of
    page.goto(f"{live_server.url}/thu/{commune.pk}/")

    choose(
        page,
        PHOTO | {"buffer": photo()},
        text_file("ghi chú.txt"),
        text_file("chạy.exe", b"MZ"),
        text_file("rỗng.txt", b""),
    )

    kept = page.get_by_role("list", name="Minh chứng", exact=True)
    expect(kept.get_by_role("link", name="Họp chi đoàn.jpg", exact=True)).to_be_visible()
    expect(kept.get_by_role("link", name="ghi chú.txt", exact=True)).to_be_visible()
    expect(page.get_by_text("Tệp “chạy.exe” là chương trình máy tính nên không được nhận.")).to_be_visible()
    expect(page.get_by_text("Tệp rỗng. Đồng chí hãy kiểm tra lại tệp đã chọn.")).to_be_visible()
    expect(page.locator(".file img")).to_have_js_property("naturalWidth", 300)
    assert Attachment.objects.count() == 2


def test_a_file_of_200_mb_is_refused_before_it_is_sent(office_of, live_server, tmp_path):
    page, commune, _ = office_of
    page.goto(f"{live_server.url}/thu/{commune.pk}/")
    large = tmp_path / "phim.mp4"
    with large.open("wb") as file:
        file.truncate(200 << 20)

    page.get_by_label("Gửi minh chứng").set_input_files(large)

    expect(page.get_by_text("Tệp lớn 200 MB, vượt giới hạn 10 MB mỗi tệp.")).to_be_visible()


def test_a_file_lost_on_the_way_is_sent_again_and_kept_once(office_of, live_server):
    page, commune, _ = office_of
    page.goto(f"{live_server.url}/thu/{commune.pk}/")
    lost = []

    def lose_the_answer(route):
        """The first time the file arrives, but the answer does not."""
        if lost:
            return route.continue_()
        lost.append(route.fetch().status)
        return route.abort("connectionfailed")

    page.route("**/gui/", lose_the_answer)

    choose(page, text_file("ghi chú.txt"))

    expect(page.get_by_text("Mất kết nối. Tệp chưa gửi xong vẫn được giữ ở đây")).to_be_visible()
    assert Attachment.objects.count() == 1
    page.get_by_role("button", name="Gửi lại ghi chú.txt").click()
    expect(page.get_by_role("link", name="ghi chú.txt", exact=True)).to_be_visible()
    expect(page.get_by_text("Mất kết nối.")).to_be_hidden()
    assert (lost, Attachment.objects.count()) == ([201], 1)


def test_without_a_network_files_wait_and_go_by_themselves_when_it_is_back(office_of, live_server):
    page, commune, _ = office_of
    page.goto(f"{live_server.url}/thu/{commune.pk}/")
    page.context.set_offline(True)

    choose(page, text_file("một.txt"), text_file("hai.txt", b"b"))
    expect(page.get_by_text("Mất kết nối. Tệp chưa gửi xong vẫn được giữ ở đây")).to_be_visible()
    page.context.set_offline(False)

    for name in ("một.txt", "hai.txt"):
        expect(page.get_by_role("link", name=name, exact=True)).to_be_visible(timeout=15_000)
    assert Attachment.objects.count() == 2


def test_who_is_signed_out_meanwhile_is_told_so(office_of, live_server):
    page, commune, _ = office_of
    page.goto(f"{live_server.url}/thu/{commune.pk}/")
    page.context.clear_cookies(name="donghanh")

    choose(page, text_file("ghi chú.txt"))

    expect(page.get_by_text("Phiên đăng nhập đã hết.")).to_be_visible()
    assert not Attachment.objects.exists()


def test_a_file_is_taken_off_with_a_reason(office_of, live_server):
    page, commune, post = office_of
    make_kept(commune, acting(post), b"a", name="nhầm.txt")
    page.goto(f"{live_server.url}/thu/{commune.pk}/")

    page.get_by_text("Gỡ tệp nhầm.txt").click()
    page.get_by_label("Vì sao gỡ tệp này?").fill("Gửi nhầm")
    page.get_by_role("button", name="Gỡ tệp").click()

    expect(page.get_by_role("link", name="nhầm.txt", exact=True)).to_be_hidden()
    assert Attachment.objects.get().removal_reason == "Gửi nhầm"


def test_from_the_bell_to_the_matter(office_of, live_server):
    page, commune, post = office_of
    notify([post.user_id], by=system_actor(), kind=TASK, url=f"/don-vi/{commune.pk}/", unit_id=commune.pk)
    page.goto(f"{live_server.url}/ban-lam-viec/")

    page.get_by_role("link", name="Thông báo, 1 chưa đọc").click()
    page.get_by_role("link", name="Báo cáo kết quả Tháng Thanh niên").click()

    expect(page.get_by_role("heading", level=1, name="Đoàn xã Hòa An")).to_be_visible()
    expect(page.get_by_role("link", name="Thông báo", exact=True)).to_be_visible()
