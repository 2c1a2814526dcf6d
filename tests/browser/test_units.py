"""The tree of units and the book of deeds in a browser: open to everybody, and a walk down the tree."""

from datetime import date

import pytest
from playwright.sync_api import expect
from psycopg.types.range import DateRange

from donghanh.accounts.tests.factories import acting, make_post, make_user, sign_in
from donghanh.organisations import actions
from donghanh.organisations.models import Area, AreaLevel, AreaPlacement, Level
from donghanh.organisations.tests.factories import SYSTEM, make_unit
from tests.browser.openness import check_pages

AFTER = date(2025, 7, 1)


@pytest.fixture
def office(page, live_server, client):
    """The page, signed in as a province's administrator; its communes, two of them merged; and addresses."""
    land = Area.objects.create(
        code="86", level=AreaLevel.PROVINCE, kind="Tỉnh", name="Bình Minh", period=DateRange(None, None)
    )
    village = Area.objects.create(
        code="29398", level=AreaLevel.COMMUNE, kind="Xã", name="Hòa An", period=DateRange(None, None)
    )
    AreaPlacement.objects.create(area=village, parent=land, period=DateRange(None, None))
    province = make_unit("Tỉnh đoàn Bình Minh", make_unit("Trung ương Đoàn"), area_id=land.pk)
    one, two = (
        make_unit(f"Đoàn xã {name}", province, level=Level.COMMUNE, area_id=village.pk)
        for name in ("Hòa An", "Hòa Bình")
    )
    make_unit("Chi đoàn ấp 1", two, level=Level.BRANCH)
    chief = make_post(province, user=make_user(full_name="Trần Ngọc Lan"))
    actions.rename(one, name="Đoàn phường Hòa An", on=date(2024, 1, 1), by=acting(chief))
    actions.merge([one], into=two, on=AFTER, by=SYSTEM)
    sign_in(client, chief.user)
    cookie = client.cookies["donghanh"].value
    page.context.add_cookies([{"name": "donghanh", "value": cookie, "url": live_server.url}])
    return page, {
        "tree": "/don-vi/",
        "search": "/don-vi/?q=hoa",
        "nothing": "/don-vi/?q=khongco",
        "below": f"/don-vi/{province.pk}/truc-thuoc/",
        "old unit": f"/don-vi/{one.pk}/",
        "unit": f"/don-vi/{two.pk}/",
        "place": f"/don-vi/dia-ban/{land.pk}/",
        "place inside": f"/don-vi/dia-ban/{village.pk}/?ngay=2025-06-30",
        "book of a unit": f"/don-vi/{two.pk}/nhat-ky/",
        "book": "/nhat-ky/",
        "differences": "/don-vi/so-sanh/?viec=sap-nhap",
    }


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_is_open_to_everybody(office, live_server, scheme):
    page, addresses = office
    page.emulate_media(color_scheme=scheme)

    check_pages(page, live_server.url, addresses)


def test_down_the_tree_of_another_day(office, live_server):
    page, addresses = office
    page.goto(live_server.url + addresses["tree"])

    page.get_by_label("Xem vào ngày").fill("2025-06-30")
    page.get_by_role("button", name="Xem", exact=True).click()
    expect(page.get_by_role("heading", name="Cây đơn vị ngày 30/06/2025")).to_be_visible()
    page.get_by_text("2 đơn vị trực thuộc").click()
    expect(page.get_by_role("link", name="Đoàn phường Hòa An")).to_be_visible()
    page.get_by_text("1 đơn vị trực thuộc").click()
    expect(page.get_by_role("link", name="Chi đoàn ấp 1")).to_be_visible()

    page.get_by_role("link", name="Đoàn phường Hòa An").click()
    expect(page.get_by_role("heading", level=1, name="Đoàn phường Hòa An")).to_be_visible()
