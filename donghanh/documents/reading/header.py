"""The letterhead and the title: kind, number, symbol, place, date, issuers, subject.

Left and right column may stand on one line, one after the other, or be broken inside names; any part may be
lost. What is not there stays absent.
"""

import re
from collections.abc import Sequence

from donghanh.documents.reading import dates, kinds, letterhead, numbers
from donghanh.documents.reading.letterhead import Header
from donghanh.documents.reading.lines import LOWER, MARKER, UPPER, Piece, is_capitals

REACH = 60  # pieces looked at


_DATED = re.compile(
    rf"^(?P<place>[{UPPER}][{UPPER}{LOWER}.\s–-]{{1,40}}?)\s*[,;.]?\s*(?=ng[àa]y\b"
    rf"|tháng\s)(?P<date>.*n[ăa]m\s*[\d.…]*.*)$",
    re.IGNORECASE,
)


_PREAMBLE = re.compile(
    r"^(?:[-–+]\s*)?(?:Căn cứ|Thực hiện|Xét|Theo|Nhằm|Để |Tiếp tục|Triển khai thực hiện|Được sự|Kính gửi"
    r"|Kính thưa|Hưởng ứng|Phát huy"
    r"|Nhân dịp|Trên cơ sở|Thi hành|Ngày \d|Sau khi|Hôm nay|Trong (?:những|thời gian|năm|khi|các)|Từ ngày"
    r"|Qua )",
)


_RESOLVED = re.compile(r"^(?:QUYẾT\s+ĐỊNH|QUYẾT\s+NGHỊ)\s*:?$")


def read(pieces: Sequence[Piece]) -> Header:
    """Read the beginning of a document."""
    header = Header()
    top = list(pieces[:REACH])
    type_at = _find_type(top)
    letter_end = type_at if type_at is not None else _letterhead_end(top)
    _number(header, top, letter_end)
    _place_and_date(header, top, letter_end)
    if type_at is not None:
        _typed(header, top, type_at)
    else:
        _untyped(header, top, letter_end)
    letterhead.read_organs(header, top[:letter_end])
    return header


def skip_page(pieces: Sequence[Piece]) -> Sequence[Piece]:
    """The pieces from the letterhead on: what a web page puts before it is none of the document."""
    sign = next((index for index, piece in enumerate(pieces[:120]) if letterhead.begins(piece.words)), None)
    if not sign:
        return pieces
    near = range(max(0, sign - 12), sign)
    start = next(
        (
            index
            for index in near
            if letterhead.is_organ_line(pieces[index]) and letterhead.BEGINS.match(pieces[index].words)
        ),
        sign,
    )
    before = pieces[:start]
    if any(kinds.TYPE_LINE.fullmatch(piece.words) for piece in before):
        return pieces
    return pieces[start:] if any(not letterhead.MARKS.match(piece.words) for piece in before) else pieces


def _find_type(top: Sequence[Piece]) -> int | None:
    """The line with the kind's name: capitals, alone or before the title."""
    for index, piece in enumerate(top):
        words = piece.words
        if _PREAMBLE.match(words) and len(words) > 60:
            break
        if (found := kinds.TYPE_LINE.match(words.lstrip('-–*#“" '))) and _is_type_line(words, found):
            return index
    return _find_type_in_sentence_case(top)


def _is_type_line(words: str, found: re.Match[str]) -> bool:
    rest = words.lstrip('-–*#“" ')[found.end() :].strip(" :.-*")
    if not rest:
        return True
    return not re.match(r"SỐ\b|\d", rest) and len(words) < 700


_SENTENCE_TYPE = re.compile(
    r"^(Kế hoạch phối hợp|Chương trình phối hợp|Kế hoạch|Hướng dẫn|Thông báo|Quyết định|Chương trình"
    r"|Báo cáo|Tờ trình|Thể lệ|Giấy mời"
    r"|Công văn|Nghị quyết|Kết luận)(?=\s*:?$|(?<=Công văn):\s*\S"
    r"|\s+(?:số\b|về\b|v/v|tổ chức|triển khai|thực hiện|phối hợp"
    r"|công tác|cuộc thi))",
)


def _find_type_in_sentence_case(top: Sequence[Piece]) -> int | None:
    """A web copy's headline: the kind in ordinary letters, short, before the text begins.

    A paper whose number says that it is a letter may name another's kind in its subject.
    """
    if any(re.match(r"S[ốô]\s*:?\s*[\d.…\s]*[-/]\s?CV\b", piece.text) for piece in top[:12]):
        return None
    for index, piece in enumerate(top[:12]):
        if _PREAMBLE.match(piece.words) or len(piece.words) > 250:
            return None
        if _SENTENCE_TYPE.match(piece.words) and not piece.words.endswith((".", ";")):
            return index
    return None


