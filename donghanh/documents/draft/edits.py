"""Changes of a draft, one at a time: each gives a new draft and says what was there before and after.

Whoever changes something says what they saw (`before`). If it is no longer so, somebody else was first:
that is a `Clash`, which carries what stands there now, what was seen and what is wanted, so that a person
can choose. Wanting what already stands there is no change and no clash.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from donghanh.documents.draft.begin import blank
from donghanh.documents.draft.shape import LETTERS, LIST_OF, LISTS, Draft, FieldType, Item, field_type
from donghanh.documents.draft.values import Wrong, written

MOST_ITEMS = 2_000  # of one list; no plan comes near
STATES = ("checked", "removed")  # what an item may be, beside its fields
NAMES = "names"


class Missing(LookupError):
    """The draft has no such item or field."""


class Clash(Exception):
    """Somebody else changed this first."""

    def __init__(self, *, item: str, field: str, now: Any, wanted: Any) -> None:
        super().__init__(f"{item}.{field}")
        self.item, self.field, self.now, self.wanted = item, field, now, wanted


@dataclass(frozen=True, kw_only=True)
class Change:
    """A new draft and the one thing in which it differs: in `item`, by field."""

    draft: Draft
    item: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]

    @property
    def nothing(self) -> bool:
        """Whether it was so already."""
        return self.before == self.after


def item_of(draft: Draft, item: str) -> Item:
    """The item or field of the head with this id."""
    if item.startswith("head."):
        found = draft["head"].get(item.removeprefix("head."))
    else:
        found = next((one for one in draft.get(LIST_OF.get(item[:1], ""), ()) if one["id"] == item), None)
    if found is None:
        raise Missing(item)
    return dict(found)


def list_of(item: str) -> str:
    """Which list an item stands in, by its id; `head` for the head's fields."""
    return "head" if item.startswith("head.") else LIST_OF.get(item[:1], "")


def type_of(item: str, field: str) -> FieldType:
    """What a field of an item holds; of the head's fields it is `value`."""
    if item.startswith("head."):
        found = field_type("head", item.removeprefix("head.")) if field == "value" else None
    else:
        found = field_type(list_of(item), field)
    if found is None:
        raise Missing(f"{item}.{field}")
    return found


def set_field(
    draft: Draft, item: str, field: str, raw: Any, *, before: Any, span: Sequence[int] | None = None
) -> Change:
    """Another value; the words stay tied to it, or those selected (`span`) are from now on."""
    value = written(type_of(item, field), raw)
    old = item_of(draft, item)
    now = old.get(field)
    if now not in (before, value):
        raise Clash(item=item, field=field, now=now, wanted=value)
    changes = {} if value == now else {field: value, "confidence": None, "checked": True}
    changes |= _following(item, field, value) if changes else {}
    if span is not None:
        changes["span"] = list(span)
    told = [field, *(name for name in changes if name not in {field, "confidence", "checked"})]
    return _changed(draft, old, changes, told=told)


def _following(item: str, field: str, value: Any) -> dict[str, Any]:
    """What cannot stay beside the new value: a rule makes a task recur, a deadline has a day or a rule."""
    list_name = list_of(item)
    if list_name == "tasks" and field == "rule":
        return {"nature": "recurring", "due_on": None} if value else {}
    if list_name == "tasks" and field == "nature" and value != "recurring":
        return {"rule": None}
    if list_name == "deadlines" and value and field in {"due_on", "rule"}:
        return {"rule" if field == "due_on" else "due_on": None}
    return {}


def set_span(draft: Draft, item: str, span: Sequence[int] | None, *, before: Sequence[int] | None) -> Change:
    """Tie these words to the item, or none."""
    old, wanted = item_of(draft, item), list(span) if span else None
    if old.get("span") not in (list(before) if before else None, wanted):
        raise Clash(item=item, field="span", now=old.get("span"), wanted=wanted)
    return _changed(draft, old, {"span": wanted}, told=("span",))


def check(draft: Draft, item: str, *, checked: bool = True) -> Change:
    """Note that a person looked at it, or take the note back; nobody loses anything by it."""
    return _changed(draft, item_of(draft, item), {"checked": checked}, told=("checked",))


def remove(draft: Draft, item: str, *, before: Mapping[str, Any] | None = None) -> Change:
    """Take an item out; it can be put back. With `before`, only if it is as it was seen."""
    old = item_of(draft, item)
    if list_of(item) == "head":
        raise Wrong("Thông tin chung chỉ sửa hoặc để trống được, không bỏ được.")
    for field, seen in (before or {}).items():
        if old.get(field) != seen:
            raise Clash(item=item, field=field, now=old.get(field), wanted=None)
    return _changed(draft, old, {"removed": True}, told=("removed",))


def restore(draft: Draft, item: str) -> Change:
    """Put back what was taken out."""
    return _changed(draft, item_of(draft, item), {"removed": False}, told=("removed",))


