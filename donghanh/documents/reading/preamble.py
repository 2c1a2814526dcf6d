"""Bases and citations: what the preamble rests on, and every document number in the text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from donghanh.documents.reading import dates, numbers
from donghanh.documents.reading.kinds import CITED_KINDS
from donghanh.documents.reading.lines import UPPER, Piece
from donghanh.documents.reading.result import Base

_STARTER = (
    r"(?:[Tt]iếp tục\s+)?(?:[Cc]ăn cứ(?:\s+vào)?|[Tt]hực hiện(?:\s+theo)?|[Xx]ét|[Tt]heo(?:\s+tinh thần)?"
    r"|[Tt]riển khai(?:\s+thực hiện)?|[Tt]hi hành"
    r"|[Tt]rên cơ sở|[Tt]iếp tục|[Pp]húc đáp|[Tt]rả lời|[Ss]au khi nghiên cứu)"
)
_CLAUSE = re.compile(
    rf"(?:^|(?<=[;.,:])\s*|\n\s*)(?:[-–+•]\s*|\d{{1,2}}[.)]\s*)?(?={_STARTER}\b)"
    rf"|^(?=(?:{CITED_KINDS})\s+số\s+\d)",
    re.IGNORECASE,
)
_STARTS = re.compile(rf"^(?:[-–+•]\s*|\d{{1,2}}[.)]\s*)?{_STARTER}\s+")
_DOCUMENT = (
    rf"(?:{CITED_KINDS}|hiến pháp|bộ luật|lời kêu gọi|chiến lược|đề cương|thỏa thuận|điều lệ hội"
    rf"|bộ tiêu chí|ý kiến|công điện|thư kêu gọi)"
)
_KIND_BEFORE = re.compile(
    rf"({CITED_KINDS})(?:\s+(?:liên tịch|phối hợp|hành động|liên ngành))?(?:\s+số)?\s*:?\s*$", re.IGNORECASE
)
_SUBJECT_WORD = re.compile(
    r"(?:^|[\s,])(?:về việc|về|v/v|phê duyệt|ban hành|quy định|hướng dẫn|công bố|sửa đổi|giao)\b",
    re.IGNORECASE,
)
_ISSUER = re.compile(
    rf"\bcủa\s+((?:[{UPPER}]|ban |hội |liên ).{{2,110}}?)(?=\s*(?:[“\"(,;.]|\bvề\b|\bban hành\b"
    rf"|\bphê duyệt\b|\bquy định\b|\bhướng dẫn\b|\btriển khai\b"
    r"|\btổ chức\b|\bcông bố\b|\bsửa đổi\b|\bV/v\b|\bvà Kế hoạch\b|\bnăm \d|$))"
)
_JOINT_ISSUER = re.compile(rf"\bgiữa\s+((?:[{UPPER}]).{{5,140}}?)(?=\s*(?:[“\"(,;.]|\bvề\b|$))")
_UNNUMBERED_END = re.compile(
    r"\s*(?:[;“\"(]|\.\s|,\s*(?:nhiệm kỳ|ngày|năm học|khóa|giai đoạn)|,(?!\s*(?:bổ sung|khuyến tài"
    r"|xây dựng xã))|\bngày\s+\d|\bcủa\b(?=\s+(?:Ban|Hội|Tỉnh|Ủy|UBND|Trung)))"
)


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause of the preamble that begins with a word of resting on or carrying out."""

    text: str
    start: int


def bases(pieces: Sequence[Piece]) -> list[Base]:
    """The bases named in the preamble `pieces`, each once."""
    result: list[Base] = []
    for clause in _clauses(pieces):
        for base in _in_clause(clause):
            if not any(base.number and base.number == other.number for other in result):
                result.append(base)
    return result


def _clauses(pieces: Sequence[Piece]) -> Iterator[Clause]:
    for piece in pieces:
        masked = _mask_quotes(piece.text)
        starts = [found.end() for found in _CLAUSE.finditer(masked)]
        for start, end in pairwise([*starts, len(masked)]):
            yield Clause(piece.text[start:end], piece.start + start)


def _mask_quotes(text: str) -> str:
    """What is quoted is a subject or a name, never a clause of its own."""
    return re.sub(
        r"“[^”]{0,600}”|\"[^\"]{0,600}\"", lambda found: "“" + "·" * (len(found[0]) - 2) + "”", text
    )


def _in_clause(clause: Clause) -> Iterator[Base]:
    masked = _mask_quotes(clause.text)
    # Several bases may follow one another in one clause, each with a kind before its number.
    if re.match(r"^\W*[Xx]ét\s+(?:đề nghị|Tờ trình)|^\W*[Tt]heo đề nghị", masked) and not list(
        numbers.find(masked)
    ):
        return
    found = [number for number in numbers.find(masked) if _is_base(masked, number)]
    if not found:
        yield from _unnumbered(clause, masked)
        return
    yield from _beside_numbers(clause, masked)
    for number, after in zip(found, [*found[1:], None], strict=True):
        end = after.start if after else len(masked)
        yield _numbered(clause, number, clause.text[number.end : end])


