"""From a paper to its review in a real browser: uploads, corrections by keyboard, two reviewers, a phone."""

import os

import pytest
from playwright.sync_api import Browser, Page, expect

from donghanh.accounts.tests.factories import acting, make_post, sign_in
from donghanh.documents import actions
from donghanh.documents.models import Reception
from donghanh.documents.tests.factories import PLAN, make_reception, plan, word
from donghanh.documents.tests.reading.making import pdf
from donghanh.organisations.models import Kind, Level
from donghanh.organisations.tests.factories import make_unit
from tests.browser.openness import check_pages

WORD_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SHOTS = os.environ.get("SHOTS", "")


@pytest.fixture
def office(transactional_db):
    """A province with its board and a commune, and a specialist's post."""
    central = make_unit("Trung ương Đoàn")
    province = make_unit("Tỉnh đoàn Bình Minh", central)
    board = make_unit("Ban Tuyên giáo Tỉnh đoàn", province, level=Level.PROVINCE, kind=Kind.STAFF_BOARD)
    make_unit("Đoàn xã Hòa An", province, level=Level.COMMUNE)
    make_post(central)
    return make_post(board, "chuyen-vien")


def enter(page: Page, live_server, client, post) -> Page:
    sign_in(client, post.user)
    cookie = client.cookies["donghanh"]
    page.context.add_cookies([{"name": "donghanh", "value": cookie.value, "url": live_server.url}])
    return page


@pytest.fixture
def desk(page, live_server, client, office) -> Page:
    return enter(page, live_server, client, office)


@pytest.fixture
def paper(office):
    return make_reception(by=acting(office))


def shot(page: Page, name: str) -> None:
    if SHOTS:
        page.screenshot(path=f"{SHOTS}/{name}-{page.viewport_size['width']}.png")


def opened(page: Page, live_server, reception) -> Page:
    page.goto(f"{live_server.url}/van-ban/tiep-nhan/{reception.pk}/")
    page.locator("[data-reader][data-ready]").wait_for()
    return page


def entry(page: Page, item: str):
    return page.locator(f'[id="v{item}"]')


def saved(page: Page) -> None:
    expect(page.locator("[data-save-state]")).to_contain_text("Đã lưu lúc")


@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_a_file_is_dropped_read_and_reviewed(desk, live_server, kind):
    data = word() if kind == "docx" else pdf(PLAN.replace("\n", "\n\n").replace("#", "").replace("*", ""))
    desk.goto(f"{live_server.url}/van-ban/tiep-nhan/")

    desk.locator("#cho-soat-chon").set_input_files(
        {"name": f"ke-hoach.{kind}", "mimeType": WORD_KIND, "buffer": data}
    )

    desk.get_by_role("link", name=f"ke-hoach.{kind}").click()
    desk.locator("[data-reader][data-ready]").wait_for()
    expect(entry(desk, "head.number")).to_contain_text("47-KH/TĐTN-BTG")
    shot(desk, f"review-{kind}")


def test_a_pasted_text_is_reviewed(desk, live_server):
    desk.goto(f"{live_server.url}/van-ban/tiep-nhan/")
    shot(desk, "intake")
    desk.get_by_label("Hoặc dán nội dung văn bản").fill(PLAN)
    desk.get_by_role("button", name="Đọc nội dung đã dán").click()

    expect(entry(desk, "t1")).to_contain_text("biên soạn tài liệu")


def test_a_value_is_corrected_with_the_keyboard_alone(desk, live_server, paper):
    opened(desk, live_server, paper)

    entry(desk, "head.place").locator("a.value-text").focus()
    desk.keyboard.press("e")
    expect(entry(desk, "head.place").locator("[name=value]")).to_be_focused()
    desk.keyboard.press("Control+A")
    desk.keyboard.type("Hòa An")
    shot(desk, "editing")
    desk.keyboard.press("Escape")

    saved(desk)
    expect(entry(desk, "head.place").locator(".entry-view")).to_contain_text("Hòa An")
    expect(entry(desk, "head.place").locator("a.value-text")).to_be_focused()
    paper.refresh_from_db()
    assert paper.draft["head"]["place"]["value"] == "Hòa An"
    desk.keyboard.press("j")
    expect(entry(desk, "head.issued_on").locator("a.value-text")).to_be_focused()
    desk.keyboard.press("?")
    expect(desk.get_by_role("dialog")).to_be_visible()


