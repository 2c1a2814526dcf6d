"""Units by spreadsheet: preview, errors by row and cell, all or the sound rows, again, and back out."""

import unicodedata
from dataclasses import replace
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
import xlsxwriter

from donghanh.audit.models import Entry
from donghanh.core.errors import NotPermitted, Refused
from donghanh.organisations import actions
from donghanh.organisations.exchange import sheet
from donghanh.organisations.exchange.plan import Deed
from donghanh.organisations.models import Level, Unit
from donghanh.organisations.queries.proof import prove
from donghanh.organisations.tests.factories import SYSTEM, make_actor, make_unit

DAY = date(2026, 1, 1)
TITLES = [column.title for column in sheet.COLUMNS]


def book(*rows, titles=TITLES):
    """A workbook as a person would make it: a title row, then values as they come."""
    target = BytesIO()
    made = xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False})
    page = made.add_worksheet()
    for number, row in enumerate([titles, *rows]):
        for place, value in enumerate(row):
            if isinstance(value, str) and value.startswith("F:"):
                page.write_formula(number, place, value[2:], value="X9")
            else:
                page.write(number, place, value)
    made.close()
    return target.getvalue()


def row(
    code, name, parent, level="Cấp xã", system="Đoàn Thanh niên", kind="", area="", opened="", aliases=""
):
    return [code, name, system, level, kind, parent, area, opened, aliases]


def troubles(data, by, *, on=DAY):
    return [str(error) for error in actions.preview_import(data, on=on, by=by).errors]


def test_import_opens_units_in_any_order_of_rows(district, secretary):
    data = book(
        row("CD-1", "Chi đoàn ấp 1", "X-1", level="Chi đoàn, chi hội"),
        row("X-1", "Đoàn xã Tân Hòa", district.code, aliases="Tân Hòa cũ; Xã Tân Hòa"),
    )

    done = actions.import_units(data, on=DAY, by=secretary)

    unit = Unit.objects.get(code="X-1")
    assert (done.opened, done.changed, done.left_out) == (2, 0, 0)
    assert [child.code for child in Unit.objects.under(unit.pk, on=DAY)] == ["CD-1"]
    assert sorted(alias.name for alias in unit.aliases.all()) == ["Tân Hòa cũ", "Xã Tân Hòa"]
    assert prove().holds


def test_import_again_does_nothing(district, secretary):
    data = book(row("X-1", "Đoàn xã Tân Hòa", district.code))
    actions.import_units(data, on=DAY, by=secretary)

    again = actions.import_units(data, on=date(2026, 2, 1), by=secretary)

    assert (again.opened, again.changed, again.unchanged, again.change) == (0, 0, 1, None)


def test_import_renames_moves_and_corrects_by_code(commune, branch, province, secretary):
    data = book(
        row(commune.code, "Đoàn phường Hòa An", province.code, kind="Cơ quan", aliases="Hòa An cũ"),
    )

    done = actions.import_units(data, on=DAY, by=secretary)

    unit = Unit.objects.get(pk=commune.pk)
    assert (done.changed, unit.name, unit.kind) == (1, "Đoàn phường Hòa An", "agency")
    assert branch in Unit.objects.within(province.pk, on=DAY)
    assert list(Unit.objects.under(province.pk, on=DAY).filter(pk=unit.pk)) == [unit]
    assert Unit.objects.named(on=date(2025, 12, 31)).get(pk=unit.pk).name_then == "Đoàn xã Hòa An"
    assert prove().holds


def test_import_is_recorded(district, secretary):
    done = actions.import_units(book(row("X-1", "Đoàn xã Tân Hòa", district.code)), on=DAY, by=secretary)

    assert Entry.objects.about(done.change).get().facts["opened"] == 1


def test_export_writes_text_as_text_whatever_it_begins_with(commune, secretary):
    actions.rename(commune, name="=HYPERLINK(1)", on=DAY, by=SYSTEM)

    data = actions.export_units(on=date(2026, 3, 1), by=secretary)

    assert sheet.read(data).rows[-1].cells["name"] == "=HYPERLINK(1)"
    assert b"<f>" not in ZipFile(BytesIO(data)).read("xl/worksheets/sheet1.xml")


def test_what_is_exported_is_imported_unchanged(commune, sister, branch, secretary):
    actions.set_aliases(commune, names=["Xã đoàn Bàu Sen", "Hòa An cũ"], by=SYSTEM)
    data = actions.export_units(on=date(2026, 3, 1), by=secretary)

    plan = actions.preview_import(data, on=date(2026, 3, 1), by=secretary)

    assert (plan.errors, len(plan.doing(Deed.NOTHING)), len(plan.rows)) == ([], 5, 5)


