"""Changing units in a browser: a merger by two people, previewed and taken back; pages open to all."""

from datetime import date

import pytest
from playwright.sync_api import expect

from donghanh.accounts.tests.factories import acting, make_post, make_user, sign_in
from donghanh.organisations import actions
from donghanh.organisations.actions.groups import Picks
from donghanh.organisations.models import Change, Level
from donghanh.organisations.tests.factories import make_unit
from donghanh.organisations.tests.test_exchange import book, row
from tests.browser.openness import check_pages

ON = date(2026, 4, 1)


def be(page, live_server, client, user):
    """The page, signed in as this person."""
    sign_in(client, user)
    cookie = client.cookies["donghanh"].value
    page.context.add_cookies([{"name": "donghanh", "value": cookie, "url": live_server.url}])


@pytest.fixture
def cast(page, live_server, client):
    """A province with two communes, and two people who may reorganise it; the first is signed in."""
    province = make_unit("Tỉnh đoàn Bình Minh", make_unit("Trung ương Đoàn"))
    one, two = (
        make_unit(f"Đoàn xã {name}", province, level=Level.COMMUNE) for name in ("Hòa An", "Hòa Bình")
    )
    for number in (1, 2):
        make_unit(f"Chi đoàn ấp {number}", one, level=Level.BRANCH)
    first = make_post(province, user=make_user(full_name="Trần Ngọc Lan"))
    second = make_post(province, "lanh-dao", user=make_user("ha.lt", full_name="Lê Thu Hà"))
    be(page, live_server, client, first.user)
    return province, one, two, first, second


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_is_open_to_everybody(page, live_server, cast, scheme):
    province, one, two, first, second = cast
    actions.rename(two, name="Đoàn phường Hòa Bình", on=date(2026, 1, 1), by=acting(first))
    latest = Change.objects.latest("pk")
    actions.rename(one, name="Đoàn phường Hòa An", on=date(2026, 1, 1), by=acting(first))
    going = actions.start_undoing(Change.objects.latest("pk"), by=acting(first)).change
    facts = {"unit": province.pk, "level": 4, "on": ON.isoformat()}
    proposal = actions.propose("abolish", facts=facts, by=acting(second))
    group = actions.create_group(province, name="Các xã", picks=Picks(levels=(4,)), on=ON, by=acting(first))
    sheet = book(row("X-1", "Đoàn xã Một", province.code), row("X-2", "", province.code))
    batch = actions.read_batch(sheet, file_name="ds.xlsx", on=ON, decision={}, by=acting(first))
    waiting = actions.read_batch(sheet, file_name="ds.xlsx", on=ON, decision={}, by=acting(first))
    actions.preview_batch(batch, by=acting(first))
    page.emulate_media(color_scheme=scheme)
    base, own = "/don-vi", f"/don-vi/{one.pk}"
    addresses = {
        name: f"{own}/{path}/"
        for name, path in {
            "open": "thanh-lap",
            "rename": "doi-ten",
            "move": "chuyen",
            "merge": "sap-nhap",
            "split": "chia-tach",
            "close": "ket-thuc",
            "aliases": "ten-khac",
            "code": "ma-ngoai",
            "group form": "nhom",
        }.items()
    } | {
        "tree": f"{base}/",
        "unit": f"{own}/",
        "changes": f"{base}/thay-doi/",
        "change": f"{base}/thay-doi/{latest.pk}/",
        "being taken back": f"{base}/thay-doi/{going.pk}/",
        "proposals": f"{base}/de-nghi/",
        "proposal": f"{base}/de-nghi/{proposal.pk}/",
        "groups": f"{base}/nhom/",
        "group": f"{base}/nhom/{group.pk}/?ngay=2026-04-01",
        "upload": f"{base}/bang-tinh/",
        "batch": f"{base}/bang-tinh/{batch.pk}/",
        "at work": f"{base}/bang-tinh/{waiting.pk}/",
    }

    check_pages(page, live_server.url, addresses)


def test_a_merger_by_two_people_and_back(page, live_server, client, cast):
    _, one, two, first, second = cast
    page.goto(f"{live_server.url}/don-vi/{one.pk}/")
    page.get_by_text("Thay đổi đơn vị").click()
    page.get_by_role("link", name="Sáp nhập", exact=True).click()

    page.wait_for_load_state()  # suggestions come once the script is there
    heir = page.get_by_label("Sáp nhập vào đơn vị đang có")
    with page.expect_response("**/goi-y/**") as suggested:
        heir.press_sequentially("hoa binh")
    assert suggested.value.ok
    expect(page.locator("datalist option").first).to_have_attribute("value", f"Đoàn xã Hòa Bình ({two.code})")
    heir.fill(f"Đoàn xã Hòa Bình ({two.code})")
    page.get_by_label("Từ ngày").fill(ON.isoformat())
    page.get_by_label("Số, ký hiệu quyết định").fill("15-QĐ/TĐTN")
    page.get_by_role("button", name="Xem trước").click()
    expect(page.get_by_role("heading", level=1, name="Xem trước")).to_be_visible()
    expect(page.get_by_text("Chi đoàn ấp 2")).to_be_visible()
    page.get_by_role("button", name="Gửi đề nghị").click()
    expect(page.get_by_text("Đã gửi đề nghị.")).to_be_visible()
    expect(page.get_by_role("button", name="Duyệt và ghi")).to_be_hidden()

    be(page, live_server, client, second.user)
    page.goto(f"{live_server.url}/don-vi/de-nghi/")
    page.get_by_role("link", name="Sáp nhập Đoàn xã Hòa An").first.click()
    page.get_by_role("button", name="Duyệt và ghi").click()
    expect(page.get_by_role("heading", level=1, name="Bản ghi thay đổi tổ chức")).to_be_visible()
    page.get_by_role("button", name="Đề nghị hoàn lại").click()
    expect(page.get_by_text("Đã gửi đề nghị hoàn lại.")).to_be_visible()

    be(page, live_server, client, first.user)
    page.reload()
    page.get_by_role("button", name="Duyệt và ghi").click()
    expect(page.get_by_text("Thay đổi này đã được hoàn lại")).to_be_visible()
    one.refresh_from_db()
    assert one.closed_on is None
