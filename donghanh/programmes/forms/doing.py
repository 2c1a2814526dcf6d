"""What a unit says about its task, and what the unit that gave it answers."""

import re
import uuid
from decimal import Decimal
from typing import Any

from django import forms

from donghanh.programmes.models import Assignment, Evidence

GROUPED = re.compile(r"\d{1,3}(\.\d{3})+(,\d+)?|\d+(,\d+)?|\d+\.\d{1,2}")
NOT_A_NUMBER = "Số lượng chưa đúng. Ví dụ: 25, hoặc 1.250, hoặc 12,5."


class CountField(forms.DecimalField):
    """A number as people here write it: `1.250`, `12,5`; what an English keyboard makes, `12.5`, too."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]  # stubs say int
        """Points group thousands, a comma begins the fraction."""
        said = re.sub(r"\s", "", str(value or ""))
        if not said:
            return None
        if not GROUPED.fullmatch(said):
            raise forms.ValidationError(NOT_A_NUMBER)
        if "," in said or re.fullmatch(r"\d{1,3}(\.\d{3})+", said):
            said = said.replace(".", "").replace(",", ".")
        return super().to_python(said)


class WorkForm(forms.Form):
    """One form for a note on the way and for the report at the end: the button tells which."""

    note = forms.CharField(
        label="Đã làm được gì, còn vướng gì",
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    link = forms.URLField(label="Đường dẫn", required=False, max_length=500, assume_scheme="https")
    count = CountField(label="Số lượng", required=False, min_value=0, max_digits=14, decimal_places=2)
    client_key = forms.CharField(required=False, max_length=36, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, assignment: Assignment) -> None:
        super().__init__(data, initial={"client_key": str(uuid.uuid4())})
        self.fields["link"].error_messages["invalid"] = (
            "Đường dẫn chưa đúng. Đồng chí dán cả địa chỉ trang, ví dụ https://doanthanhnien.vn/…"
        )
        if assignment.task.evidence == Evidence.COUNT and assignment.task.count_of:
            self.fields["count"].label = f"Số lượng: {assignment.task.count_of}"

    @property
    def key(self) -> str:
        """What the browser gave this form; a form that is sent twice has the same."""
        return str(self.cleaned_data["client_key"])

    def said(self) -> dict[str, Any]:
        """What the actions want to know."""
        return {name: self.cleaned_data[name] for name in ("note", "link", "count")}


class JudgeForm(forms.Form):
    """A word to go with a confirmation, or the reason of a return."""

    note = forms.CharField(
        label="Nhận xét, hoặc lý do trả lại",
        required=False,
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
