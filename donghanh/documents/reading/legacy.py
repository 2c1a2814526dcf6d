"""Vietnamese typed in the fonts of the 1990s (TCVN3 "ABC", VNI) brought to Unicode.

Such text looks like accented Latin letters, so a wrong guess would spoil other languages. Two grounds are
accepted: the font of a run says so (`mark` keeps that fact inside the text until `resolve`), or the words,
once converted, are Vietnamese syllables, which they were not before.
"""

import importlib
import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache, partial

# Letters that the common table lacks; both are in the VNI keyboard charts.
MISSING_IN_VNI = (("aú", "ẳ"), ("AÚ", "Ẳ"), ("î", "ỵ"), ("Î", "Ỵ"))
NAMES = {"tcvn3": "TCVN3 (ABC)", "vni": "VNI"}
TCVN3_FONT = re.compile(r"^\.vn", re.IGNORECASE)
VNI_FONT = re.compile(r"^vni[-\s]", re.IGNORECASE)

# Letters that only Unicode Vietnamese has; a line with one of them is never touched.
MODERN = re.compile(r"[ĂăĐđĨĩŨũƠơƯưẠ-ỹ\u0300-\u0323]")
HIGH = re.compile(r"[\xa1-\xff]")
TOKEN = re.compile(r"[A-Za-z\xa1-\xff\u2212\u2219]+")
WORD = re.compile(r"[^\W\d_]+")
SAMPLE = 2_000
ENOUGH = 5

ONSETS = "ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdđghklmnprstvx]"
NUCLEI = "uyê|uya|oa|oă|oe|oo|uâ|uê|uy|uô|ua|uơ|iê|yê|ia|ươ|ưa|[aăâeêioôơuưy]"
SYLLABLE = re.compile(rf"(?:{ONSETS})?(?:{NUCLEI})(?:ch|nh|ng|[cmnptiyou])?")
TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")


@dataclass(frozen=True, slots=True)
class Face:
    """What a font tells: the encoding of its text, and whether it draws small letters as capitals."""

    encoding: str
    capitals: bool = False

    @property
    def brackets(self) -> tuple[str, str]:
        """The two noncharacters that stand around text of this face until it is resolved."""
        first = 0xFDD0 + 2 * FACES.index(self)
        return chr(first), chr(first + 1)


FACES = (Face("tcvn3"), Face("tcvn3", capitals=True), Face("vni"))
MARKS = re.compile("[\ufdd0-\ufdef]")
SPANS = [(face, re.compile("{0}([^{0}{1}]*){1}".format(*face.brackets))) for face in FACES]


@lru_cache(maxsize=1_000)
def face_of(font: str) -> Face | None:
    """The legacy face that a font name stands for, or None for an ordinary font."""
    name = font.strip(" '\"")
    if TCVN3_FONT.match(name):
        return FACES[1] if name.split("-")[0].rstrip().endswith("H") else FACES[0]
    return FACES[2] if VNI_FONT.match(name) else None


def mark(text: str, face: Face) -> str:
    """The text with the brackets of its face, which `resolve` takes away again."""
    start, end = face.brackets
    return f"{start}{text}{end}" if text else text


def resolve(text: str) -> tuple[str, tuple[str, ...]]:
    """The text in Unicode, and a remark in Vietnamese for each encoding that was converted."""
    found: list[str] = []
    if MARKS.search(text):
        text = resolve_marked(text, found)
    encoding = guess(text)
    if encoding:
        text = "\n".join(convert_line(line, encoding) for line in text.split("\n"))
        found.append(encoding)
    return text, tuple(f"Đã chuyển mã {NAMES[name]} sang Unicode." for name in dict.fromkeys(found))


def resolve_marked(text: str, found: list[str]) -> str:
    """Convert the spans whose font names an old encoding, where the letters bear the font out."""
    for face, pattern in SPANS:
        start, end = face.brackets
        # A letter and its mark may lie in two runs: neighbours are one span.
        text = text.replace(end + start, "")
        spans = pattern.findall(text)
        if not spans or not font_is_true(" ".join(spans), face.encoding):
            continue
        text = pattern.sub(partial(convert_span, face), text)
        if any(HIGH.search(span) for span in spans):
            found.append(face.encoding)
    return MARKS.sub("", text)


def font_is_true(text: str, encoding: str) -> bool:
    """Whether text in a legacy font is still in its encoding (many files kept the font when converted)."""
    if MODERN.search(text):
        kept = [line for line in re.split(r"\s+", text) if not MODERN.search(line)]
        return evidence(" ".join(kept), encoding).convincing
    sample = evidence(text, encoding)
    return sample.after >= sample.before


