"""What may be typed about days off."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from donghanh.calendar import actions, decree
from donghanh.calendar.models import DayKind
from donghanh.core.dates.working import FIRST_YEAR, LAST_YEAR
from donghanh.core.fields import DayField


class YearForm(forms.Form):
    """Which year is wanted."""

    nam = forms.IntegerField(label="Năm", min_value=FIRST_YEAR, max_value=LAST_YEAR, required=False)

    def year(self, *, today: date) -> int:
        """The year; this one when none was asked for, or none that there is."""
        return (self.cleaned_data.get("nam") if self.is_valid() else None) or today.year


class DayForm(forms.Form):
    """Thêm một ngày."""

    action: Any = actions.add_day
    day = DayField("Ngày")
    kind = forms.ChoiceField(label="Ngày này", choices=DayKind.choices)
    note = forms.CharField(label="Nội dung", max_length=120, help_text="Ví dụ: Nghỉ bù Tết Dương lịch.")
    decision = forms.CharField(
        label="Theo văn bản",
        max_length=120,
        help_text="Số, ký hiệu và ngày, ví dụ: 6150/TB-BLĐTBXH, 03/12/2024.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if day := self.fields.get("day"):
            day.required = True
            day.error_messages["required"] = "Đồng chí chưa chọn ngày."

    def clean_kind(self) -> DayKind:
        """One of the two."""
        return DayKind(self.cleaned_data["kind"])


class ChangeForm(DayForm):
    """Sửa một ngày; the day itself stays."""

    action = actions.change_day
    day = None  # type: ignore[assignment]
    reason = forms.CharField(label="Lý do sửa", max_length=300)
    version = forms.IntegerField(widget=forms.HiddenInput)


class RemoveForm(forms.Form):
    """Bỏ một ngày."""

    action = actions.remove_day
    reason = forms.CharField(label="Lý do bỏ", max_length=300)
    version = forms.IntegerField(widget=forms.HiddenInput)


class DecreeForm(forms.Form):
    """Nhập nhiều ngày của một quyết định."""

    decision = forms.CharField(
        label="Theo văn bản", max_length=120, help_text="Số, ký hiệu và ngày của văn bản."
    )
    lines = forms.CharField(
        label="Các ngày",
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Mỗi dòng một ngày hoặc một khoảng ngày, cũng có thể ngăn bằng dấu chấm phẩy.",
    )
    action = actions.enter_decree

    def clean_lines(self) -> list[decree.Line]:
        """The days, or what is wrong in which line."""
        try:
            return decree.read(self.cleaned_data["lines"])
        except decree.Unclear as unclear:
            raise ValidationError([ValidationError(reason) for reason in unclear.reasons]) from unclear
