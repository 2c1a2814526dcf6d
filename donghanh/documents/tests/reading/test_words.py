"""Values said in Vietnamese."""

import pytest

from donghanh.documents.reading import words


@pytest.mark.parametrize(
    ("iso", "said"),
    [
        ("2023-09-22", "22/9/2023"),
        ("2020-03", "tháng 3/2020"),
        ("2021", "2021"),
        ("2022-Q3", "quý III/2022"),
        ("--Q4", "quý IV"),
        ("2022-HK1", "học kỳ I/2022"),
        ("--09-15", "15/9"),
        ("--09", "tháng 9"),
    ],
)
def test_a_day_as_far_as_it_is_known(iso, said):
    assert words.day(iso) == said


@pytest.mark.parametrize(
    ("value", "said"), [(3000, "3.000"), (1.5, "1,5"), (1234567.25, "1.234.567,25"), (100.0, "100"), (0, "0")]
)
def test_a_number_the_vietnamese_way(value, said):
    assert words.number(value) == said


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ({"value": 2, "unit": "lớp", "comparator": ">="}, "ít nhất 2 lớp"),
        ({"value": 100, "unit": "%", "comparator": "="}, "100 %"),
        ({"value": 25, "unit": "người", "comparator": "<="}, "không quá 25 người"),
        ({"value": 7, "unit": "", "comparator": None}, "7"),
    ],
)
def test_a_quantity_with_its_comparison(target, said):
    assert words.quantity(target) == said


@pytest.mark.parametrize(
    ("deadline", "said"),
    [
        ({"every": "month", "day": 15}, "hằng tháng, ngày 15"),
        ({"every": "half_year", "month": 6, "day": 15}, "6 tháng, ngày 15/6"),
        ({"every": "year", "month": 11}, "hằng năm, tháng 11"),
        ({"every": "school_year"}, "mỗi năm học"),
        ({"date": "2025-03-31"}, "31/3/2025"),
        ({"day": 15, "month": 11}, "ngày 15/11"),
        ({}, ""),
    ],
)
def test_a_rule_as_one_says_it(deadline, said):
    assert words.when(deadline) == said


@pytest.mark.parametrize(
    ("span", "said"),
    [
        ({"start": "2018", "end": "2020"}, "2018 – 2020"),
        ({"start": "2021", "end": "2021"}, "2021"),
        ({"start": "2021", "end": None}, "từ 2021"),
        ({"start": None, "end": "2025"}, "đến 2025"),
    ],
)
def test_a_period(span, said):
    assert words.period(span) == said


@pytest.mark.parametrize(
    ("abbreviation", "said"),
    [("KH", "Kế hoạch"), ("CTPH", "Chương trình phối hợp"), ("CV", "Công văn"), ("XYZ", "XYZ")],
)
def test_a_kind_by_its_name(abbreviation, said):
    assert words.kind(abbreviation) == said