def test_selected_words_become_a_task(desk, live_server, paper, width):
    opened(desk, live_server, paper)
    if width < 900:
        desk.get_by_label("Văn bản gốc").first.check(force=True)
    desk.evaluate(
        """() => {
        const lines = [...document.querySelectorAll("#paper p")];
        const line = lines.find((p) => p.textContent.startsWith("Nâng cao"));
        const range = document.createRange();
        range.selectNodeContents(line);
        getSelection().removeAllRanges();
        getSelection().addRange(range);
    }"""
    )

    desk.get_by_role("button", name="Thành việc mới").click()

    saved(desk)
    paper.refresh_from_db()
    task = paper.draft["tasks"][0]
    start, end = task["span"]
    assert task["text"] == paper.text[start:end] == "Nâng cao ý thức tự học của đoàn viên, thanh niên."
    expect(entry(desk, task["id"])).to_contain_text("Nâng cao ý thức")


def test_what_was_typed_survives_a_lost_connection(desk, live_server, paper, browser: Browser, width):
    context = browser.new_context(viewport={"width": width, "height": 844})
    context.add_cookies(desk.context.cookies())
    page = opened(context.new_page(), live_server, paper)  # one in which the browser may complain
    entry(page, "head.place").get_by_role("link", name="Sửa").click()
    entry(page, "head.place").locator("[name=value]").wait_for()
    context.set_offline(True)
    entry(page, "head.place").locator("[name=value]").fill("Hòa An")
    entry(page, "head.place").get_by_role("button", name="Xong").click()
    expect(page.locator("[data-save-state]")).to_contain_text("Mất kết nối")
    shot(page, "offline")
    page.close()

    context.set_offline(False)
    again = opened(context.new_page(), live_server, paper)

    saved(again)
    paper.refresh_from_db()
    assert paper.draft["head"]["place"]["value"] == "Hòa An"
    context.close()


def test_two_reviewers_see_both_values_and_choose(desk, live_server, paper, browser: Browser, width):
    first = opened(desk, live_server, paper)
    context = browser.new_context(viewport={"width": width, "height": 844})
    context.add_cookies(desk.context.cookies())
    second = opened(context.new_page(), live_server, paper)
    for page in (first, second):
        entry(page, "head.place").get_by_role("link", name="Sửa").click()
        entry(page, "head.place").locator("[name=value]").wait_for()
    for page, text in ((first, "Sông Hậu"), (second, "Hòa An")):
        entry(page, "head.place").locator("[name=value]").fill(text)
        entry(page, "head.place").get_by_role("button", name="Xong").click()
        if page is first:
            saved(page)

    clash = entry(second, "head.place").locator("[data-clash]")
    expect(clash).to_contain_text("Sông Hậu")
    expect(clash).to_contain_text("Hòa An")
    expect(second.locator("[data-save-state]")).to_contain_text("chưa lưu được")
    shot(second, "clash")
    assert Reception.objects.get(pk=paper.pk).draft["head"]["place"]["value"] == "Sông Hậu"
    clash.get_by_role("button", name="Dùng giá trị của tôi").click()
    saved(second)
    assert Reception.objects.get(pk=paper.pk).draft["head"]["place"]["value"] == "Hòa An"
    context.close()


def test_a_value_is_removed_put_back_and_added(desk, live_server, paper):
    opened(desk, live_server, paper)
    entry(desk, "t1").get_by_role("link", name="Sửa").click()
    shot(desk, "task-form")
    entry(desk, "t1").get_by_role("button", name="Bỏ mục này").click()
    expect(entry(desk, "t1")).to_have_count(0)
    desk.get_by_text("Đã bỏ 1").click()
    desk.get_by_role("button", name="Lấy lại").click()
    expect(entry(desk, "t1")).to_be_visible()

    desk.get_by_role("link", name="Thêm nơi nhận").click()
    desk.locator("#o-name-recipients").fill("Hội Khuyến học tỉnh")
    desk.get_by_role("button", name="Thêm", exact=True).click()

    expect(desk.locator("#nhom-recipients")).to_contain_text("Hội Khuyến học tỉnh")


def test_the_pages_are_open_to_everybody(desk, live_server, paper, office):
    other = make_reception(by=acting(office))
    document = actions.register(
        make_reception(plan(**{"47-KH": "48-KH"}), by=acting(office)), by=acting(office)
    )
    here = f"/van-ban/tiep-nhan/{paper.pk}/"
    addresses = {
        "register": "/van-ban/",
        "document": f"/van-ban/{document.pk}/",
        "inbox": "/van-ban/den/",
        "intake": "/van-ban/tiep-nhan/",
        "review": here,
        "alike": f"/van-ban/tiep-nhan/{other.pk}/giong/",
        "name": f"{here}ten/?ten=Đoàn xã Hòa An",
        "item": f"{here}muc/t1/",
        "add": f"{here}them/tasks/",
    }
    check_pages(desk, live_server.url, addresses)
    for name in ("register", "document", "alike", "name"):
        desk.goto(live_server.url + addresses[name])
        shot(desk, name)
