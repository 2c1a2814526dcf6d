"""Accounts in bulk from a spreadsheet."""

import unicodedata
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
import xlsxwriter
from django.urls import reverse

from donghanh.accounts import actions, workbook
from donghanh.accounts.intake import MOST_ROWS, plan
from donghanh.accounts.models import Intake, IntakeState, Post
from donghanh.accounts.tests.factories import make_user, sign_in
from donghanh.audit.models import Entry
from donghanh.core import sheets
from donghanh.core.errors import NotPermitted, Refused
from donghanh.identity.models import User
from donghanh.organisations import actions as organisations
from donghanh.organisations.tests.factories import SYSTEM, make_unit

pytestmark = pytest.mark.django_db
TITLES = [column.title for column in workbook.COLUMNS]


def row(
    name="Lê Thị Mơ", *, unit, title="Bí thư", role="Cán bộ cơ sở", phone="", email="", code="", since=""
):
    return [name, title, unit, role, phone, email, code, since]


def sheet_of(*rows, titles=TITLES, formula=None):
    target = BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    page = book.add_worksheet()
    for number, cells in enumerate([titles, *rows]):
        for place, value in enumerate(cells):
            page.write(number, place, value)
    if formula:
        page.write_formula(*formula)
    book.close()
    return target.getvalue()


def take(data, by):
    return actions.read_intake(
        sheets.read(data, workbook.COLUMNS, most_rows=MOST_ROWS), file_name="ds.xlsx", by=by
    )


def troubles(data, by):
    return [f"{it.cell}: {it.message}" for planned in plan(take(data, by), by=by) for it in planned.troubles]


def test_each_row_becomes_an_account_with_a_post(commune, sister, administrator):
    data = sheet_of(
        row(unit=commune.code, phone=912345678.0),
        row("Lê Văn Tư", unit="đoàn xã hoà bình", email="TU@xa.example", since="01/02/2026"),
    )

    done = actions.apply_intake(take(data, administrator), by=administrator)

    assert (done.state, done.made, done.given, done.known, done.refused) == (IntakeState.DONE, 2, 2, 0, 0)
    mo, tu = User.objects.filter(full_name__startswith="Lê ").order_by("pk")
    assert (mo.code, mo.phone, mo.must_change_password, mo.has_usable_password()) == (
        "mo.lt",
        "0912345678",
        True,
        False,
    )
    assert (tu.email, tu.posts.get().unit, tu.posts.get().period.lower) == (
        "tu@xa.example",
        sister,
        date(2026, 2, 1),
    )
    assert list(done.users.order_by("pk")) == [mo, tu]


def test_the_rows_are_forgotten_once_done_and_the_deed_is_recorded(commune, administrator):
    done = actions.apply_intake(take(sheet_of(row(unit=commune.code)), administrator), by=administrator)

    done.refresh_from_db()
    assert (done.rows, done.letters) == ([], {})
    assert Entry.objects.about(done).newest_first()[0].verb == "accounts.apply_intake"
    assert Entry.objects.filter(verb="accounts.give_post", facts__unit=commune.code).count() == 1


def test_the_same_sheet_again_changes_nothing(commune, administrator):
    data = sheet_of(row(unit=commune.code, phone="0912345678"), row("Lê Văn Tư", unit=commune.code))
    actions.apply_intake(take(data, administrator), by=administrator)

    again = actions.apply_intake(take(data, administrator), by=administrator)

    assert (again.made, again.given, again.known) == (0, 0, 2)
    assert Post.objects.filter(unit=commune).count() == 2


def test_one_person_in_two_rows_is_one_account(commune, sister, administrator):
    data = sheet_of(
        row(unit=commune.code, phone="0912345678"),
        row(unit=sister.code, phone="+84 912 345 678", title="Ủy viên"),
    )

    done = actions.apply_intake(take(data, administrator), by=administrator)

    assert (done.made, done.given) == (1, 2)
    assert User.objects.get(phone="0912345678").posts.count() == 2


def test_somebody_known_gets_another_post(commune, sister, clerk, administrator):
    User.objects.filter(pk=clerk.user_id).update(phone="0912345678", must_change_password=False)
    data = sheet_of(row(clerk.user.full_name, unit=sister.code, phone="0912345678"))

    done = actions.apply_intake(take(data, administrator), by=administrator)

    assert (done.made, done.given, done.users.count()) == (0, 1, 0)
    assert clerk.user.posts.count() == 2


