"""What people may ask of the tree: a day, a text, a system, a level."""

from datetime import date
from typing import Any

from django import forms

from donghanh.core.actor import Actor
from donghanh.core.fields import DayField
from donghanh.core.text import clean
from donghanh.organisations.models import Level, System, Unit
from donghanh.organisations.queries import compare
from donghanh.organisations.queries.pages import Asked

REFORM_EVE = date(2025, 6, 30)  # the last day of districts and of the 63 provinces


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


class CompareForm(forms.Form):
    """Two days, and below which unit; the own unit and the reform of 2025 unless told otherwise."""

    don_vi = forms.CharField(label="Mã đơn vị", required=False, max_length=40)
    tu_ngay = DayField("Ngày trước")
    den_ngay = DayField("Ngày sau")
    viec = forms.ChoiceField(choices=list(compare.KINDS.items()), required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any, *, by: Actor) -> None:
        super().__init__({"tu_ngay": REFORM_EVE.isoformat(), "den_ngay": by.today.isoformat()} | data)
        self.by = by

    def clean_don_vi(self) -> Unit:
        """A unit that the actor may see."""
        code = clean(self.cleaned_data["don_vi"])
        units = Unit.objects.visible_to(self.by)
        unit = units.filter(code__iexact=code).first() if code else units.filter(pk=self.by.top_id).first()
        if unit is None:
            raise forms.ValidationError("Không có đơn vị mang mã này trong phạm vi của Đồng chí.")
        return unit

    def clean(self) -> dict[str, Any]:
        """The days in their order."""
        data = self.cleaned_data
        first, last = data.get("tu_ngay"), data.get("den_ngay")
        if first and last and last <= first:
            self.add_error("den_ngay", "Ngày sau phải đến sau ngày trước.")
        return data

    def asked(self) -> compare.Asked | None:
        """The question, if it is one."""
        if not self.is_valid():
            return None
        data = self.cleaned_data
        return compare.Asked(
            top=data["don_vi"],
            first=data["tu_ngay"],
            second=data["den_ngay"],
            kind=data["viec"] or next(iter(compare.KINDS)),
        )
