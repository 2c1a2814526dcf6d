"""A reading laid out for the page: the text in pieces, and beside it the values in groups, tied both ways."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from donghanh.documents.paper.marks import Mark, Piece, lines
from donghanh.documents.reading import words

DOUBTFUL = 0.7  # below it a value stands out and asks to be checked
LONGEST_HEADING = 120

# The kinds of value: their name in the legend. The order is the order of a document and of the page.
KINDS = {
    "head": "Thể thức",
    "base": "Căn cứ",
    "section": "Đề mục",
    "task": "Việc phải làm",
    "target": "Chỉ tiêu",
    "deadline": "Thời hạn",
    "beneficiary": "Đối tượng thụ hưởng",
    "recipient": "Nơi nhận",
    "signature": "Chữ ký",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A labelled part of a value: who, with whom, by when; `said` one by one. `kind` gives it its colour."""

    label: str
    said: tuple[str, ...]
    kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """One thing that was read. `placed`: its words are marked in the text. `depth` indents the outline."""

    item: int
    text: str
    label: str = ""
    facts: tuple[Fact, ...] = ()
    confidence: float | None = None
    placed: bool = False
    depth: int = 0

    @property
    def doubtful(self) -> bool:
        """Whether a person should look at it again."""
        return self.confidence is not None and self.confidence < DOUBTFUL

    @property
    def percent(self) -> int | None:
        """The confidence as a person reads it."""
        return None if self.confidence is None else round(self.confidence * 100)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """All values of one kind."""

    kind: str
    title: str
    values: tuple[Value, ...]

    @property
    def doubtful(self) -> int:
        """How many values should be looked at again."""
        return sum(value.doubtful for value in self.values)

    @property
    def doubtful_said(self) -> str:
        """The same, said."""
        return f"{self.doubtful} chỗ cần xem lại"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What the page shows of one reading; `data` is the reading for download, without its text."""

    title: str
    subject: str
    lines: tuple[list[Piece], ...]
    groups: tuple[Group, ...]
    notes: tuple[str, ...]
    data: dict[str, Any]
    characters: int

    @property
    def doubtful(self) -> int:
        """How many values should be looked at again."""
        return sum(group.doubtful for group in self.groups)

    @property
    def doubtful_said(self) -> str:
        """The same, said."""
        return f"{self.doubtful} chỗ cần xem lại"


@dataclass
class _Book:
    """Values and marks as they are gathered; an item is a value's number on the page."""

    reading: Mapping[str, Any]
    marks: list[Mark] = field(default_factory=list)
    items: int = 0

    def value(
        self,
        kind: str,
        text: str,
        spans: Iterable[Sequence[int]] = (),
        *,
        confidence: float | None,
        **more: Any,
    ) -> Value:
        """A new value whose words are these spans."""
        self.items += 1
        length = len(self.reading["text"])
        places = [(start, end) for start, end in spans if 0 <= start < end <= length]
        self.marks += [Mark(start=start, end=end, item=self.items, kind=kind) for start, end in places]
        return Value(item=self.items, text=text, confidence=confidence, placed=bool(places), **more)

    def within(self, kind: str, words_: str, span: Sequence[int]) -> None:
        """Mark these words of the newest value too, where they stand inside its span."""
        start = self.reading["text"].find(words_, span[0], span[1]) if words_ else -1
        if start >= 0:
            self.marks.append(Mark(start=start, end=start + len(words_), item=self.items, kind=kind))

    def confidence(self, name: str, item: Mapping[str, Any] | None = None) -> float | None:
        """The item's own confidence, else its field's."""
        own = (item or {}).get("confidence")
        found = own if own is not None else self.reading.get("confidence", {}).get(name)
        return None if found is None else float(found)


