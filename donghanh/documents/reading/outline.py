"""The outline: which block is a numbered point, a bullet, a detail or a plain paragraph, and its path.

Paths follow what is typed: `II`, `II.1`, `II.1.2` for 1.2 under II, `II.1.a`, `Điều 2.3.a`, `Phần 1.I.2`.
Web copies drop headings and restart numbers, so a path holds only the points that are really there.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from donghanh.documents.reading.lines import LOWER, UPPER, Piece, is_capitals, is_row

ORDINALS = {"NHẤT": "1", "MỘT": "1", "HAI": "2", "BA": "3", "TƯ": "4", "BỐN": "4", "NĂM": "5", "SÁU": "6"}
ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "X": 10, "XI": 11,
         "XII": 12, "XIII": 13, "XIV": 14, "XV": 15}  # fmt: skip
LETTERS = "abcdđeghiklmnopqrstuvxy"

_PART = re.compile(r"^PHẦN\s+(?:THỨ\s+)?(?P<n>\w+)\b[\s.:–-]*", re.IGNORECASE)
_CHAPTER = re.compile(r"^(?P<w>CHƯƠNG|MỤC)\s+(?P<n>[IVX]+|\d{1,2})\b[\s.:–-]*", re.IGNORECASE)
_ARTICLE = re.compile(r"^Điều\s+(?P<n>\d{1,3})\s*[.:]?\s*(?![,;]|của|Nghị|Luật|và)", re.IGNORECASE)
_ROMAN = re.compile(
    r"^(?!V\s?/\s?[Vv])(?P<n>[IVX]{1,5}|l{1,3})(?P<rest>(?:\.\d{1,2}){1,3})?\s?(?:[.)/:–-]|\s(?=["
    + UPPER
    + r"]{2}))[\s.:/–-]*(?=\S)"
)
_CAPITAL = re.compile(r"^(?P<n>[A-HĐ])\s?[.)/–-]\s*(?=[" + UPPER + "])")
_DECIMAL = re.compile(
    r"^\(?(?P<n>\d{1,2}(?:\.\d{1,2}){1,3})\s?(?P<s>[.)/:–-]?)(?:\s*(?=["
    + UPPER
    + LOWER
    + r"“\"(])|\s+(?=\d{1,3}\s?%))"
    r"|^\(?(?P<single>\d{1,2})\s?(?P<style>[.)/:–-])(?:\s*(?=["
    + UPPER
    + LOWER
    + r"“\"(*])|\s+(?=\d{1,3}\s?%|\d{2,}\s["
    + LOWER
    + r"]))"
)
_LETTER = re.compile(
    r"^(?P<n>[a-zđ])\s?[).]\s*(?=["
    + UPPER
    + LOWER
    + r"0-9“\"(])|^(?P<slash>[a-eđ])\s?/\s*(?=["
    + UPPER
    + "])"
)
_DASH = re.compile("^[-–—•▪·●\uf02d\uf0b7\uf0a7\uf0d8]\\s*(?=\\S)|^[*○]\\s+(?=\\S)")
_PLUS = re.compile(r"^\+\s*(?=\S)")

# Depth of each kind of mark; a bullet is deeper than any numbered point.
DEPTH = {
    "part": 0,
    "chapter": 1,
    "capital": 2,
    "roman": 3,
    "article": 4,
    "number": 5,
    "letter": 9,
    "dash": 20,
    "plus": 21,
}


DEEPEST = 15  # of a numbered point; lists inside lists beyond it are no deeper


@dataclass(slots=True)
class Node:
    """A block with its mark: `label` is the path of a numbered point, empty for bullets and paragraphs."""

    piece: Piece
    mark: str  # part, chapter, capital, roman, article, number, letter, dash, plus, row, plain
    body: Piece  # what follows the mark
    label: str = ""
    own: str = ""
    depth: int = 30
    parent: "Node | None" = None
    children: list["Node"] = field(default_factory=list)

    @property
    def section(self) -> str | None:
        """The deepest label that this block stands in, its own included."""
        node: Node | None = self
        while node and not node.label:
            node = node.parent
        return node.label if node else None

    @property
    def heading(self) -> str:
        """What the point says, up to its first full stop or colon when it runs on."""
        return heading_of(self.body.words)

    def above(self) -> list["Node"]:
        """The points and lead-ins over this block, nearest first."""
        result = []
        node = self.parent
        while node:
            result.append(node)
            node = node.parent
        return result


def heading_of(words: str) -> str:
    """The heading part of a point: a short point whole, a long one up to its colon or first sentence."""
    if len(words) <= 160:
        return words.rstrip(" :.;")
    found = re.search(r"^.{3,160}?(?=[.:;]\s)", words)
    return found[0] if found else words[:160].rsplit(" ", 1)[0]


@dataclass(frozen=True, slots=True)
class Mark:
    """What a block begins with."""

    kind: str
    own: str
    style: str
    length: int


def mark_of(text: str) -> Mark | None:
    """The mark at the beginning of a block, if any."""
    if mark := _headword(text):
        return mark
    if (found := _ROMAN.match(text)) and (roman := found["n"].replace("l", "I")) in ROMAN:
        return Mark("roman", roman + (found["rest"] or ""), "", found.end())
    if (found := _CAPITAL.match(text)) and found["n"] not in "IVX":
        return Mark("capital", found["n"], "", found.end())
    if found := _DECIMAL.match(text):
        number = found["n"] or found["single"].lstrip("0") or "0"
        return Mark("number", number, found["style"] or ".", found.end())
    if found := _LETTER.match(text):
        return Mark("letter", found["n"] or found["slash"], "", found.end())
    return _bullet(text)


def _bullet(text: str) -> Mark | None:
    for kind, pattern in (("dash", _DASH), ("plus", _PLUS)):
        if found := pattern.match(text):
            return Mark(kind, "", "", found.end())
    return None


def _headword(text: str) -> Mark | None:
    """The mark of a point that is called by its rank: Phần, Chương, Mục, Điều."""
    for kind, pattern in (("part", _PART), ("chapter", _CHAPTER), ("article", _ARTICLE)):
        if (found := pattern.match(text)) and (mark := _worded(kind, found)):
            return mark
    return None


def _worded(kind: str, found: re.Match[str]) -> Mark | None:
    name = found["n"].upper()
    if kind == "part":
        number = ORDINALS.get(name, name if name in ROMAN or name.isdigit() or len(name) == 1 else "")
        number = str(ROMAN[number]) if number in ROMAN else number
        capital = found[0][:4].isupper() or found[0][:4] == "Phần"
        return Mark("part", f"Phần {number}", "", found.end()) if number and capital else None
    if kind == "chapter":
        word = found["w"].capitalize()
        return Mark("chapter", f"{word} {name}", "", found.end()) if found["w"][0].isupper() else None
    return Mark("article", f"Điều {int(name)}", "", found.end()) if found[0][0] == "Đ" else None


def build(found: Sequence[Piece]) -> list[Node]:
    """The blocks of a body as nodes, each with its path and its parent."""
    nodes: list[Node] = []
    stack: list[tuple[Node, Mark | None]] = []
    for piece in found:
        mark = None if is_row(piece.text) else mark_of(piece.text)
        if mark and mark.kind in {"number", "letter", "roman"} and not _plausible(mark, piece, stack):
            mark = None
        if mark is None and nodes and _completes(nodes[-1], piece):
            nodes[-1].body = piece
            continue
        nodes.append(_place(piece, mark, stack))
    return nodes


def _completes(node: Node, piece: Piece) -> bool:
    """Whether a line is the heading of a part or chapter whose number stands alone on the line above."""
    return (
        node.mark in {"part", "chapter", "roman", "article"} and not node.body.text and len(piece.text) < 300
    )


def _plausible(mark: Mark, piece: Piece, stack: list[tuple[Node, Mark | None]]) -> bool:
    """Whether a number is a point's own: it starts a list or follows its elder brother closely."""
    if mark.kind == "letter":
        before = _last(stack, "letter")
        return mark.own == "a" or (before is not None and 0 < _letter_gap(before.own, mark.own) <= 3)
    if mark.kind == "roman" and len(mark.own) == 1 and mark.own in "IVX":
        before = _last(stack, "roman")
        return (
            mark.own == "I"
            or is_capitals(piece.text)
            or (before is not None and ROMAN[mark.own] - ROMAN[before.own.split(".")[0]] in {1, 2})
        )
    return True


