"""Kiểm tra thể thức and Soạn theo mẫu in the browser: choose, look, write, take away; on a phone too."""

import io

import docx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from donghanh.documents import writing
from donghanh.documents.tests.writing.making import PLAN
from donghanh.documents.writing.checking import check


@pytest.fixture
def spoilt(tmp_path):
    document = docx.Document(io.BytesIO(writing.docx(PLAN, "youth_union")))
    for paragraph in document.paragraphs:
        if paragraph.text.replace("\u00a0", " ") in {"KẾ HOẠCH", "Tổ chức Tháng Thanh niên năm 2026"}:
            paragraph.runs[0].bold = False
    path = tmp_path / "ke-hoach.docx"
    document.save(path)
    return path


def is_within(page):
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def axe_finds_nothing(page):
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def test_a_chosen_file_is_checked_and_its_faults_are_shown_on_the_page(page, live_server, spoilt):
    page.goto(f"{live_server.url}/kiem-tra-the-thuc/")
    axe_finds_nothing(page)
    page.locator("input[type=file]").set_input_files(spoilt)
    if not page.locator(".faults").is_visible():
        page.get_by_role("button", name="Kiểm tra").click()

    expect(page.locator(".faults > li")).to_have_count(2)
    expect(page.locator(".faults > li").first).to_contain_text("Phải in đậm.")
    picture = page.locator(".print img").first
    picture.scroll_into_view_if_needed()
    expect(picture).to_be_visible()
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") > 500
    assert is_within(page)
    axe_finds_nothing(page)


def test_a_document_is_written_looked_at_and_taken_away(page, live_server, tmp_path):
    page.goto(f"{live_server.url}/soan-theo-mau/")
    axe_finds_nothing(page)
    page.get_by_role("link", name="Điền nội dung mẫu").click()
    page.get_by_label("Số", exact=True).fill("12")
    page.get_by_label("Họ tên người ký").first.fill("Hồ Thị Thanh Nhàn")
    page.get_by_label("Ngày ban hành").fill("2026-02-05")
    page.get_by_role("button", name="Xem trang in").click()

    expect(page.locator(".print img")).to_have_count(2)
    expect(page.get_by_text("Văn bản đã đủ các phần bắt buộc.")).to_be_visible()
    assert is_within(page)
    axe_finds_nothing(page)
    for name in ("Tải Word", "Tải PDF"):
        with page.expect_download() as download:
            page.get_by_role("button", name=name).click()
        target = tmp_path / download.value.suggested_filename
        download.value.save_as(target)
        assert check(target) == []


def test_both_work_without_a_script(browser, live_server, spoilt):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(f"{live_server.url}/kiem-tra-the-thuc/")
    page.locator("input[type=file]").set_input_files(spoilt)
    page.get_by_role("button", name="Kiểm tra").click()
    expect(page.locator(".faults > li")).to_have_count(2)

    page.goto(f"{live_server.url}/soan-theo-mau/?mau=co")
    page.get_by_role("button", name="Xem trang in").click()
    expect(page.locator(".print img").first).to_be_visible()
    context.close()
