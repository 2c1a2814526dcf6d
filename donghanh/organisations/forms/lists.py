"""What the lists of changes and of proposals may be asked."""

from typing import Any

from django import forms

from donghanh.core.actor import Actor
from donghanh.core.fields import DayField
from donghanh.core.permissions import Permission
from donghanh.organisations.forms.units import UnitField, give_actor
from donghanh.organisations.models import ChangeKind, ProposalState
from donghanh.organisations.queries.changes import Asked


class ProposalsForm(forms.Form):
    """A state."""

    tinh_trang = forms.ChoiceField(
        label="Tình trạng", required=False, choices=[("", "Mọi tình trạng"), *ProposalState.choices]
    )

    def state(self) -> str:
        """The state asked for; any where none is understood."""
        return str(self.cleaned_data.get("tinh_trang", "")) if self.is_valid() else ""


class ChangesForm(forms.Form):
    """A kind, a unit and a period."""

    viec = forms.ChoiceField(
        label="Việc", required=False, choices=[("", "Mọi việc"), *((kind, kind.label) for kind in ChangeKind)]
    )
    don_vi = UnitField(label="Đơn vị", right=Permission.UNIT_VIEW, required=False)
    tu_ngay = DayField("Có hiệu lực từ")
    den_ngay = DayField("Đến hết ngày")

    def __init__(self, data: Any, *, by: Actor) -> None:
        super().__init__(data)
        give_actor(list(self.fields.values()), by)

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
        data = getattr(self, "cleaned_data", {})
        return Asked(
            kind=data.get("viec") or "",
            unit=data.get("don_vi"),
            first=data.get("tu_ngay"),
            last=data.get("den_ngay"),
        )