def lay_out(reading: Mapping[str, Any], *, notes: Sequence[str] = ()) -> Sheet:
    """Lay out a reading in its JSON form."""
    book = _Book(reading=reading)
    makers = {
        "head": _head,
        "base": _bases,
        "section": _sections,
        "task": _tasks,
        "target": _targets,
        "deadline": _deadlines,
        "beneficiary": _beneficiaries,
        "recipient": _recipients,
        "signature": _signatures,
    }
    groups = [Group(kind=kind, title=KINDS[kind], values=tuple(make(book))) for kind, make in makers.items()]
    text = reading["text"]
    data = {key: value for key, value in reading.items() if key != "text" or _changed_by_browsers(text)}
    return Sheet(
        title=_title(reading),
        subject=_sentence(reading.get("title") or ""),
        lines=tuple(lines(text, book.marks)),
        groups=tuple(group for group in groups if group.values),
        notes=tuple(dict.fromkeys([*notes, *reading.get("notes", ())])),
        data=data,
        characters=len(text),
    )


def _changed_by_browsers(text: str) -> bool:
    """Whether a browser would alter this text; if not, the page can rebuild it from what it shows."""
    return "\0" in text or "\r" in text


def _title(reading: Mapping[str, Any]) -> str:
    """What the document calls itself, as far as it was read."""
    kind = words.kind(reading["kind"]) if reading.get("kind") else "Văn bản"
    return f"{kind} {reading['number']}" if reading.get("number") else kind


def _sentence(words_: str) -> str:
    """With a capital at its head."""
    return words_[:1].upper() + words_[1:]


def _places(reading: Mapping[str, Any], name: str) -> list[Sequence[int]]:
    """The spans of a header field: none, one or several."""
    found = reading.get("spans", {}).get(name)
    if not found:
        return []
    return [found] if isinstance(found[0], int) else list(found)


def _head(book: _Book) -> Iterable[Value]:
    """The facts of the letterhead and the title."""
    reading = book.reading
    said: dict[str, tuple[str, Callable[[Any], str]]] = {
        "kind": ("Loại", words.kind),
        "number": ("Số", str),
        "symbol": ("Ký hiệu", str),
        "place": ("Nơi ban hành", str),
        "issued_on": ("Ngày ban hành", words.day),
        "event_on": ("Ngày diễn ra", words.day),
        "title": ("Trích yếu", str),
        "period": ("Giai đoạn", words.period),
    }
    for name, (label, say) in said.items():
        if not reading.get(name) or (name == "symbol" and reading.get("number")):
            continue
        confidence = book.confidence(name)
        yield book.value(
            "head", say(reading[name]), _places(reading, name), confidence=confidence, label=label
        )
    for name, label in (("issuers", "Cơ quan ban hành"), ("units", "Đơn vị tham gia")):
        places = _places(reading, name)
        for index, issuer in enumerate(reading.get(name) or ()):
            spans = places[index : index + 1]
            yield book.value("head", issuer, spans, confidence=book.confidence(name), label=label)


def _span(item: Mapping[str, Any]) -> list[Sequence[int]]:
    """The place of an item."""
    return [item["span"]] if item.get("span") else []


def _bases(book: _Book) -> Iterable[Value]:
    """What the document rests on."""
    for base in book.reading.get("bases", ()):
        facts = []
        if base.get("number") and base.get("title"):
            facts.append(Fact(label="Về", said=(base["title"],)))
        if base.get("issuer"):
            facts.append(Fact(label="Của", said=(base["issuer"],)))
        if base.get("issued_on"):
            facts.append(Fact(label="Ngày", said=(words.day(base["issued_on"]),)))
        text = base.get("number") or base.get("title") or "Văn bản không ghi số"
        confidence = book.confidence("bases", base)
        yield book.value("base", text, _span(base), confidence=confidence, facts=tuple(facts))


def _sections(book: _Book) -> Iterable[Value]:
    """The outline; of a point that is a whole paragraph only its number is marked."""
    text = book.reading["text"]
    for section in book.reading.get("sections", ()):
        spans = [(start, _heading_end(text, start, end)) for start, end in _span(section)]
        label = section["label"]
        yield book.value(
            "section",
            section.get("heading") or "",
            spans,
            confidence=book.confidence("sections", section),
            label=label,
            depth=min(label.count("."), 3),
        )


