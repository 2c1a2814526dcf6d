"""What the book of deeds may be asked."""

from typing import Any

from django import forms

from donghanh.audit import words
from donghanh.audit.queries import Asked
from donghanh.core.fields import DayField


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
