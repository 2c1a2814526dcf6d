"""A deed on units as it is asked for on a page or kept in a proposal: facts, as JSON can hold them.

`read` turns facts into what the deed's action takes; `reason` and `preview` ask its rule and its preview.
`ground` is what a preview says, for comparing it later; `differences` says what is no longer so.
"""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import TextChoices

from donghanh.core.actor import Actor
from donghanh.core.errors import Refused
from donghanh.core.permissions import Permission
from donghanh.organisations import rules, words
from donghanh.organisations.models import Change, Decision, Unit
from donghanh.organisations.queries import previews
from donghanh.organisations.values import NewUnit, Preview

Facts = Mapping[str, Any]


class Kind(TextChoices):
    """What can be asked for."""

    OPEN = "open", "Thành lập đơn vị"
    RENAME = "rename", "Đổi tên"
    MOVE = "move", "Chuyển cấp trên"
    MERGE = "merge", "Sáp nhập"
    SPLIT = "split", "Chia tách"
    CLOSE = "close", "Kết thúc hoạt động"
    ABOLISH = "abolish", "Bỏ một cấp"
    ALIASES = "aliases", "Tên khác"
    CODE = "code", "Mã ngoài"
    UNDO = "undo", "Hoàn lại thay đổi"


BY_TWO = frozenset({Kind.MERGE, Kind.SPLIT, Kind.CLOSE, Kind.ABOLISH})
WITHOUT_DECISION = frozenset({Kind.ALIASES, Kind.CODE, Kind.UNDO})


@dataclass(frozen=True, kw_only=True)
class Order:
    """A deed with all that its action, its rule and its preview take."""

    kind: Kind
    subject: Any  # a unit, several, a parent or a change
    arguments: Mapping[str, Any] = field(default_factory=dict)
    decision: Decision | None = None
    units: tuple[Unit, ...] = ()  # all that must be within reach

    @property
    def right(self) -> Permission:
        """What one must be allowed to do."""
        if self.kind == Kind.UNDO:
            return rules.right_to_undo(self.subject)
        return right_for(self.kind)

    @property
    def told(self) -> Mapping[str, Any]:
        """What the action takes besides the subject."""
        return (
            self.arguments if self.kind in WITHOUT_DECISION else {**self.arguments, "decision": self.decision}
        )


def right_for(kind: Kind) -> Permission:
    """The right that this kind of deed takes."""
    return Permission.UNIT_REORGANISE if kind in BY_TWO else Permission.UNIT_CHANGE


def read(kind: Kind, facts: Facts) -> Order:
    """The deed that these facts ask for; refused when something that they speak of is no more."""
    if kind == Kind.UNDO:
        change = Change.objects.filter(pk=facts["change"]).first()
        if change is None:
            raise Refused("Thay đổi này không còn trong hệ thống.")
        return Order(kind=kind, subject=change, units=tuple(change.units.order_by("pk")))
    units = _Units(facts)
    subject, arguments = READERS[kind](facts, units)
    if "on" in facts:
        arguments |= {"on": date.fromisoformat(facts["on"])}
    return Order(
        kind=kind,
        subject=subject,
        arguments=arguments,
        decision=_decision(facts.get("decision")),
        units=tuple(units.found.values()),
    )


def reason(order: Order, *, by: Actor) -> str:
    """Why this person cannot ask for it now: out of reach, or against the rule."""
    keys = [unit.pk for unit in order.units]
    reached = Unit.objects.reached_by(by, right=order.right).filter(pk__in=keys)
    inside = set(reached.values_list("pk", flat=True))
    outside = next((unit for unit in order.units if unit.pk not in inside), None)
    if outside:
        return f"{outside} ở ngoài phạm vi mà Đồng chí được giao."
    found: str = RULES[order.kind](order.subject, **order.arguments, by=by)
    return found


def preview(order: Order) -> Preview:
    """What it would do."""
    shown: Preview = PREVIEWS[order.kind](order.subject, **order.arguments)
    return shown


def summary(order: Order) -> str:
    """One line for lists."""
    if order.kind == Kind.UNDO:
        return f"Hoàn lại: {order.subject}"[:400]
    since = words.day(order.arguments["on"]) if "on" in order.arguments else ""
    return SUMMARIES[order.kind](order, since)[:400]


def ground(shown: Preview) -> dict[str, list[str]]:
    """What a preview says, in sentences that can be stored and compared."""
    return {
        "Thành lập": sorted(shown.opens),
        "Kết thúc": sorted(f"{brief.name} ({brief.code})" for brief in shown.closes),
        "Chuyển": sorted(f"{move.unit.name} ({move.unit.code}) về {move.parent}" for move in shown.moves),
        "Đổi tên": sorted(f"{brief.name} thành {name}" for brief, name in shown.renames),
        "Bỏ": sorted(f"{brief.name} ({brief.code})" for brief in shown.removes),
        "Hoạt động lại": sorted(f"{brief.name} ({brief.code})" for brief in shown.reopens),
    }