def _beside_numbers(clause: Clause, masked: str) -> Iterator[Base]:
    """Unnumbered bases in a clause that also has numbers: its parts between semicolons and before *và*."""
    begin = 0
    for stop in [
        *(
            found
            for found in re.finditer(rf";|,\s+(?={_DOCUMENT})|\s+và\s+(?={_DOCUMENT})", masked, re.IGNORECASE)
        ),
        None,
    ]:
        end = stop.start() if stop else len(masked)
        part = masked[begin:end]
        head = _STARTS.match(part)
        body = part[head.end() :] if head else part.lstrip()
        offset = begin + len(part) - len(body)
        if (
            not list(numbers.find(part))
            and re.match(rf"(?:các\s+)?{_DOCUMENT}(?![\wÀ-ỹ])", body, re.IGNORECASE)
            and (head or begin)
            and not re.search(r"\bsố\s*$", part)
        ):
            yield from _unnumbered(Clause(clause.text[offset:end], clause.start + offset), masked[offset:end])
        begin = stop.end() if stop else end


def _is_base(masked: str, number: numbers.Number) -> bool:
    """Whether a number in a clause is what the clause rests on, not part of another document's subject."""
    before = masked[: number.start]
    kind = _KIND_BEFORE.search(before)
    lead = before[: kind.start()] if kind else before
    lead = re.sub(r"\b(?:các|những)\s*$", "", lead.rstrip()).rstrip()
    if _STARTS.match(masked) and not lead[_STARTS.match(masked).end() :].strip(" -"):  # type: ignore[union-attr]
        return True
    if kind and re.search(r"(?:^|[\s”])và$|[;,]$", lead) and not list(numbers.find(before)):
        return True
    if not list(numbers.find(before)):
        # The clause's first number: the base itself, or the decision that the base came with.
        subject = _SUBJECT_WORD.search(lead[_STARTS.match(masked).end() :] if _STARTS.match(masked) else lead)  # type: ignore[union-attr]
        return not subject or bool(re.search(r"kèm theo|tại$", lead))
    return (
        bool(kind)
        and bool(re.search(r"[;,.”]$|(?:^|[\s”])và$", lead))
        and not re.search(r"(?:thực hiện|theo)\s+[^,;]{0,40}$", lead)
    )


def _numbered(clause: Clause, number: numbers.Number, tail: str) -> Base:
    dated = _date_after(tail)
    masked = _mask_quotes(tail)
    issuer = _ISSUER.search(masked[:260]) or _JOINT_ISSUER.search(masked[:260])
    title = _title_of(tail)
    return Base(
        number=number.text,
        title=title,
        issued_on=dated,
        issuer=" ".join(issuer[1].split()).rstrip(" ,") if issuer else None,
        span=(clause.start + number.start, clause.start + number.end),
        confidence=0.95,
    )


def _date_after(tail: str) -> str | None:
    found = dates.first(tail[:60])
    if found and re.match(r"^[\s,;(]*(?:ra\s+)?(?:ngày)?[\s,]*$|^[\s,(]*$", tail[: found.start]):
        return found.iso
    return None


def _title_of(tail: str) -> str | None:
    found = re.search(
        r"(?:về việc|về|phê duyệt|ban hành|quy định|hướng dẫn|V/v)\s+(.{5,300}?)(?:;|,\s+(?:Hội|Ban"
        r"|Ủy ban|UBND|Đoàn|Tỉnh)|\.\s|$)",
        tail,
    )
    quoted = re.search(r"“(?:V/v|Về việc|Về)?\s*([^”]{5,300})”", tail[:320])
    if quoted and (not found or quoted.start() < found.start() + 12):
        return " ".join(quoted[1].split())
    return " ".join(found[1].split()).strip(" ,;.") if found else None


def _unnumbered(clause: Clause, masked: str) -> Iterator[Base]:
    """Bases that have a title and no number: the Charter, a congress's resolution, a year's programme."""
    start = _STARTS.match(masked)
    offset = start.end() if start else 0
    for part in re.finditer(
        rf"(?:^|(?<=,)\s*|(?<=;)\s*|\bvà\s+)(?:các\s+)?(?={_DOCUMENT}(?![\wÀ-ỹ]))(.+?)(?=,\s+{_DOCUMENT}"
        rf"|;|$)",
        masked[offset:],
        re.IGNORECASE,
    ):
        raw = clause.text[offset + part.start(1) : offset + part.end(1)]
        title = _UNNUMBERED_END.split(raw, maxsplit=1)[0].strip(" .,-")
        if len(title.split()) < 3 or re.match(
            r"(?:ý kiến|báo cáo$|kế hoạch này|văn bản này)", title, re.IGNORECASE
        ):
            continue
        dated = dates.first(raw)
        begin = clause.start + offset + part.start(1)
        yield Base(
            number=None, title=" ".join(title.split()), issued_on=dated.iso if dated else None, issuer=None,
            span=(begin, begin + len(raw.rstrip())), confidence=0.75,
        )  # fmt: skip


def cited(view: str, *, own: str | None, own_span: tuple[int, int] | None) -> list[tuple[str, int, int]]:
    """Every document number in the text but the document's own, each once, with its first place."""
    seen: dict[str, tuple[str, int, int]] = {}
    mine = numbers.normalised(own) if own else None
    for number in numbers.find(view):
        if own_span and number.start < own_span[1] and number.end > own_span[0]:
            continue
        key = numbers.normalised(number.text)
        if key != mine and not re.match(r"^\W*S[ốô]\s*:", view[max(0, number.start - 6) : number.start]):
            seen.setdefault(key, (number.text, number.start, number.end))
    return list(seen.values())
