"""From content and layout to the sheet: letterhead, body, end matter, appendices."""

from donghanh.documents.writing.compose import appendices, body, ending, head
from donghanh.documents.writing.content import Content
from donghanh.documents.writing.layouts import Layout
from donghanh.documents.writing.sheet import Grid, Line, Pages, Printed, Sheet
from donghanh.documents.writing.wording import tidy

__all__ = ["sheet"]


def sheet(content: Content, layout: Layout) -> Sheet:
    """The whole document, laid out."""
    content = appendices.with_receivers(content)
    blocks = [*head.blocks(content, layout), *body.blocks(content, layout), *ending.blocks(content, layout)]
    pages = _turned(blocks, layout)
    for index, appendix in enumerate(content.appendices):
        annex = appendices.blocks(content, layout, index, appendix)
        pages.append(Pages(blocks=tuple(annex), landscape=any(_is_wide(block, layout) for block in annex)))
    return Sheet(
        layout=layout,
        pages=tuple(pages),
        title=tidy(content.title),
        author=", ".join(tidy(one.name) for one in content.issuers),
        day=content.issued_on,
        contact=tidy(content.contact),
    )


def _is_wide(block: Printed, layout: Layout) -> bool:
    """Whether a table needs a landscape page."""
    return isinstance(block, Grid) and sum(block.widths) > layout.text_width + 0.5


def _turned(blocks: list[Printed], layout: Layout) -> list[Pages]:
    """Runs of upright pages, and a landscape page for every table that is wider, with its caption."""
    pages: list[Pages] = []
    run: list[Printed] = []
    for block in blocks:
        if not _is_wide(block, layout):
            run.append(block)
            continue
        captioned = bool(run) and isinstance(run[-1], Line) and run[-1].part == "caption"
        across = [*([run.pop()] if captioned else []), block]
        pages += [Pages(blocks=tuple(run))] * bool(run) + [Pages(blocks=tuple(across), landscape=True)]
        run = []
    return pages + [Pages(blocks=tuple(run))] * bool(run)
