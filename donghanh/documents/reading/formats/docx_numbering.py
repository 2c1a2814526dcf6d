"""Word's automatic numbers, which stand in no text: definitions, counters and the label of a paragraph."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VAL = W + "val"
LEVELS = 9
PLACE = re.compile(r"%([1-9])")
ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"))
ROMAN_UNITS = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def roman(number: int) -> str:
    """A Roman numeral: 4 is IV."""
    text = ""
    for value, letters in ROMAN + ROMAN_UNITS:
        count, number = divmod(number, value)
        text += letters * count
    return text


def letter(number: int) -> str:
    """Word's lettering: A to Z, then AA, BB."""
    turns, index = divmod(number - 1, 26)
    return chr(ord("A") + index) * (turns + 1) if 0 < number <= 26 * 30 else str(number)


WRITERS: Mapping[str, Callable[[int], str]] = {
    "upperRoman": lambda number: roman(number) if 0 < number < 5000 else str(number),
    "lowerRoman": lambda number: roman(number).lower() if 0 < number < 5000 else str(number),
    "upperLetter": letter,
    "lowerLetter": lambda number: letter(number).lower(),
    "decimalZero": lambda number: f"{number:02}",
    "none": lambda number: "",
}


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list counts and looks."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    restart: int | None = None
    legal: bool = False
    style: str | None = None


@dataclass(slots=True)
class Counters:
    """Where the counting of one abstract list stands."""

    values: list[int | None] = field(default_factory=lambda: [None] * LEVELS)
    started: set[tuple[str, int]] = field(default_factory=set)


class Numbering:
    """The lists of one document; `label` counts as it goes, so paragraphs must come in order."""

    def __init__(self, root: etree._Element | None, style_numbers: Mapping[str, str]) -> None:
        self._abstract: dict[str, dict[int, Level]] = {}
        self._lists: dict[str, tuple[str, dict[int, Level]]] = {}
        self._restarts: dict[str, dict[int, int]] = {}
        self._counters: dict[str, Counters] = {}
        if root is not None:
            self._read(root, style_numbers)

    def _read(self, root: etree._Element, style_numbers: Mapping[str, str]) -> None:
        """Take in abstract lists first, then the lists that use them."""
        linked: dict[str, str] = {}
        for element in root.iterfind(W + "abstractNum"):
            name = element.get(W + "abstractNumId", "")
            self._abstract[name] = levels(element)
            link = value(element, "numStyleLink")
            if link:
                linked[name] = style_numbers.get(link, "")
        numbers = {num.get(W + "numId", ""): num for num in root.iterfind(W + "num")}
        for num_id, num in numbers.items():
            abstract = value(num, "abstractNumId") or ""
            target = numbers.get(linked.get(abstract, ""))
            if target is not None:
                abstract = value(target, "abstractNumId") or ""
            self._add(num_id, num, abstract)

    def _add(self, num_id: str, num: etree._Element, abstract: str) -> None:
        """One list: its abstract levels with its own overrides."""
        own = dict(self._abstract.get(abstract, {}))
        for override in num.iterfind(W + "lvlOverride"):
            index = whole(override.get(W + "ilvl"), 0)
            level = override.find(W + "lvl")
            if level is not None:
                own[index] = read_level(level)
            start = value(override, "startOverride")
            if start is not None:
                own[index] = replace(own.get(index, Level()), start=whole(start, 1))
                self._restarts.setdefault(num_id, {})[index] = whole(start, 1)
        self._lists[num_id] = (abstract, own)

    def level_of_style(self, num_id: str, style: str) -> int:
        """The level that a list binds to a paragraph style, the first by default."""
        _, own = self._lists.get(num_id, ("", {}))
        return next((index for index, level in own.items() if level.style == style), 0)

    def label(self, num_id: str, index: int) -> str:
        """Count one paragraph of a list and return what Word prints in front of it."""
        if num_id not in self._lists or not 0 <= index < LEVELS:
            return ""
        abstract, own = self._lists[num_id]
        level = own.get(index)
        if level is None:
            return ""
        counters = self._counters.setdefault(abstract, Counters())
        self._count(counters, num_id, index, own)
        if level.form == "bullet":
            return bullet(level.text)
        return PLACE.sub(lambda place: number(int(place[1]) - 1, level, own, counters), level.text).strip()

    def _count(self, counters: Counters, num_id: str, index: int, own: Mapping[int, Level]) -> None:
        """Advance one level and send deeper ones back to their start."""
        restart = self._restarts.get(num_id, {}).get(index)
        current = counters.values[index]
        if restart is not None and (num_id, index) not in counters.started:
            counters.values[index] = restart
            counters.started.add((num_id, index))
        elif current is None:
            counters.values[index] = own[index].start
        else:
            counters.values[index] = current + 1
        for deeper in range(index + 1, LEVELS):
            rule = own[deeper].restart if deeper in own else None
            # No rule: any higher level restarts it; 0: none does; n: only level n or higher.
            if rule is None or index < rule:
                counters.values[deeper] = None


def number(place: int, level: Level, own: Mapping[int, Level], counters: Counters) -> str:
    """What `%n` stands for in a level's text."""
    other = own.get(place, Level())
    current = counters.values[place]
    count = other.start if current is None else current
    form = "decimal" if level.legal else other.form
    return WRITERS.get(form, str)(count)


def bullet(text: str) -> str:
    """The sign of an unnumbered item; signs from symbol fonts become a hyphen."""
    return text if text in {"-", "+", "*"} else "-"


def levels(abstract: etree._Element) -> dict[int, Level]:
    """The levels of an abstract list."""
    found = {whole(level.get(W + "ilvl"), 0): read_level(level) for level in abstract.iterfind(W + "lvl")}
    return {index: level for index, level in found.items() if 0 <= index < LEVELS}


def read_level(element: etree._Element) -> Level:
    """One level's definition."""
    restart = value(element, "lvlRestart")
    legal = element.find(W + "isLgl")
    return Level(
        start=whole(value(element, "start"), 0 if element.find(W + "start") is None else 1),
        form=value(element, "numFmt") or "decimal",
        text=(value(element, "lvlText") or "").strip(),
        restart=None if restart is None else whole(restart, 0),
        legal=legal is not None and legal.get(VAL, "1") not in {"0", "false", "off"},
        style=value(element, "pStyle"),
    )


def value(element: etree._Element, name: str) -> str | None:
    """The w:val of a child element."""
    child = element.find(W + name)
    return None if child is None else child.get(VAL)


def whole(text: str | None, default: int) -> int:
    """A whole number as files write it, or the default."""
    try:
        return max(0, min(int(text or ""), 1_000_000))
    except ValueError:
        return default
