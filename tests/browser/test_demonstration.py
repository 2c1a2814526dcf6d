"""A visitor of the demonstration walks in, looks around and leaves."""

from playwright.sync_api import expect


def test_one_click_in_and_out(page, live_server, settings):
    settings.DEMO = True
    page.goto(live_server.url)

    page.get_by_role("button", name="Cán bộ Đoàn xã").click()
    expect(page.get_by_text("Chào đồng chí Lê Thị Thu Hà.")).to_be_visible()
    page.get_by_text("Lê Thị Thu Hà", exact=True).click()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Đăng xuất")).to_be_hidden()
    page.get_by_text("Lê Thị Thu Hà", exact=True).click()
    page.get_by_role("button", name="Đăng xuất").click()

    expect(page.get_by_text("Đã đăng xuất.")).to_be_visible()
    expect(page.get_by_role("link", name="Đăng nhập").first).to_be_visible()
