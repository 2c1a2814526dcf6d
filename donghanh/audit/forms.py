"""What the book of deeds may be asked."""

from datetime import date
from typing import Any

from django import forms

from donghanh.audit import words
from donghanh.audit.queries import EARLIEST, LATEST, Asked


class DayField(forms.DateField):
    """A day of the book; empty means no limit."""

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


class BookForm(forms.Form):
    """Days, a deed, a person, and words of the record's name."""

    tu_ngay = DayField("Từ ngày")
    den_ngay = DayField("Đến hết ngày")
    viec = forms.ChoiceField(
        label="Việc",
        required=False,
        choices=[("", "Mọi việc"), *sorted(words.DEEDS.items(), key=lambda deed: deed[1])],
    )
    ai = forms.CharField(label="Người thực hiện", required=False, max_length=100)
    q = forms.CharField(label="Tên hồ sơ", required=False, max_length=100)

    def clean(self) -> dict[str, Any]:
        """The days in their order."""
        data = self.cleaned_data
        first, last = data.get("tu_ngay"), data.get("den_ngay")
        if first and last and last < first:
            self.add_error("den_ngay", "Ngày cuối phải từ ngày đầu trở đi.")
        return data

    def asked(self) -> Asked:
        """The question; what is not understood is left out."""
        self.is_valid()
        data = self.cleaned_data
        return Asked(
            text=data.get("q", ""),
            person=data.get("ai", ""),
            verb=data.get("viec", ""),
            first=data.get("tu_ngay"),
            last=data.get("den_ngay"),
        )
