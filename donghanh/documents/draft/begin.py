"""A first draft from what the reader read: every value with its words, guesses beside it, nothing decided.

`reading` is `Reading.as_dict()` with its text. Days become real days where the paper says enough; what says
less stays empty, with the words still tied to it.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from donghanh.core.dates.periods import Every
from donghanh.core.dates.rule import Rule
from donghanh.core.dates.written import Due, Kind, parse_day
from donghanh.documents.draft import guesses
from donghanh.documents.draft.shape import HEAD, LETTERS, LISTS, Draft, Item

Reading = Mapping[str, Any]
UNSURE = 0.4  # of a day that is written only in part
_FULL = re.compile(r"\d{4}-\d\d-\d\d$")


def begin(reading: Reading) -> Draft:
    """The draft with which the review starts."""
    makers = {
        "issuers": _issuers,
        "bases": _bases,
        "sections": _sections,
        "tasks": _tasks,
        "targets": _targets,
        "deadlines": _deadlines,
        "beneficiaries": _named("beneficiaries"),
        "addressees": _named("addressees"),
        "recipients": _recipients,
        "signatures": _signatures,
    }
    paper = _Paper(reading)
    lists = {name: _numbered(name, makers[name](paper)) for name in LISTS}
    return {"head": paper.head(), **lists, "names": {}}


def blank(list_name: str) -> Item:
    """An item of this list with nothing in it."""
    empty = {"names": [], "flag": False}
    return {field.key: empty.get(field.kind, "" if field.choices else None) for field in LISTS[list_name]}


class _Paper:
    """The reading, and the days that complete what is written without a year."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.text: str = reading["text"]
        self.issued_on = _whole(reading.get("issued_on"))
        period = reading.get("period") or {}
        self.starts_on = _edge(period.get("start"), last=False)
        self.ends_on = _edge(period.get("end"), last=True)

    def due(self, words: str | None) -> Due:
        """What a written time means; a plan for one year gives its year."""
        one_year = self.starts_on and self.ends_on and self.starts_on.year == self.ends_on.year
        year = self.starts_on.year if one_year and self.starts_on else None
        return parse_day(words or "", default_year=year, issued_on=self.issued_on)

    def head(self) -> dict[str, Item]:
        """The facts of the letterhead, the title and the period."""
        reading = self.reading
        days = {"issued_on": self.issued_on, "starts_on": self.starts_on, "ends_on": self.ends_on}
        read_as = {"starts_on": "period", "ends_on": "period"}
        result = {}
        for field in HEAD:
            name = read_as.get(field.key, field.key)
            value = _iso(days[field.key]) if field.key in days else reading.get(name) or ""
            confidence = reading.get("confidence", {}).get(name)
            if reading.get(name) and not value:
                confidence = UNSURE
            result[field.key] = {
                "id": f"head.{field.key}",
                "value": value,
                "span": self.places(name)[0],
                "confidence": confidence if reading.get(name) else None,
                "checked": False,
                "removed": False,
            }
        return result

    def places(self, name: str, *, count: int = 1) -> list[list[int] | None]:
        """The spans of a field of the head, one for each of its values, or none."""
        found = self.reading.get("spans", {}).get(name) or []
        spans = [found] if found and isinstance(found[0], int) else list(found)
        return [list(span) for span in spans[:count]] + [None] * (count - len(spans))

    def find(self, words: str, *, within: Sequence[int] | None = None) -> list[int] | None:
        """Where these words stand, small or capital letters alike."""
        start, end = within or (0, len(self.text))
        pattern = r"\s+".join(map(re.escape, words.split()))
        found = re.compile(pattern, re.IGNORECASE).search(self.text, start, end) if pattern else None
        return [*found.span()] if found else None


def _numbered(list_name: str, items: Iterable[Item]) -> list[Item]:
    letter = LETTERS[list_name]
    return [
        {**blank(list_name), "checked": False, "removed": False, **item, "id": f"{letter}{number}"}
        for number, item in enumerate(items, start=1)
    ]


def _placed(item: Mapping[str, Any]) -> Item:
    """The words and the confidence of what was read."""
    span = item.get("span")
    return {"span": list(span) if span else None, "confidence": item.get("confidence")}


def _issuers(paper: _Paper) -> Iterable[Item]:
    names = paper.reading.get("issuers") or ()
    confidence = paper.reading.get("confidence", {}).get("issuers")
    for name, span in zip(names, paper.places("issuers", count=len(names)), strict=True):
        yield {"name": name, "span": span or paper.find(name), "confidence": confidence}


def _bases(paper: _Paper) -> Iterable[Item]:
    for base in paper.reading.get("bases", ()):
        yield {
            "relation": guesses.relation(paper.text, base["span"][0]),
            "number": base["number"] or "",
            "title": base["title"] or "",
            "issued_on": _iso(_whole(base["issued_on"])),
            "issuer": base["issuer"] or "",
            **_placed(base),
        }


def _sections(paper: _Paper) -> Iterable[Item]:
    for section in paper.reading.get("sections", ()):
        yield {"label": section["label"], "heading": section["heading"] or "", **_placed(section)}


