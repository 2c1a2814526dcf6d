"""The text of a reading and the names in it as HTML; no template: a long paper has thousands of pieces."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.html import escape
from django.utils.http import urlencode
from django.utils.safestring import SafeString, mark_safe

from donghanh.core.dates import spoken
from donghanh.documents.paper.marks import Piece
from donghanh.documents.paper.reviewing import Name

register = template.Library()


@register.filter
def day(value: date | None) -> str:
    """`10/3/2026`, as offices write it."""
    return spoken.day(value) if value else ""


BLOCK = 40  # lines in one block; a browser lays out only the blocks that are in view


@register.simple_tag
def paper(lines: Sequence[Sequence[Piece]], *, counted: bool = False) -> SafeString:
    """The document's lines; words that were read link to their value, and know all values that they serve.

    `counted`: each line knows at which character of the text it begins, so that selected words can be told.
    """
    blocks, at = [], 0
    for start in range(0, len(lines), BLOCK):
        block = []
        for pieces in lines[start : start + BLOCK]:
            block.append(_line(pieces, at if counted else None))
            at += sum(len(piece.text) for piece in pieces) + 1
        blocks.append(f'<div class="paper-block">{"".join(block)}</div>')
    return mark_safe("".join(blocks))  # noqa: S308 -- each piece was escaped


def _line(pieces: Iterable[Piece], at: int | None) -> str:
    """One line of the document as a paragraph."""
    start = "" if at is None else f' data-at="{at}"'
    return f"<p{start}>{''.join(map(_piece, pieces))}</p>"


def _piece(piece: Piece) -> str:
    """Plain words as they are; marked words as a link to the shortest mark's value."""
    text = str(escape(piece.text))
    if not piece.marks:
        return text
    anchors = "".join(f'<span id="w{item}"></span>' for item in piece.first[1:])
    own = f' id="w{piece.first[0]}"' if piece.first else ""
    items = " ".join(dict.fromkeys(str(mark.item) for mark in piece.marks))
    inner = piece.marks[0]
    return f'{anchors}<a{own} class="w k-{inner.kind}" href="#v{inner.item}" data-i="{items}">{text}</a>'


MEANT = {
    "open": "để ngỏ",
    "nobody": "không phải đơn vị",
    "unknown": "chưa rõ là đơn vị nào",
}


@register.simple_tag(takes_context=True)
def meaning(context: Context, name: Name, *, bare: bool = False) -> SafeString:
    """A name, what it is taken to mean, and the way to choose; `bare` where the name itself stands above."""
    parts: list[str] = [] if bare else [escape(name.written)]
    if words := _meant(name):
        parts.append(f'<span class="name-said">{escape(words)}</span>')
    if name.note:
        parts.append(f'<span class="name-note">{escape(name.note)}</span>')
    if name.key:
        way = f"{_choosing(context['reception'].pk)}?{urlencode({'ten': name.written})}"
        hidden = f'<span class="visually-hidden"> nghĩa của {escape(name.written)}</span>'
        parts.append(f'<a class="name-choose" href="{escape(way)}">Chọn{hidden}</a>')
    return mark_safe(f'<span class="name name-{name.tone}">{" ".join(parts)}</span>')  # noqa: S308 -- escaped


def _meant(name: Name) -> str:
    if name.said:
        return f"{'có thể là' if name.state == 'guess' else 'là'} {name.said}"
    return MEANT.get(name.state, "") if name.key else ""


@lru_cache(maxsize=1000)
def _choosing(reception: int) -> str:
    return reverse("documents:name", args=[reception])
