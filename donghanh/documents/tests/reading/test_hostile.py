"""Files made to harm, or merely broken or wrong: each is refused with a reason, in time and in memory."""

import random
import resource
import struct
import time
import zipfile

import pytest

from donghanh.documents.reading import formats
from donghanh.documents.tests.reading import making
from donghanh.documents.tests.reading.making import NAMESPACES, lvl, numbering, p, tbl, tc
from donghanh.documents.tests.reading.test_formats_office import old_container
from donghanh.documents.tests.reading.test_formats_text import PLAN

MB = 1024 * 1024
SECONDS = 3.0


def refusal(data: bytes, *, limits: formats.Limits = formats.DEFAULT) -> str:
    """The reason why a file is refused, which must come soon and without much memory."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.monotonic()
    with pytest.raises(formats.Unreadable) as caught:
        formats.load(data, limits=limits)
    assert time.monotonic() - began < SECONDS
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 300_000
    return str(caught.value)


def test_an_empty_file():
    assert refusal(b"") == "Tệp rỗng, không có nội dung nào để đọc. Đề nghị kiểm tra lại tệp đã chọn."


def test_a_file_without_words():
    message = (
        "Tệp không có chữ nào để đọc. "
        "Nếu nội dung là ảnh dán trong tệp, đề nghị xuất ra PDF hoặc ảnh để nhận dạng chữ."
    )

    assert refusal(making.docx(p(""))) == message
    assert refusal(b" \n\t\r\n") == message


def test_a_file_too_large():
    assert refusal(bytes(3 * MB), limits=formats.Limits(size=2 * MB)) == (
        "Tệp lớn 3 MB, vượt giới hạn 2 MB. Đề nghị giảm ảnh trong tệp hoặc tách tệp rồi thử lại."
    )


def test_too_much_text():
    limits = formats.Limits(characters=1_000)
    message = "Văn bản dài hơn 1.000 ký tự, vượt giới hạn được đọc. Đề nghị tách thành nhiều tệp rồi thử lại."

    assert refusal(PLAN.encode() * 10, limits=limits) == message
    assert refusal(making.docx(p(PLAN) * 10), limits=limits) == message
    assert refusal(making.pdf(f"{PLAN}\n\n" * 10), limits=limits) == message


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"MZ\x90\x00\x03\x00\x00\x00", "chương trình Windows (.exe, .dll)"),
        (b"\x7fELF\x02\x01\x01\x00", "chương trình Linux"),
        (b"Rar!\x1a\x07\x01\x00", "tệp nén RAR"),
        (b"7z\xbc\xaf\x27\x1c\x00\x04", "tệp nén 7-Zip"),
        (b"\x1f\x8b\x08\x00\x00\x00\x00\x00", "tệp nén gzip"),
        (b"GIF89a\x01\x00\x01\x00", "ảnh GIF"),
        (b"SQLite format 3\x00\x10\x00", "cơ sở dữ liệu SQLite"),
        (b"\x00\x00\x00\x18ftypmp42\x00", "tệp âm thanh, hình ảnh (MP4, HEIC)"),
        (old_container("Workbook"), "bảng tính Excel (.xls)"),
        (old_container("PowerPoint Document"), "bài trình chiếu PowerPoint (.ppt)"),
        (making.zipped({"[Content_Types].xml": "", "xl/workbook.xml": ""}), "bảng tính Excel (.xlsx)"),
        (making.zipped({"[Content_Types].xml": "", "ppt/a.xml": ""}), "bài trình chiếu PowerPoint (.pptx)"),
        (
            making.zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}),
            "bảng tính OpenDocument (.ods)",
        ),
        (making.zipped({"mimetype": "application/epub+zip"}), "sách điện tử EPUB"),
    ],
)
def test_what_is_no_document_is_called_by_its_name(data, name):
    assert refusal(data) == (
        f"Đây là {name}, không phải văn bản để đọc. "
        "Hãy dùng tệp .docx, .odt, .pdf, .html, .txt, .doc, .rtf hoặc ảnh quét."
    )


def test_a_zip_of_documents_and_bare_xml_get_their_own_advice():
    assert refusal(making.zipped({"a.docx": b"x"})) == (
        "Đây là tệp nén ZIP, không phải văn bản để đọc. Hãy giải nén rồi chọn từng văn bản bên trong."
    )
    assert refusal(b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w/>') == (
        "Đây là tệp Word dạng XML, không phải văn bản để đọc. "
        "Hãy mở bằng Word và lưu lại dạng .docx rồi thử lại."
    )
    assert refusal(b'<?xml version="1.0"?><data/>').startswith("Đây là tệp XML, không phải văn bản để đọc.")


def test_noise_is_no_text():
    noise = random.Random(1).randbytes(100_000)  # noqa: S311 - the same noise each time

    assert refusal(b"abc" + noise).startswith("Tệp không phải văn bản mà là dữ liệu nhị phân không rõ loại.")


@pytest.mark.parametrize("data", [old_container("EncryptedPackage"), making.locked_pdf()])
def test_password_protected_files_say_so(data):
    assert "đặt mật khẩu" in refusal(data)


def test_an_encrypted_opendocument_says_so():
    manifest = "<manifest:manifest><manifest:encryption-data/></manifest:manifest>"

    assert "đặt mật khẩu" in refusal(making.odt("", manifest=manifest))


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_truncated_packages(share):
    data = making.docx(p(PLAN) * 50, styles=making.part("styles", ""))

    assert "hỏng" in refusal(data[: int(len(data) * share)])


def test_damaged_members():
    data = bytearray(making.docx(p(PLAN) * 50))
    at = data.index(b"word/document.xml") + 40
    data[at : at + 40] = bytes(40)

    assert "hỏng" in refusal(bytes(data))


def test_members_of_no_bytes():
    assert "hỏng ở phần word/document.xml" in refusal(making.zipped({"word/document.xml": "<w:document"}))
    assert refusal(making.zipped({"word/document.xml": ""})).startswith(
        "Tệp Word không có phần thân văn bản."
    )


def test_a_zip_bomb_by_its_declared_size():
    bomb = making.zipped({"word/document.xml": bytes(250 * MB)})

    assert refusal(bomb).startswith("Nội dung nén trong tệp bung ra tới 250 MB, quá lớn với một văn bản.")


def test_a_zip_bomb_by_its_ratio():
    assert "bung ra tới 50 MB" in refusal(making.zipped({"word/document.xml": bytes(50 * MB)}))


def test_a_zip_bomb_that_lies_about_its_size():
    honest = making.zipped({"word/document.xml": b"<a>" + bytes(40 * MB)})
    true, lie = struct.pack("<I", 40 * MB + 3), struct.pack("<I", 1000)

    assert honest.count(true) == 2
    assert "hỏng" in refusal(honest.replace(true, lie))


def test_many_members():
    members = {f"word/{number}.xml": "" for number in range(6_000)}

    assert refusal(making.zipped(members)).startswith("Tệp nén chứa quá nhiều tệp con")


def test_a_zip_of_another_method_is_read_or_refused():
    data = making.zipped(
        {"word/document.xml": f"<w:document {NAMESPACES}><w:body>{p('Chữ')}</w:body></w:document>"},
        zipfile.ZIP_LZMA,
    )

    assert formats.load(data).text == "Chữ"


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


@pytest.mark.parametrize(
    "declaration",
    [
        f'<!DOCTYPE w [<!ENTITY l0 "ha">{LAUGHS}]>',
        '<!DOCTYPE w [<!ENTITY l9 SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE w [<!ENTITY l9 SYSTEM "http://127.0.0.1:9/">]>',
        '<!DOCTYPE w SYSTEM "http://127.0.0.1:9/a.dtd">',
    ],
)
def test_entities_and_dtds_are_refused(declaration):
    text = p("&l9;" if "l9" in declaration else "a")
    body = f"{declaration}<w:document {NAMESPACES}><w:body>{text}</w:body></w:document>"
    message = refusal(making.zipped({"word/document.xml": body}))

    assert "DTD" in message or "thực thể XML không an toàn" in message


def test_entities_in_opendocument_are_refused():
    content = '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
    data = making.zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})

    assert "DTD" in refusal(data)


def test_deep_nesting():
    deep = "<w:sdt><w:sdtContent>" * 50_000
    table = tbl(("x", "y"))
    for _ in range(60):
        table = tbl((tc(table, p("")), "y"))

    assert "quá sâu" in refusal(making.docx(deep))
    assert "quá sâu" in refusal(making.docx(table))


def test_a_page_whose_tags_are_never_closed_is_read_to_its_end():
    lines = [f"Dòng {number}" for number in range(700)]

    assert formats.load("".join(f"<div><font>{line}" for line in lines).encode()).text.split("\n") == lines


def test_deep_nesting_of_a_page():
    page = "<html><body>" + "<div>" * 50_000 + "Chữ" + "</div>" * 50_000

    assert "quá sâu" in refusal(page.encode())


def test_lists_that_count_to_absurd_numbers():
    levels = numbering(
        lvl(0, "%1.", "upperRoman", start=999_999_999), lvl(1, "%9%9%9", "lowerLetter", start=10**9)
    )
    text = formats.load(making.docx(making.item("a") + making.item("b", 1), numbering=levels)).text

    assert text.split("\n")[0] == "1000000. a"


def test_tables_that_repeat_themselves_for_ever():
    cell = '<table:table-cell table:number-columns-repeated="1000000"><text:p>x</text:p></table:table-cell>'
    row = f'<table:table-row table:number-rows-repeated="1000000">{cell}</table:table-row>'
    text = formats.load(making.odt(f"<table:table>{row}</table:table>")).text

    assert len(text) < 100_000


def test_spans_that_reach_for_ever():
    page = (
        "<table border=1><tr><td colspan=99999999 rowspan=99999999>a</td><td>b</td></tr>"
        + "<tr><td>c</td></tr>" * 50
    )

    assert len(formats.load(f"<html><body>{page}</table>".encode()).text) < 100_000


def test_styles_that_rest_on_themselves():
    style = '<w:style w:type="paragraph" w:styleId="{0}"><w:basedOn w:val="{1}"/></w:style>'
    styles = making.part("styles", style.format("A", "B") + style.format("B", "A"))

    assert formats.load(making.docx(p("Chữ", props='<w:pStyle w:val="A"/>'), styles=styles)).text == "Chữ"


@pytest.mark.parametrize(
    "make", [lambda text: making.docx(p(text)), lambda text: making.odt(f"<text:p>{text}</text:p>")]
)
def test_one_paragraph_of_many_characters_is_read(make):
    text = (PLAN + " ") * 5_000
    began = time.monotonic()

    assert formats.load(make(text)).text == text.strip()
    assert time.monotonic() - began < SECONDS


@pytest.mark.parametrize(
    "piece", [" \t", "\xa0", "-", "\u0301", "\n", "| ", "<p>", "&nbsp;", "1. ", "§", "Căn cứ ", "\u00ad"]
)
@pytest.mark.parametrize("head", ["", "<html><body>", "{\\rtx "])
def test_the_same_sign_many_times_is_read_in_linear_time(piece, head):
    began = time.monotonic()

    assert outcome((head + piece * 100_000 + "a").encode()).strip()
    assert time.monotonic() - began < SECONDS


def test_fifty_thousand_items_are_read_in_time():
    body = "".join(making.item(f"Việc {number}") for number in range(50_000))
    began = time.monotonic()
    text = formats.load(making.docx(body, numbering=numbering(lvl(0, "%1.")))).text

    assert text.endswith("\n50000. Việc 49999")
    assert time.monotonic() - began < 5 * SECONDS


@pytest.mark.parametrize("seed", range(40))
def test_damaged_files_are_read_or_refused_never_anything_else(seed):
    dice = random.Random(seed)  # noqa: S311 - the same damage each time
    kinds = [
        making.docx(p(PLAN) + tbl(("a", "b"), borders=True), numbering=numbering(lvl(0, "%1."))),
        making.odt(f"<text:p>{PLAN}</text:p>"),
        making.pdf(PLAN),
        f"<html><body><table><tr><td>{PLAN}</table>".encode(),
    ]
    data = bytearray(kinds[seed % len(kinds)])
    for _ in range(dice.randint(1, 30)):
        data[dice.randrange(len(data))] = dice.randrange(256)
    assert outcome(bytes(data)).strip()


def outcome(data: bytes) -> str:
    """The text, or the reason why there is none; any other error is a failure."""
    try:
        return formats.load(data).text
    except formats.Unreadable as refused:
        return str(refused)
