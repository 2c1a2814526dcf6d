"""A content becomes a Word file whose paper, fonts and words are those of its layout."""

import io
from dataclasses import replace

import docx
import pytest
from docx.enum.section import WD_ORIENT

from donghanh.documents import reading, writing
from donghanh.documents.reading import formats
from donghanh.documents.tests.writing.making import BY_LAYOUT, DECISION, LETTER, PLAN


def opened(content, layout):
    return docx.Document(io.BytesIO(writing.docx(content, layout)))


def lines(content, layout="youth_union"):
    text = formats.load(writing.docx(content, layout), name="a.docx").text
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


def read(content, layout):
    return reading.read(formats.load(writing.docx(content, layout), name="a.docx"))


def test_a_plan_of_the_union_says_everything_in_its_order():
    assert lines(PLAN) == [
        "BCH TỈNH ĐOÀN QUẢNG TRỊ",
        "***",
        "ĐOÀN TNCS HỒ CHÍ MINH",
        "Số: 05-KH/TĐTN-PTTN",
        "Đông Hà, ngày 05 tháng 02 năm 2026",
        "KẾ HOẠCH",
        "Tổ chức Tháng Thanh niên năm 2026",
        "-----------",
        "Thực hiện Kế hoạch số 187-KH/TWĐTN-TNXP ngày 17/01/2026 của Ban Bí thư Trung ương Đoàn về "
        "tổ chức Tháng Thanh niên năm 2026;",
        "Căn cứ Chương trình số 02-CTr/TĐTN-VP ngày 10/01/2026 của Ban Chấp hành Tỉnh đoàn.",
        "Ban Thường vụ Tỉnh đoàn ban hành Kế hoạch tổ chức Tháng Thanh niên năm 2026, cụ thể như sau:",
        "I. MỤC ĐÍCH, YÊU CẦU",
        "1. Mục đích",
        "- Giáo dục truyền thống cho đoàn viên, thanh niên.",
        "2. Yêu cầu",
        "- Thiết thực, tiết kiệm:",
        "+ Không hình thức.",
        "II. NỘI DUNG",
        "1. Công tác tuyên truyền",
        "a) Các huyện, thị, thành đoàn tổ chức 02 đợt sinh hoạt trước ngày 20/3/2026.",
        "b) Ban Tuyên giáo biên soạn tài liệu, phát hành 1.200 cuốn.",
        "2. Chỉ tiêu",
        "Phấn đấu đạt các chỉ tiêu sau:",
        "Bảng 1. Chỉ tiêu giao các đơn vị",
        "TT | Đơn vị | Số câu lạc bộ",
        "1 | Đoàn xã Cam Lộ | 12",
        "2 | Đoàn phường Đông Hà | 7",
        "III. TỔ CHỨC THỰC HIỆN",
        "1. Các huyện, thị, thành đoàn, đoàn trực thuộc",
        "- Xây dựng kế hoạch và gửi về Tỉnh đoàn trước ngày 20/02/2026.",
        "- Báo cáo kết quả về Ban Thường vụ Tỉnh đoàn chậm nhất ngày 15/11/2026.",
        "Đề nghị các đơn vị nghiêm túc triển khai thực hiện./.",
        "Nơi nhận:",
        "- Ban Bí thư Trung ương Đoàn (để b/c);",
        "- Các huyện, thị, thành đoàn, đoàn trực thuộc (để t/h);",
        "- Lưu VT, PTTN.",
        "TM. BAN THƯỜNG VỤ TỈNH ĐOÀN",
        "PHÓ BÍ THƯ",
        "Hồ Thị Thanh Nhàn",
    ]


def test_a_letter_has_its_subject_under_its_number_and_no_name_of_a_kind():
    found = lines(LETTER, "state")

    assert found[:10] == [
        "ỦY BAN NHÂN DÂN TỈNH QUẢNG TRỊ",
        "ỦY BAN NHÂN DÂN XÃ CAM LỘ",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: 05/UBND-VX",
        "V/v phối hợp tổ chức Tháng Thanh niên năm 2026",
        "Đông Hà, ngày 05 tháng 02 năm 2026",
        "Kính gửi:",
        "- Các phòng, ban của xã;",
        "- Hội Khuyến học xã Cam Lộ.",
    ]
    assert found[-5:] == [
        "- Lưu: VT, PTTN.",
        "TM. ỦY BAN NHÂN DÂN",
        "KT. CHỦ TỊCH",
        "PHÓ CHỦ TỊCH",
        "Trần Thị Lan",
    ]


def test_a_decision_names_who_decides_and_ends_its_last_article():
    assert lines(DECISION)[7:13] == [
        "-----------",
        "BAN THƯỜNG VỤ TỈNH ĐOÀN QUẢNG TRỊ",
        "- Thực hiện Kế hoạch số 187-KH/TWĐTN-TNXP ngày 17/01/2026 của Ban Bí thư Trung ương Đoàn về "
        "tổ chức Tháng Thanh niên năm 2026;",
        "- Căn cứ Chương trình số 02-CTr/TĐTN-VP ngày 10/01/2026 của Ban Chấp hành Tỉnh đoàn.",
        "QUYẾT ĐỊNH:",
        "Điều 1. Thành lập Ban Chỉ đạo Tháng Thanh niên năm 2026 gồm các đồng chí có tên kèm theo.",
    ]
    assert lines(DECISION)[13].endswith("chịu trách nhiệm thi hành./.")