def add(
    draft: Draft,
    list_name: str,
    values: Mapping[str, Any],
    *,
    span: Sequence[int] | None = None,
    after: str = "",
) -> Change:
    """A new item, tied to selected words if there are any, behind the item `after` or in the text's order."""
    if list_name not in LISTS:
        raise Missing(list_name)
    if len(draft[list_name]) >= MOST_ITEMS:
        raise Wrong(f"Mỗi nhóm có nhiều nhất {MOST_ITEMS} mục.")
    fields = {field.key: field for field in LISTS[list_name]}
    if unknown := next((key for key in values if key not in fields), ""):
        raise Missing(f"{list_name}.{unknown}")
    new: Item = {
        **blank(list_name),
        **{key: written(fields[key], raw) for key, raw in values.items()},
        "id": _next_id(draft, list_name),
        "span": list(span) if span else None,
        "confidence": None,
        "checked": True,
        "removed": False,
    }
    items = list(draft[list_name])
    items.insert(_place(items, span, after), new)
    return Change(draft={**draft, list_name: items}, item=new["id"], before={"removed": True}, after=new)


def split(draft: Draft, task: str, *, at: int, before: str) -> Change:
    """One task that is two: what stands after the place `at` of its text becomes a task of its own.

    The actors, the section and the time go with both; the words of the document that can be found again too.
    """
    old = item_of(draft, task)
    if old["text"] != before:
        raise Clash(item=task, field="text", now=old["text"], wanted=before)
    first, second = before[:at].strip(" ;,\n"), before[at:].strip(" ;,\n-")
    if list_of(task) != "tasks" or not first or not second:
        raise Wrong("Đồng chí hãy đặt con trỏ vào giữa câu, nơi việc thứ hai bắt đầu.")
    cut = _cut(old, at) if old.get("span") and old["span"][1] - old["span"][0] == len(before) else None
    spans = cut or (old.get("span"), old.get("span"))
    kept = _changed(draft, old, {"text": first, "span": spans[0], "checked": True}, told=("text", "span"))
    new = {**old, "id": _next_id(draft, "tasks"), "text": second, "span": spans[1], "checked": True}
    items = list(kept.draft["tasks"])
    items.insert(next(n for n, one in enumerate(items) if one["id"] == task) + 1, new)
    return Change(
        draft={**kept.draft, "tasks": items},
        item=task,
        before=kept.before,
        after={**kept.after, "split": new["id"]},
    )


def choose_name(
    draft: Draft, key: str, *, written_as: str, means: Sequence[Mapping[str, Any]] | None, before: Any
) -> Change:
    """What a name means in this paper: these, nothing on purpose (`[]`), or not chosen any more (`None`)."""
    now = (draft[NAMES].get(key) or {}).get("means")
    wanted = None if means is None else [dict(one) for one in means]
    if now not in (before, wanted):
        raise Clash(item=NAMES, field=key, now=now, wanted=wanted)
    names = {name: choice for name, choice in draft[NAMES].items() if name != key}
    if wanted is not None:
        names[key] = {"written": written_as, "means": wanted}
    return Change(draft={**draft, NAMES: names}, item=NAMES, before={key: now}, after={key: wanted})


def distinguish(draft: Draft, other: str) -> Change:
    """Note that this paper is another one than `other` (`d12`, `r5`), however alike they look."""
    now = list(draft.get("distinct", ()))
    wanted = now if other in now else [*now, other]
    return Change(
        draft={**draft, "distinct": wanted}, item="distinct", before={"others": now}, after={"others": wanted}
    )


def _changed(draft: Draft, old: Item, changes: Mapping[str, Any], *, told: Sequence[str]) -> Change:
    new = {**old, **changes}
    before, after = {name: old.get(name) for name in told}, {name: new.get(name) for name in told}
    return Change(draft=_with(draft, new), item=old["id"], before=before, after=after)


def _with(draft: Draft, item: Item) -> Draft:
    list_name = list_of(item["id"])
    if list_name == "head":
        return {**draft, "head": {**draft["head"], item["id"].removeprefix("head."): item}}
    items = [item if one["id"] == item["id"] else one for one in draft[list_name]]
    return {**draft, list_name: items}


def _next_id(draft: Draft, list_name: str) -> str:
    """An id that no item ever had: items are taken out, but never forgotten."""
    numbers = (int(item["id"][1:]) for item in draft[list_name])
    return f"{LETTERS[list_name]}{max(numbers, default=0) + 1}"


def _place(items: Sequence[Item], span: Sequence[int] | None, after: str) -> int:
    """Behind `after`; else where its words stand among those of the others; else at the end."""
    behind = next((number for number, one in enumerate(items, start=1) if after and one["id"] == after), None)
    if behind is not None:
        return behind
    later = (
        number for number, one in enumerate(items) if span and one.get("span") and one["span"][0] > span[0]
    )
    return next(later, len(items))


def _cut(item: Item, at: int) -> tuple[list[int], list[int]]:
    start, end = item["span"]
    return [start, start + at], [start + at, end]
