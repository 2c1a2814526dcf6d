"""What people may ask of the tree: a day, a text, a system, a level."""

from datetime import date
from typing import Any

from django import forms

from donghanh.core.actor import Actor
from donghanh.organisations.models import Level, System
from donghanh.organisations.queries.pages import Asked

EARLIEST = date(1900, 1, 1)
LATEST = date(2200, 1, 1)


class DayField(forms.DateField):
    """A day as browsers send it or as offices write it."""

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


class DayForm(forms.Form):
    """The day on which a unit is looked at."""

    ngay = DayField("Xem vào ngày")

    def __init__(self, data: Any, *, by: Actor) -> None:
        super().__init__(data)
        self.by = by

    @property
    def day(self) -> date:
        """The day asked for; today where none was, or none that is understood."""
        self.is_valid()
        day: date = self.cleaned_data.get("ngay") or self.by.today
        return day


class BrowseForm(DayForm):
    """The tree on a day, or what is looked for in it."""

    q = forms.CharField(label="Tên hoặc mã đơn vị", required=False, max_length=100)
    he = forms.ChoiceField(label="Tổ chức", required=False, choices=[("", "Mọi tổ chức"), *System.choices])
    cap = forms.TypedChoiceField(
        label="Cấp", required=False, choices=[("", "Mọi cấp"), *Level.choices], coerce=int, empty_value=None
    )

    def asked(self) -> Asked:
        """The question; what is not understood is left out."""
        self.is_valid()
        data = self.cleaned_data
        return Asked(text=data.get("q", ""), system=data.get("he", ""), level=data.get("cap"))
