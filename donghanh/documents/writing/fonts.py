"""Where the fonts of a PDF are: those that set-up fetched, else those of the machine that equal Times.

Word files only name Times New Roman; a PDF must carry its font. Tinos and Liberation Serif 2 have the widths
of Times New Roman and every Vietnamese letter. Liberation Serif 1, which some systems still bring, lacks
almost all of them under the same name, so a font is taken only when it has the letters.
"""

import struct
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from donghanh.documents.writing.trouble import Unwritable

OWN = Path(__file__).resolve().parent / "fonts"
FACES = ("Regular", "Bold", "Italic", "BoldItalic")
MACHINE = (
    Path("/usr/share/fonts/truetype/croscore"),
    Path("/usr/share/fonts/truetype/liberation2"),
    Path("/usr/share/fonts/truetype/liberation"),
    Path("/usr/share/fonts/liberation-serif"),
    Path("/usr/share/fonts/liberation-serif-fonts"),
)
FAMILIES = ("Tinos", "LiberationSerif")
NEEDED = "ẮằỖữỵĐđƠưỶ–“”…"
MISSING = (
    "Máy này chưa có phông chữ để tạo PDF. Đề nghị chạy lệnh: donghanh frontend (tải phông Tinos), hoặc "
    "cài gói phông của hệ thống: apt-get install fonts-croscore. Tệp Word vẫn soạn được."
)


@dataclass(frozen=True, slots=True)
class Family:
    """Four faces of one family, and the letters that all of them have."""

    name: str
    files: tuple[Path, ...]
    letters: frozenset[int]


@lru_cache(maxsize=4)
def find(folders: tuple[Path, ...] = (OWN, *MACHINE)) -> Family:
    """The first family that is whole and has the letters; refuses with what to install."""
    for folder in folders:
        for name in FAMILIES:
            files = tuple(folder / f"{name}-{face}.ttf" for face in FACES)
            if not all(file.is_file() for file in files):
                continue
            letters = frozenset.intersection(*(covered(file.read_bytes()) for file in files))
            if {ord(letter) for letter in NEEDED} <= letters:
                return Family(name.replace("nS", "n S"), files, letters)
    raise Unwritable(MISSING)


def covered(font: bytes) -> frozenset[int]:
    """The code points for which a TrueType font has a letter, from its `cmap` table."""
    tables = struct.unpack_from(">H", font, 4)[0]
    for index in range(tables):
        tag, _, start, _ = struct.unpack_from(">4sIII", font, 12 + 16 * index)
        if tag == b"cmap":
            count = struct.unpack_from(">H", font, start + 2)[0]
            parts = {struct.unpack_from(">I", font, start + 8 + 8 * part)[0] for part in range(count)}
            return frozenset().union(*(_subtable(font, start + part) for part in parts))
    return frozenset()


def _subtable(font: bytes, start: int) -> frozenset[int]:
    """One table of letters: format 4 (the first 65,536) or 12 (all)."""
    kind = struct.unpack_from(">H", font, start)[0]
    found: set[int] = set()
    if kind == 12:
        for group in range(struct.unpack_from(">I", font, start + 12)[0]):
            first, last, _ = struct.unpack_from(">III", font, start + 16 + 12 * group)
            found.update(range(first, last + 1))
    elif kind == 4:
        size = struct.unpack_from(">H", font, start + 6)[0]
        for segment in range(0, size, 2):
            last = struct.unpack_from(">H", font, start + 14 + segment)[0]
            first = struct.unpack_from(">H", font, start + 16 + size + segment)[0]
            found.update(range(first, min(last, 0xFFFE) + 1))
    return frozenset(found)