def test_export_holds_only_what_is_within_reach(commune, sister, branch):
    data = actions.export_units(on=DAY, by=make_actor(commune))

    assert [found.cells["code"] for found in sheet.read(data).rows] == [commune.code, branch.code]


def test_a_decomposed_name_is_stored_composed(district, secretary):
    decomposed = unicodedata.normalize("NFD", "Đoàn xã Tân Hòa")

    actions.import_units(book(row("X-1", decomposed, district.code)), on=DAY, by=secretary)

    assert Unit.objects.get(code="X-1").name == "Đoàn xã Tân Hòa"


def test_one_bad_row_keeps_the_whole_sheet_out(district, secretary):
    data = book(row("X-1", "Đoàn xã Một", district.code), row("X-2", "", district.code))

    with pytest.raises(Refused) as refusal:
        actions.import_units(data, on=DAY, by=secretary)

    assert str(refusal.value) == (
        "Bảng tính có 1 lỗi nên chưa ghi gì cả. Dòng 3, ô B3: Thiếu tên đơn vị. "
        "Đồng chí hãy sửa rồi gửi lại, hoặc chọn chỉ ghi các dòng đúng."
    )
    assert not Unit.objects.filter(code="X-1").exists()


def test_the_sound_rows_are_stored_if_so_chosen(district, secretary):
    data = book(
        row("X-1", "Đoàn xã Một", district.code),
        row("X-2", "", district.code),
        row("CD-2", "Chi đoàn dưới X-2", "X-2", level="Chi đoàn, chi hội"),
    )

    done = actions.import_units(data, on=DAY, sound_rows_only=True, by=secretary)

    assert (done.opened, done.left_out) == (1, 2)
    assert "Dòng 4, ô F4: Đơn vị cấp trên ở dòng 3 đang có lỗi." in troubles(data, secretary)


def test_every_kind_of_trouble_is_named_with_row_and_cell(district, commune, neighbour, secretary):
    data = book(
        row("", "Không mã", district.code),
        row("X-1", "Đoàn xã Một", district.code),
        row("X-1", "Đoàn xã Hai", district.code),
        row("X-3", "Đoàn xã Ba", "KHONG-CO"),
        row("X-4", "Đoàn xã Bốn", district.code, level="Cấp phường"),
        row("X-5", "Đoàn xã Năm", district.code, opened="31/02/2026"),
        row("X-6", "Đoàn xã Sáu", district.code, opened="01/01/2019"),
        row("X-7", "Tỉnh đoàn Bảy", district.code, level="Cấp tỉnh"),
        row("X-8", "Hội xã Tám", district.code, system="Hội Khuyến học"),
        row("X-9", "F:=A2", district.code),
        row(commune.code, "Đoàn xã Hòa An", district.code, level="Cấp huyện"),
        row(neighbour.code, "Tỉnh đoàn Sông Hậu", "", level="Cấp tỉnh"),
        row("X-10", "Đoàn xã Mười", neighbour.code),
        row("X-11", "Đoàn xã Mười một", "X-11"),
        row("X-12", "Đoàn xã Mười hai", district.code, area="99999"),
        row("X-13", "#REF!", district.code),
    )

    assert troubles(data, secretary) == [
        "Dòng 2, ô A2: Thiếu mã đơn vị.",
        "Dòng 4, ô A4: Mã X-1 đã có ở dòng 3.",
        "Dòng 5, ô F5: Không có đơn vị mang mã KHONG-CO trong hệ thống và trong bảng.",
        "Dòng 6, ô D6: “Cấp phường” không có trong danh mục: Trung ương, Cấp tỉnh, Cấp huyện, Cấp xã, "
        "Cấp cơ sở, Chi đoàn, chi hội.",
        "Dòng 7, ô H7: “31/02/2026” không phải ngày; viết như 01/7/2025.",
        "Dòng 8, ô H8: Đơn vị cấp trên Huyện đoàn Tân Lập chỉ có từ ngày 01/01/2020.",
        "Dòng 9, ô F9: Cấp tỉnh không thể đứng dưới Huyện đoàn Tân Lập (cấp huyện).",
        "Dòng 10, ô F10: Hội xã Tám và Huyện đoàn Tân Lập thuộc hai hệ thống khác nhau.",
        "Dòng 11, ô B11: Ô là công thức; Đồng chí hãy dán giá trị.",
        "Dòng 12, ô D12: Đoàn xã Hòa An là cấp xã; cấp không đổi được.",
        f"Dòng 13, ô A13: Mã {neighbour.code} là của đơn vị ngoài phạm vi Đồng chí được giao.",
        "Dòng 14, ô F14: Tỉnh đoàn Sông Hậu ở ngoài phạm vi Đồng chí được giao.",
        "Dòng 15, ô F15: Đơn vị không thể trực thuộc chính mình.",
        "Dòng 16, ô G16: Không có địa bàn mang mã 99999 vào ngày áp dụng.",
        "Dòng 17, ô B17: Ô đang báo lỗi #REF!.",
    ]


