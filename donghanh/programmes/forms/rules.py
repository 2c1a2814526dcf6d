"""A day by rule, put together from choices, so that nobody has to know how a rule is written."""

from dataclasses import replace
from typing import Any

from django import forms

from donghanh.core.dates.periods import Every
from donghanh.core.dates.rule import Rule
from donghanh.core.dates.values import Position, Shift

EVERY = [("", "Không lặp lại"), *((one.value, f"Mỗi {one.label}") for one in Every if one is not Every.ONCE)]
POSITIONS = [
    (Position.DAY.value, "Vào ngày"),
    (Position.FIRST.value, "Ngày đầu kỳ"),
    (Position.LAST.value, "Ngày cuối kỳ"),
    (Position.FIRST_WORKING.value, "Ngày làm việc đầu kỳ"),
    (Position.LAST_WORKING.value, "Ngày làm việc cuối kỳ"),
]
SHIFTS = [
    (Shift.NONE.value, "Giữ nguyên ngày"),
    (Shift.BEFORE.value, "Làm trước, vào ngày làm việc liền trước"),
    (Shift.AFTER.value, "Lùi sang ngày làm việc liền sau"),
]


class RuleForm(forms.Form):
    """How often, on which day of the period, and what when nobody works on it.

    What a rule carries beyond these choices (exceptions, bounds, a single half or quarter) stays as it was,
    as long as its period does.
    """

    every = forms.ChoiceField(label="Lặp lại", choices=EVERY, required=False)
    position = forms.ChoiceField(label="Ngày nào trong kỳ", choices=POSITIONS, required=False)
    day = forms.IntegerField(label="Ngày", required=False, min_value=1, max_value=31)
    month = forms.IntegerField(label="Tháng thứ mấy của kỳ", required=False, min_value=1, max_value=12)
    shift = forms.ChoiceField(label="Gặp ngày nghỉ", choices=SHIFTS, required=False)
    before = forms.BooleanField(label="Trước hết ngày ấy", required=False)

    def __init__(self, data: Any = None, *, stored: dict[str, Any] | None = None) -> None:
        self.stored = Rule.from_dict(stored) if stored else None
        super().__init__(data, prefix="lap", initial=_choices(self.stored) if self.stored else None)

    def clean(self) -> dict[str, Any]:
        """The rule, or what is wrong with it."""
        data = super().clean() or {}
        data["rule"] = None
        if data.get("every") and not self.errors:
            try:
                data["rule"] = self._rule(data)
            except ValueError as reason:
                self.add_error(None, str(reason))
        return data

    @property
    def rule(self) -> Rule | None:
        """What was put together; nothing when it does not recur, or is wrong."""
        found: Rule | None = self.cleaned_data.get("rule") if self.is_valid() else None
        return found

    @property
    def as_dict(self) -> dict[str, Any] | None:
        """The same as it is stored."""
        return self.rule.as_dict() if self.rule else None

    def _rule(self, data: dict[str, Any]) -> Rule:
        every, position = Every(data["every"]), Position(data["position"] or Position.DAY)
        on_day = position is Position.DAY
        parts = {
            "every": every,
            "position": position,
            "day": data["day"] if on_day else None,
            "month": data["month"] if every not in {Every.WEEK, Every.MONTH} else None,
            "shift": Shift(data["shift"] or Shift.NONE),
            "before": data["before"],
        }
        if self.stored and self.stored.every is every:
            return replace(self.stored, **parts)
        return Rule(**parts)


def _choices(rule: Rule) -> dict[str, Any]:
    return {
        "every": rule.every.value,
        "position": rule.position.value,
        "day": rule.day,
        "month": rule.month,
        "shift": rule.shift.value,
        "before": rule.before,
    }
