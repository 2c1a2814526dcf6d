"""How days are said."""

from datetime import date

WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


def day(value: date) -> str:
    """`01/7/2025` as offices write it: two digits for days, and for January and February."""
    return f"{day_of_year(value.day, value.month)}/{value.year}"


def day_of_year(number: int, month: int) -> str:
    """`15/11`, `05/02`: a day that comes every year."""
    return f"{number:02}/{month:02}" if month < 3 else f"{number:02}/{month}"


def weekday(value: date) -> str:
    """`thứ Hai` to `Chủ nhật`."""
    return WEEKDAYS[value.weekday()]
