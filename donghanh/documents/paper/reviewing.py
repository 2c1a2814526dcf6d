"""A draft laid out for its review: groups of entries, each with its fields, tied to its words in the text."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from donghanh.documents.draft import values
from donghanh.documents.draft.faults import Fault, faults, is_doubtful
from donghanh.documents.draft.shape import HEAD, LISTS, Draft, FieldType, Item
from donghanh.documents.paper.marks import Mark, Piece, lines

LONGEST_HEADING = 120
MOST_HEARD = 50  # letters of a value in the name of its buttons

# Each group: its list, the kind that gives it colour, its title, what one of it is called.
GROUPS = (
    ("head", "head", "Thể thức", ""),
    ("issuers", "head", "Cơ quan ban hành", "cơ quan ban hành"),
    ("bases", "base", "Căn cứ", "căn cứ"),
    ("tasks", "task", "Việc phải làm", "việc"),
    ("targets", "target", "Chỉ tiêu", "chỉ tiêu"),
    ("deadlines", "deadline", "Thời hạn báo cáo", "thời hạn"),
    ("beneficiaries", "beneficiary", "Đối tượng thụ hưởng", "đối tượng"),
    ("addressees", "recipient", "Kính gửi", "nơi kính gửi"),
    ("recipients", "recipient", "Nơi nhận", "nơi nhận"),
    ("signatures", "signature", "Chữ ký", "chữ ký"),
    ("sections", "section", "Đề mục", "đề mục"),
)
KIND_OF = {name: kind for name, kind, _, _ in GROUPS}
TITLE_OF = {name: title for name, _, title, _ in GROUPS}
# The field that is an entry's headline; the others stand below it.
HEADLINE = {
    "head": "value", "issuers": "name", "bases": "number", "sections": "heading", "tasks": "text",
    "targets": "about", "deadlines": "what", "beneficiaries": "name", "addressees": "name",
    "recipients": "name", "signatures": "name",
}  # fmt: skip
# Fields that say nothing when they hold the usual: they are shown only otherwise.
USUAL = {"owed": True, "nature": "once", "evidence": "note", "of_units": False}


@dataclass(frozen=True, kw_only=True)
class Name:
    """A name as written, and what it is taken to mean.

    `state` is `sure`, `chosen` by a person, `guess`, `open` (on purpose), `nobody` (surely none of ours) or
    `unknown`.
    """

    written: str
    key: str = ""
    said: str = ""
    state: str = "unknown"
    note: str = ""

    @property
    def tone(self) -> str:
        """How it is coloured; the words beside it say the same."""
        return {"sure": "good", "chosen": "good", "guess": "warn", "unknown": "warn"}.get(
            self.state, "neutral"
        )


@dataclass(frozen=True, kw_only=True)
class Said:
    """A field of an entry as it is shown; names are shown one by one, with what they mean."""

    field: FieldType
    text: str
    names: tuple[Name, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One value or item of the draft."""

    item: Item
    list_name: str
    headline: str
    said: tuple[Said, ...]
    label: str = ""
    name: Name | None = None  # of the headline itself, when it is a name
    faults: tuple[Fault, ...] = ()

    @property
    def id(self) -> str:
        """`t3`, `head.number`."""
        return str(self.item["id"])

    @property
    def short(self) -> str:
        """Its label and first words: what a button beside it is about, for those who hear the page."""
        words = self.headline if len(self.headline) <= MOST_HEARD else f"{self.headline[:MOST_HEARD]}…"
        return f"{self.label} {words}".strip()

    @property
    def kind(self) -> str:
        """What gives it its colour."""
        return KIND_OF[self.list_name]

    @property
    def removed(self) -> bool:
        """Whether somebody took it out."""
        return bool(self.item.get("removed"))

    @property
    def placed(self) -> bool:
        """Whether it is tied to words of the text."""
        return bool(self.item.get("span"))

    @property
    def doubtful(self) -> bool:
        """Whether somebody should look at it."""
        return is_doubtful(self.item)

    @property
    def needy(self) -> bool:
        """Whether the walk from doubt to doubt stops here."""
        return self.doubtful or bool(self.faults)

    @property
    def percent(self) -> int | None:
        """How sure the reader was; nothing once a person wrote it or looked at it."""
        confidence = self.item.get("confidence")
        return None if confidence is None or self.item.get("checked") else round(confidence * 100)


@dataclass(frozen=True, kw_only=True)
class Group:
    """All entries of one list; those taken out stand apart."""

    list_name: str
    kind: str
    title: str
    one: str
    entries: tuple[Entry, ...]
    removed: tuple[Entry, ...] = ()

    @property
    def needy(self) -> int:
        """How many entries ask for a look."""
        return sum(entry.needy for entry in self.entries)


@dataclass(frozen=True, kw_only=True)
class Review:
    """The whole page of one draft."""

    text: str
    groups: tuple[Group, ...]
    faults: tuple[Fault, ...]
    marks: tuple[Mark, ...] = field(repr=False)

    @cached_property
    def lines(self) -> list[list[Piece]]:
        """The text in pieces; made only where the text is shown."""
        return list(lines(self.text, self.marks))

    @property
    def entries(self) -> Iterable[Entry]:
        """All of them, taken out or not."""
        return (entry for group in self.groups for entry in (*group.entries, *group.removed))

    @property
    def doubtful(self) -> int:
        """How many values nobody has looked at although the reader was unsure."""
        return sum(entry.doubtful for entry in self.entries)

    def entry(self, item: str) -> Entry | None:
        """One entry by its id."""
        return next((entry for entry in self.entries if entry.id == item), None)