@pytest.mark.parametrize("layout", BY_LAYOUT)
def test_the_reader_knows_each_layout_again(layout):
    content = BY_LAYOUT[layout]
    found = read(content, layout)

    assert found.layout == layout
    assert (found.kind, found.symbol, found.place, found.issued_on) == (
        content.kind, content.symbol, content.place, content.issued_on,
    )  # fmt: skip
    assert [one.name for one in found.signatures] == [one.name for one in content.signatures]
    assert [(one.name, one.purpose) for one in found.recipients] == [
        (one.name, one.purpose or None) for one in content.receivers
    ]


@pytest.mark.parametrize(("layout", "right"), [("youth_union", 20), ("state", 15), ("joint", 15)])
def test_paper_margins_and_font_are_those_of_the_layout(layout, right):
    document = opened(BY_LAYOUT[layout], layout)
    section = document.sections[0]
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)

    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert [round(one.mm) for one in margins] == [20, 20, 30, right]
    assert document.styles["Normal"].font.name == "Times New Roman"
    assert section.different_first_page_header_footer
    assert "PAGE" in section.header._element.xml
    assert "PAGE" not in section.first_page_header._element.xml


def test_a_draft_leaves_room_for_number_and_day():
    found = lines(replace(PLAN, number="", issued_on="2026-03"))

    assert found[3:5] == ["Số: -KH/TĐTN-PTTN", "Đông Hà, ngày tháng 3 năm 2026"]


def test_a_table_too_wide_for_the_page_lies_across_and_the_next_page_stands_again():
    wide = writing.Table(
        columns=("Đơn vị", *(f"Chỉ tiêu thứ {count}" for count in range(14))),
        rows=(("Đoàn xã Cam Lộ", *["1.234"] * 14),),
    )
    document = opened(
        replace(PLAN, outline=(writing.Point(heading="Chỉ tiêu", body=(wide,)),)), "youth_union"
    )

    assert [one.orientation for one in document.sections] == [
        WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE, WD_ORIENT.PORTRAIT,
    ]  # fmt: skip


def test_thousands_of_receivers_become_an_appendix():
    many = tuple(writing.Receiver(name=f"Đoàn xã số {count}", purpose="carry_out") for count in range(3321))
    found = lines(replace(PLAN, receivers=many))

    assert "- Như danh sách tại Phụ lục (3.321 nơi nhận);" in found
    assert "3321 | Đoàn xã số 3320 | t/h" in found


def test_appendices_are_numbered_only_when_there_are_several():
    one = writing.Appendix(title="Danh mục hoạt động", body=(writing.Paragraph(text="Phát động."),))
    two = writing.Appendix(title="Biểu mẫu", body=(writing.Paragraph(text="Mẫu."),))

    assert "Phụ lục" in lines(replace(PLAN, appendices=(one,)))
    found = lines(replace(PLAN, appendices=(one, two)))
    assert [line for line in found if line.startswith("Phụ lục")] == ["Phụ lục I", "Phụ lục II"]
    assert "(Kèm theo Kế hoạch số 05-KH/TĐTN-PTTN ngày 05/02/2026 của BCH Tỉnh đoàn Quảng Trị)" in found


def test_letters_that_no_file_can_hold_are_left_out_and_all_others_are_kept():
    odd = replace(PLAN, signatures=(replace(PLAN.signatures[0], name="李明 😀\x00\ud800 <b>&"),))

    assert lines(odd)[-1] == "李明 😀 <b>&"


def test_the_same_content_gives_the_same_bytes():
    assert writing.docx(PLAN, "youth_union") == writing.docx(PLAN, "youth_union")


def test_a_layout_that_was_not_in_force_names_the_one_that_was():
    with pytest.raises(writing.Unwritable) as refused:
        writing.docx(replace(LETTER, issued_on="2019-05-04"), "state")

    assert str(refused.value) == (
        "Văn bản ghi ngày 04/5/2019, nhưng mẫu trình bày cơ quan nhà nước (Nghị định số 30/2020/NĐ-CP "
        "ngày 05/3/2020) chỉ áp dụng từ ngày 05/3/2020. Ngày ấy áp dụng Thông tư số 01/2011/TT-BNV ngày "
        "19/01/2011; mẫu này chỉ còn để đọc. Đề nghị sửa ngày của văn bản hoặc chọn mẫu khác."
    )


@pytest.mark.parametrize("layout", ["youth_union_2004", "nowhere"])
def test_layouts_that_are_only_read_or_unknown_are_refused(layout):
    with pytest.raises(writing.Unwritable, match=r"chỉ còn để đọc|Không có mẫu trình bày"):
        writing.docx(PLAN, layout)


def test_points_deeper_than_their_scheme_are_refused_by_name():
    deep = writing.Point(heading="Sâu nhất")
    for name in ("c", "b", "a"):
        deep = writing.Point(heading=name, body=(deep,))

    with pytest.raises(writing.Unwritable, match="Mục “Sâu nhất” nằm ở cấp 4"):
        writing.docx(replace(PLAN, outline=(deep,)), "youth_union")
