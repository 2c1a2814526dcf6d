"""Web pages: the document without what the site put around it."""

import email.message

import pytest

from donghanh.documents.reading import formats
from donghanh.documents.tests.reading.test_formats_text import PLAN, as_typed_in


def read(body: str) -> list[str]:
    return formats.load(
        f"<html><head><title>Trang</title></head><body>{body}</body></html>".encode()
    ).text.split("\n")


def test_blocks_are_lines_and_inline_words_stay_together():
    body = "<h1>KẾ <b>HOẠCH</b></h1><p>Thực hiện\n  <i>công</i>&nbsp;tác<br>năm&#32;2020 &amp; sau</p>"
    body += "<div>Hết</div>"

    assert read(body) == ["KẾ HOẠCH", "Thực hiện công tác", "năm 2020 & sau", "Hết"]


def test_lists_carry_their_numbers():
    inner = '<ol start="3"><li><p>ba</p></li><li value="7">bảy</li></ol>'
    body = f'<ol type="I"><li>Một{inner}</li><li>Hai</li></ol>'

    assert read(body + "<ul><li>gạch</li></ul>") == ["I. Một", "3. ba", "7. bảy", "II. Hai", "- gạch"]


def test_scripts_styles_and_menus_are_dropped():
    links = '<a href="/">Trang chủ</a> <a href="/tin">Tin tức</a>'
    body = (
        f"<nav>{links}</nav><div class='main-menu'>{links}</div><script>alert(1)</script><style>p{{}}</style>"
    )
    body += "<div style='display: none'>ẩn</div><p hidden>giấu</p>"
    body += "<div class='menu'>Thực đơn bữa ăn của trại hè</div>"

    assert read(body + "<p>Nội dung</p>") == ["Thực đơn bữa ăn của trại hè", "Nội dung"]


def test_the_article_is_read_alone_when_it_holds_the_words():
    body = "<header>Cổng thông tin</header><article><p>" + PLAN + "</p></article><footer>Bản quyền</footer>"

    assert read(body) == [PLAN]


def test_tables_place_or_hold_data():
    head = "<table><tr><td>BCH TỈNH<br>***</td><td>ĐOÀN TNCS HỒ CHÍ MINH</td></tr></table>"
    data = (
        "<table border=1><thead><tr><th>TT<th>Việc<th>Chủ trì</tr></thead>"
        "<tbody><tr><td>1<td>Một<td rowspan=2>Ban A</tr>"
        "<tr><td>2<td>Hai</tr><tr><td colspan=3>Cộng: 2 việc</td></tr></tbody></table>"
    )

    assert read(head + data) == [
        *("BCH TỈNH", "***", "ĐOÀN TNCS HỒ CHÍ MINH"),
        *("TT | Việc | Chủ trì", "1 | Một | Ban A", "2 | Hai |", "Cộng: 2 việc"),
    ]


@pytest.mark.parametrize(
    ("declared", "encoding"), [("utf-8", "utf-8"), ("windows-1252", "utf-8"), ("utf-16", "utf-16")]
)
def test_letters_are_right_whatever_the_page_declares(declared, encoding):
    page = f'<html><head><meta charset="{declared}"></head><body><p>{PLAN}</p></body></html>'

    assert formats.load(page.encode(encoding)).text == PLAN


def test_old_fonts_are_converted():
    words = as_typed_in("tcvn3", "Cộng hoà xã hội")

    assert read(f"<p><font face='.VnTime'>{words}</font> &plusmn; 5</p>") == ["Cộng hoà xã hội ± 5"]
    assert read(f"<p style=\"font-family:'.VnTimeH'\">{words}</p>") == ["CỘNG HOÀ XÃ HỘI"]


def test_a_page_called_doc_is_read_as_the_page_that_it_is():
    source = formats.load(f"<html><body><p>{PLAN}</p></body></html>".encode(), name="van-ban.doc")

    assert source.notes == ("Tệp có đuôi .doc nhưng nội dung là trang web (HTML); đã đọc theo nội dung.",)


def test_a_page_saved_as_one_file_is_read():
    message = email.message.EmailMessage()
    message["Subject"] = "Trang"
    message.set_content(f"<html><body><p>{PLAN}</p></body></html>", subtype="html", cte="quoted-printable")
    message.add_related(b"\x89PNG", "image", "png")
    source = formats.load(
        b"MIME-Version: 1.0\r\n" + message.as_bytes().replace(b"MIME-Version: 1.0\n", b""), name="a.mht"
    )

    assert (source.text, source.notes) == (PLAN, ())