def seal(shown: Preview) -> str:
    """A short mark of what somebody saw, to know whether it is still so."""
    said = json.dumps(ground(shown), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()[:32]


def differences(before: Mapping[str, Sequence[str]], now: Mapping[str, Sequence[str]]) -> list[str]:
    """What has come and what has gone since the preview of then."""
    found = []
    for title, lines in now.items():
        then = before.get(title, [])
        found += [f"Thêm: {title.lower()} {line}." for line in sorted(set(lines) - set(then))]
        found += [f"Không còn: {title.lower()} {line}." for line in sorted(set(then) - set(lines))]
    return found


class _Units:
    """The units of which the facts speak, fetched once; those taken are remembered."""

    def __init__(self, facts: Facts) -> None:
        self.all = Unit.objects.in_bulk(_ids(facts))
        self.found: dict[int, Unit] = {}

    def get(self, key: Any) -> Unit:
        """One of them."""
        unit = self.all.get(int(key))
        if unit is None:
            raise Refused("Một đơn vị trong việc này không còn trong hệ thống.")
        return self.found.setdefault(unit.pk, unit)


def _ids(facts: Facts) -> set[int]:
    ids = {facts.get("unit"), facts.get("parent"), *facts.get("units", ())}
    if isinstance(facts.get("into"), int):
        ids.add(facts["into"])
    ids |= {value for value in facts.get("children_to", {}).values() if isinstance(value, int)}
    return {int(key) for key in ids if key}


def _new(told: Facts) -> NewUnit:
    return NewUnit(**{**told, "aliases": tuple(told.get("aliases", ()))})


def _decision(told: Facts | None) -> Decision | None:
    if not told or not told.get("number"):
        return None
    issued = told.get("issued_on")
    return Decision(
        number=told["number"],
        issued_on=date.fromisoformat(issued) if issued else None,
        issuer=told.get("issuer", ""),
    )


Read = tuple[Any, dict[str, Any]]


def _merge(facts: Facts, units: _Units) -> Read:
    into = facts["into"]
    arguments = {
        "into": units.get(into) if isinstance(into, int) else _new(into),
        "parent": units.get(facts["parent"]) if facts.get("parent") else None,
        "children_to": {int(child): units.get(to) for child, to in facts.get("children_to", {}).items()},
    }
    return [units.get(key) for key in facts["units"]], arguments


def _split(facts: Facts, units: _Units) -> Read:
    children_to = {int(child): code for child, code in facts["children_to"].items()}
    return units.get(facts["unit"]), {
        "into": [_new(new) for new in facts["into"]],
        "children_to": children_to,
    }


READERS: Mapping[Kind, Callable[[Facts, _Units], Read]] = {
    Kind.OPEN: lambda facts, units: (units.get(facts["parent"]), {"new": _new(facts["new"])}),
    Kind.RENAME: lambda facts, units: (units.get(facts["unit"]), {"name": facts["name"]}),
    Kind.MOVE: lambda facts, units: (units.get(facts["unit"]), {"parent": units.get(facts["parent"])}),
    Kind.MERGE: _merge,
    Kind.SPLIT: _split,
    Kind.CLOSE: lambda facts, units: (units.get(facts["unit"]), {}),
    Kind.ABOLISH: lambda facts, units: (units.get(facts["unit"]), {"level": facts["level"]}),
    Kind.ALIASES: lambda facts, units: (units.get(facts["unit"]), {"names": facts["names"]}),
    Kind.CODE: lambda facts, units: (
        units.get(facts["unit"]),
        {"scheme": facts["scheme"], "code": facts["code"]},
    ),
}
RULES: Mapping[Kind, Callable[..., str]] = {
    Kind.OPEN: rules.open_unit,
    Kind.RENAME: rules.rename,
    Kind.MOVE: rules.move,
    Kind.MERGE: rules.merge,
    Kind.SPLIT: rules.split,
    Kind.CLOSE: rules.close,
    Kind.ABOLISH: rules.abolish_level,
    Kind.ALIASES: rules.set_aliases,
    Kind.CODE: rules.give_code,
    Kind.UNDO: rules.undo,
}
PREVIEWS: Mapping[Kind, Callable[..., Preview]] = {
    Kind.OPEN: previews.preview_open,
    Kind.RENAME: previews.preview_rename,
    Kind.MOVE: previews.preview_move,
    Kind.MERGE: previews.preview_merge,
    Kind.SPLIT: previews.preview_split,
    Kind.CLOSE: previews.preview_close,
    Kind.ABOLISH: previews.preview_abolish,
    Kind.ALIASES: previews.preview_aliases,
    Kind.CODE: previews.preview_code,
    Kind.UNDO: previews.preview_undo,
}


def _said_merge(order: Order, since: str) -> str:
    into = order.arguments["into"]
    ending = [unit.name for unit in order.subject if unit != into]
    return f"Sáp nhập {words.some(ending)} thành {into.name} từ {since}"


SUMMARIES: Mapping[Kind, Callable[[Order, str], str]] = {
    Kind.MERGE: _said_merge,
    Kind.SPLIT: lambda order, since: (
        f"Chia tách {order.subject} thành "
        f"{words.some([new.name for new in order.arguments['into']])} từ {since}"
    ),
    Kind.CLOSE: lambda order, since: f"{order.subject} kết thúc hoạt động từ {since}",
    Kind.ABOLISH: lambda order, since: f"Bỏ một cấp dưới {order.subject} từ {since}",
}
