"""Times as offices write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from donghanh.core.dates.written import Due, Kind, parse_day

ISSUED = date(2026, 2, 10)


def read(text):
    due = parse_day(text, issued_on=ISSUED)
    return due.kind, due.due and due.due.isoformat()


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("trước ngày 20/11/2026", "2026-11-20"),
        ("Trước 20/9", "2026-09-20"),
        ("đến hết ngày 15/5", "2026-05-15"),
        ("chậm nhất 30/9", "2026-09-30"),
        ("04/10", "2026-10-04"),
        ("dịp 26/3", "2026-03-26"),
        ("15/01", "2027-01-15"),  # a plan of February means the January to come
        ("20.11.2026", "2026-11-20"),
        ("2026-11-20", "2026-11-20"),
        ("20/11/26", "2026-11-20"),
        ("trước ngày l5/1O/2026", "2026-10-15"),  # letters that a scan reads for figures
        ("ngày 20 tháng 11 năm 2026", "2026-11-20"),
        ("ngày 05 tháng 9", "2026-09-05"),
        ("trước 17 giờ 00 ngày 20/11/2026", "2026-11-20"),
        ("Trước 17h00, ngày 20/11/2026.", "2026-11-20"),
        ("15/9 - 25/9", "2026-09-25"),
        ("từ 01/3 đến 30/4/2026", "2026-04-30"),
        ("01 – 15/10", "2026-10-15"),
        ("trong tháng 3", "2026-03-31"),
        ("Tháng 6/2023", "2023-06-30"),
        ("03/2026", "2026-03-31"),
        ("tháng Ba", "2026-03-31"),
        ("tháng mười hai năm 2026", "2026-12-31"),
        ("tháng 9 - tháng 12/2026", "2026-12-31"),
        ("tháng 7-8/2026", "2026-08-31"),
        ("tháng 10,11/2026", "2026-11-30"),
        ("tháng 3, 6, 9, 12", "2026-12-31"),
        ("Tháng 3 và tháng 9", "2026-09-30"),
        ("tháng 12/2025 - tháng 3/2026", "2026-03-31"),
        ("từ tháng 9 đến tháng 5", "2027-05-31"),
        ("trước tháng 9/2026", "2026-08-31"),
        ("cuối tháng 3/2026", "2026-03-31"),
        ("giữa tháng 5", "2026-05-20"),
        ("tuần 2 tháng 3/2026", "2026-03-14"),
        ("tuần cuối tháng 3", "2026-03-31"),
        ("quý II/2026", "2026-06-30"),
        ("xong trong quý 3", "2026-09-30"),
        ("quý III-IV/2026", "2026-12-31"),
        ("quý I, II", "2026-06-30"),
        ("đầu quý II", "2026-04-30"),
        ("6 tháng đầu năm 2026", "2026-06-30"),
        ("6 tháng cuối năm", "2026-12-31"),
        ("9 tháng đầu năm", "2026-09-30"),
        ("năm 2026", "2026-12-31"),
        ("đến năm 2030", "2030-12-31"),
        ("giai đoạn 2026-2030", "2030-12-31"),
        ("năm học 2026 - 2027", "2027-05-31"),
        ("cuối năm học", "2026-05-31"),
        ("học kỳ I năm học 2026-2027", "2027-01-15"),
        ("HK2", "2026-05-31"),
        ("tháng 9 năm học 2026-2027", "2026-09-30"),
        ("tháng 4 năm học 2026-2027", "2027-04-30"),
        ("hè 2026", "2026-08-31"),
        ("Tháng Thanh niên 2026", "2026-03-31"),
        ("31/4/2026", "2026-04-30"),
        ("29/2/2027", "2027-02-28"),
    ],
)
def test_a_single_time_ends_on_a_day(text, day):
    assert read(text) == (Kind.ONCE, day)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("15/11 hằng năm", "15/11 hằng năm"),
        ("Hàng năm, trước ngày 15/12", "trước ngày 15/12 hằng năm"),
        ("trước ngày 15 hằng tháng", "trước ngày 15 hằng tháng"),
        ("ngày làm việc cuối cùng của mỗi quý", "ngày làm việc cuối cùng của mỗi quý"),
        ("hàng quý, trước ngày 25 tháng cuối quý", "trước ngày 25 tháng cuối của mỗi quý"),
        ("trước ngày 30/5 mỗi năm học", "trước ngày 30/5 mỗi năm học"),
        ("Tháng 5 hằng năm", "31/5 hằng năm"),
        ("29/2 hằng năm", "29/02 hằng năm"),
        ("thứ Sáu hằng tuần", "thứ Sáu hằng tuần"),
        ("hàng tháng", "ngày cuối cùng của mỗi tháng"),
        ("mỗi quý một lần", "ngày cuối cùng của mỗi quý"),
        ("6 tháng 1 lần", "ngày cuối cùng của mỗi kỳ 6 tháng"),
        ("1 lần/năm", "ngày cuối cùng của mỗi năm"),
        ("thường niên", "ngày cuối cùng của mỗi năm"),
    ],
)
def test_a_time_that_recurs_is_a_rule(text, said):
    due = parse_day(text)

    assert (due.kind, due.due, due.rule.said()) == (Kind.RECURRING, None, said)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("thường xuyên", None),
        ("Thường xuyên trong năm 2026", "2026-12-31"),
        ("cả năm", "2026-12-31"),
        ("Cả năm 2027", "2027-12-31"),
        ("hằng ngày", None),
        ("các tháng trong năm", "2026-12-31"),
    ],
)
def test_what_goes_on_has_at_most_an_end(text, day):
    assert read(text) == (Kind.CONTINUOUS, day)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  ",
        "theo kế hoạch",
        "khi có yêu cầu",
        "sau ngày 15/3/2026",
        "35/13/2026",
        "tháng 13",
        "quý V",
        "x" * 500,
        "trong 3 tháng",
        "100%",
        "12",
        "99/KH-HKH",
    ],
)
def test_what_is_no_time_has_no_day(text):
    assert parse_day(text, issued_on=ISSUED) == Due(kind=Kind.NONE)


def test_a_day_without_a_year_needs_one_from_somewhere():
    assert parse_day("trước 20/9") == Due(kind=Kind.NONE)
    assert parse_day("trước 20/9", default_year=2024).due == date(2024, 9, 20)
    assert parse_day("trước 15/01", default_year=2024, issued_on=date(2024, 3, 1)).due == date(2024, 1, 15)


def test_what_is_guessed_is_less_sure():
    texts = ("20/11/2026", "tháng 9/2026", "20/11", "đầu tháng 9/2026", "31/11/2026")

    confidences = [parse_day(text, issued_on=ISSUED).confidence for text in texts]

    assert confidences == [0.95, 0.95, 0.8, 0.6, 0.4]


def test_a_span_knows_its_beginning():
    assert parse_day("từ tháng 9 đến tháng 5/2027").first == date(2026, 9, 1)
    assert parse_day("từ tháng 9 đến tháng 5", default_year=2026).first == date(2026, 9, 1)
    assert parse_day("từ tháng 9 đến tháng 5", default_year=2026).due == date(2027, 5, 31)


@given(
    st.dates(date(1950, 1, 1), date(2099, 12, 31)),
    st.sampled_from(["{0:%d/%m/%Y}", "ngày {0.day} tháng {0.month} năm {0.year}", "{0:%Y-%m-%d}"]),
)
def test_every_day_is_read_in_each_spelling(day, form):
    assert parse_day(f"trước {form.format(day)}").due == day


WORDS = [
    "trước",
    "ngày",
    "tháng",
    "quý",
    "năm",
    "học",
    "hằng",
    "đến",
    "/",
    "-",
    "12",
    "31",
    "2026",
    "ii",
    "cuối",
]


@given(st.text(max_size=60) | st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join))
def test_any_text_gets_an_answer(text):
    due = parse_day(text, issued_on=ISSUED)

    assert due.kind in Kind
    assert due.first is None or due.first <= due.due