def test_decomposed_letters_and_odd_spaces_are_the_same_name(commune, administrator):
    odd = unicodedata.normalize("NFD", "  Lê\u00a0Thị   Mơ ")

    actions.apply_intake(
        take(sheet_of(row(odd, unit=unicodedata.normalize("NFD", commune.name))), administrator),
        by=administrator,
    )

    assert User.objects.filter(full_name="Lê Thị Mơ").count() == 1


def test_columns_in_any_order_under_other_titles_below_a_heading(commune, administrator):
    data = sheet_of(
        ["Số điện thoại", "Mã đơn vị", "Họ tên", "VAI TRÒ", "chức danh"],
        ["0912345678", commune.code, "Lê Thị Mơ", "cán bộ cơ sở", "Bí thư"],
        titles=["DANH SÁCH CÁN BỘ"],
    )

    assert troubles(data, administrator) == []


def test_every_trouble_is_named_with_its_cell(commune, neighbour, province, clerk, administrator):
    make_user("co.roi", full_name="Người Khác", phone="0911111111")
    make_user("khoa.roi", full_name="Lê Bị Khóa", phone="0922222222", is_active=False)
    young = make_unit("Đoàn xã Mới", province, on=date(2026, 1, 1))
    old = make_unit("Đoàn xã Cũ", province)
    organisations.close(old, on=date(2026, 2, 1), by=SYSTEM)
    twins = [make_unit("Đoàn xã Trùng", province) for _ in range(2)]
    data = sheet_of(
        row("", unit=commune.code),
        row(unit=neighbour.code),
        row(unit=twins[0].name),
        row(unit=commune.code, title="", role="Không có"),
        row(unit=commune.code, phone="12", email="a", code="Mơ"),
        row(unit=young.code, since="31/12/2025"),
        row(unit=old.code),
        row("Lê Thị Năm", unit=commune.code, phone="0911111111"),
        row("Lê Bị Khóa", unit=commune.code, phone="0922222222"),
        row(unit=commune.code, since="mai"),
        row("Lê A", unit=commune.code, phone="0933333333"),
        row("Lê B", unit=commune.code, phone="0933333333"),
        row("Lê A", unit=commune.code, phone="0933333333"),
        row(unit="", role=""),
        row("A" * 121, unit=commune.code),
    )

    assert troubles(data, administrator) == [
        "A2: Thiếu họ và tên.",
        f"C3: Không có đơn vị “{neighbour.code}” trong phạm vi của Đồng chí.",
        f"C4: Có 2 đơn vị cùng tên; hãy ghi mã: {twins[0].code}, {twins[1].code}.",
        "B5: Thiếu chức danh.",
        "D5: Không có vai trò “Không có”.",
        "E6: Số điện thoại chưa đúng; ví dụ 0912 345 678.",
        "F6: Thư điện tử chưa đúng.",
        "G6: Mã đăng nhập chỉ gồm chữ thường không dấu, chữ số và . _ -, có ít nhất một chữ.",
        "H7: Đoàn xã Mới thành lập từ ngày 01/01/2026, sau ngày 31/12/2025.",
        "C8: Đoàn xã Cũ đã kết thúc hoạt động từ ngày 01/02/2026.",
        "E9: Đang dùng cho một tài khoản mang tên khác.",
        "E10: Tài khoản của người này đang bị khóa.",
        "H11: “mai” không phải ngày; hãy ghi như 01/7/2025.",
        "E13: Trùng với dòng 12 mang tên khác.",
        "A14: Trùng với dòng 12.",
        "C15: Thiếu đơn vị.",
        "D15: Thiếu vai trò.",
        "A16: Dài quá 120 ký tự.",
    ]


def test_formulas_and_errors_in_cells_are_named(commune, administrator):
    data = sheet_of(
        row(unit=commune.code),
        row("#REF!", unit=commune.code),
        row("=1+1", unit="x"),
        formula=(1, 1, "=A1", None, "x"),
    )

    told = troubles(data, administrator)

    assert "B2: Ô là công thức; Đồng chí hãy dán giá trị." in told
    assert "A3: Ô đang báo lỗi #REF!." in told
    assert "A4: Ô là công thức; Đồng chí hãy dán giá trị." in told


def test_all_or_the_sound_part(commune, administrator):
    data = sheet_of(row(unit=commune.code), row("", unit=commune.code))
    intake = take(data, administrator)

    with pytest.raises(Refused, match="Còn 1 dòng có lỗi"):
        actions.apply_intake(intake, by=administrator)
    assert not User.objects.filter(full_name="Lê Thị Mơ").exists()
    done = actions.apply_intake(intake, part=True, by=administrator)

    assert (done.made, done.refused) == (1, 1)


