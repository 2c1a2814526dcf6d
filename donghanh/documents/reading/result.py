"""What a reading is made of: the frozen dataclasses and their JSON form.

The form is the contract between the reader and everything that shows or stores what was read. Spans are
half-open ranges of code points in `Reading.text`; a confidence lies between 0 and 1.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any

Span = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """Căn cứ: a document on which this one rests, or which it implements."""

    number: str | None
    title: str | None
    issued_on: str | None
    issuer: str | None
    span: Span
    confidence: float = 0.9


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A numbered or lettered point of the outline; `label` is its path (`II.1.a`)."""

    label: str
    heading: str
    span: Span
    confidence: float = 0.9


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What someone is to do; `section` is the deepest label it stands in, `due` the time as written."""

    section: str | None
    text: str
    actors: tuple[str, ...]
    collaborators: tuple[str, ...]
    due: str | None
    span: Span
    confidence: float = 0.8
    actors_from: str | None = None  # "sentence", "heading" or "table"
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A quantity to reach; `comparator` is one of `>=`, `>`, `<=`, `<`, `=`, `~`."""

    value: float
    unit: str
    about: str
    comparator: str
    section: str | None
    span: Span
    confidence: float = 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """By when something is due: a rule (`every` with `month` and `day`), a `date`, or a nesting."""

    what: str
    text: str
    span: Span
    every: str | None = None
    month: int | None = None
    day: int | None = None
    date: str | None = None
    to: str | None = None
    through: str | None = None
    nested_in: str | None = None
    section: str | None = None
    confidence: float = 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A group of beneficiaries or an addressee, with its place in the text."""

    name: str
    span: Span
    confidence: float = 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """One receiver of *Nơi nhận*; `purpose` is `report`, `know`, `carry_out`, … or absent."""

    name: str
    purpose: str | None
    span: Span
    confidence: float = 0.9


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Who signed, with which authority (TM., KT., TL., TUQ., Q.) and for which body."""

    on_behalf_of: str | None
    authority: str | None
    title: str | None
    name: str | None
    span: Span
    confidence: float = 0.9


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Everything that was read of one document."""

    text: str
    kind: str | None = None
    number: str | None = None
    symbol: str | None = None
    place: str | None = None
    issued_on: str | None = None
    event_on: str | None = None
    title: str | None = None
    period: dict[str, str | None] | None = None
    layout: str | None = None
    issuers: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    bases: tuple[Base, ...] = ()
    cited_numbers: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    tasks: tuple[Task, ...] = ()
    targets: tuple[Target, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    beneficiaries: tuple[Named, ...] = ()
    addressees: tuple[Named, ...] = ()
    recipients: tuple[Recipient, ...] = ()
    archive: tuple[str, ...] = ()
    signatures: tuple[Signature, ...] = ()
    spans: dict[str, Any] = field(default_factory=dict)
    confidence: dict[str, float] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    def as_dict(self, *, text: bool = True) -> dict[str, Any]:
        """The JSON form: absent values are `None` or `[]`, spans are `[start, end]`."""
        result = {key: _plain(value) for key, value in asdict(self).items()}
        if not text:
            del result["text"]
        return result


def _plain(value: Any) -> Any:
    """Tuples become lists, at any depth, so that JSON round-trips to equal values."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, Iterable) and not isinstance(value, str):
        return [_plain(item) for item in value]
    return value
