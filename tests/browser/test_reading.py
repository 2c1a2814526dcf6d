"""Đọc thử văn bản in the browser: words and values find each other by pointer, keyboard, or plain links."""

import json

import pytest
from playwright.sync_api import expect

from donghanh.documents.reading import sandbox
from donghanh.portal import samples

PLAN = samples.SAMPLES[0]
PASTE = """(area, text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", text);
    area.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
}"""
FOCUS = """(link) => {
    const start = performance.now();
    link.focus();
    document.body.offsetHeight;
    return performance.now() - start;
}"""
ON_A_DESK = pytest.mark.parametrize("width", [1280], indirect=True, ids=["desktop"])
ON_A_PHONE = pytest.mark.parametrize("width", [390], indirect=True, ids=["phone"])


@pytest.fixture
def reader(page, live_server):
    page.goto(f"{live_server.url}/doc-thu/?mau={PLAN.name}")
    page.locator("[data-reader][data-ready]").wait_for()
    return page


def value(page, text):
    return page.locator(".value-text", has_text=text).first


def lit_words(page):
    return "".join(page.locator(".w.is-lit").all_inner_texts())


@ON_A_DESK
def test_a_value_under_the_pointer_lights_its_words(reader):
    value(reader, "Ban Quốc tế Trung ương Đoàn").hover()

    assert "Ban Quốc tế Trung ương Đoàn" in lit_words(reader)


@ON_A_DESK
def test_a_word_under_the_pointer_lights_its_value_and_brings_it_into_view(reader):
    word = reader.locator(".w", has_text="Đỗ Khánh Vân").or_(reader.locator(".w.k-signature")).first
    word.hover()

    lit = reader.locator(".value.is-lit").first
    expect(lit).to_be_in_viewport()
    assert lit.get_attribute("id") == word.get_attribute("href").removeprefix("#")


def test_a_click_on_a_value_goes_to_its_words_and_a_click_there_comes_back(reader):
    link = value(reader, "Ban Quốc tế Trung ương Đoàn")
    item = link.get_attribute("data-i")

    link.click()
    word = reader.locator(f'.w[data-i~="{item}"]').first
    expect(word).to_be_focused()
    expect(word).to_be_in_viewport()
    word.click()

    expect(link).to_be_focused()
    expect(link).to_be_in_viewport()


@ON_A_DESK
def test_the_keyboard_alone_goes_there_and_back(reader):
    reader.locator(".paper .w").first.focus()
    for key in ("ArrowRight", "End", "Home", "ArrowDown"):
        reader.keyboard.press(key)
    second = reader.locator(".paper .w").nth(1)
    expect(second).to_be_focused()

    reader.keyboard.press("Enter")
    expect(reader.locator(".value.is-lit .value-text")).to_be_focused()
    reader.keyboard.press("Enter")

    assert reader.evaluate("document.activeElement.classList.contains('w')")


@ON_A_DESK
def test_the_paper_is_one_stop_of_the_tab_key(reader):
    assert reader.locator('.paper [tabindex="0"]').count() == 1


def test_a_kind_switched_off_leaves_both_sides(reader):
    reader.get_by_role("checkbox", name="Nơi nhận").uncheck()

    expect(reader.locator(".group-recipient")).to_be_hidden()
    background = "el => getComputedStyle(el).backgroundColor"
    assert reader.locator(".w.k-recipient").first.evaluate(background) == "rgba(0, 0, 0, 0)"


@ON_A_PHONE
def test_a_phone_shows_one_side_and_a_switch_that_stays(reader):
    expect(reader.locator(".pane-text")).to_be_hidden()

    reader.get_by_role("radio", name="Văn bản").check()

    expect(reader.locator(".pane-text")).to_be_visible()
    expect(reader.locator(".pane-values")).to_be_hidden()
    reader.mouse.wheel(0, 3000)
    expect(reader.locator(".switch")).to_be_in_viewport()


def test_the_download_is_the_whole_reading(reader):
    with reader.expect_download() as download:
        reader.get_by_role("button", name="Tải kết quả").click()

    saved = json.loads(download.value.path().read_text("utf-8"))
    source = sandbox.load(PLAN.text.encode(), name="mau.txt")
    assert saved["text"] == source.text
    (start, end) = saved["tasks"][0]["span"]
    assert saved["text"][start:end].startswith(saved["tasks"][0]["text"][:20])