def test_never_more_rights_than_one_has_and_never_for_oneself(commune, administrator, chief):
    near = replace(administrator, permissions=administrator.permissions - {"audit.view"})
    mine = sheet_of(row(chief.user.full_name, unit=commune.code, code=chief.user.code))

    assert "không có: xem nhật ký" in " ".join(
        troubles(sheet_of(row(unit=commune.code, role="Quản trị đơn vị")), near)
    )
    assert troubles(mine, administrator) == ["A2: Không ai tự giao nhiệm vụ cho mình."]


def test_not_twice_not_after_dropping_not_without_the_right(commune, administrator):
    intake = take(sheet_of(row(unit=commune.code)), administrator)
    with pytest.raises(NotPermitted):
        actions.apply_intake(intake, by=replace(administrator, permissions=frozenset()))
    actions.apply_intake(intake, by=administrator)
    with pytest.raises(Refused, match="đã cấp xong"):
        actions.apply_intake(intake, by=administrator)
    other = actions.drop_intake(take(sheet_of(row(unit=commune.code)), administrator), by=administrator)
    with pytest.raises(Refused, match="đã bỏ"):
        actions.apply_intake(other, by=administrator)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "Không đọc được"),
        (b"khong phai bang tinh", "Không đọc được"),
        (sheet_of(titles=["Tên", "Tuổi"]), "Không thấy các cột"),
        (sheet_of(titles=["Họ tên", "Đơn vị"]), "Thiếu cột: Chức danh, Vai trò"),
        (sheet_of(titles=[*TITLES, "Họ tên"]), "hai lần"),
        (sheet_of(), "chưa có dòng nào"),
        (sheet_of(*[["a", "b", "c", "d"]] * (MOST_ROWS + 1)), "hơn 5.000 dòng"),
    ],
    ids=["empty", "text", "columns", "missing", "twice", "bare", "long"],
)
def test_a_file_that_is_no_such_sheet_is_refused(data, reason):
    with pytest.raises(sheets.Unreadable, match=reason):
        sheets.read(data, workbook.COLUMNS, most_rows=MOST_ROWS)


@pytest.mark.parametrize("more", [1, 30])
def test_the_preview_costs_the_same_for_more_rows(commune, administrator, more, django_assert_num_queries):
    rows = [
        row(f"Lê Thị M{number}", unit=commune.code, phone=f"09123456{number:02}") for number in range(more)
    ]
    intake = take(sheet_of(*rows), administrator)

    with django_assert_num_queries(4):
        plan(intake, by=administrator)


def test_pages_from_the_form_to_the_slips(client, commune, chief, outsider):
    sign_in(client, chief.user)
    assert client.get(reverse("accounts:upload")).status_code == 200
    template = client.get(reverse("accounts:template")).content
    assert "Cán bộ cơ sở" not in template.decode("latin-1")  # packed
    file = BytesIO(sheet_of(row(unit=commune.code, phone="0912345678"), row("", unit=commune.code)))
    file.name = "ds.xlsx"

    preview = client.post(reverse("accounts:upload"), {"file": file}, follow=True).text
    intake = Intake.objects.get()
    results = client.get(reverse("accounts:results", args=[intake.pk]))
    done = client.post(reverse("accounts:apply", args=[intake.pk]), {"part": "1"}, follow=True).text
    slips = client.post(reverse("accounts:slips", args=[intake.pk]))

    assert "<strong>Ô A3:</strong> Thiếu họ và tên." in preview
    assert results.status_code == 200
    assert "In 1 phiếu đăng nhập" in done
    assert slips.content.startswith(b"%PDF")

    sign_in(client, outsider.user)
    for name in ("intake", "results"):
        assert client.get(reverse(f"accounts:{name}", args=[intake.pk])).status_code == 404
    for name in ("apply", "drop", "slips"):
        assert client.post(reverse(f"accounts:{name}", args=[intake.pk])).status_code == 404


def test_a_wrong_file_is_told_on_the_page(client, chief):
    sign_in(client, chief.user)
    file = BytesIO(b"x")
    file.name = "x.xlsx"

    answer = client.post(reverse("accounts:upload"), {"file": file})

    assert (answer.status_code, "Không đọc được tệp này" in answer.text) == (422, True)
