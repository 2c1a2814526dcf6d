"""Pages as pictures with a numbered mark at each fault.

A PDF is drawn as it is. A Word file is drawn from what the checker saw of it, so that no word processor is
needed: lines stand in their looks and order, pages may break elsewhere than in Word.
"""

import io
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, product

import pypdfium2
from PIL import Image, ImageDraw, ImageFont

from donghanh.documents.writing import fonts, pdf_file
from donghanh.documents.writing.checking import Report
from donghanh.documents.writing.checking.faults import Fault
from donghanh.documents.writing.checking.seen import Line

MOST_PAGES = 6
MOST_LINES = 400  # of a Word file that are drawn
DOTS = 96
RED = (192, 0, 0)
MARKED = """
#let marked(numbers, body) = box(
  fill: rgb("#ffe3e0"), outset: (x: 2pt, y: 1pt), body + " " + numbers.map(number => box(
    fill: rgb("#c00000"), inset: (x: 3pt, y: 1pt), radius: 6pt,
    text(fill: white, size: 9pt, weight: "bold", style: "normal", str(number)),
  )).join(" "),
)
"""


def draw(data: bytes, report: Report) -> list[tuple[int, bytes]]:
    """Pictures (PNG) of the first page and of pages with faults, each with its number."""
    numbered = list(enumerate(report.faults, 1))
    if report.seen.format == "pdf":
        return list(_printed(data, numbered))
    pages = _rebuilt(report.seen.lines[:MOST_LINES], numbered)
    return [(count, _small(Image.open(io.BytesIO(page)))) for count, page in enumerate(pages[:MOST_PAGES], 1)]


def _small(image: Image.Image) -> bytes:
    """A picture of few colours, to travel inside a page."""
    saved = io.BytesIO()
    image.convert("RGB").quantize(64, method=Image.Quantize.MAXCOVERAGE).save(saved, "PNG", optimize=True)
    return saved.getvalue()


# --- PDF ---


def _printed(data: bytes, numbered: Sequence[tuple[int, Fault]]) -> Iterator[tuple[int, bytes]]:
    document = pypdfium2.PdfDocument(data)
    wanted = sorted({1, *(fault.page for _, fault in numbered if fault.page)})[:MOST_PAGES]
    font = ImageFont.truetype(str(fonts.find().files[1]), round(DOTS / 6))
    for page in wanted:
        image = document[page - 1].render(scale=DOTS / 72).to_pil().convert("RGB")
        pen = ImageDraw.Draw(image, "RGBA")
        for number, fault in numbered:
            if fault.page == page and fault.box:
                _mark(pen, number, fault, font)
        yield page, _small(image)


def _mark(pen: ImageDraw.ImageDraw, number: int, fault: Fault, font: ImageFont.FreeTypeFont) -> None:
    left, top, right, bottom = (edge / 25.4 * DOTS for edge in fault.box or (0, 0, 0, 0))
    pen.rectangle((left - 3, top - 2, right + 3, bottom + 2), fill=(*RED, 26), outline=RED)
    radius = DOTS / 11
    centre = (right + 6 + radius, (top + bottom) / 2)
    pen.ellipse((centre[0] - radius, centre[1] - radius, centre[0] + radius, centre[1] + radius), fill=RED)
    pen.text(centre, str(number), fill="white", font=font, anchor="mm")


# --- Word ---


def _rebuilt(lines: Sequence[Line], numbered: Sequence[tuple[int, Fault]]) -> list[bytes]:
    marks: dict[int, list[int]] = {}
    for number, fault in numbered:
        begin = fault.text.rstrip("…")
        place = next((at for at, line in enumerate(lines) if begin and line.words.startswith(begin)), None)
        if place is not None:
            marks.setdefault(place, []).append(number)
    family = fonts.find()
    source = "".join(_source(lines, marks, family.name))
    strange = pdf_file.lacking(source, family)
    return pdf_file.drawn(pdf_file.without(source, strange), family, dots=DOTS)


def _source(lines: Sequence[Line], marks: dict[int, list[int]], font: str) -> Iterator[str]:
    yield '#set page(paper: "a4", margin: (left: 30mm, right: 20mm, y: 20mm))\n'
    yield f'#set text(font: "{font}", size: 14pt)\n'
    yield pdf_file.PRELUDE + MARKED
    for side, group in groupby(enumerate(lines), key=lambda one: _kind(one[1])):
        found = list(group)
        if side == "beside":
            left = [_line(line, marks.get(at, [])) for at, line in found if line.side == "left"]
            right = [_line(line, marks.get(at, [])) for at, line in found if line.side == "right"]
            yield f"#grid(columns: (1fr, 1fr), {{{'; '.join(left)}}}, {{{'; '.join(right)}}})\n"
        elif side == "cell":
            yield from _tables(found, marks)
        else:
            yield from (f"#{_line(line, marks.get(at, []))}\n" for at, line in found)


def _tables(found: Sequence[tuple[int, Line]], marks: dict[int, list[int]]) -> Iterator[str]:
    """Tables of data, cell by cell."""
    for _, group in groupby(found, key=lambda one: (one[1].cell or (0,))[0]):
        cells: dict[tuple[int, int], list[str]] = {}
        for at, line in group:
            _, row, column = line.cell or (0, 0, 0)
            cells.setdefault((row, column), []).append(_line(replace(line, first=0), marks.get(at, [])))
        rows, columns = (1 + max(place[side] for place in cells) for side in (0, 1))
        places = product(range(rows), range(columns))
        drawn = (f"{{{'; '.join(cells.get(place, ['[]']))}}}" for place in places)
        yield f"#std.table(columns: ({'1fr, ' * columns}), stroke: 0.5pt, inset: 3pt, {', '.join(drawn)})\n"


def _kind(line: Line) -> str:
    return "beside" if line.side in {"left", "right"} else line.side


def _line(line: Line, numbers: list[int]) -> str:
    weight, style = ("bold" if line.bold else "regular"), ("italic" if line.italic else "normal")
    size = min(max(line.size or 14, 6), 40)
    words = f'text({pdf_file.literal(line.words)}, size: {size}pt, weight: "{weight}", style: "{style}")'
    if numbers:
        listed = ", ".join(map(str, numbers))
        words = f"marked(({listed},), {words})"
    first = min(max(line.first or 0, 0), 40)
    align = line.align or "left"
    return f'paragraph({size}pt, "{align}", 1.15, {first}mm, 0mm, {line.after or 3}pt, false, {words})'
