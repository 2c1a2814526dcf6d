"""What the inbox may be asked, and the choice of kinds."""

from typing import Any

from django import forms

from donghanh.notifications import kinds
from donghanh.notifications.queries import Choice


class InboxForm(forms.Form):
    """Unread ones or all; of one kind or of any."""

    loc = forms.ChoiceField(label="Hiện", required=False, choices=[("", "Tất cả"), ("chua-doc", "Chưa đọc")])
    loai = forms.ChoiceField(label="Loại", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        titles = [(kind.code, kind.title) for kind in kinds.every()]
        self.fields["loai"].choices = [("", "Mọi loại"), *titles]  # type: ignore[attr-defined]

    def asked(self) -> dict[str, Any]:
        """The question; what is not understood is left out."""
        self.is_valid()
        data = self.cleaned_data
        return {"only_unread": data.get("loc") == "chua-doc", "kind": data.get("loai", "")}


class ChoicesForm(forms.Form):
    """A box for each kind that may be turned off; named so that a kind's own dots and letters do no harm."""

    nhan = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, choices: list[Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = [choice for choice in choices if not choice.kind.urgent]
        codes = [(choice.kind.code, choice.kind.title) for choice in self.offered]
        self.fields["nhan"].choices = codes  # type: ignore[attr-defined]

    def changed(self) -> list[tuple[str, bool]]:
        """The kinds whose box is not as it was, and what is wanted now."""
        wanted = set(self.cleaned_data["nhan"])
        now = [(choice.kind.code, choice.kind.code in wanted, choice.on) for choice in self.offered]
        return [(code, on) for code, on, before in now if on != before]
