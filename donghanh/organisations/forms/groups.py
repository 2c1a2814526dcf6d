"""Groups of units: a name, and the rule that picks its members from a day on."""

from typing import Any

from django import forms

from donghanh.core.actor import Actor
from donghanh.core.fields import DayField
from donghanh.core.permissions import Permission
from donghanh.core.text import clean
from donghanh.organisations.actions.groups import Picks
from donghanh.organisations.forms.units import UnitsField, give_actor
from donghanh.organisations.models import GroupRule, Kind, Level, Unit


class RuleForm(forms.Form):
    """Which units below the owner belong to the group, and from which day on."""

    on = DayField("Từ ngày")
    levels = forms.TypedMultipleChoiceField(
        label="Cấp", coerce=int, choices=Level.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    kinds = forms.MultipleChoiceField(
        label="Loại hình", choices=Kind.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    directly_below = forms.ChoiceField(
        label="Lấy từ",
        choices=[("", "Mọi đơn vị bên dưới"), ("1", "Chỉ các đơn vị trực thuộc")],
        required=False,
    )
    name_has = forms.CharField(
        label="Tên có chữ",
        max_length=100,
        required=False,
        help_text="Ví dụ: THPT. Để trống là tên nào cũng được.",
    )
    also = UnitsField(label="Thêm các đơn vị", right=Permission.UNIT_VIEW, required=False)
    without = UnitsField(label="Trừ các đơn vị", right=Permission.UNIT_VIEW, required=False)

    def __init__(self, data: Any = None, *, by: Actor, rule: GroupRule | None = None) -> None:
        super().__init__(data)
        self.fields["on"].required = True
        self.fields["on"].initial = by.today
        give_actor(list(self.fields.values()), by)
        if rule:
            self._begin_with(rule)

    def _begin_with(self, rule: GroupRule) -> None:
        units = Unit.objects.in_bulk([*rule.also, *rule.without])
        first: dict[str, Any] = {
            "levels": rule.levels,
            "kinds": rule.kinds,
            "directly_below": "1" if rule.directly_below else "",
            "name_has": rule.name_has,
            "also": [units[key] for key in rule.also if key in units],
            "without": [units[key] for key in rule.without if key in units],
        }
        for name, value in first.items():
            self.fields[name].initial = value

    def picks(self) -> Picks:
        """The rule as the action takes it."""
        data = self.cleaned_data
        return Picks(
            levels=tuple(data["levels"]),
            kinds=tuple(data["kinds"]),
            directly_below=bool(data["directly_below"]),
            name_has=clean(data["name_has"]),
            also=tuple(unit.pk for unit in data["also"]),
            without=tuple(unit.pk for unit in data["without"]),
        )


class GroupForm(RuleForm):
    """A new group."""

    name = forms.CharField(label="Tên nhóm", max_length=200)
    field_order = ["name", "on"]
