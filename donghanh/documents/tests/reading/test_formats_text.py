"""Plain text and letters: every encoding in use, old fonts, and other languages left alone."""

import unicodedata

import pytest
from viparse.normalize.encodings import get_charmap

from donghanh.documents.reading import formats, legacy

PLAN = (
    "Căn cứ Kế hoạch số 12-KH/TĐTN ngày 05/3/2020 của Ban Thường vụ Tỉnh đoàn, Hội Khuyến học xã tổ chức "
    "phát động "
    "phong trào học tập suốt đời, vận động học bổng cho học sinh nghèo; cửa hàng, thẳng thắn, kỳ vĩ, tỵ nạn."
)
FOREIGN = (
    "Résumé ± 5 µm: le garçon a été élevé près de Besançon, où l'été dernier fut très chaud à l'extrême.",
    "El niño comió piñas; mañana será otro día más en el jardín. Así también él está aquí, según sé.",
    "Größere Änderungen für Übergänge: die Straße führt über weiße Hügel, möglicherweise auch früher.",
    "Português: ações não são ilusões; coração e mãe, pão à mesa já às três. Você vê o avô lá? É só até cá.",
    "Å ønske seg blåbær på en øy; så går vi på skøyter. Æ e i Å. Norsk språk er også gøy når på tå.",
)


def read(data: bytes) -> formats.Source:
    return formats.load(data, name="a.txt")


def as_typed_in(encoding: str, text: str) -> str:
    """Unicode text as it was typed in an old encoding."""
    charmap = get_charmap(encoding)
    letters = {
        new: old for old, new in [*charmap.pairs, *(legacy.MISSING_IN_VNI if encoding == "vni" else ())]
    }
    return "".join(letters.get(letter, letter) for letter in text)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "windows-1258"]
)
def test_every_encoding_gives_the_same_letters(encoding):
    text = half_composed(PLAN) if encoding == "windows-1258" else PLAN

    assert read(text.encode(encoding)).text == PLAN


def half_composed(text: str) -> str:
    """Letters as Windows-1258 holds them: vowel with its shape, then the tone."""
    found = ""
    for letter in text:
        parts = unicodedata.normalize("NFD", letter)
        tones = [mark for mark in parts if mark in "\u0300\u0301\u0303\u0309\u0323"]
        shape = "".join(mark for mark in parts if mark not in tones)
        found += unicodedata.normalize("NFC", shape) + "".join(tones)
    return found


def test_decomposed_letters_are_composed():
    assert read(unicodedata.normalize("NFD", PLAN).encode()).text == PLAN


def test_line_ends_spaces_and_invisible_characters_are_made_plain():
    data = "một\r\nhai\rba\u2028bốn\u00a0năm\u200b\ufeff\x07 sáu   \n\n\n\n\n\nbảy\x0btám".encode()

    assert read(data).text == "một\nhai\nba\nbốn năm sáu\n\n\nbảy\ntám"


@pytest.mark.parametrize("encoding", ["tcvn3", "vni"])
def test_text_of_old_fonts_is_recognised_by_its_words(encoding):
    source = read(as_typed_in(encoding, PLAN).encode("cp1252"))

    assert source.text == PLAN
    assert source.notes == (f"Đã chuyển mã {legacy.NAMES[encoding]} sang Unicode.",)


def test_old_letters_pasted_into_unicode_text_are_converted_line_by_line():
    text = f"{PLAN}\n{as_typed_in('tcvn3', PLAN)}\n{PLAN}"

    assert read(text.encode()).text == f"{PLAN}\n{PLAN}\n{PLAN}"


def test_capitals_that_the_old_encoding_lacks_come_back():
    typed = as_typed_in("tcvn3", "BAN THưườNG Vụ TỉNH ĐOàN Tổ CHứC Kế HOạCH".replace("ưườ", "ườ"))

    assert read(f"{as_typed_in('tcvn3', PLAN)}\n{typed}".encode()).text.split("\n")[1] == (
        "BAN THƯỜNG VỤ TỈNH ĐOÀN TỔ CHỨC KẾ HOẠCH"
    )


@pytest.mark.parametrize(
    "text", [*FOREIGN, PLAN, "Là, và, có, cho, tháng, này: hàng, năm, nhà, trà, cá, gà, bà, mà, ôn, âm"]
)
def test_what_is_no_old_encoding_is_never_touched(text):
    source = read(text.encode())

    assert (source.text, source.notes) == (text, ())


@pytest.mark.parametrize("text", FOREIGN)
def test_foreign_single_byte_text_is_read_as_it_is(text):
    assert read(text.encode("cp1252")).text == text


def test_a_few_broken_bytes_are_shown_and_named():
    before, after = PLAN.encode(), f" {PLAN}".encode()
    source = read(before + b"\xff" + after)

    assert source.text == f"{PLAN}\ufffd {PLAN}"
    assert source.notes == ("Tệp có 1 chỗ hỏng, hiện là ký tự thay thế.",)


def test_a_truncated_utf8_file_is_still_read():
    data = (PLAN * 3).encode()
    cut = next(place for place in range(len(data) - 10, 0, -1) if data[place] & 0xC0 == 0x80)

    assert read(data[:cut]).text.startswith(PLAN)


@pytest.mark.parametrize("name", ["a.docx", "a.pdf", "a.html"])
def test_text_under_another_extension_is_read_with_a_remark(name):
    source = formats.load(PLAN.encode(), name=name)

    extension = name[1:]
    assert source.text == PLAN
    assert source.notes == (
        f"Tệp có đuôi {extension} nhưng nội dung là chữ thường (.txt); đã đọc theo nội dung.",
    )