def _letterhead_end(top: Sequence[Piece]) -> int:
    """Where the letterhead ends in a paper that names no kind: at the first long or addressing line."""
    for index, piece in enumerate(top):
        if re.match(r"Kính\s+(?:gửi|mời|thưa)", piece.text) or _PREAMBLE.match(piece.text):
            return index
        if len(piece.text) > 160 and not is_capitals(piece.text):
            return index
        if re.match(r"(?!V\s?/\s?[Vv])(?:[IVX]{1,4}|\d{1,2})\s?[./)]\s*\S|Điều \d", piece.text):
            return index
    return min(len(top), 12)


def _number(header: Header, top: Sequence[Piece], end: int) -> None:
    for piece in top[: end + 6]:
        if len(piece.text) > 200 or not re.match(
            r"\W*(?:S[ốôóoồổ]|No)\s*[:.;]?\s*[\dOol.…/_\s-]*", piece.text
        ):
            continue
        found = numbers.headed(piece.text)
        if found and found.start < 40:
            end = piece.start + found.end
            header.put("number", found.text, (piece.start + found.start, end), 0.97)
            header.put("symbol", found.symbol, (piece.start + found.symbol_start, end), 0.97)
            return


def _place_and_date(header: Header, top: Sequence[Piece], end: int) -> None:
    for piece in top[: end + 4]:
        if len(piece.text) > 110:
            continue
        found = _DATED.match(piece.text)
        if not found or not re.search(r"n[ăa]m", found["date"]):
            continue
        dated = dates.first(found["date"], offset=piece.start + found.start("date"))
        place = " ".join(found["place"].split()).strip(" ,.-–")
        if len(place.split()) > 6 or re.match(r"(?:Vào|Sáng|Chiều|Từ|Hôm|Trong|Ban hành|Có hiệu)", place):
            continue
        header.put("place", place, (piece.start, piece.start + len(found["place"].rstrip())), 0.95)
        if dated:
            header.put("issued_on", dated.iso, (dated.start, dated.end), 0.97)
        else:
            year = re.search(r"n[ăa]m\s*((?:19|20)\d\d)", found["date"])
            if year:
                header.put("issued_on", year[1], (piece.start + found.start("date"), piece.end), 0.7)
        return


def _typed(header: Header, top: Sequence[Piece], at: int) -> None:
    piece = top[at]
    found = kinds.TYPE_LINE.match(piece.text.lstrip('-–*#“" '))
    lead = len(piece.text) - len(piece.text.lstrip('-–*#“" '))
    if found:
        kind, end = kinds.abbreviation(found["name"]), lead + found.end()
    else:
        sentence = _SENTENCE_TYPE.match(piece.words)
        assert sentence  # noqa: S101 - _find_type found it
        kind, end = kinds.abbreviation(sentence[1].upper()), sentence.end()
    header.put("kind", kind, (piece.start + lead, piece.start + end), 0.97 if found else 0.8)
    rest = piece.cut(end)
    lines = [rest] if rest.text.strip(" -–*:") else []
    follow = _title_lines(top, at + 1, lines)
    header.body = at + 1 + follow
    lines += top[at + 1 : header.body]
    _title(header, lines)
    stated = re.split(r"[-/]", header.symbol or "")[0]
    if stated in kinds.ABBREVIATIONS and stated != kind and kind.startswith(stated):
        header.kind = stated  # "HƯỚNG DẪN LIÊN TỊCH" numbered as HD
    elif kind in {"KH", "CTr", "QC"} and re.match(r"PHỐI HỢP|LIÊN TỊCH", (header.title or "").upper()):
        header.kind = {"KH": "KHPH", "CTr": "CTPH", "QC": "QCPH"}[kind]


def _title_lines(top: Sequence[Piece], start: int, taken: Sequence[Piece]) -> int:
    """How many pieces after the kind's line belong to the title."""
    count = 0
    seen = sum(len(piece.words) for piece in taken)
    for piece in top[start:]:
        words = piece.words
        if letterhead.RULE.match(words) or letterhead.STATE.search(words):
            if seen:
                break
            count += 1
            continue
        if re.match(r"\(?(?:Kèm theo|Ban hành kèm)", words):
            count += 1
            continue
        if _ends_title(piece, seen=seen, taken=taken or top[start : start + count]):
            break
        seen += len(words)
        count += 1
    return count


# A first line under the kind's name that ends like a sentence or cites a number is no title.
_RUNS_ON = re.compile(r"[;,.:]$|\bsố\s+\d|^.{220}")


def _ends_title(piece: Piece, *, seen: int, taken: Sequence[Piece]) -> bool:
    words = piece.words
    if _RESOLVED.match(words) or (_PREAMBLE.match(words) and (seen or _RUNS_ON.search(words))):
        return True
    if MARKER.match(words) and not re.match(r"[-–]\s", words):
        return True
    if numbers.headed(words) and re.match(r"S[ốô]\s*:", words):
        return True
    if seen and (
        is_authority(words) or len(words) > 220 or words.endswith((".", ";", ":")) or _DATED.match(words)
    ):
        return True
    if seen and piece.blank_before and not _unfinished(taken, words):
        return True
    return seen > 500


