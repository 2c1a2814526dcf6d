#!/usr/bin/env python3
"""How fast documents are read, beside what only gets their text: one run, ours and theirs in turn.

Usage: python bench/reading/speed.py [--pairs N]

The corpus beside this file is written to .docx by python-docx, so all sides open the same files. Ours
reads each file into its whole structure in this process; python-docx only takes the paragraphs and cells;
markitdown (extra "bench") converts to Markdown; for .txt the floor is reading the file. Prints documents a
second and the ratio of times, minimum and median over the pairs, the peak of memory and the scores.
Exit status 1 when something does not hold.
"""

import argparse
import importlib.util
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import docx

from donghanh.documents import reading
from donghanh.documents.reading import formats

HERE = Path(__file__).resolve().parent
TIMES_SLOWER_THAN_TEXT = 5.0
TIMES_FASTER_THAN_MARKITDOWN = 5.0

Work = Callable[[Path], object]


def structure(path: Path) -> object:
    """Ours: the whole structure."""
    return reading.read(formats.load(path.read_bytes(), name=path.name)).as_dict()


def docx_text(path: Path) -> object:
    """python-docx only taking the text."""
    document = docx.Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def plain_text(path: Path) -> object:
    """Reading the file and nothing more."""
    return path.read_text(encoding="utf-8")


def seconds(work: Work, paths: Sequence[Path]) -> float:
    """The time to work through all files."""
    begin = time.perf_counter()
    for path in paths:
        work(path)
    return time.perf_counter() - begin


def compare(name: str, theirs: Work, paths: Sequence[Path], pairs: int) -> list[float]:
    """Ours and theirs in turn; prints and returns the ratios of times, ours to theirs."""
    for work in (structure, theirs):
        seconds(work, paths[:2])
    ratios, ours, others = [], [], []
    for _ in range(pairs):
        ours.append(seconds(structure, paths))
        others.append(seconds(theirs, paths))
        ratios.append(ours[-1] / others[-1])
    rates = (len(paths) / statistics.median(times) for times in (ours, others))
    print(
        f"{name:34}{next(rates):9.1f}/s{next(rates):10.1f}/s"
        f"{min(ratios):10.2f}{statistics.median(ratios):8.2f}"
    )
    return ratios


def as_docx(text: Path, folder: Path) -> Path:
    """The same text as a Word file, a line a paragraph."""
    document = docx.Document()
    for line in text.read_text(encoding="utf-8").splitlines():
        document.add_paragraph("".join(letter for letter in line if letter.isprintable() or letter == "\t"))
    path = folder / f"{text.stem}.docx"
    document.save(str(path))
    return path


def markitdown() -> Work | None:
    """markitdown's conversion, when it is installed."""
    if importlib.util.find_spec("markitdown") is None:
        return None
    converter = importlib.import_module("markitdown").MarkItDown()
    return lambda path: converter.convert(str(path)).text_content


def scores() -> None:
    """The table of scores on our own corpus, and on the labelled documents beside the project if any."""
    donghanh = Path(sys.executable).with_name("donghanh")
    for labels in (HERE, HERE.parents[2] / "shared" / "reading"):
        if (labels / "gold").is_dir():
            print(f"\nfields right, {'own corpus' if labels == HERE else 'labelled documents'}:", flush=True)
            places = ["--gold", str(labels / "gold"), "--documents", str(labels / "documents")]
            command = [sys.executable, str(HERE / "score.py"), str(donghanh), "read", "--json", *places]
            subprocess.run(command, check=True)


def main() -> int:
    """Compare, print, and say what does not hold."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--pairs", type=int, default=5)
    pairs = max(3, options.parse_args().pairs)
    texts = sorted((HERE / "documents").glob("*.txt"))
    broken = []
    with tempfile.TemporaryDirectory() as folder:
        words = [as_docx(text, Path(folder)) for text in texts]
        print(f"{len(texts)} documents, {pairs} pairs; ratio = our time to theirs")
        print(f"{'ours against':34}{'ours':>11}{'theirs':>12}{'min':>10}{'median':>8}")
        ratios = compare(".docx: python-docx, text only", docx_text, words, pairs)
        if statistics.median(ratios) > TIMES_SLOWER_THAN_TEXT:
            broken.append(f"over {TIMES_SLOWER_THAN_TEXT} times python-docx")
        if (convert := markitdown()) is None:
            print('.docx: markitdown is not installed (extra "bench"); left out')
        else:
            ratios = compare(".docx: markitdown", convert, words, pairs)
            if statistics.median(ratios) > 1 / TIMES_FASTER_THAN_MARKITDOWN:
                broken.append(f"not {TIMES_FASTER_THAN_MARKITDOWN} times faster than markitdown")
        compare(".txt: reading the file", plain_text, texts, pairs)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (
        1024 * (1024 if sys.platform == "darwin" else 1)
    )
    print(f"peak of memory, both sides together: {peak:.0f} MB")
    scores()
    for reason in broken:
        print(f"DOES NOT HOLD: {reason}")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
