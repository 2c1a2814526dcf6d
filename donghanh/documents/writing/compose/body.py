"""The body: bases, opening, numbered points with what stands under them, closing."""

from dataclasses import replace

from donghanh.documents.writing.compose import grids
from donghanh.documents.writing.compose.numbering import Level, scheme_of
from donghanh.documents.writing.content import Block, Content, Item, Items, Paragraph, Point, Table
from donghanh.documents.writing.kinds import KINDS
from donghanh.documents.writing.layouts import Layout
from donghanh.documents.writing.sheet import Line, Printed
from donghanh.documents.writing.trouble import Unwritable
from donghanh.documents.writing.wording import basis, ended, tidy

LONGEST_HEADING = 140


def blocks(content: Content, layout: Layout) -> list[Printed]:
    """Everything between the title and the end matter."""
    kind = KINDS.get(content.kind)
    result: list[Printed] = [*_authority(content, layout), *_bases(content, layout)]
    result += [_paragraph(text, layout) for text in content.opening]
    if kind and kind.resolves:
        result.append(
            Line(
                text=kind.resolves,
                part="resolves",
                size=layout.body_size,
                bold=True,
                align="center",
                before=6,
                after=8,
                keep=True,
            )
        )
    result += Outline(layout, scheme_of(content)).blocks(content.outline)
    if closing := tidy(content.closing):
        result.append(replace(_paragraph(ended(closing), layout), part="closing", keep=True))
    elif result and isinstance(result[-1], Line) and result[-1].part in {"body", "item", "point"}:
        result[-1] = replace(result[-1], text=ended(result[-1].text), keep=True)
    return result


def _paragraph(text: str, layout: Layout) -> Line:
    return Line(
        text=tidy(text), part="body", size=layout.body_size, align="justify", first=layout.first_line,
        after=layout.gap, spacing=layout.spacing,
    )  # fmt: skip


def _authority(content: Content, layout: Layout) -> list[Line]:
    """Who decides, above the bases of a decision."""
    words = tidy(content.authority)
    if not words:
        return []
    return [
        Line(
            text=words.upper(),
            part="authority",
            size=layout.body_size,
            bold=True,
            align="center",
            before=6,
            after=8,
            keep=True,
        )
    ]


def _bases(content: Content, layout: Layout) -> list[Line]:
    """Each basis on its line, `;` between them and a full stop, or a comma before the opening, at the end."""
    dash = "- " if layout.head == "union" and content.kind == "QĐ" else ""
    texts = [basis(one) for one in content.bases]
    marks = [";"] * (len(texts) - 1) + ["."]
    return [
        replace(_paragraph(f"{dash}{text}{mark}", layout), part="basis", italic=True)
        for text, mark in zip(texts, marks, strict=False)
    ]


class Outline:
    """The walk through the outline; it counts the points."""

    def __init__(self, layout: Layout, levels: tuple[Level, ...]) -> None:
        self.layout = layout
        self.levels = levels
        self._running = dict.fromkeys(range(len(levels)), 0)

    def blocks(self, found: tuple[Block, ...], depth: int = 0, above: str = "") -> list[Printed]:
        """The lines of some blocks that stand at a depth under a mark."""
        result: list[Printed] = []
        count = 0
        for block in found:
            if isinstance(block, Point):
                count += 1
                result += self._point(block, depth, count, above)
            elif isinstance(block, Paragraph):
                result.append(_paragraph(block.text, self.layout))
            elif isinstance(block, Items):
                result += self._items(block)
            else:
                result += self._table(block)
        return result

    def _point(self, point: Point, depth: int, count: int, above: str) -> list[Printed]:
        if depth >= len(self.levels):
            raise Unwritable(
                f"Mục “{tidy(point.heading)[:60]}” nằm ở cấp {depth + 1}, sâu hơn {len(self.levels)} cấp mà "
                "cách đánh số này có. Đề nghị đưa mục ấy lên một cấp hoặc đổi thành gạch đầu dòng."
            )
        level = self.levels[depth]
        self._running[depth] += 1
        mark = level.mark(self._running[depth] if level.continuous else count, above)
        return [
            *self._heading(level, mark, point, depth),
            *self.blocks(point.body, depth + 1, mark),
        ]

    def _heading(self, level: Level, mark: str, point: Point, depth: int) -> list[Printed]:
        heading = tidy(point.heading)
        titled = bool(point.body) or not heading.endswith((".", ";", ":"))
        short = titled and len(heading) <= LONGEST_HEADING
        line = replace(_paragraph(heading, self.layout), part="point", keep=bool(point.body), level=depth + 2)
        if level.look == "part":
            centred = replace(line, bold=True, align="center", first=0, before=6, keep=True)
            return [
                replace(centred, text=mark, after=0),
                replace(centred, text=heading.upper(), level=0, before=0),
            ]
        if level.look == "roman":
            return [
                replace(line, text=f"{mark} {heading.upper() if short else heading}", bold=True, keep=True)
            ]
        if level.look == "article" and not short:
            return [replace(line, lead=f"{mark} ")]
        bold = short and level.look in {"article", "number"} and bool(point.body or level.look == "article")
        return [replace(line, text=f"{mark} {heading}", bold=bold, level=line.level if bold else 0)]

    def _items(self, block: Items) -> list[Printed]:
        result: list[Printed] = []
        for item in block.items:
            one = item if isinstance(item, Item) else Item(text=item)
            texts = [f"- {tidy(one.text)}", *(f"+ {tidy(detail)}" for detail in one.details)]
            result += [replace(_paragraph(text, self.layout), part="item") for text in texts]
        return result

    def _table(self, table: Table) -> list[Printed]:
        caption = tidy(table.caption)
        grid = grids.grid(table, self.layout)
        if not caption:
            return [grid]
        line = Line(
            text=caption,
            part="caption",
            size=self.layout.body_size,
            bold=True,
            align="center",
            before=4,
            after=4,
            keep=True,
        )
        return [line, grid]