def _unfinished(taken: Sequence[Piece], words: str) -> bool:
    """Whether the title goes on over an empty line: an open quotation mark, or a line that begins small."""
    text = " ".join(piece.text for piece in taken)
    if text.count("“") > text.count("”"):
        return True
    return words[:1].islower() or (is_capitals(words) and is_capitals(text) and not is_authority(words))


def is_authority(words: str) -> bool:
    """Whether a line in capitals names who decides ("BAN THƯỜNG VỤ TỈNH ĐOÀN …"), as above QUYẾT ĐỊNH."""
    if not is_capitals(words):
        return False
    return bool(
        re.match(
            r"(?:CỦA\s+)?(?:BAN (?:CHẤP HÀNH|THƯỜNG VỤ|BÍ THƯ|CHỈ ĐẠO)|BCH|BTV|ỦY BAN|UỶ BAN|UBND"
            r"|CHỦ TỊCH|GIÁM ĐỐC|HIỆU TRƯỞNG"
            r"|BỘ TRƯỞNG|THỦ TƯỚNG|CHÍNH PHỦ|HỘI ĐỒNG|BÍ THƯ|TRƯỞNG BAN|HỘI KHUYẾN HỌC|TỈNH ĐOÀN"
            r"|ĐOÀN TNCS|QUỐC HỘI|TỔNG GIÁM ĐỐC)\b",
            words,
        )
    )


def _title(header: Header, lines: Sequence[Piece]) -> None:
    kept = [
        line
        for line in lines
        if not letterhead.RULE.match(line.words) and not letterhead.STATE.search(line.words)
    ]
    kept = [
        line
        for line in kept
        if not re.match(r"(?:CỦA\s+)?BAN (?:CHẤP HÀNH|THƯỜNG VỤ)|\(?(?:Kèm theo|Ban hành kèm)", line.words)
    ]
    if not kept:
        return
    text = " ".join(line.words for line in kept)
    text = letterhead.SUBJECT.sub("", text).strip(" *_-–:;,")
    if text.count("”") < text.count("“"):
        text += "”"
    header.put("title", text, (kept[0].start, kept[-1].end), 0.93)


def _untyped(header: Header, top: Sequence[Piece], end: int) -> None:
    """An official letter: its subject stands under the number, and no kind is named."""
    header.body = end
    for index, piece in enumerate(top[: end + 1]):
        if not letterhead.SUBJECT.match(piece.words):
            continue
        lines = [piece]
        for after in top[index + 1 : end]:
            if _in_letterhead(after) or (
                after.blank_before and not _open_quote(lines) and not after.text[0].islower()
            ):
                break
            lines.append(after)
        text = letterhead.SUBJECT.sub("", " ".join(line.words for line in lines)).strip(
            ' *-–:;"“”.' if piece.text[0] in '"“(' else " *-–:;."
        )
        header.put("title", text, (piece.start, lines[-1].end), 0.9)
        header.put("kind", "CV", (piece.start, lines[-1].end), 0.85)
        header.body = max(end, index + len(lines))
        return
    if not header.symbol and not any(
        letterhead.STATE.search(piece.words)
        or letterhead.UNION.match(piece.words)
        or re.match(r"Kính\s+gửi", piece.text)
        for piece in top
    ):
        header.body = 0
    _unmarked_subject(header, top[:end])
    if header.symbol or any(re.match(r"Kính\s+gửi", piece.text) for piece in top):
        _kind_by_symbol(header)


def _unmarked_subject(header: Header, top: Sequence[Piece]) -> None:
    """A letter's subject without "V/v": the lines in ordinary letters between its number and the date."""
    at = next((index for index, piece in enumerate(top) if re.match(r"S[ốô]\b", piece.text)), None)
    if at is None:
        return
    lines: list[Piece] = []
    for piece in top[at + 1 :]:
        if _in_letterhead(piece) or is_capitals(piece.words) or len(lines) == 6:
            break
        lines.append(piece)
    if lines:
        text = " ".join(line.words for line in lines).strip(" *-–:;.")
        header.put("title", text, (lines[0].start, lines[-1].end), 0.6)


def _open_quote(lines: Sequence[Piece]) -> bool:
    text = " ".join(line.text for line in lines)
    return text.count("“") > text.count("”") or text.count('"') % 2 == 1


def _in_letterhead(piece: Piece) -> bool:
    words = piece.words
    return bool(
        letterhead.STATE.search(words)
        or letterhead.UNION.match(words)
        or letterhead.RULE.match(words)
        or letterhead.MARKS.match(words)
        or _DATED.match(words)
        or re.match(r"Kính\s+gửi", words)
    )


def _kind_by_symbol(header: Header) -> None:
    first = re.split(r"[-/]", header.symbol or "")[0]
    start, end = header.spans.get("symbol", (0, 0))
    if first in kinds.ABBREVIATIONS:
        header.put("kind", first, (start, end), 0.8)
    else:
        header.put("kind", "CV", (start, end), 0.6)
