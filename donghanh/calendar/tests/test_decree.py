"""Several days of one decree, typed as lines."""

from datetime import date

import pytest

from donghanh.audit.models import Entry
from donghanh.calendar import actions, decree, queries
from donghanh.calendar.decree import Line, Unclear
from donghanh.calendar.models import DayKind, SpecialDay
from donghanh.calendar.tests.factories import DECISION, KEEPER, make_day
from donghanh.core.errors import Refused


def line(day, kind, note):
    return Line(day=day, kind=kind, note=note)


@pytest.mark.parametrize(
    "text",
    [
        "02/01/2026 nghỉ bù; 10/01/2026 làm bù",
        "10/1/2026: làm bù\r\n\r\nngày 2/1/2026 - nghỉ bù.",
        "02-01-2026 nghỉ bù, 10-01-2026 làm bù".replace("-", "/"),
        "  02.01.2026   nghỉ  bù ;\n 10.01.2026 làm bù ; ",
    ],
)
def test_lines_are_read_in_each_spelling(text):
    assert decree.read(text) == [
        line(date(2026, 1, 2), DayKind.OFF, "Nghỉ bù"),
        line(date(2026, 1, 10), DayKind.WORKING, "Làm bù"),
    ]


def test_a_span_of_days_is_each_of_its_days():
    lines = decree.read("từ 16/02/2026 đến hết 20/02/2026 nghỉ Tết Nguyên đán")

    assert [found.day.day for found in lines] == [16, 17, 18, 19, 20]
    assert {found.note for found in lines} == {"Nghỉ Tết Nguyên đán"}


def test_every_wrong_line_is_said_with_its_number():
    text = """nghỉ bù
        31/02/2026 nghỉ bù
        02/01/2026
        02/01/2026 họp cơ quan
        05/01/1990 nghỉ
        20/02/2026 - 16/02/2026 nghỉ
        01/01/2026 - 31/12/2026 nghỉ
        03/01/2026 nghỉ
        03/01/2026 làm bù"""

    with pytest.raises(Unclear) as unclear:
        decree.read(text)

    assert unclear.value.reasons == [
        "Dòng 1 (“nghỉ bù”): không có ngày; hãy viết như 02/01/2026 nghỉ bù.",
        "Dòng 2 (“31/02/2026 nghỉ bù”): không có ngày 31/02/2026.",
        "Dòng 3 (“02/01/2026”): sau ngày hãy ghi “nghỉ …” hoặc “làm …”, ví dụ: 10/01/2026 làm bù.",
        "Dòng 4 (“02/01/2026 họp cơ quan”): sau ngày hãy ghi “nghỉ …” hoặc “làm …”, "
        "ví dụ: 10/01/2026 làm bù.",
        "Dòng 5 (“05/01/1990 nghỉ”): năm phải từ 1995 đến 2100.",
        "Dòng 6 (“20/02/2026 - 16/02/2026 nghỉ”): khoảng ngày phải theo thứ tự và không dài quá 31 ngày.",
        "Dòng 7 (“01/01/2026 - 31/12/2026 nghỉ”): khoảng ngày phải theo thứ tự và không dài quá 31 ngày.",
        "Ngày 03/01/2026 ghi hai lần.",
    ]


@pytest.mark.parametrize("text", ["", " ; \n . "])
def test_nothing_is_no_decree(text):
    with pytest.raises(Unclear, match="Chưa có dòng nào"):
        decree.read(text)


def test_too_many_days_are_refused():
    months = "; ".join(f"01/{month:02}/2026 - 28/{month:02}/2026 nghỉ" for month in range(1, 5))

    with pytest.raises(Unclear, match="nhiều nhất 100 ngày"):
        decree.read(months)


@pytest.mark.django_db
def test_a_decree_is_entered_as_a_whole():
    lines = decree.read("02/01/2026 nghỉ bù; 10/01/2026 làm bù")

    actions.enter_decree(lines, decision=DECISION, by=KEEPER)

    calendar = queries.working_calendar()
    assert [calendar.is_working(found.day) for found in lines] == [False, True]
    assert [entry.facts["after"]["note"] for entry in Entry.objects.order_by("pk")] == ["Nghỉ bù", "Làm bù"]
    assert set(SpecialDay.objects.values_list("decision", flat=True)) == {DECISION}


@pytest.mark.django_db
def test_a_decree_with_a_day_already_known_enters_nothing():
    make_day()
    lines = decree.read("02/01/2026 nghỉ bù; 10/01/2026 làm bù")

    with pytest.raises(Refused, match=r"Đã có trong lịch: 02/01/2026\. Chưa ngày nào được ghi\."):
        actions.enter_decree(lines, decision=DECISION, by=KEEPER)
    with pytest.raises(Refused, match="chưa có ngày nào"):
        actions.enter_decree([], decision=DECISION, by=KEEPER)
    with pytest.raises(Refused, match="chưa ghi số văn bản"):
        actions.enter_decree(lines[1:], decision=" ", by=KEEPER)

    assert SpecialDay.objects.count() == 1