def _letter_gap(before: str, after: str) -> int:
    if before not in LETTERS or after not in LETTERS:
        return ord(after) - ord(before)
    return LETTERS.index(after) - LETTERS.index(before)


def _last(stack: list[tuple[Node, Mark | None]], kind: str) -> Mark | None:
    return next((mark for _, mark in reversed(stack) if mark and mark.kind == kind), None)


def _place(piece: Piece, mark: Mark | None, stack: list[tuple[Node, Mark | None]]) -> Node:
    """Make the node of a block, close what it ends, and hang it below what is still open."""
    depth = _depth(mark, stack)
    if mark is None:
        kind = "row" if is_row(piece.text) else "plain"
        _close_for_plain(piece, stack)
        parent = stack[-1][0] if stack else None
        return _hang(Node(piece, kind, piece, depth=30, parent=parent))
    while stack and stack[-1][0].depth >= depth:
        stack.pop()
    parent = stack[-1][0] if stack else None
    node = Node(piece, mark.kind, piece.cut(mark.length), own=mark.own, depth=depth, parent=parent)
    if mark.own:
        node.label = _path(mark, stack)
    stack.append((node, mark))
    return _hang(node)


def _hang(node: Node) -> Node:
    if node.parent:
        node.parent.children.append(node)
    return node