def convert_span(face: Face, span: re.Match[str]) -> str:
    """One span of a face; a span that is already Unicode stays as it is."""
    text = span[1]
    if not MODERN.search(text):
        text = with_capitals(text, convert(text, face.encoding))
    return text.upper() if face.capitals else text


def guess(text: str) -> str | None:
    """The encoding of text without fonts, or None unless its words give a convincing ground."""
    suspects = [line for line in text.split("\n") if HIGH.search(line) and not MODERN.search(line)]
    if not suspects:
        return None
    sample = "\n".join(suspects)[:40_000]
    if vietnamese_share(sample) > 0.5:
        return None
    found = [(evidence(sample, encoding), encoding) for encoding in NAMES]
    best, encoding = max(found, key=lambda pair: pair[0].after)
    return encoding if best.convincing else None


@dataclass(frozen=True, slots=True)
class Evidence:
    """How many words carry marks, and what share is Vietnamese before and after conversion."""

    marked: int
    words: int
    before: float
    after: float

    @property
    def convincing(self) -> bool:
        """Whether the words alone, without any font, prove the encoding."""
        dense = self.marked >= ENOUGH and self.marked >= 0.25 * self.words
        floor = 0.85 if self.marked >= 4 * ENOUGH else 0.95
        return dense and self.after >= floor and self.after >= self.before + 0.3


def evidence(text: str, encoding: str) -> Evidence:
    """What the words of a text say for an encoding."""
    words = TOKEN.findall(text)[:SAMPLE]
    marked = [word for word in words if HIGH.search(word)]
    count = len(marked) or 1
    before = sum(is_syllable(word) for word in marked) / count
    after = sum(is_syllable(convert(word, encoding)) for word in marked) / count
    return Evidence(len(marked), len(words), before, after)


def vietnamese_share(text: str) -> float:
    """The share of Vietnamese syllables among the words that carry accents."""
    words = [word for word in WORD.findall(unicodedata.normalize("NFC", text)) if not word.isascii()][:SAMPLE]
    return sum(map(is_syllable, words)) / len(words) if len(words) >= ENOUGH else 0.0


def is_syllable(word: str) -> bool:
    """Whether a word is spelled like one Vietnamese syllable with at most one tone."""
    plain, tones = TONES.subn("", unicodedata.normalize("NFD", word.lower()))
    return tones <= 1 and SYLLABLE.fullmatch(unicodedata.normalize("NFC", plain)) is not None


def convert_line(line: str, encoding: str) -> str:
    """One line converted, unless it already holds Unicode Vietnamese."""
    if MODERN.search(line) or not HIGH.search(line):
        return line
    return with_capitals(line, convert(line, encoding))


def with_capitals(before: str, after: str) -> str:
    """Capitals for words typed in capitals, whose accented letters the old tables have only small."""
    if len(re.findall(r"[A-Z]", before)) > 1 and not re.search(r"[a-z]", before):
        return after.upper()
    return WORD.sub(whole_capitals, after)


def whole_capitals(word: re.Match[str]) -> str:
    """One word in capitals when it has two of them and no plain small letter."""
    capitals = sum(letter.isupper() for letter in word[0])
    return word[0].upper() if capitals > 1 and not re.search(r"[a-z]", word[0]) else word[0]


def convert(text: str, encoding: str) -> str:
    """Text of an old encoding in Unicode; what the table does not know stays."""
    pattern, letters = table(encoding)
    if encoding == "tcvn3":
        # PDF readers turn two letters of this encoding into look-alike signs.
        text = re.sub("(?<=[^\\W\\d_])\u2212|\u2212(?=[^\\W\\d_])", "\xad", text).replace("\u2219", "\xb7")
    return unicodedata.normalize("NFC", pattern.sub(lambda found: letters[found[0]], text))


@cache
def table(encoding: str) -> tuple[re.Pattern[str], dict[str, str]]:
    """A pattern of all letter sequences of an encoding, longest first, and what each stands for."""
    # Imported here because few files need it and it takes longer to load than most take to read.
    charmap = importlib.import_module("viparse.normalize.encodings").get_charmap(encoding)
    letters: dict[str, str] = dict(MISSING_IN_VNI if encoding == "vni" else ()) | dict(charmap.pairs)
    longest_first = sorted(letters, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first))), letters
