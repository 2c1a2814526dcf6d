"""The letterhead and the title: who writes, under which number, where and when, what it is about."""

from dataclasses import replace

from donghanh.documents.writing import metrics
from donghanh.documents.writing.content import Content
from donghanh.documents.writing.kinds import KINDS
from donghanh.documents.writing.layouts import Layout
from donghanh.documents.writing.sheet import Columns, Line, Printed, Rule
from donghanh.documents.writing.wording import balanced, bound, code, place_and_date, tidy

POINT = 25.4 / 72  # millimetres
MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
CREED = "Độc lập - Tự do - Hạnh phúc"
UNION = "ĐOÀN TNCS HỒ CHÍ MINH"
_RIGHT_SHARE = {"state": 0.57, "union": 0.5}
UNION_SIZE = 15
MARK_SIZE = 13
MARGIN = 2  # millimetres that a name keeps from its neighbour
SHORTEST = 30  # of the name under which a line is drawn


def blocks(content: Content, layout: Layout) -> list[Printed]:
    """Letterhead, title and addressees."""
    right = layout.text_width * _RIGHT_SHARE[layout.head]
    top = Columns(
        part="letterhead",
        widths=(layout.text_width - right, right),
        rows=(
            (_issuers(content, layout, layout.text_width - right), _motto(layout)),
            ((_number(content, layout), *_subject(content, layout)), (_date(content, layout),)),
            *_marks(content),
        ),
    )
    return [top, *_title(content, layout), *_addressees(content, layout)]


def _centred(text: str, part: str, size: float, *, bold: bool = False, italic: bool = False) -> Line:
    return Line(text=text, part=part, size=size, bold=bold, italic=italic, align="center")


def _motto(layout: Layout) -> tuple[Line | Rule, ...]:
    if layout.head == "union":
        width = metrics.width(UNION, UNION_SIZE, bold=True) * POINT
        return (
            _centred(UNION, "heading", UNION_SIZE, bold=True),
            Rule(part="heading_rule", width=width),
        )
    width = metrics.width(CREED, layout.creed_size, bold=True) * POINT
    return (
        _centred(MOTTO, "motto", layout.motto_size, bold=True),
        _centred(CREED, "creed", layout.creed_size, bold=True),
        Rule(part="creed_rule", width=width),
    )


def _issuers(content: Content, layout: Layout, room: float) -> tuple[Line | Rule, ...]:
    lines: list[Line | Rule] = []
    points = (room - MARGIN) / POINT
    for count, one in enumerate(content.issuers):
        apart = 3 if count else 0
        if over := tidy(one.over):
            text = balanced(over.upper(), layout.over_size, points)
            lines.append(replace(_centred(text, "over", layout.over_size), before=apart))
            apart = 0
        text = balanced(tidy(one.name).upper(), layout.issuer_size, points)
        lines.append(replace(_centred(text, "issuer", layout.issuer_size, bold=True), before=apart))
    if layout.issuer_mark:
        return (
            *lines,
            _centred(layout.issuer_mark, "issuer_rule", layout.issuer_size, bold=layout.head == "state"),
        )
    last = lines[-1].text.split(" ")[-1] if lines and isinstance(lines[-1], Line) else ""
    drawn = min(max(metrics.width(last, layout.issuer_size, bold=True) * POINT, SHORTEST), room)
    return (*lines, Rule(part="issuer_rule", width=drawn * 0.4))


def _number(content: Content, layout: Layout) -> Line:
    return _centred(f"Số: {code(content, layout)}", "number", layout.number_size)


def _date(content: Content, layout: Layout) -> Line:
    return _centred(place_and_date(content), "date", layout.date_size, italic=True)


def _subject(content: Content, layout: Layout) -> tuple[Line, ...]:
    """A letter's subject stands under its number."""
    if content.kind != "CV":
        return ()
    return (_centred(f"V/v {_lowered(tidy(content.title))}", "subject", layout.subject_size),)


def _lowered(title: str) -> str:
    """A subject goes on after V/v with a small letter, unless its first word is a name or in capitals."""
    first, _, rest = title.partition(" ")
    follows = rest.split(" ", 1)[0]
    return title if first[1:2].isupper() or follows[:1].isupper() else title[:1].lower() + title[1:]


def _marks(content: Content) -> tuple[tuple[tuple[Line, ...], tuple[Line, ...]], ...]:
    """Secrecy and urgency below the number, the draft and where it may go on the other side."""
    left = [
        Line(text=text.upper(), part=part, size=MARK_SIZE, bold=True, align="center", before=4, boxed=True)
        for part, text in (("secrecy", content.secrecy), ("urgency", content.urgency))
        if text
    ]
    right = [
        Line(text=text.upper(), part=part, size=MARK_SIZE, bold=True, align="center", before=4)
        for part, text in (("draft", content.draft), ("circulation", content.circulation))
        if text
    ]
    return ((tuple(left), tuple(right)),) if left or right else ()


def _title(content: Content, layout: Layout) -> list[Printed]:
    if content.kind == "CV":
        return []
    kind = KINDS[content.kind].heading if content.kind in KINDS else content.kind
    title = bound(tidy(content.title))
    lines: list[Printed] = [
        Line(
            text=kind,
            part="kind",
            size=layout.kind_size,
            bold=True,
            align="center",
            before=14,
            keep=True,
            level=1,
        ),
        Line(text=title, part="title", size=layout.title_size, bold=True, align="center", keep=True),
    ]
    if layout.title_rule != "line":
        return [
            *lines,
            Line(text=layout.title_rule, part="title_rule", size=layout.title_size, align="center", after=6),
        ]
    whole = metrics.width(title, layout.title_size, bold=True) * POINT
    lines_needed = max(1, -int(-whole // layout.text_width))
    return [*lines, Rule(part="title_rule", width=max(15, whole / lines_needed * 0.4), after=8)]


def _addressees(content: Content, layout: Layout) -> list[Printed]:
    """One receiver on the line of *Kính gửi*, several below it."""
    names = [tidy(name).strip(" .;,") for name in content.addressees]
    if not names:
        return []
    size, room = layout.body_size, layout.first_line * 2.5
    if len(names) == 1:
        return [
            Line(
                text=f"Kính gửi: {names[0]}.",
                part="addressee",
                size=size,
                align="center",
                before=12,
                after=12,
            )
        ]
    lines: list[Printed] = [
        Line(text="Kính gửi:", part="addressee", size=size, left=room, before=12, keep=True)
    ]
    for name in names:
        last = name is names[-1]
        lines.append(
            Line(
                text=f"- {name}{'.' if last else ';'}",
                part="addressee",
                size=size,
                left=room + layout.first_line,
                after=12 if last else 0,
                keep=not last,
            )
        )
    return lines
