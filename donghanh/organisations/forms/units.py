"""Units typed by name or code: one, or several; suggested where there is a script, not needing it."""

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.datastructures import MultiValueDict

from donghanh.core.actor import Actor
from donghanh.core.permissions import Permission
from donghanh.core.text import clean
from donghanh.organisations.models import Unit
from donghanh.organisations.queries import picking

CODED = re.compile(r"\(([^()]+)\)\s*$")  # as suggestions write it: Đoàn xã Hòa An (DTN-X1)
LISTED = 6


def said(unit: Unit) -> str:
    """What stands in the field for this unit: enough for people, and exact."""
    return f"{unit.name} ({unit.code})"


class Picker(forms.TextInput):
    """A text field that suggests units while one types; each keeps its own list."""

    template_name = "organisations/changes/picker.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """With the name of the field, which the suggestions ask for."""
        context = super().get_context(name, value, attrs)
        context["widget"]["attrs"] |= {"autocomplete": "off", "spellcheck": "false"}
        return context

    def format_value(self, value: Any) -> str | None:
        """A unit as it is said."""
        return said(value) if isinstance(value, Unit) else super().format_value(value)


class UnitField(forms.CharField):
    """One unit within the reach of a right, typed by code or name."""

    widget = Picker

    def __init__(self, *, right: Permission, **more: Any) -> None:
        more.setdefault("max_length", 300)
        super().__init__(**more)
        self.right = right
        self.by: Actor | None = None  # set by the form

    def prepare_value(self, value: Any) -> Any:
        """A unit as it is said."""
        return said(value) if isinstance(value, Unit) else value

    def clean(self, value: Any) -> Unit | None:
        """The unit that is meant; several of one name are listed with their codes."""
        text = clean(str(super().clean(value) or ""))
        return pick(text, by=self.by, right=self.right) if text and self.by else None


def pick(text: str, *, by: Actor, right: Permission) -> Unit:
    """The unit that was typed; what is none, or several, is said."""
    coded = CODED.search(text)
    code = coded.group(1).strip() if coded else text
    found = picking.called(text, code, by=by, right=right)
    if len(found) == 1:
        return found[0]
    if not found:
        raise ValidationError(f"Không có đơn vị nào có tên hoặc mã “{text[:60]}” trong phạm vi của Đồng chí.")
    listed = "; ".join(said(unit) for unit in found[:LISTED])
    raise ValidationError(f"Có nhiều đơn vị mang tên này, Đồng chí hãy ghi mã: {listed}.")


class Pickers(forms.Widget):
    """Several such fields, one below the other, with some empty ones at the end."""

    template_name = "organisations/changes/pickers.html"
    empty = 2

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """One line for each unit typed so far, and the empty ones."""
        context = super().get_context(name, value, attrs)
        typed = [said(unit) if isinstance(unit, Unit) else str(unit) for unit in value or []]
        lines = [*filter(None, typed), *[""] * self.empty]
        base = context["widget"]["attrs"].get("id", f"id_{name}")
        context["widget"]["lines"] = [
            {"id": base if not place else f"{base}_{place}", "value": line, "number": place + 1}
            for place, line in enumerate(lines)
        ]
        return context

    def value_from_datadict(self, data: Any, _files: Any, name: str) -> list[str]:
        """All lines."""
        return data.getlist(name) if isinstance(data, MultiValueDict) else data.get(name) or []

    def value_omitted_from_data(self, data: Any, _files: Any, name: str) -> bool:
        """An empty list is said as well as none."""
        return name not in data


class UnitsField(forms.Field):
    """Several units."""

    widget = Pickers

    def __init__(self, *, right: Permission, **more: Any) -> None:
        super().__init__(**more)
        self.right = right
        self.by: Actor | None = None

    def clean(self, value: Any) -> list[Unit]:
        """Those typed, in their order, each once; every trouble is said."""
        units: dict[int, Unit] = {}
        troubles: list[str] = []
        for text in filter(None, map(clean, value or [])):
            try:
                unit = pick(text, by=self.by, right=self.right) if self.by else None
            except ValidationError as error:
                troubles += error.messages
            else:
                if unit:
                    units[unit.pk] = unit
        if troubles:
            raise ValidationError(troubles)
        if self.required and not units:
            raise ValidationError(self.error_messages["required"])
        return list(units.values())


def give_actor(fields: Sequence[forms.Field], by: Actor) -> None:
    """Let the fields for units know who asks."""
    for one in fields:
        if isinstance(one, UnitField | UnitsField):
            one.by = by
