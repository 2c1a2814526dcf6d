"""The lines around what was found, cut from the text that the searcher may read."""

from dataclasses import dataclass

from donghanh.core.text import plain

AROUND = 90


@dataclass(frozen=True, kw_only=True)
class Bit:
    """A run of a snippet; `hit` if it is one of the words that were looked for."""

    text: str
    hit: bool = False


def cut(text: str, words: tuple[tuple[str, ...], ...]) -> tuple[Bit, ...]:
    """The piece of the text with the first word found, every word in it marked; the beginning if none is."""
    bare = plain(text)
    wanted = [word for alternatives in words for word in alternatives]
    places = sorted(place for word in wanted if (place := _find(bare, word, 0)) >= 0)
    start = max(0, (places[0] if places else 0) - AROUND)
    end = min(len(text), start + 2 * AROUND + 40)
    start, end = _at_words(text, start, end)
    bits = _marked(text[start:end], bare[start:end], wanted)
    before, after = ("… " if start else ""), (" …" if end < len(text) else "")
    return (Bit(text=before), *bits, Bit(text=after))


def _find(bare: str, word: str, start: int) -> int:
    """Where a word begins that starts with this one."""
    place = bare.find(word, start)
    while place > 0 and bare[place - 1].isalnum():
        place = bare.find(word, place + 1)
    return place


def _at_words(text: str, start: int, end: int) -> tuple[int, int]:
    """Moved inward to the nearest spaces, so that no word is cut."""
    if start and (space := text.find(" ", start, start + 20)) >= 0:
        start = space + 1
    if end < len(text) and (space := text.rfind(" ", end - 20, end)) >= 0:
        end = space
    return start, end


def _marked(text: str, bare: str, wanted: list[str]) -> tuple[Bit, ...]:
    spans: list[tuple[int, int]] = []
    for word in wanted:
        place = _find(bare, word, 0)
        while place >= 0:
            spans.append((place, place + len(word)))
            place = _find(bare, word, place + len(word))
    bits, last = [], 0
    for start, end in sorted(spans):
        if start < last:
            continue
        bits += [Bit(text=text[last:start]), Bit(text=text[start:end], hit=True)]
        last = end
    return (*(bit for bit in bits if bit.text), Bit(text=text[last:]))