def lay_out(draft: Draft, text: str, names: Mapping[str, Name] | None = None) -> Review:
    """Lay out a draft over the text that it was read from; `names` says what each name as written means."""
    found = faults(draft)
    wrong: dict[str, list[Fault]] = {}
    for fault in found:
        wrong.setdefault(fault.item, []).append(fault)
    groups = []
    for name, kind, title, one in GROUPS:
        entries = tuple(_entry(name, item, wrong, names or {}) for item in _items(draft, name))
        groups.append(
            Group(
                list_name=name,
                kind=kind,
                title=title,
                one=one,
                entries=tuple(entry for entry in entries if not entry.removed),
                removed=tuple(entry for entry in entries if entry.removed),
            )
        )
    marks = [mark for group in groups for entry in group.entries for mark in _marks(entry, text)]
    return Review(text=text, groups=tuple(groups), faults=tuple(found), marks=tuple(marks))


def _items(draft: Draft, name: str) -> Sequence[Item]:
    if name == "head":
        return [draft["head"][field.key] for field in HEAD]
    items: Sequence[Item] = draft[name]
    return items


def _entry(name: str, item: Item, wrong: Mapping[str, list[Fault]], names: Mapping[str, Name]) -> Entry:
    own = tuple(wrong.get(item["id"], ()))
    if name == "head":
        kind = next(one for one in HEAD if f"head.{one.key}" == item["id"])
        return Entry(
            item=item,
            list_name=name,
            headline=values.said(kind, item["value"]),
            said=(),
            label=kind.title,
            faults=own,
        )
    main = HEADLINE[name]
    said = [_said(one, item, names) for one in LISTS[name] if one.key not in {main, *_HIDDEN}]
    return Entry(
        item=item,
        list_name=name,
        headline=_headline(name, item),
        said=tuple(one for one in said if one),
        label=str(item.get("label") or item.get("section") or ""),
        name=_meant(item["name"], names) if (name, "name") in _NAMED and item.get("name") else None,
        faults=own,
    )


_HIDDEN = ("section", "label")
_NAMED = {("issuers", "name"), ("recipients", "name")}


def _headline(name: str, item: Item) -> str:
    if name == "bases":
        return str(item["number"] or item["title"] or "")
    if name == "targets":
        amount = " ".join(
            filter(None, (values.said(_field(name, "value"), item["value"]), item["unit_name"]))
        )
        said = dict(_field(name, "comparator").choices).get(item["comparator"], "")
        return (
            f"{said} {amount}: {item['about'] or ''}".strip().capitalize()
            if amount
            else str(item["about"] or "")
        )
    return str(item.get(HEADLINE[name]) or "")


def _field(list_name: str, key: str) -> FieldType:
    return next(one for one in LISTS[list_name] if one.key == key)


def _meant(written: str, names: Mapping[str, Name]) -> Name:
    return names.get(written) or Name(written=written)


def _said(one: FieldType, item: Item, known: Mapping[str, Name]) -> Said | None:
    value: Any = item.get(one.key)
    if USUAL.get(one.key, "") == value or (one.key in {"value", "unit_name", "comparator"}):
        return None
    text = values.said(one, value)
    if not text and one.kind != "names":
        return None
    names = tuple(_meant(name, known) for name in value) if one.kind == "names" else ()
    return Said(field=one, text=text, names=names) if text or one.key in {"leads"} else None


def _marks(entry: Entry, text: str) -> Iterable[Mark]:
    span = entry.item.get("span")
    if not span or not 0 <= span[0] < span[1] <= len(text):
        return
    start, end = span
    if entry.list_name == "sections":
        end = _heading_end(text, start, end)
    yield Mark(start=start, end=end, item=entry.id, kind=entry.kind)
    for key, kind in (("leads", "actor"), ("coordinators", "collaborator"), ("due_text", "due")):
        words = entry.item.get(key) or ()
        for one in [words] if isinstance(words, str) else words:
            place = text.find(one, start, end) if one else -1
            if place >= 0:
                yield Mark(start=place, end=place + len(one), item=entry.id, kind=kind)


def _heading_end(text: str, start: int, end: int) -> int:
    """Where the heading's line ends, or for a point that is a paragraph its number."""
    line = text[start:end].split("\n", 1)[0]
    return start + max(1, len(line if len(line) <= LONGEST_HEADING else line.split(" ", 1)[0]))


def find_words(text: str, words: str, *, near: int = 0) -> list[int] | None:
    """Where these words stand in the text: the place nearest to `near`, spaces and case aside."""
    wanted = " ".join(words.split()).casefold()
    if not wanted:
        return None
    places = _places(text, wanted)
    return min(places, key=lambda span: abs(span[0] - near), default=None)


def _places(text: str, wanted: str) -> list[list[int]]:
    """All places; letters keep their number under `lower`, and whitespace of any kind is one space."""
    plain = "".join(" " if letter.isspace() else letter.lower()[:1] for letter in text)
    wanted = "".join(letter.lower()[:1] for letter in wanted)
    found, at = [], plain.find(wanted)
    while at >= 0:
        found.append([at, at + len(wanted)])
        at = plain.find(wanted, at + 1)
    return found