def _heading_end(text: str, start: int, end: int) -> int:
    """Where the heading's line ends, or for a paragraph its number."""
    line = text[start:end].split("\n", 1)[0]
    return start + len(line if len(line) <= LONGEST_HEADING else line.split(" ", 1)[0])


def _tasks(book: _Book) -> Iterable[Value]:
    """What is to be done, by whom, with whom, by when."""
    for task in book.reading.get("tasks", ()):
        parts = (
            ("Ai", "actor", task.get("actors") or ()),
            ("Cùng ai", "collaborator", task.get("collaborators") or ()),
            ("Bao giờ", "due", [task["due"]] if task.get("due") else ()),
        )
        facts = tuple(
            Fact(label=label, said=tuple(found), kind=kind) for label, kind, found in parts if found
        )
        yield book.value(
            "task",
            task["text"],
            _span(task),
            confidence=book.confidence("tasks", task),
            label=task.get("section") or "",
            facts=facts,
        )
        for span in _span(task):
            for _, kind, found in parts:
                for name in found:
                    book.within(kind, name, span)


def _targets(book: _Book) -> Iterable[Value]:
    """The quantities to reach."""
    for target in book.reading.get("targets", ()):
        about = target.get("about")
        yield book.value(
            "target",
            words.quantity(target),
            _span(target),
            confidence=book.confidence("targets", target),
            facts=(Fact(label="Về", said=(about,)),) if about else (),
        )


def _deadlines(book: _Book) -> Iterable[Value]:
    """What is owed, when, to whom and through whom."""
    for deadline in book.reading.get("deadlines", ()):
        rows = (
            ("Gửi", deadline.get("to")),
            ("Qua", deadline.get("through")),
            ("Lồng ghép vào", deadline.get("nested_in")),
            ("Nguyên văn", deadline.get("text")),
        )
        said = [words.delivered(deadline.get("what") or ""), words.when(deadline)]
        yield book.value(
            "deadline",
            ": ".join(filter(None, said)) or "Thời hạn",
            _span(deadline),
            confidence=book.confidence("deadlines", deadline),
            facts=tuple(Fact(label=label, said=(text,)) for label, text in rows if text),
        )


def _beneficiaries(book: _Book) -> Iterable[Value]:
    """Whom the document is to serve."""
    for group in book.reading.get("beneficiaries", ()):
        yield book.value(
            "beneficiary", group["name"], _span(group), confidence=book.confidence("beneficiaries", group)
        )


def _recipients(book: _Book) -> Iterable[Value]:
    """To whom it is addressed, who receives it, where it is kept."""
    for addressee in book.reading.get("addressees", ()):
        yield book.value(
            "recipient",
            addressee["name"],
            _span(addressee),
            confidence=book.confidence("addressees", addressee),
            label="Kính gửi",
        )
    for recipient in book.reading.get("recipients", ()):
        purpose = recipient.get("purpose")
        yield book.value(
            "recipient",
            recipient["name"],
            _span(recipient),
            confidence=book.confidence("recipients", recipient),
            facts=(Fact(label="Mục đích", said=(words.purpose(purpose),)),) if purpose else (),
        )
    places = _places(book.reading, "archive")
    for index, name in enumerate(book.reading.get("archive") or ()):
        spans = places[index : index + 1] if len(places) > 1 or index == 0 else ()
        yield book.value("recipient", name, spans, confidence=book.confidence("archive"), label="Lưu")


def _signatures(book: _Book) -> Iterable[Value]:
    """Who signed, as what, for whom."""
    for signature in book.reading.get("signatures", ()):
        authority = (signature.get("authority") or "").rstrip(".")
        rows = (
            ("Chức vụ", signature.get("title")),
            (words.AUTHORITIES.get(authority, "Thay mặt").capitalize(), signature.get("on_behalf_of")),
        )
        yield book.value(
            "signature",
            signature.get("name") or "Không ghi tên",
            _span(signature),
            confidence=book.confidence("signatures", signature),
            facts=tuple(Fact(label=label, said=(text,)) for label, text in rows if text),
        )
