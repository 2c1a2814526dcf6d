"""Words with their places on a page (from a PDF or from character recognition) brought back to paragraphs."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

# A gap of so many line heights between two words is a gap between columns.
COLUMN_GAP = 1.6
SPACE = 0.3
MARKER = re.compile(
    r"(?:[-–—+•*●▪○]\s?\D|\(?\d{1,2}(?:\.\d{1,2})*[.)/]\s?\D|[IVXLC]+[.)]|[a-zđ][.)]\s"
    r"|Điều\s+\d|Nơi nhận\b|\[\d+\])"
)
PAGE_NUMBER = re.compile(r"\W*(?:(?i:trang|page)\s*)?(\d{1,4})(?:\s*/\s*\d{1,4})?\W*")
# Where a blank is left for a number or a day to be written in, a gap is no gap between columns.
BLANK = re.compile(r"^(?:số\s*:?|ngày,?|tháng)$", re.IGNORECASE)
EDGE = 2


@dataclass(frozen=True, slots=True)
class Word:
    """A word and its box, in points or pixels from the top left; `spaces` are typed before it."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    spaces: int = 0

    @property
    def height(self) -> float:
        """The height of its letters' boxes."""
        return self.bottom - self.top

    def is_under(self, other: "Word") -> bool:
        """Whether this word stands below or above another, so that no one line can hold both."""
        aside = self.left > other.right - 0.2 * self.height or other.left > self.right - 0.2 * self.height
        return not aside and abs(self.top + self.bottom - other.top - other.bottom) > 0.6 * self.height


@dataclass(slots=True)
class Line:
    """The words that stand on one line of the page, from left to right."""

    words: list[Word]
    tallest: Word = field(init=False)

    def __post_init__(self) -> None:
        self.tallest = max(self.words, key=lambda word: word.height)

    @property
    def left(self) -> float:
        """Where its first word begins."""
        return self.words[0].left

    @property
    def right(self) -> float:
        """Where its last word ends."""
        return max(word.right for word in self.words)

    @property
    def text(self) -> str:
        """The words with the spaces typed between them, or a tab between columns."""
        text = self.words[0].text
        for before, word in pairwise(self.words):
            text += between(before, word, self.tallest.height) + word.text
        return text

    def takes(self, word: Word) -> bool:
        """Whether a word stands on this line."""
        tallest = self.tallest
        overlap = min(tallest.bottom, word.bottom) - max(tallest.top, word.top)
        return overlap > 0.5 * min(tallest.height, word.height) and not any(map(word.is_under, self.words))


def between(before: Word, after: Word, height: float) -> str:
    """What separates two neighbours: nothing, spaces as typed, or a tab for the gap between columns."""
    gap = after.left - before.right
    if BLANK.search(before.text) and gap > 0:
        return " "
    if gap > height * (COLUMN_GAP + SPACE * max(0, after.spaces - 1)):
        return "\t"
    if after.spaces:
        return " " * min(after.spaces, 40)
    return " " if gap > 0.1 * height else ""


def lines_of(words: Iterable[Word]) -> list[Line]:
    """The lines of a page from top to bottom; each line's words from left to right."""
    lines: list[Line] = []
    for word in sorted(words, key=lambda word: word.top + word.bottom):
        if lines and lines[-1].takes(word):
            lines[-1].words.append(word)
            if word.height > lines[-1].tallest.height:
                lines[-1].tallest = word
        else:
            lines.append(Line([word]))
    for line in lines:
        line.words.sort(key=lambda word: word.left)
    return lines


def text_of(pages: Sequence[list[Line]]) -> str:
    """The pages' paragraphs, a form feed on a line of its own between pages."""
    kept = without_running_lines(pages)
    return "\n\f\n".join("\n".join(paragraphs(page)) for page in kept)


def without_running_lines(pages: Sequence[list[Line]]) -> list[list[Line]]:
    """The pages without page numbers and without heads and feet that repeat from page to page."""
    repeated = running(pages)
    return [
        [line for line in without_number(page, first=index == 0) if masked(line) not in heads]
        for index, page in enumerate(pages)
        for heads in [repeated & {masked(line) for line in edges(page)}]
    ]


def without_number(page: list[Line], *, first: bool) -> list[Line]:
    """The page without the lone number at its head or foot."""
    for line in (page[:1] + page[-1:]) if len(page) > 1 else []:
        found = PAGE_NUMBER.fullmatch(line.text)
        # On the first page a lone number other than 1 is more often content.
        if found and (not first or int(found[1]) == 1):
            page = [other for other in page if other is not line]
    return page


def edges(page: Sequence[Line]) -> list[Line]:
    """The lines at the head and the foot of a page that stand off from its text."""
    pitch = usual_pitch(page)
    steps = [below.tallest.bottom - above.tallest.bottom for above, below in pairwise(page)]
    apart = [place for place, step in enumerate(steps) if step > 1.15 * pitch]
    head = max((place + 1 for place in apart if place < EDGE), default=0)
    foot = min((place + 1 for place in apart if place >= len(steps) - EDGE), default=len(page))
    return [*page[:head], *page[max(head, foot) :]]


def running(pages: Sequence[list[Line]]) -> set[str]:
    """The texts, numbers masked, that stand at the edge of most pages."""
    if len(pages) < 3:
        return set()
    counts: Counter[str] = Counter()
    for page in pages:
        counts.update({masked(line) for line in edges(page)})
    return {text for text, count in counts.items() if count >= 3 and count > 0.5 * len(pages)}


def masked(line: Line) -> str:
    """A line's text with every number made equal."""
    return re.sub(r"\d+", "0", line.text)


def paragraphs(lines: Sequence[Line]) -> list[str]:
    """The paragraphs of a page: a line goes on in the next if the next one's first word had no room on it."""
    if not lines:
        return []
    edge = right_edge(lines)
    pitch = usual_pitch(lines)
    first = lines[0]
    found = [first.text]
    for before, line in pairwise(lines):
        text = line.text
        tabbed = "\t" in found[-1] or "\t" in text
        if tabbed or MARKER.match(text) or not goes_on(first, before, line, edge=edge, pitch=pitch):
            found.append(text)
            first = line
        else:
            found[-1] += " " + text
    return found


def goes_on(first: Line, before: Line, line: Line, *, edge: float, pitch: float) -> bool:
    """Whether a line continues the paragraph that began with `first` and came as far as `before`."""
    height = before.tallest.height
    if not 0.75 < line.tallest.height / (height or 1) < 1.33:
        return False
    if line.tallest.bottom - before.tallest.bottom > 1.35 * pitch:
        return False
    room = edge - before.right - SPACE * height
    if room > line.words[0].right - line.words[0].left:
        return False
    indent = line.left - before.left
    hanging = before is first and (MARKER.match(before.text) is not None or under_second_word(before, line))
    return indent < (4 * height if hanging else 0.5 * height)


def under_second_word(before: Line, line: Line) -> bool:
    """Whether a line begins under the word after a mark, as hanging items do, be the mark misread or not."""
    return len(before.words) > 1 and abs(line.left - before.words[1].left) < 0.3 * before.tallest.height


def right_edge(lines: Sequence[Line]) -> float:
    """Where full lines end: the right margin of the text."""
    ends = sorted(line.right for line in lines)
    # A stamp or a stray mark may stand farther out than any text.
    return ends[min(len(ends) - 1, int(0.95 * len(ends)))]


def usual_pitch(lines: Sequence[Line]) -> float:
    """The distance between neighbouring lines of running text."""
    steps = [after.tallest.bottom - before.tallest.bottom for before, after in pairwise(lines)]
    return median(steps) if steps else 0.0
