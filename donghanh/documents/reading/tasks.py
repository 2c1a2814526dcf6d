"""Tasks: what each ordering block of the outline, or row of a table, tells to do, and who is to do it."""

import re
from collections.abc import Sequence

from donghanh.documents.reading import actors, orders
from donghanh.documents.reading.orders import Context
from donghanh.documents.reading.outline import Node
from donghanh.documents.reading.result import Task
from donghanh.documents.reading.tables import Row, Table


def find(nodes: Sequence[Node], tables: Sequence[tuple[Table, Node | None]], context: Context) -> list[Task]:
    """The tasks of a body, in the order of the text."""
    if context.kind in orders.SILENT:
        return []
    result = [task for node in nodes if (task := _task(node, context))]
    for table, over in tables:
        result += [_row_task(row, over) for row in table.rows if not orders.is_silent_table(over, context)]
    return sorted(result, key=lambda task: task.span)


def _row_task(row: Row, over: Node | None) -> Task:
    lead = actors.split(row.lead) if row.lead else (_inherited(over)[0] if over else [])
    return Task(
        section=over.section if over else None,
        text=row.content,
        actors=tuple(lead),
        collaborators=tuple(actors.split(row.partners)) if row.partners else (),
        due=row.due or None,
        span=(row.content_start, row.content_start + len(row.content)),
        confidence=0.9,
        actors_from="table" if row.lead else None,
    )


def _task(node: Node, context: Context) -> Task | None:
    words = node.body.words
    if node.mark == "row" or not orders.gives(node, context):
        return None
    named = actors.in_sentence(words)
    source = "sentence" if named else None
    if not named and (node.mark != "article"):
        named, source = _inherited(node)
    if not named and node.label and context.addressed:
        named, source = list(context.addressed), "heading"
    return Task(
        section=node.section,
        text=words,
        actors=tuple(named),
        collaborators=tuple(actors.partners(words)),
        due=_due(words),
        span=(node.body.start, node.body.end),
        confidence=0.9 if source == "sentence" else 0.8,
        actors_from=source,
        details=tuple(child.body.words for child in node.children if child.mark in {"plus", "dash"}),
    )


def _inherited(node: Node | None) -> tuple[list[str], str | None]:
    """The actors of the nearest heading or lead-in above that names any."""
    if node is None:
        return [], None
    for over in node.above():
        if named := actors.in_heading(over.heading):
            return named, "heading"
        if (
            over.mark in {"dash", "letter", "number"}
            and over.body.words.endswith(":")
            and (named := actors.in_sentence(over.body.words))
        ):
            return named, "heading"
    return [], None


_DUE = re.compile(
    r"\b(?:trước|chậm nhất|xong|hoàn thành|trong"
    r"|hạn cuối)\s(?:(?!trước|chậm nhất)[^.;,()]){0,25}?"
    r"(?:ngày\s+\d{1,2}[^.;,()]{0,30}|\d{1,2}/\d{1,2}(?:/\d{4})?"
    r"|tháng\s+\d{1,2}(?:/\d{4})?|quý\s+[IVX\d]+(?:/\d{4})?)",
    re.IGNORECASE,
)


def _due(words: str) -> str | None:
    found = _DUE.search(words)
    return found[0].strip() if found else None