def _tasks(paper: _Paper) -> Iterable[Item]:
    for task in paper.reading.get("tasks", ()):
        due = paper.due(task["due"])
        recurring = due.kind is Kind.RECURRING and due.rule is not None
        sentence = paper.text[slice(*task["span"])] or task["text"]
        evidence, count_of = guesses.proof(sentence, _targets_within(paper, task["span"]))
        yield {
            "section": task["section"] or "",
            "text": _whole_task(task),
            "leads": list(task["actors"]),
            "coordinators": list(task["collaborators"]),
            "due_text": task["due"] or "",
            "nature": "recurring" if recurring else "continuous" if due.kind is Kind.CONTINUOUS else "once",
            "due_on": None if recurring else _iso(due.due),
            "rule": _bounded(due.rule, paper).as_dict() if recurring and due.rule else None,
            "owed": guesses.owed(sentence),
            "evidence": evidence,
            "count_of": count_of[:120],
            **_placed(task),
        }


def _whole_task(task: Mapping[str, Any]) -> str:
    """The sentence, and under it the points that belong to it."""
    return "\n".join([task["text"], *(f"- {detail}" for detail in task.get("details") or ())])


def _bounded(rule: Rule, paper: _Paper) -> Rule:
    """What recurs does so within the paper's period."""
    bounds = {"starts_on": paper.starts_on or paper.issued_on, "ends_on": paper.ends_on}
    return Rule.from_dict(rule.as_dict() | {name: day.isoformat() for name, day in bounds.items() if day})


def _targets_within(paper: _Paper, span: Sequence[int]) -> list[Mapping[str, Any]]:
    start, end = span
    return [
        target
        for target in paper.reading.get("targets", ())
        if start <= target["span"][0] < target["span"][1] <= end
    ]


def _targets(paper: _Paper) -> Iterable[Item]:
    for target in paper.reading.get("targets", ()):
        share, does = guesses.share(paper.text, target)
        due = paper.due(guesses.within(paper.text, target["span"]))
        yield {
            "section": target["section"] or "",
            "comparator": target["comparator"] or ">=",
            "value": target["value"],
            "unit_name": target["unit"] or "",
            "about": does or target["about"] or _line_around(paper.text, target["span"]),
            "of_units": bool(share),
            "population": [share] if share else [],
            "due_on": _iso(due.due) if due.kind is Kind.ONCE else None,
            **_placed(target),
        }


def _line_around(text: str, span: Sequence[int]) -> str:
    """A quantity of which nothing more was read says at least the line in which it stands."""
    start = text.rfind("\n", 0, span[0]) + 1
    end = text.find("\n", span[1])
    return text[start : end if end >= 0 else len(text)].strip(" -–+•;.")[:500]


def _deadlines(paper: _Paper) -> Iterable[Item]:
    for deadline in paper.reading.get("deadlines", ()):
        rule = _rule(deadline, paper)
        once = rule is not None and rule.every is Every.ONCE
        yield {
            "section": deadline["section"] or "",
            "what": guesses.delivered(deadline["what"] or ""),
            "text": deadline["text"] or "",
            "due_on": _iso(rule.on) if rule and once else None,
            "rule": rule.as_dict() if rule and not once else None,
            "nested_in": deadline["nested_in"] or "",
            "who": _who(paper, deadline["span"]),
            "to": [deadline["to"]] if deadline["to"] else [],
            "through": [deadline["through"]] if deadline["through"] else [],
            **_placed(deadline),
        }


def _rule(deadline: Mapping[str, Any], paper: _Paper) -> Rule | None:
    try:
        return Rule.from_reading(
            deadline, issued_on=paper.issued_on, starts_on=paper.starts_on, ends_on=paper.ends_on
        )
    except ValueError:  # what was read is no rule; a person will say which
        return None


def _who(paper: _Paper, span: Sequence[int]) -> list[str]:
    """Who is to hand something in: those to whom the task speaks in whose words it stands."""
    around = (
        task
        for task in paper.reading.get("tasks", ())
        if task["span"][0] <= span[0] and span[1] <= task["span"][1]
    )
    return list(next((task["actors"] for task in around), ()))


def _named(name: str) -> Any:
    def make(paper: _Paper) -> Iterable[Item]:
        for one in paper.reading.get(name, ()):
            yield {"name": one["name"], **_placed(one)}

    return make


def _recipients(paper: _Paper) -> Iterable[Item]:
    for one in paper.reading.get("recipients", ()):
        span = paper.find(one["name"], within=one["span"]) or list(one["span"])
        yield {"name": one["name"], "purpose": one["purpose"] or "", **_placed(one), "span": span}


def _signatures(paper: _Paper) -> Iterable[Item]:
    for one in paper.reading.get("signatures", ()):
        yield {key: one[key] or "" for key in ("authority", "on_behalf_of", "title", "name")} | _placed(one)


def _whole(iso: str | None) -> date | None:
    """A day that is written in full."""
    if not iso or not _FULL.match(iso):
        return None
    try:
        return date.fromisoformat(iso)
    except ValueError:
        return None


def _edge(written: str | None, *, last: bool) -> date | None:
    """The first or the last day of `2024`, `2024-09`, `2024-Q3`, `2024-HK1` or of a day."""
    if not written or written.startswith("-"):
        return None
    if day := _whole(written):
        return day
    year, _, part = written.partition("-")
    said = {"Q": "quý {}/{}", "HK": "học kỳ {} năm học {}"}
    kind = next((kind for kind in said if part.startswith(kind)), "")
    words = (
        said[kind].format(part.removeprefix(kind), year)
        if kind
        else f"tháng {part}/{year}"
        if part
        else f"năm {year}"
    )
    found = parse_day(words)
    return found.due if last else found.first


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
