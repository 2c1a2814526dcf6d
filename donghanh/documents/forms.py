"""What a person may ask of the register, and paste into the intake."""

from typing import Any

from django import forms

from donghanh.core.actor import Actor
from donghanh.documents import actions, queries
from donghanh.documents.intake import LONGEST_TEXT
from donghanh.documents.models import Direction
from donghanh.documents.reading import words
from donghanh.organisations.models import Kind, Level

FIRST_YEAR = 1930


class AskForm(forms.Form):
    """What is looked for in the register; all of it may stay empty, what is wrong is left out."""

    q = forms.CharField(label="Số hoặc trích yếu", required=False, max_length=200)
    loai = forms.ChoiceField(label="Loại", required=False)
    chieu = forms.ChoiceField(label="Chiều", required=False, choices=[("", "Đi và đến"), *Direction.choices])
    cua = forms.CharField(label="Cơ quan ban hành", required=False, max_length=200)
    nam = forms.IntegerField(
        label="Năm",
        required=False,
        min_value=FIRST_YEAR,
        max_value=2200,
        error_messages={
            "invalid": "Năm gồm bốn chữ số, ví dụ 2026.",
            "min_value": "Năm gồm bốn chữ số, ví dụ 2026.",
            "max_value": "Năm gồm bốn chữ số, ví dụ 2026.",
        },
        widget=forms.TextInput(attrs={"inputmode": "numeric", "maxlength": 4, "size": 4}),
    )

    def __init__(self, data: Any, *, by: Actor) -> None:
        super().__init__(data)
        kinds = [(kind, words.kind(kind)) for kind in queries.kinds_found(by)]
        field = self.fields["loai"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the types
        field.choices = [("", "Mọi loại"), *sorted(kinds, key=lambda pair: pair[1])]

    def asked(self) -> queries.Asked:
        """What was asked; a field that is wrong asks nothing."""
        self.is_valid()
        given = self.cleaned_data
        return queries.Asked(
            words=given.get("q") or "",
            kind=given.get("loai") or "",
            direction=given.get("chieu") or "",
            issuer=given.get("cua") or "",
            year=given.get("nam"),
        )


class PasteForm(forms.Form):
    """A paper as text."""

    action = actions.receive_text

    text = forms.CharField(
        label="Nội dung văn bản",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    client_key = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def clean_text(self) -> str:
        """Something must be there, and not too much of it; a browser would cut it without a word."""
        text: str = self.cleaned_data["text"]
        if not text.strip():
            raise forms.ValidationError("Đồng chí chưa dán nội dung văn bản.")
        if len(text) > LONGEST_TEXT:
            raise forms.ValidationError(
                "Đoạn dán vào dài quá 1.000.000 ký tự. Đồng chí hãy tách thành nhiều văn bản."
            )
        return text


class GroupForm(forms.Form):
    """A group that a name means and that nobody made yet: which units below the own office it picks."""

    name = forms.CharField(label="Tên nhóm", max_length=200)
    levels = forms.TypedMultipleChoiceField(
        label="Cấp", required=False, choices=Level.choices, coerce=int, widget=forms.CheckboxSelectMultiple
    )
    kinds = forms.MultipleChoiceField(
        label="Loại hình", required=False, choices=Kind.choices, widget=forms.CheckboxSelectMultiple
    )
    directly_below = forms.BooleanField(label="Chỉ đơn vị trực thuộc", required=False)
    name_has = forms.CharField(label="Tên có chữ", max_length=100, required=False)

    def group(self, by: Actor) -> dict[str, Any]:
        """The group as a draft keeps it, below the actor's office."""
        return {"owner": by.top_id, **self.cleaned_data}
