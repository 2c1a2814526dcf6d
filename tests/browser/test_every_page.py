"""Every kind of page: nothing hinders people who cannot see, and nothing is wider than the screen."""

import pytest
from axe_playwright_python.sync_playwright import Axe

PUBLIC = {
    "front": "/",
    "sign-in": "/dang-nhap/",
    "reader": "/doc-thu/",
    "reading": "/doc-thu/?mau=chuong-trinh-phoi-hop",
    "not-found": "/khong-co-trang-nay/",
}
SIGNED_IN = {"desk": "/ban-lam-viec/", "password": "/doi-mat-khau/", "sign-out": "/dang-xuat/"}


def check(page):
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PUBLIC.values(), ids=PUBLIC)
def test_public_pages_are_open_to_everybody(page, live_server, path, scheme):
    page.emulate_media(color_scheme=scheme)

    page.goto(live_server.url + path)

    check(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_demonstrations_front_page_is_too(page, live_server, settings, scheme):
    settings.DEMO = True
    page.emulate_media(color_scheme=scheme)

    page.goto(live_server.url)

    assert page.get_by_role("button", name="Chuyên viên Tỉnh đoàn").is_visible()
    check(page)


@pytest.mark.parametrize("path", SIGNED_IN.values(), ids=SIGNED_IN)
def test_pages_of_somebody_signed_in_are_too(signed_in, live_server, path):
    signed_in.goto(live_server.url + path)

    signed_in.get_by_text("Trần Ngọc Lan").first.click()

    check(signed_in)


def test_a_form_with_errors_is_too(page, live_server):
    page.goto(live_server.url + "/dang-nhap/")
    page.get_by_label("Mã đăng nhập").fill("lan")
    page.get_by_label("Mật khẩu").fill("sai")
    page.get_by_role("main").get_by_role("button", name="Đăng nhập").click()

    assert page.get_by_role("alert").inner_text() == "Tên đăng nhập hoặc mật khẩu chưa đúng."
    check(page)


def test_a_reading_refused_is_too(page, live_server):
    page.goto(live_server.url + "/doc-thu/")
    page.get_by_role("button", name="Đọc văn bản").click()
    page.get_by_text("Chưa có gì để đọc.").wait_for()

    check(page)
