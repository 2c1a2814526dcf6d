"""What people may ask of lists: which programmes, which tasks of one."""

from typing import Any

from django import forms

from donghanh.programmes.models import ProgrammeKind, ProgrammeState
from donghanh.programmes.queries import listing, outline
from donghanh.programmes.queries.outline import DUES, MINE, STATES, Outline


class ListForm(forms.Form):
    """Which programmes are looked for."""

    q = forms.CharField(label="Tên chương trình hoặc số văn bản", required=False, max_length=100)
    loai = forms.ChoiceField(label="Loại", required=False, choices=[("", "Mọi loại"), *ProgrammeKind.choices])
    tinh_trang = forms.ChoiceField(
        label="Tình trạng", required=False, choices=[("", "Mọi tình trạng"), *ProgrammeState.choices]
    )
    cua = forms.ChoiceField(
        label="Của ai", required=False, choices=[("", "Trong phạm vi được xem"), (MINE, "Của đơn vị tôi")]
    )
    nam = forms.IntegerField(
        label="Năm",
        required=False,
        min_value=1990,
        max_value=2199,
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "placeholder": "2026"}),
    )

    def asked(self) -> listing.Asked:
        """The question; what is not understood is left out."""
        self.is_valid()
        data = self.cleaned_data
        return listing.Asked(
            words=data.get("q", ""),
            kind=data.get("loai", ""),
            state=data.get("tinh_trang", ""),
            mine=data.get("cua") == MINE,
            year=data.get("nam"),
        )


class TasksForm(forms.Form):
    """Which tasks of a programme are looked for; the choices are what stands in it."""

    ai = forms.CharField(label="Ai làm", required=False, max_length=300)
    tinh_trang = forms.ChoiceField(
        label="Tình trạng", required=False, choices=[("", "Mọi tình trạng"), *STATES.items()]
    )
    muc = forms.CharField(label="Đề mục", required=False, max_length=60)
    han = forms.ChoiceField(label="Hạn", required=False, choices=[("", "Mọi hạn"), *DUES.items()])

    def offer(self, shown: Outline, headings: list[Any]) -> None:
        """Turn the fields for names and headings into lists of those that the programme has."""
        people = [("", "Tất cả"), (MINE, "Đơn vị tôi"), *((name, _short(name)) for name in shown.people)]
        tops = [heading for heading in headings if heading["label"].count(".") == 0]
        sections = [
            (heading["label"], _short(f"{heading['label']}. {heading['heading'] or ''}")) for heading in tops
        ]
        self.fields["ai"].widget = forms.Select(choices=people)
        self.fields["muc"].widget = forms.Select(choices=[("", "Mọi đề mục"), *sections])

    def asked(self) -> outline.Asked:
        """The question; what is not understood is left out."""
        self.is_valid()
        data = self.cleaned_data
        return outline.Asked(
            who=data.get("ai", ""),
            state=data.get("tinh_trang", ""),
            section=data.get("muc", ""),
            due=data.get("han", ""),
        )


def _short(name: str) -> str:
    return name if len(name) <= 70 else f"{name[:67]}…"
