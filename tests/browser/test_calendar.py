"""The calendar of days off in a browser: open to everybody, and kept with the keyboard."""

import pytest
from playwright.sync_api import expect

from donghanh.accounts.tests.factories import make_post, make_user, sign_in
from donghanh.calendar.models import SpecialDay
from donghanh.calendar.tests.factories import make_day
from donghanh.organisations.tests.factories import make_unit
from tests.browser.openness import check_pages


@pytest.fixture
def keeper(page, live_server, client):
    """The page, signed in as somebody who keeps the calendar."""
    unit = make_unit("Trung ương Đoàn")
    sign_in(client, make_post(unit, "giu-lich", user=make_user(full_name="Trần Ngọc Lan")).user)
    cookie = client.cookies["donghanh"].value
    page.context.add_cookies([{"name": "donghanh", "value": cookie, "url": live_server.url}])
    return page


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_is_open_to_everybody(keeper, live_server, scheme):
    keeper.emulate_media(color_scheme=scheme)
    special = make_day()

    check_pages(
        keeper,
        live_server.url,
        {
            "year": "/lich-nghi/?nam=2026",
            "no year": "/lich-nghi/?nam=x",
            "add": "/lich-nghi/them/",
            "decree": "/lich-nghi/nhap/",
            "change": f"/lich-nghi/{special.pk}/",
        },
    )


def test_a_decree_is_entered_with_the_keyboard_alone(keeper, live_server):
    keeper.goto(f"{live_server.url}/lich-nghi/nhap/")
    keeper.get_by_label("Theo văn bản").focus()
    keeper.keyboard.type("8726/TB-BNV")
    keeper.keyboard.press("Tab")
    keeper.keyboard.type("02/01/2026 nghỉ bù; 10/01/2026 làm bù")
    keeper.keyboard.press("Tab")
    keeper.keyboard.press("Enter")

    expect(keeper.get_by_text("Đã ghi 2 ngày theo 8726/TB-BNV.")).to_be_visible()
    expect(keeper.get_by_role("heading", name="Năm 2026")).to_be_visible()
    keeper.get_by_role("link", name="Sửa ngày 10/01/2026").click()
    keeper.get_by_label("Lý do bỏ").fill("Nhập nhầm")
    keeper.get_by_role("button", name="Bỏ ngày này").click()

    expect(keeper.get_by_text("Đã bỏ ngày 10/01/2026: Làm bù.")).to_be_visible()
    assert SpecialDay.objects.count() == 1
