"""Form fields that several apps use."""

from datetime import date
from typing import Any

from django import forms

EARLIEST = date(1900, 1, 1)
LATEST = date(2200, 1, 1)


class DayField(forms.DateField):
    """A day as browsers send it or as offices write it; empty means none."""

    def __init__(self, label: str) -> None:
        super().__init__(
            label=label,
            required=False,
            input_formats=["%Y-%m-%d", "%d/%m/%Y"],
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            error_messages={"invalid": "Ngày chưa đúng. Ví dụ: 30/6/2025."},
        )

    def clean(self, value: Any) -> date | None:
        """Within the centuries for which there can be an answer."""
        day: date | None = super().clean(value)
        if day and not EARLIEST <= day <= LATEST:
            raise forms.ValidationError("Ngày phải từ năm 1900 đến năm 2200.")
        return day
