"""What was typed into the box, as the database is asked: words without accents, abbreviations spelt out.

No Django here. A word that is an abbreviation of the field is looked for as itself and as what it stands for:
`KH quốc tế` finds both `Kế hoạch …` and `… KH …`.
"""

import re
from dataclasses import dataclass

from donghanh.core.text import clean, one_spelling, plain
from donghanh.documents import numbers

LONGEST = 200
WORD = re.compile(r"[^\W_]+")
NUMBER = re.compile(r"^\s*(?:số\s*:?\s*)?\d{1,5}[a-zđ]?\s*(?:[-/ ]\s*\w|$)", re.IGNORECASE)

# Without accents and case; what each stands for, in full.
ABBREVIATIONS = {
    "bc": "báo cáo",
    "bch": "ban chấp hành",
    "btv": "ban thường vụ",
    "clb": "câu lạc bộ",
    "ctph": "chương trình phối hợp",
    "ctr": "chương trình",
    "cv": "công văn",
    "dtn": "đoàn thanh niên",
    "hd": "hướng dẫn",
    "hkh": "hội khuyến học",
    "hs": "học sinh",
    "hssv": "học sinh sinh viên",
    "kh": "kế hoạch",
    "khvn": "khuyến học việt nam",
    "qd": "quyết định",
    "tb": "thông báo",
    "thcs": "trung học cơ sở",
    "thpt": "trung học phổ thông",
    "tncs": "thanh niên cộng sản",
    "tntn": "thanh niên tình nguyện",
    "ttr": "tờ trình",
    "tw": "trung ương",
    "ubnd": "ủy ban nhân dân",
}


@dataclass(frozen=True, kw_only=True)
class Typed:
    """A search: the text, its words as `plain` alternatives each, and a number's key if it looks like one."""

    text: str
    words: tuple[
        tuple[str, ...], ...
    ]  # for each typed word: itself and, of an abbreviation, what it stands for
    exact: tuple[str, ...]  # the words as typed, when accents were typed; else nothing
    number: str  # `numbers.key`, else empty

    @property
    def anything(self) -> bool:
        """Whether there is something to look for."""
        return bool(self.words or self.number)

    @property
    def plain_query(self) -> str:
        """For `to_tsquery('simple', …)` on words without accents; the last word may be unfinished."""
        last = len(self.words) - 1
        return " & ".join(_either(words, unfinished=place == last) for place, words in enumerate(self.words))

    @property
    def exact_query(self) -> str:
        """The same on words with accents, or empty when none were typed."""
        return " & ".join(self.exact)


def understand(text: str) -> Typed:
    """What the words of a search box mean; the text beyond 200 letters is passed over."""
    text = clean(text.replace("\0", " "))[:LONGEST]
    found = WORD.findall(text)
    bare = [plain(word) for word in found]
    accented = any(one_spelling(word) != simple for word, simple in zip(found, bare, strict=True))
    looks_like_number = NUMBER.match(text) or ("/" in text and any(letter.isdigit() for letter in text))
    return Typed(
        text=text,
        words=tuple(_alternatives(word) for word in bare),
        exact=tuple(map(one_spelling, found)) if accented else (),
        number=numbers.key(text) if looks_like_number else "",
    )


def _alternatives(word: str) -> tuple[str, ...]:
    full = ABBREVIATIONS.get(word)
    return (word, plain(full)) if full else (word,)


def _either(words: tuple[str, ...], *, unfinished: bool) -> str:
    """`kh:* | (ke <-> hoach)`."""
    parts = [f"({' <-> '.join(word.split())})" if " " in word else word for word in words]
    if unfinished:
        parts[0] += ":*"
    return f"({' | '.join(parts)})" if len(parts) > 1 else parts[0]
