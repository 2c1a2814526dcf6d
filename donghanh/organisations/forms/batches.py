"""A sheet of units, the day from which it holds, and the decision."""

from typing import Any

from django import forms

from donghanh.core.actor import Actor
from donghanh.core.fields import DayField
from donghanh.core.text import clean
from donghanh.organisations.exchange.sheet import LARGEST_FILE


class BatchForm(forms.Form):
    """A sheet to be checked."""

    file = forms.FileField(label="Bảng tính", error_messages={"required": "Đồng chí hãy chọn một tệp."})
    on = DayField("Áp dụng từ ngày")
    decision_number = forms.CharField(label="Số, ký hiệu quyết định", max_length=60, required=False)
    decision_day = DayField("Ngày ban hành")
    decision_issuer = forms.CharField(label="Cơ quan ban hành", max_length=200, required=False)

    largest_file = LARGEST_FILE

    def __init__(self, *args: Any, by: Actor) -> None:
        super().__init__(*args)
        self.fields["on"].required = True
        self.fields["on"].initial = by.today

    def clean_file(self) -> Any:
        """Not larger than can be read, and not empty."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST_FILE:
            raise forms.ValidationError(
                f"Tệp lớn hơn {LARGEST_FILE >> 20} MB. Đồng chí hãy tách thành nhiều tệp."
            )
        return file

    def decision(self) -> dict[str, Any]:
        """The paper as it is kept with the sheet."""
        data = self.cleaned_data
        day = data.get("decision_day")
        return {
            "number": clean(data.get("decision_number") or ""),
            "issued_on": day.isoformat() if day else None,
            "issuer": clean(data.get("decision_issuer") or ""),
        }
