"""The reader: from text to structure, step by step.

text → view → pieces (lines, columns told apart) → header → ending → blocks → outline → tasks, targets,
deadlines, groups to serve. Each step is a module; this one only leads through them.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from donghanh.documents.reading import (
    body,
    clean,
    cutting,
    deadlines,
    ending,
    header,
    issuers,
    letters,
    lines,
    news,
    orders,
    period,
    preamble,
    targets,
    tasks,
)
from donghanh.documents.reading.body import Body
from donghanh.documents.reading.formats.limits import grouped
from donghanh.documents.reading.letterhead import Header
from donghanh.documents.reading.lines import Piece
from donghanh.documents.reading.orders import Context
from donghanh.documents.reading.outline import Node
from donghanh.documents.reading.result import Deadline, Named, Reading, Section, Target
from donghanh.documents.reading.source import Source, Unreadable

LONGEST = 5_000_000  # characters; a longer text is refused, the web pages allow less
TOO_LONG = (
    f"Văn bản dài hơn {grouped(LONGEST)} ký tự nên không đọc được. Đề nghị tách thành nhiều tệp rồi thử lại."
)
IN_PARTS = (
    f"Văn bản có đoạn dài hơn {grouped(cutting.LONGEST)} ký tự không xuống dòng, đã được đọc từng phần; "
    "đề nghị đối chiếu kỹ hơn với bản gốc."
)
_BENEFICIARIES = re.compile(
    r"^(?:về\s+)?(?:nhóm đối tượng|đối tượng$"
    r"|đối tượng (?:thụ hưởng|được hỗ trợ|hỗ trợ|nhận|xét|được nhận|ưu tiên|thụ))",
    re.IGNORECASE,
)
# Kinds in which quantities are facts or requests, and those whose orders stand without any numbered point.
_WITHOUT_TARGETS = frozenset({"GM", "TTr"})
_UNNUMBERED = frozenset({"CV", "TB", "HD", "KL"})


def read(source: Source) -> Reading:
    """Read what a format gave; the source's remarks go along."""
    reading = read_text(source.text)
    return replace(reading, notes=(*source.notes, *reading.notes))


def read_text(raw: str) -> Reading:
    """Read the text of one document.

    Raises `Unreadable` when it is longer than `LONGEST`; any other text gives a reading, if an empty one.
    """
    if len(raw) > LONGEST:
        raise Unreadable(TOO_LONG)
    text = clean.normalise(raw)
    view = clean.view(text)
    pieces = header.skip_page(cutting.pieces(view))
    if not pieces:
        return Reading(text=text)
    head = header.read(pieces)
    if news.is_news(pieces, letterhead=head.has_letterhead, typed=_is_typed(head, pieces)):
        reading = news.read(text, view, pieces)
    else:
        reading = _paper(text, view, pieces, head)
    return replace(reading, notes=(IN_PARTS,)) if cutting.is_too_long(view) else reading


def _is_typed(head: Header, pieces: Sequence[Piece]) -> bool:
    """Whether a paper says what it is: by its symbol, or by a kind in capitals below capitals."""
    sure = head.kind is not None and head.confidence["kind"] > 0.9
    return bool(head.symbol) or (sure and lines.is_capitals(pieces[0].text[:20]))


def _paper(text: str, view: str, pieces: Sequence[Piece], head: Header) -> Reading:
    """An official document."""
    end = ending.read(pieces, start=head.body)
    issuers.name_itself(head, view)
    parts = body.read(view, pieces[head.body : end.body_end])
    context = letters.context(head.kind, parts)
    cited = preamble.cited(view, own=head.number, own_span=head.spans.get("number"))
    issued_by = issuers.find(head, parts, view, end)
    span = period.in_title(head.title or "") or period.in_clause(node.body.words for node in parts.nodes)
    return Reading(
        text=text,
        kind=head.kind,
        number=head.number,
        symbol=head.symbol,
        place=head.place,
        issued_on=head.issued_on,
        title=head.title,
        period=span,
        layout=head.layout,
        issuers=tuple(issued_by),
        bases=tuple(preamble.bases(parts.preamble)),
        cited_numbers=tuple(number for number, _, _ in cited),
        sections=tuple(_sections(parts.nodes)),
        tasks=tuple(tasks.find(parts.nodes, parts.tables, context)),
        targets=tuple(_targets(parts, context)),
        deadlines=tuple(_deadlines(parts, context, year=_year(head, span))),
        beneficiaries=tuple(_beneficiaries(parts.nodes)),
        addressees=tuple(parts.addressees),
        recipients=tuple(end.recipients),
        archive=tuple(end.archive),
        signatures=tuple(end.signatures),
        spans={**head.spans, "cited_numbers": [(start, stop) for _, start, stop in cited]},
        confidence={**({"issuers": 0.6} if issued_by else {}), **head.confidence},
    )


def _year(head: Header, span: period.Period | None) -> int | None:
    """The year that completes dates: the document's own, else the only one that it is for."""
    if head.issued_on:
        return int(head.issued_on[:4])
    start, end = (span["start"], span["end"]) if span else (None, None)
    return int(start[:4]) if start and start == end else None


def _sections(nodes: Sequence[Node]) -> list[Section]:
    return [
        Section(
            label=node.label,
            heading=node.heading,
            span=(node.piece.start, min(node.body.start + len(node.heading), node.body.end)),
        )
        for node in nodes
        if node.label
    ]


def _targets(parts: Body, context: Context) -> list[Target]:
    if context.kind in _WITHOUT_TARGETS:
        return []
    result: list[Target] = []
    for node in parts.nodes:
        stated = node.section is not None or context.kind in _UNNUMBERED
        if stated and not (orders.is_past(node, context) or orders.is_fact(node)):
            result += targets.find(node.body.text, offset=node.body.start, section=node.section)
    for table, over in parts.tables:
        for row in table.rows:
            section = over.section if over else None
            result += targets.find(row.content, offset=row.content_start, section=section)
    return sorted(result, key=lambda target: target.span)


def _deadlines(parts: Body, context: Context, *, year: int | None) -> list[Deadline]:
    result: list[Deadline] = []
    for node in parts.nodes:
        if not (body.is_base(node.piece) or orders.is_past(node, context) or node.mark == "row"):
            result += deadlines.find(node.body.text, offset=node.body.start, section=node.section, year=year)
    return sorted(result, key=lambda deadline: deadline.span)


_SERVED = re.compile(
    r"^(?:về\s+)?đối tượng (?:thụ hưởng|được hỗ trợ|hỗ trợ|ưu tiên)[^:]{0,40}:\s+(?=\S.{10})", re.IGNORECASE
)


def _beneficiaries(nodes: Sequence[Node]) -> list[Named]:
    """The bullets under a heading that says whom the document is to serve, or what follows it on its line."""
    beside = [
        Named(name=node.body.words[found.end() :].strip(" ;."), span=(node.body.start, node.body.end))
        for node in nodes
        if not node.children and (found := _SERVED.match(node.body.words))
    ]
    return beside + [
        Named(name=node.body.words.strip(" ;."), span=(node.body.start, node.body.end))
        for node in nodes
        if node.mark in {"dash", "plus", "letter"}
        and any(_BENEFICIARIES.match(over.heading) for over in node.above())
    ]
