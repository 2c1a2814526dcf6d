#!/usr/bin/env python3
"""How fast official documents are written, beside the bare libraries: one run, ours and theirs in turn.

Usage: python bench/writing.py [--documents N] [--pairs N]

Every document has five pages: a letterhead, 60 points, a table, an end matter. Ours starts from the content,
lays it out and gives the bytes. Bare python-docx adds the same paragraphs and cells to a new document,
without any layout; bare typst compiles the same words in the same four faces as plain paragraphs with the
same table, with the same compiler kept. Prints documents a second and the ratio of times, minimum and median
over the pairs. Exit status 1 when a ratio does not hold.
"""

import argparse
import io
import statistics
import sys
import time
from collections.abc import Callable

import docx
import pypdfium2
import typst

from donghanh.documents import writing
from donghanh.documents.writing import fonts

HOLD = {"docx": 1.0, "pdf": 4.0}  # at most so many times the bare library's time
SENTENCE = (
    "Các cơ sở Đoàn tổ chức sinh hoạt chuyên đề về học tập suốt đời, vận động đoàn viên, thanh niên tham gia "
    "các câu lạc bộ, hỗ trợ học sinh có hoàn cảnh khó khăn; báo cáo kết quả trước ngày 15/11 hằng năm."
)


def content(seed: int) -> writing.Content:
    """One document; the number makes each another."""
    points = tuple(
        writing.Point(
            heading=f"Nhóm nhiệm vụ {group}",
            body=tuple(
                writing.Point(heading=f"Nhiệm vụ {seed}.{count}", body=(writing.Paragraph(text=SENTENCE),))
                for count in range(5)
            ),
        )
        for group in range(6)
    )
    rows = tuple((str(count), f"Đoàn xã số {count}", str(count * seed % 97)) for count in range(1, 21))
    table = writing.Table(columns=("TT", "Đơn vị", "Số câu lạc bộ"), rows=rows)
    return writing.Content(
        kind="KH", number=str(seed), symbol="KH/TĐTN-VP", place="Đông Hà", issued_on="2026-02-05",
        title=f"Triển khai công tác năm 2026, văn bản thứ {seed}",
        issuers=(writing.Issuer(name="BCH Tỉnh đoàn Quảng Trị"),),
        bases=(writing.Basis(text="Căn cứ Chương trình số 02-CTr/TĐTN-VP ngày 10/01/2026"),),
        opening=("Ban Thường vụ Tỉnh đoàn ban hành kế hoạch như sau:",), outline=(*points, table),
        closing="Đề nghị các đơn vị nghiêm túc thực hiện",
        signatures=(writing.Signature(authority="TM.", on_behalf_of="Ban Thường vụ", title="Bí thư"),),
        receivers=(writing.Receiver(name="Thường trực Tỉnh ủy", purpose="report"),), archive=("VT",),
    )  # fmt: skip


def words(one: writing.Content) -> tuple[list[str], writing.Table]:
    """The same words as plain paragraphs, and the table."""
    texts = ["BCH TỈNH ĐOÀN QUẢNG TRỊ", f"Số: {one.number}-{one.symbol}", "KẾ HOẠCH", one.title]
    texts += [one.bases[0].text, *one.opening]
    for group in one.outline[:-1]:
        texts.append(group.heading)
        for point in group.body:
            texts += [point.heading, point.body[0].text]
    return [*texts, one.closing, "Nơi nhận:", "TM. BAN THƯỜNG VỤ", "BÍ THƯ", "Trần Đức"], one.outline[-1]


def bare_docx(one: writing.Content) -> bytes:
    """python-docx alone."""
    texts, table = words(one)
    document = docx.Document()
    for text in texts:
        document.add_paragraph(text)
    grid = document.add_table(rows=0, cols=len(table.columns))
    for row in (table.columns, *table.rows):
        cells = grid.add_row().cells
        for cell, text in zip(cells, row, strict=True):
            cell.text = text
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


FAMILY = fonts.find()
COMPILER = typst.Compiler(
    b"",
    font_paths=typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FAMILY.files[0].parent)]
    ),
)
SETTINGS = (
    f'#set text(font: "{FAMILY.name}", size: 14pt)\n#set page(margin: (left: 30mm, right: 20mm, y: 20mm))\n'
)


def bare_typst(one: writing.Content) -> bytes:
    """typst alone, to the same PDF standard."""
    texts, table = words(one)
    cells = ", ".join(f'"{cell}"' for row in (table.columns, *table.rows) for cell in row)
    source = SETTINGS + "\n\n".join(map(_faced, texts)) + f"\n#table(columns: 3, {cells})"
    return COMPILER.compile(
        input=source.encode(), format="pdf", pdf_standards="a-2b", timestamp=1_767_225_600
    )


def _faced(text: str) -> str:
    """A line in the face that it has in ours: four faces must be packed into the file on both sides."""
    if text == "Nơi nhận:":
        return f'#strong(emph("{text}"))'
    if text.startswith("Căn cứ"):
        return f'#emph("{text}")'
    return f'#strong("{text}")' if len(text) < 40 else f'#"{text}"'


def seconds(work: Callable[[writing.Content], bytes], contents: list[writing.Content]) -> float:
    """The time to write all documents."""
    begin = time.perf_counter()
    for one in contents:
        work(one)
    return time.perf_counter() - begin


def main() -> int:
    """Compare, print, and say what does not hold."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--documents", type=int, default=1000)
    options.add_argument("--pairs", type=int, default=3)
    given = options.parse_args()
    contents = [content(seed) for seed in range(1, given.documents + 1)]
    pages = len(pypdfium2.PdfDocument(writing.pdf(contents[0], "youth_union")))
    print(f"{len(contents)} documents of {pages} pages, {given.pairs} pairs; ratio = our time to theirs")
    print(f"{'ours against':26}{'ours':>11}{'theirs':>12}{'min':>10}{'median':>8}")
    broken = []
    sides = {
        "docx": ("python-docx, no layout", lambda one: writing.docx(one, "youth_union"), bare_docx),
        "pdf": ("typst, no layout", lambda one: writing.pdf(one, "youth_union"), bare_typst),
    }
    for kind, (name, ours, theirs) in sides.items():
        for work in (ours, theirs):
            seconds(work, contents[:3])
        times = [(seconds(ours, contents), seconds(theirs, contents)) for _ in range(given.pairs)]
        ratios = [mine / other for mine, other in times]
        rates = [len(contents) / statistics.median(side) for side in zip(*times, strict=True)]
        spread = f"{min(ratios):10.2f}{statistics.median(ratios):8.2f}"
        print(f".{kind}: {name:20}{rates[0]:9.1f}/s{rates[1]:10.1f}/s{spread}")
        if statistics.median(ratios) > HOLD[kind]:
            broken.append(f".{kind} over {HOLD[kind]} times {name}")
    for reason in broken:
        print(f"DOES NOT HOLD: {reason}")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
