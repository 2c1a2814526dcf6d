"""The desk, its calendar and the superior's board: open to everybody, walked with the keyboard."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from donghanh.accounts.tests.factories import acting, make_post, make_user, sign_in
from donghanh.organisations.models import Kind, Level
from donghanh.organisations.tests.factories import make_unit
from donghanh.programmes import actions
from donghanh.programmes.models import Assignment
from donghanh.programmes.tests.factories import make_running, task
from tests.browser.openness import check_pages

TEXTS = (
    "Xây dựng kế hoạch triển khai phong trào tại đơn vị, gửi về Tỉnh đoàn qua Ban Tuyên giáo để tổng hợp",
    "Tổ chức ngày hội đọc sách và trao đổi sách cũ tại nhà văn hóa",
    "Thành lập mới ít nhất một câu lạc bộ tiếng Anh trong trường học",
    "Ra quân Ngày Chủ nhật xanh, làm sạch các tuyến đường tự quản",
    "Báo cáo sơ kết sáu tháng đầu năm",
    "Mở lớp bình dân học vụ số cho người cao tuổi",
)
PLACES = ("Hòa An", "Tân Phú", "Mỹ Lợi", "An Bình", "Phước Thạnh", "Long Đức", "Bình Hòa", "Châu Hưng")
DAYS = (-30, -2, 0, 3, 12, 90)


@pytest.fixture
def stage(db):
    """A province in the middle of a programme: some communes are late, some have reported, some are done."""
    province = make_unit("Tỉnh đoàn Bình Minh", make_unit("Trung ương Đoàn"))
    communes = [make_unit(f"Đoàn xã {place}", province, level=Level.COMMUNE) for place in PLACES]
    communes.append(make_unit("Đoàn trường THPT Lê Lợi", province, level=Level.BASE, kind=Kind.SCHOOL))
    chief_post = make_post(province, "lanh-dao", user=make_user("lan", full_name="Trần Ngọc Lan"))
    doer_post = make_post(communes[0], "can-bo-co-so", user=make_user("minh", full_name="Lê Hoàng Minh"))
    chief, doer = (acting(post, now=timezone.now()) for post in (chief_post, doer_post))
    tasks = [
        task(*communes, text=text, due_on=chief.today + timedelta(days=days))
        for text, days in zip(TEXTS, DAYS, strict=True)
    ]
    programme = make_running(
        province,
        *tasks,
        by=chief,
        name="Kế hoạch triển khai phong trào “Học tập suốt đời” trong đoàn viên, thanh niên",
        starts_on=chief.today - timedelta(days=200),
        ends_on=chief.today + timedelta(days=100),
    )
    rows = list(programme.assignments.exclude(unit=communes[0]).order_by("pk"))
    for number, row in enumerate(rows):
        if number % 3 == 0:
            row.started_on = row.reported_on = chief.today
            row.reported_by_id = doer.user_id
        if number % 6 == 0:
            row.confirmed_at, row.confirmed_by_id = chief.now, chief.user_id
    fields = ["started_on", "reported_on", "reported_by_id", "confirmed_at", "confirmed_by_id"]
    Assignment.objects.bulk_update(rows, fields)
    actions.report_done(
        programme.assignments.get(unit=communes[0], task__text=TEXTS[1]), note="Xong.", by=doer
    )
    return chief_post, doer_post, programme, communes[0]


@pytest.fixture
def enter(page, live_server, client):
    """Sign in as the holder of a post and open an address."""

    def entered(post, address):
        sign_in(client, post.user)
        cookie = client.cookies["donghanh"].value
        page.context.add_cookies([{"name": "donghanh", "value": cookie, "url": live_server.url}])
        page.goto(live_server.url + address)
        return page

    return entered


def tab_to(page, locator):
    """Press Tab until this has the focus."""
    for _ in range(60):
        if locator.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    pytest.fail("never reached with the keyboard")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_is_open_to_everybody(enter, live_server, stage, scheme):
    chief_post, doer_post, programme, commune = stage
    page = enter(doer_post, "/ban-lam-viec/")
    page.emulate_media(color_scheme=scheme)
    own = {"desk": "/ban-lam-viec/", "month": "/ban-lam-viec/lich/", "feed": "/ban-lam-viec/lich/dien-thoai/"}
    check_pages(page, live_server.url, own)
    enter(chief_post, "/ban-lam-viec/")
    board = f"/tien-do/{programme.pk}/"
    check_pages(
        page,
        live_server.url,
        {
            "desk of who assigned": "/ban-lam-viec/",
            "boards": "/tien-do/",
            "board": board,
            "no such row": f"{board}?loai=x",
            "behind": f"{board}chi-tiet/?trang-thai=cho-xac-nhan",
            "unit": f"/don-vi/{commune.pk}/",
        },
    )


def test_from_the_desk_to_a_task_with_the_keyboard_alone(enter, stage):
    page = enter(stage[1], "/ban-lam-viec/")
    line = page.locator("section", has_text="Quá hạn").locator("a.work-title").first

    tab_to(page, line)
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile(r"/viec/\d+/$"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Xây dựng kế hoạch")


def test_through_the_months_with_the_keyboard_alone(enter, stage):
    page = enter(stage[1], "/ban-lam-viec/lich/?thang=2026-12")

    tab_to(page, page.get_by_role("link", name="Tháng sau"))
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", name="Tháng 1/2027")).to_be_visible()
    page.get_by_role("link", name="Hôm nay").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Hôm nay", exact=True)).to_be_visible()


def test_a_phones_calendar_is_made_and_revoked(enter, stage, live_server):
    page = enter(stage[1], "/ban-lam-viec/lich/dien-thoai/")
    page.get_by_role("button", name="Lập địa chỉ lịch").click()
    address = page.get_by_label("Địa chỉ", exact=True).input_value()
    page.get_by_role("button", name="Sao chép").click()

    expect(page.get_by_text("Đã sao chép địa chỉ.")).to_be_visible()
    assert page.request.get(address).text().startswith("BEGIN:VCALENDAR")
    page.get_by_role("button", name="Thu hồi địa chỉ").click()
    expect(page.get_by_text("Đã thu hồi địa chỉ lịch.")).to_be_visible()
    assert page.request.get(address).status == 404


def test_down_the_board_to_the_tasks_and_their_confirmation(enter, stage):
    page = enter(stage[0], f"/tien-do/{stage[2].pk}/")
    late = page.get_by_role("row").filter(has_text="Đoàn xã Hòa An").get_by_role("link", name="Quá hạn").first

    late.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Đoàn xã Hòa An")).to_be_visible()
    expect(page.get_by_text("Quá hạn 30 ngày")).to_be_visible()

    page.go_back()
    page.get_by_role("link", name="việc đã báo xong").click()
    boxes = page.get_by_role("checkbox", name=re.compile("^Chọn: "))
    waiting = boxes.count()
    boxes.first.uncheck()
    page.get_by_role("button", name="Xác nhận hoàn thành các việc đã chọn").click()
    expect(page.get_by_text(f"Đã xác nhận {waiting - 1} việc.")).to_be_visible()
    expect(boxes).to_have_count(1)


def test_late_units_are_reminded_in_one_click(enter, stage):
    page = enter(stage[0], f"/tien-do/{stage[2].pk}/")

    page.get_by_role("button", name="Nhắc mọi đơn vị đang trễ").click()

    expect(page.get_by_text(re.compile(r"Đã nhắc \d+ đơn vị \(1 người\)\."))).to_be_visible()