def test_pasted_text_is_read_without_a_new_page(page, live_server):
    page.goto(f"{live_server.url}/doc-thu/")
    page.evaluate("window.kept = true")
    page.get_by_label("Hoặc dán nội dung").fill(PLAN.text)

    page.get_by_role("button", name="Đọc văn bản").click()

    expect(page.locator("#reader-title")).to_be_focused()
    assert page.evaluate("window.kept") is True


def test_a_file_that_is_chosen_is_named_and_read(page, live_server):
    page.goto(f"{live_server.url}/doc-thu/")
    page.get_by_label("Kéo tệp vào đây").set_input_files(
        {"name": "ke-hoach.txt", "mimeType": "text/plain", "buffer": PLAN.text.encode()}
    )
    expect(page.get_by_text("Đã chọn: ke-hoach.txt")).to_be_visible()

    page.get_by_role("button", name="Đọc văn bản").click()

    expect(page.get_by_role("heading", name="Việc phải làm")).to_be_visible()


@ON_A_DESK
def test_a_file_that_is_dropped_is_read_at_once(page, live_server):
    page.goto(f"{live_server.url}/doc-thu/")
    dropped = page.evaluate_handle(
        """text => {
            const all = new DataTransfer();
            all.items.add(new File([text], "kéo.txt"));
            return all;
        }""",
        PLAN.text,
    )

    page.dispatch_event("[data-filedrop]", "drop", {"dataTransfer": dropped})

    expect(page.get_by_role("heading", name="Việc phải làm")).to_be_visible()


def test_a_file_too_large_is_named_before_it_is_sent(page, live_server, tmp_path):
    page.goto(f"{live_server.url}/doc-thu/")
    large = tmp_path / "to.pdf"
    large.write_bytes(b"x" * (10 * 1024 * 1024 + 1))

    page.get_by_label("Kéo tệp vào đây").set_input_files(large)

    expect(page.get_by_text("Tệp “to.pdf” lớn hơn 10 MB.")).to_be_visible()
    assert page.locator("input[type=file]").evaluate("input => input.files.length") == 0


def test_a_refusal_stands_at_the_form_and_keeps_what_was_typed(page, live_server):
    page.goto(f"{live_server.url}/doc-thu/")
    page.get_by_label("Kéo tệp vào đây").set_input_files(
        {"name": "hong.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 hong"}
    )
    page.get_by_label("Hoặc dán nội dung").fill("còn đây")

    page.get_by_role("button", name="Đọc văn bản").click()

    expect(page.locator(".filedrop .field-error p")).to_be_visible()
    expect(page.get_by_label("Hoặc dán nội dung")).to_have_value("còn đây")


def test_reading_works_without_a_script(browser, live_server):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(f"{live_server.url}/doc-thu/")
    page.get_by_label("Hoặc dán nội dung").fill(PLAN.text)
    page.get_by_role("button", name="Đọc văn bản").click()

    value(page, "Ban Quốc tế Trung ương Đoàn").click()

    assert page.url.split("#")[1].startswith("w")
    expect(page.locator(".w:target")).to_be_in_viewport()
    page.locator(".w:target").click()
    expect(page.locator(".value:target")).to_be_in_viewport()
    context.close()


@ON_A_DESK
def test_a_text_near_the_limit_is_pasted_read_and_lit_without_waiting(page, live_server):
    before, rest = PLAN.text.split("III. NỘI DUNG")
    body, after = rest.split("IV. TỔ CHỨC")
    text = f"{before}{f'III. NỘI DUNG{body}' * 220}IV. TỔ CHỨC{after}"
    assert 180_000 < len(text) < 200_000
    page.goto(f"{live_server.url}/doc-thu/")
    page.get_by_label("Hoặc dán nội dung").evaluate(PASTE, text)
    page.get_by_role("button", name="Đọc văn bản").click()
    page.locator("[data-reader][data-ready]").wait_for()

    spent = page.locator(".value-text[data-i]").nth(2000).evaluate(FOCUS)

    assert page.locator(".w").count() > 5000
    assert spent < 400, "milliseconds until the words are lit and laid out"
