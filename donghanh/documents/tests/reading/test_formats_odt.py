"""OpenDocument texts: the same paper, the same lines."""

from donghanh.documents.reading import formats
from donghanh.documents.tests.reading import making

NUMBERS = (
    '<text:list-style style:name="L1">'
    '<text:list-level-style-number text:level="1" style:num-suffix="." style:num-format="I"/>'
    '<text:list-level-style-number text:level="2" style:num-suffix="." style:num-format="1"/>'
    '<text:list-level-style-number text:level="3" style:num-suffix="." style:num-format="1" '
    'text:display-levels="2"/>'
    "</text:list-style>"
    '<text:list-style style:name="L2">'
    '<text:list-level-style-bullet text:level="1" text:bullet-char="•"/></text:list-style>'
)


def read(body: str, styles: str = NUMBERS, **other: str) -> list[str]:
    return formats.load(making.odt(body, styles, **other)).text.split("\n")


def listed(*items: str, style: str = "L1", more: str = "") -> str:
    inner = "".join(f"<text:list-item>{item}</text:list-item>" for item in items)
    return f'<text:list text:style-name="{style}" {more}>{inner}</text:list>'


def p(text: str, style: str = "") -> str:
    return f'<text:p text:style-name="{style}">{text}</text:p>'


def test_spaces_tabs_and_breaks_are_kept():
    body = p('Số:<text:s text:c="3"/>-KH<text:tab/>ngày<text:line-break/>hai   dấu\n cách')

    assert read(body) == ["Số:   -KH\tngày", "hai dấu cách"]


def test_numbers_of_many_levels_are_typed_out():
    deep = p("Nội dung") + listed(p("Việc"), p("Việc"))
    body = listed(p("Mục đích") + listed(deep, p("Nội dung")), p("Tổ chức"))

    assert read(body) == [
        *("I. Mục đích", "1. Nội dung", "1.1. Việc", "1.2. Việc", "2. Nội dung", "II. Tổ chức"),
    ]


def test_a_list_starts_anew_unless_it_continues():
    body = listed(p("a"), more='xml:id="x"') + listed(p("b"), more='text:continue-numbering="true"')
    body += listed(p("c")) + listed(p("d"), more='text:continue-list="x"')

    assert read(body) == ["I. a", "II. b", "I. c", "III. d"]


def test_bullets_and_given_starts():
    start = '<text:list style-name="L1" text:style-name="L1"><text:list-item text:start-value="4">'

    assert read(listed(p("a"), style="L2") + start + p("b") + "</text:list-item></text:list>") == [
        "- a",
        "IV. b",
    ]


def test_chapters_carry_their_outline_number():
    common = (
        '<office:styles><text:outline-style style:name="Outline">'
        '<text:outline-level-style text:level="1" style:num-format="1" style:num-suffix="."/>'
        "</text:outline-style></office:styles>"
    )

    assert read('<text:h text:outline-level="1">A</text:h>' * 2, common=common) == ["1. A", "2. A"]


def test_tables_are_read_like_those_of_word():
    border = '<style:style style:name="C" style:family="table-cell">'
    border += '<style:table-cell-properties fo:border="1pt solid"/>'
    cell = '<table:table-cell table:style-name="C" {0}><text:p>{1}</text:p></table:table-cell>'
    rows = (
        cell.format("", "TT") + cell.format("", "Việc") + cell.format("", "Chủ trì"),
        cell.format('table:number-columns-spanned="2"', "gộp")
        + "<table:covered-table-cell/>"
        + cell.format('table:number-rows-spanned="2"', "Ban A"),
        cell.format("", "1") + cell.format("", "Một") + "<table:covered-table-cell/>",
    )
    body = (
        "<table:table>"
        + "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
        + "</table:table>"
    )

    assert read(body, border + "</style:style>") == ["TT | Việc | Chủ trì", "gộp |  | Ban A", "1 | Một |"]


def test_what_is_not_on_the_paper_is_not_read():
    styles = (
        '<style:style style:name="An" style:family="text">'
        '<style:text-properties text:display="none"/></style:style>'
        '<style:style style:name="Hoa" style:family="text">'
        '<style:text-properties fo:text-transform="uppercase"/></style:style>'
    )
    body = "<text:tracked-changes><text:changed-region><text:deletion>" + p("đã xóa") + "</text:deletion>"
    body += "</text:changed-region></text:tracked-changes>"
    body += p(
        'Còn <text:span text:style-name="An">ẩn</text:span><office:annotation>'
        + p("ý kiến")
        + "</office:annotation>"
    )
    body += p('<text:span text:style-name="Hoa">kế hoạch</text:span>')

    assert read(body, styles) == ["Còn", "KẾ HOẠCH"]


def test_page_breaks_frames_and_footnotes():
    styles = '<style:style style:name="B" style:family="paragraph">'
    styles += '<style:paragraph-properties fo:break-before="page"/>'
    note = '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body>'
    body = p("Trước<draw:frame><draw:text-box>" + p("DỰ THẢO") + "</draw:text-box></draw:frame>")
    body += p("một" + note + p("chú thích") + "</text:note-body></text:note> hai") + p("sang trang", "B")

    assert read(body, styles + "</style:style>") == [
        *("Trước", "DỰ THẢO", "một hai", "\fsang trang", "\f", "[1] chú thích"),
    ]


def test_a_header_lends_its_letterhead():
    header = "<style:header>" + p("ĐOÀN TNCS HỒ CHÍ MINH") + "</style:header>"
    common = f"<office:master-styles><style:master-page>{header}</style:master-page></office:master-styles>"

    assert read(p("KẾ HOẠCH"), common=common) == ["ĐOÀN TNCS HỒ CHÍ MINH", "KẾ HOẠCH"]
    assert read(p("Số: 1-KH/ĐTN"), common=common) == ["Số: 1-KH/ĐTN"]


def test_old_fonts_are_converted():
    styles = (
        '<style:style style:name="V" style:family="text"><style:text-properties style:font-name=".VnTime"/>'
    )
    body = p('<text:span text:style-name="V">Céng hoµ x· héi</text:span>')

    assert read(body, styles + "</style:style>") == ["Cộng hoà xã hội"]