def _close_for_plain(piece: Piece, stack: list[tuple[Node, Mark | None]]) -> None:
    """A plain paragraph ends bullets; a heading without a number ends nothing that is numbered."""
    while stack and stack[-1][0].mark in {"dash", "plus"}:
        stack.pop()


def _depth(mark: Mark | None, stack: list[tuple[Node, Mark | None]]) -> int:
    if mark is None:
        return 30
    base = DEPTH[mark.kind]
    if mark.kind != "number":
        return base
    if "." in mark.own:
        return base + mark.own.count(".")
    return _depth_of_single(mark, stack)


def _depth_of_single(mark: Mark, stack: list[tuple[Node, Mark | None]]) -> int:
    """A single number is a brother of the open number of its style, or starts a list below another style."""
    numbers = [(node, other) for node, other in stack if other and other.kind == "number"]
    brothers = [node for node, other in numbers if other.style == mark.style and "." not in other.own]
    if brothers and not (mark.own == "1" and _opens_list(stack[-1][0], brothers[-1])):
        return brothers[-1].depth
    below = [node for node, _ in numbers] + [
        node for node, other in stack if other and other.kind == "letter"
    ]
    if mark.own == "1" and below:
        return min(max(node.depth for node in below) + 1, DEEPEST)
    return DEPTH["number"]


def _opens_list(last: Node, brother: Node) -> bool:
    """Whether "1." right after an open point is a list inside it: the point ends with a colon."""
    return last.piece.text.rstrip().endswith(":") and last is not brother.parent and last.mark != "roman"


def _path(mark: Mark, stack: list[tuple[Node, Mark | None]]) -> str:
    """The path of a point: what is open above it, without numbers that its own number repeats."""
    above = [node for node, _ in stack if node.label]
    if mark.kind in {"part", "capital", "chapter", "article"}:
        parts = [node.own for node in above if node.mark == "part"] if mark.kind == "capital" else []
        return ".".join([*parts, mark.own])
    if mark.kind == "roman":
        return ".".join([*(node.own for node in above if node.mark in {"part", "capital"}), mark.own])
    if mark.kind == "number" and "." in mark.own:
        outer = [node for node in above if node.mark != "number"]
        return f"{outer[-1].label}.{mark.own}" if outer else mark.own
    return f"{above[-1].label}.{mark.own}" if above else mark.own