def test_rings_through_the_sheet_are_named(district, secretary):
    data = book(row("A", "Đoàn A", "B"), row("B", "Đoàn B", "C"), row("C", "Đoàn C", "A"))

    assert (
        troubles(data, secretary)[0] == "Dòng 2, ô F2: Các đơn vị đứng dưới nhau thành vòng: A → B → C → A."
    )


def test_rings_through_sheet_and_tree_are_named(commune, district, secretary):
    inner = make_unit("Đoàn khối", commune, level=Level.COMMUNE)
    data = book(row(commune.code, commune.name, inner.code))

    (found,) = troubles(data, secretary)
    assert found.startswith("Dòng 2, ô F2: Các đơn vị đứng dưới nhau thành vòng:")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "Không đọc được tệp này."),
        (b"PK\x03\x04 khong phai", "Không đọc được tệp này."),
        (
            book(titles=["Mã đơn vị", "Tên"]),
            "Không thấy các cột “Mã đơn vị”, “Tên đơn vị”, “Hệ thống”, “Cấp”.",
        ),
        (book(titles=[*TITLES, "Tên đơn vị"]), "Cột “Tên đơn vị” có hai lần (ô B và J)."),
        (book(titles=[]), "Không thấy các cột “Mã đơn vị”"),
    ],
)
def test_a_file_that_is_no_sheet_of_units_is_refused_with_the_reason(secretary, data, reason):
    with pytest.raises(Refused) as refusal:
        actions.preview_import(data, on=DAY, by=secretary)

    assert str(refusal.value).startswith(reason)


def test_columns_stand_in_any_order_and_need_no_accents(district, secretary):
    titles = ["CAP", "ma don vi cap tren", "Ghi chú", "ten don vi", "Mã đơn vị", "hệ thống"]
    data = book(["Cấp xã", district.code, "gì đó", "Đoàn xã Một", "X-1", "Đoàn Thanh niên"], titles=titles)

    assert actions.import_units(data, on=DAY, by=secretary).opened == 1


def test_codes_that_look_like_numbers_stay_codes(district, secretary):
    actions.import_units(book(row(29398, "Đoàn xã Một", district.code)), on=DAY, by=secretary)

    assert Unit.objects.filter(code="29398").exists()


def test_a_sheet_with_too_many_rows_is_refused(secretary, monkeypatch):
    monkeypatch.setattr(sheet, "MOST_ROWS", 2)
    data = book(*(row(f"X-{number}", "Đoàn xã", "P") for number in range(3)))

    with pytest.raises(Refused, match="hơn 2 dòng"):
        actions.preview_import(data, on=DAY, by=secretary)


@pytest.mark.parametrize("rows", [1, 3])
def test_correcting_and_taking_back_cost_the_same_number_of_queries(
    district, secretary, rows, django_assert_num_queries
):
    units = [make_unit(f"Đoàn xã {number}", district, level=Level.COMMUNE) for number in range(rows)]
    data = book(*(row(unit.code, unit.name, district.code, kind="Cơ quan", aliases="Cũ") for unit in units))

    with django_assert_num_queries(27):
        change = actions.import_units(data, on=DAY, by=secretary).change
    kinds = Unit.objects.filter(pk__in=[unit.pk for unit in units]).values_list("kind", flat=True)
    assert set(kinds) == {"agency"}
    with django_assert_num_queries(27):
        actions.undo(change, by=secretary)
    assert set(kinds.all()) == {"territorial"}


@pytest.mark.parametrize("rows", [1, 3])
def test_import_costs_the_same_number_of_queries(district, secretary, rows, django_assert_num_queries):
    data = book(*(row(f"X-{number}", f"Đoàn xã {number}", district.code) for number in range(rows)))

    with django_assert_num_queries(31):
        actions.import_units(data, on=DAY, by=secretary)


def test_exchange_needs_the_right(secretary):
    clerk = replace(secretary, permissions=frozenset())

    for deed in (
        lambda: actions.preview_import(book(), on=DAY, by=clerk),
        lambda: actions.import_units(book(), on=DAY, by=clerk),
        lambda: actions.export_units(on=DAY, by=clerk),
    ):
        with pytest.raises(NotPermitted):
            deed()
