"""Rules from stored data: what is wrong is said, nothing unknown is passed over."""

from datetime import date

import pytest

from donghanh.core.dates.periods import Every
from donghanh.core.dates.rule import Rule
from donghanh.core.dates.values import Change, Position

GOOD = {"version": 1, "every": "year", "month": 11, "day": 15}


def test_only_what_is_set_is_stored():
    rule = Rule(
        every=Every.YEAR,
        month=11,
        day=15,
        before=True,
        exceptions={date(2026, 11, 15): Change(day=None, reason="Năm đại hội")},
    )

    assert rule.as_dict() == {
        **GOOD,
        "before": True,
        "exceptions": {"2026-11-15": {"day": None, "reason": "Năm đại hội"}},
    }
    assert Rule(every=Every.QUARTER, position=Position.LAST_WORKING).as_dict() == {
        "version": 1,
        "every": "quarter",
        "position": "last_working",
    }


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ([], "Quy tắc ngày phải là một bảng"),
        ({}, "phiên bản None"),
        (GOOD | {"version": 2}, "phiên bản 2; chỉ đọc được phiên bản 1."),
        (GOOD | {"version": True}, "phiên bản True"),
        ({"version": 1, "day": 3}, "thiếu mục every"),
        (GOOD | {"colour": "red"}, "mục không rõ: colour."),
        (GOOD | {"every": "decade"}, "Mục every"),
        (GOOD | {"every": ["year"]}, "Mục every"),
        (GOOD | {"day": "15"}, "Mục day"),
        (GOOD | {"day": True}, "Mục day"),
        (GOOD | {"day": None}, "Mục day"),
        (GOOD | {"day": 15.0}, "Mục day"),
        (GOOD | {"day": 32}, "Ngày trong tháng phải từ 1 đến 31."),
        (GOOD | {"before": 1}, "Mục before"),
        (GOOD | {"starts_on": "2026-02-30"}, "Mục starts_on"),
        (GOOD | {"starts_on": "20260201"}, "Mục starts_on"),
        (GOOD | {"position": "middle"}, "Mục position"),
        (GOOD | {"exceptions": []}, "Mục exceptions"),
        (GOOD | {"exceptions": {"2026-11-15": None}}, "Mục exceptions"),
        (GOOD | {"exceptions": {"2026-11-15": {"day": None}}}, "Mục exceptions"),
        (GOOD | {"exceptions": {"ngày": {"day": None, "reason": "x"}}}, "Mục exceptions"),
    ],
)
def test_wrong_data_are_refused_with_the_reason(data, reason):
    with pytest.raises(ValueError, match=r".+") as refused:
        Rule.from_dict(data)

    assert reason in str(refused.value)
