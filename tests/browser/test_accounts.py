"""People, posts and roles in a browser: open to everybody, nothing wider than the screen; a walk through."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from donghanh.accounts import actions, workbook
from donghanh.accounts.models import Role
from donghanh.accounts.tests.factories import acting, make_post, make_user, sign_in
from donghanh.accounts.tests.test_intake import row, sheet_of
from donghanh.core import sheets
from donghanh.organisations.models import Level
from donghanh.organisations.tests.factories import make_unit
from tests.browser.openness import check_pages


@pytest.fixture
def office(page, live_server, client):
    """The page, signed in as a province's administrator who is also secretary of a commune; and addresses."""
    province = make_unit("Tỉnh đoàn Bình Minh", make_unit("Trung ương Đoàn"))
    commune = make_unit("Đoàn xã Hòa An", province, level=Level.COMMUNE)
    chief = make_post(province, title="Quản trị", user=make_user(full_name="Trần Ngọc Lan"))
    make_post(commune, "can-bo-co-so", title="Bí thư", user=chief.user)
    other = make_post(commune, "thanh-vien", title="Ủy viên", user=make_user("ha.lt", full_name="Lê Thu Hà"))
    data = sheet_of(row(unit=commune.code, phone="12"), row("Lê Mới", unit=commune.code))
    sheet = sheets.read(data, workbook.COLUMNS, most_rows=10)
    intake = actions.read_intake(sheet, file_name="ds.xlsx", by=acting(chief, now=timezone.now()))
    sign_in(client, chief.user)
    cookie = client.cookies["donghanh"].value
    page.context.add_cookies([{"name": "donghanh", "value": cookie, "url": live_server.url}])
    role = Role.objects.get(code="lanh-dao")
    return page, {
        "people": "/can-bo/",
        "make": "/can-bo/them/",
        "upload": "/can-bo/bang-tinh/",
        "intake": f"/can-bo/bang-tinh/{intake.pk}/",
        "person": f"/can-bo/{other.user_id}/",
        "give": f"/can-bo/{other.user_id}/giao/",
        "hand over": f"/can-bo/{other.user_id}/ban-giao/",
        "delegate": f"/nhiem-vu/{other.pk}/uy-quyen/",
        "roles": "/vai-tro/",
        "role": f"/vai-tro/{role.pk}/",
        "me": "/tai-khoan/",
        "second step": "/tai-khoan/hai-buoc/",
    }


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_is_open_to_everybody(office, live_server, scheme):
    page, addresses = office
    page.emulate_media(color_scheme=scheme)

    check_pages(page, live_server.url, addresses)


def test_search_then_act_in_the_other_post(office, live_server):
    page, addresses = office
    page.goto(live_server.url + addresses["people"])

    page.get_by_label("Tên hoặc mã").fill("thu ha")
    page.get_by_role("button", name="Tìm").click()
    expect(page.get_by_text("1 dòng.")).to_be_visible()
    page.get_by_text("Quản trị, Tỉnh đoàn Bình Minh").click()
    page.get_by_role("button", name="Chuyển sang Bí thư, Đoàn xã Hòa An").click()

    expect(page.get_by_text("Đồng chí đang làm việc với nhiệm vụ Bí thư, Đoàn xã Hòa An.")).to_be_visible()
    expect(page.get_by_role("link", name="Cấp tài khoản")).to_be_hidden()
