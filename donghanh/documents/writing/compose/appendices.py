"""Appendices, and the rule that a very long list of receivers becomes one."""

from dataclasses import replace

from donghanh.documents.writing.compose.body import Outline
from donghanh.documents.writing.compose.numbering import roman, scheme_of
from donghanh.documents.writing.content import PURPOSES, Appendix, Content, Receiver, Table
from donghanh.documents.writing.layouts import Layout
from donghanh.documents.writing.sheet import Line, Printed
from donghanh.documents.writing.wording import balanced, reference, tidy

POINT = 25.4 / 72  # millimetres

MOST_RECEIVERS = 30  # as many as stand beside a signature and still leave it on one page
TITLE_SIZE = 13
HEAD_SIZE = 14


def with_receivers(content: Content) -> Content:
    """A list of receivers that has no room beside the signature goes into an appendix of its own."""
    if len(content.receivers) <= MOST_RECEIVERS:
        return content
    rows = tuple(
        (str(count), tidy(one.name), PURPOSES.get(one.purpose, "").removeprefix("để "))
        for count, one in enumerate(content.receivers, 1)
    )
    listed = Appendix(title="Danh sách nơi nhận", body=(Table(columns=("TT", "Nơi nhận", "Để"), rows=rows),))
    number = len(content.appendices) + 1
    name = f"Phụ lục {roman(number)}" if number > 1 else "Phụ lục"
    here = Receiver(name=f"Như danh sách tại {name} ({len(content.receivers):,} nơi nhận)".replace(",", "."))
    return replace(content, receivers=(here,), appendices=(*content.appendices, listed))


def blocks(content: Content, layout: Layout, index: int, appendix: Appendix) -> list[Printed]:
    """One appendix: its number, its title, which document it belongs to, and its content."""
    number = f" {roman(index + 1)}" if len(content.appendices) > 1 else ""
    head = Line(
        text=f"Phụ lục{number}",
        part="appendix",
        size=HEAD_SIZE,
        bold=True,
        align="center",
        keep=True,
        level=1,
    )
    title = replace(head, text=tidy(appendix.title).upper(), part="appendix_title", size=TITLE_SIZE, level=0)
    source = Line(
        text=balanced(reference(content, layout), TITLE_SIZE, layout.text_width / POINT),
        part="appendix_of",
        size=TITLE_SIZE,
        italic=True,
        align="center",
        after=10,
        keep=True,
    )
    return [head, title, source, *Outline(layout, scheme_of(content)).blocks(appendix.body)]
