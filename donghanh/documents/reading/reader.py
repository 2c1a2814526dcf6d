"""The reader: from text to structure, step by step.

text → view → pieces (lines, columns told apart) → header → ending → blocks → outline → tasks, targets,
deadlines, groups to serve. Each step is a module; this one only leads through them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from donghanh.documents.reading import (
    actors,
    clean,
    cutting,
    deadlines,
    ending,
    header,
    joining,
    lines,
    news,
    organs,
    outline,
    period,
    preamble,
    receivers,
    tables,
    targets,
    tasks,
)
from donghanh.documents.reading.lines import Piece
from donghanh.documents.reading.outline import Node
from donghanh.documents.reading.result import Deadline, Named, Reading, Section, Target
from donghanh.documents.reading.source import Source, Unreadable

LONGEST = 5_000_000  # characters; a longer text is refused, the web pages allow less

_BENEFICIARIES = re.compile(r"^(?:về\s+)?(?:đối tượng (?:thụ hưởng|được hỗ trợ|hỗ trợ|thụ hưởng chương trình|nhận|xét|được nhận|ưu tiên|thụ)|nhóm đối tượng|đối tượng$)", re.IGNORECASE)
_ADDRESSED = re.compile(r"^\W*Kính\s+(?:gửi|mời)\s*:?\s*", re.IGNORECASE)
_ATTACHED = re.compile(r"^(?:PHỤ LỤC|DANH SÁCH|DANH MỤC|BIỂU MẪU|MẪU SỐ)\b")


def read(source: Source) -> Reading:
    """Read what a format gave; the source's remarks go along."""
    reading = read_text(source.text)
    values = {name: getattr(reading, name) for name in reading.__slots__}
    values["notes"] = (*source.notes, *reading.notes)
    return Reading(**values)


def read_text(raw: str) -> Reading:
    """Read the text of one document.

    Raises `Unreadable` when it is longer than `LONGEST`; any other text gives a reading, if an empty one.
    """
    if len(raw) > LONGEST:
        raise Unreadable(f"Văn bản dài hơn {LONGEST:,} ký tự nên không đọc được. Vui lòng tách thành nhiều tệp.".replace(",", "."))
    text = clean.normalise(raw)
    view = clean.view(text)
    pieces = header.skip_page(cutting.pieces(view))
    if not pieces:
        return Reading(text=text)
    head = header.read(pieces)
    if news.is_news(pieces, letterhead=bool(head.symbol or head.state or head.union), typed=_is_typed(head, pieces)):
        return _news(text, view, pieces)
    return _paper(text, view, pieces, head)


def _is_typed(head: header.Header, pieces: Sequence[Piece]) -> bool:
    return bool(head.kind and head.confidence.get("kind", 0) > 0.9 and lines.is_capitals(pieces[0].text[:20])) or bool(head.symbol)


def _news(text: str, view: str, pieces: Sequence[Piece]) -> Reading:
    headline = news.headline(pieces)
    event = news.event_on(view)
    place = news.place(view) if event else None
    published = news.published_on(pieces)
    spans: dict[str, tuple[int, int]] = {}
    if published:
        spans["issued_on"] = published[1:]
    if headline:
        spans["title"] = (headline.start, headline.end)
    if event:
        spans["event_on"] = event[1:]
    if place:
        spans["place"] = place[1:]
    return Reading(
        text=text,
        kind="news",
        title=headline.words if headline else None,
        place=place[0] if place else None,
        issued_on=published[0] if published else None,
        event_on=event[0] if event else None,
        period=period.in_title(headline.words) if headline else None,
        cited_numbers=tuple(number for number, _, _ in preamble.cited(view, own=None, own_span=None)),
        spans=dict(spans),
        confidence={"kind": 0.7, "title": 0.6, "place": 0.5, "event_on": 0.6},
    )


@dataclass(frozen=True, slots=True)
class _Body:
    """The parts of the text between title and end matter."""

    preamble: list[Piece]
    nodes: list[Node]
    tables: list[tuple[tables.Table, Node | None]]
    addressees: list[Piece]


def _paper(text: str, view: str, pieces: Sequence[Piece], head: header.Header) -> Reading:
    end = ending.read(pieces, start=head.body)
    _name_itself(head, view)
    body = _body(view, pieces[head.body : end.body_end])
    year = int(head.issued_on[:4]) if head.issued_on else None
    context = tasks.Context(kind=head.kind, upward=_is_upward(head, body), addressed=_addressed(head, body))
    own_span = head.spans.get("number")
    cited = preamble.cited(view, own=head.number, own_span=own_span)
    issuers = _issuers(head, body, view, end)
    span = period.in_title(head.title or "") or period.in_clause(node.body.words for node in body.nodes)
    return Reading(
        text=text,
        kind=head.kind,
        number=head.number,
        symbol=head.symbol,
        place=head.place,
        issued_on=head.issued_on,
        title=head.title,
        period=span,
        layout=_layout(head),
        issuers=tuple(issuers),
        bases=tuple(preamble.bases(body.preamble)),
        cited_numbers=tuple(number for number, _, _ in cited),
        sections=tuple(_sections(body.nodes)),
        tasks=tuple(tasks.find(body.nodes, body.tables, context)),
        targets=tuple(_targets(body, context)),
        deadlines=tuple(_deadlines(body, context, year or _year_of(span))),
        beneficiaries=tuple(_beneficiaries(body.nodes)),
        addressees=tuple(Named(name=name, span=(piece.start, piece.end)) for piece in body.addressees for name in receivers.split_names(piece.words.strip(" ;.,-–")) if name),
        recipients=tuple(end.recipients),
        archive=tuple(end.archive),
        signatures=tuple(end.signatures),
        spans={**head.spans, "cited_numbers": [(start, stop) for _, start, stop in cited]},
        confidence={**head.confidence, **({"issuers": 0.6} if issuers and not head.issuers else {})},
    )


_ITSELF = re.compile(r"\b(Kế hoạch|Quyết định|Hướng dẫn|Chương trình|Nghị quyết|Thông báo|Thể lệ|Quy chế|Công văn)\s+này\b")


def _name_itself(head: header.Header, view: str) -> None:
    """A copy that lost its heading still speaks of itself: "Kế hoạch này", "thực hiện Quyết định này"."""
    if head.kind and head.confidence.get("kind", 0) > 0.6:
        return
    found = list(_ITSELF.finditer(view))
    if found and head.kind is None:
        head.put("kind", header.kinds.abbreviation(found[-1][1].upper()), found[-1].start(1), found[-1].end(1), 0.5)


def _year_of(span: dict[str, str | None] | None) -> int | None:
    start = (span or {}).get("start")
    return int(start[:4]) if start and (span or {}).get("start") == (span or {}).get("end") else None


def _layout(head: header.Header) -> str | None:
    if head.joint:
        return "joint"
    if head.union:
        return "youth_union"
    if head.state:
        return "school_hybrid" if re.search(r"-ĐTN|/ĐTN", head.symbol or "") else "association" if "HKH" in (head.symbol or "") else "state"
    return None


# --- The body ---


def _body(view: str, pieces: Sequence[Piece]) -> _Body:
    width = joining.wrap_width(pieces)
    kept = _without_annex([piece for piece in pieces if re.search(r"\w", piece.text)])
    addressees, kept = _addressees(kept)
    found = tables.find(kept)
    covered = {index for table in found for index in range(table.first, table.last)}
    start = next((index for index, piece in enumerate(kept) if _opens_body(kept, index)), len(kept))
    first_table = min(covered, default=len(kept))
    start = min(start, first_table)
    opening = joining.blocks(view, kept[:start], width=width)
    nodes, placed = _outline(view, kept, start, found, covered, width)
    lead = [block for block in opening if not re.match(r"^(?:QUYẾT\s+ĐỊNH|QUYẾT\s+NGHỊ)\s*:?$", block.text)]
    return _Body(lead, outline.build([block for block in lead if not _is_base_line(block)])[: len(lead)] + nodes, placed, addressees)


def _is_base_line(block: Piece) -> bool:
    return bool(re.match(r"^(?:[-–+]\s*|\d{1,2}[.)]\s*)?(?:Căn cứ|Xét|Theo đề nghị)\b", block.text))


def _without_annex(pieces: list[Piece]) -> list[Piece]:
    """What follows a heading of an annex belongs to another paper."""
    for index, piece in enumerate(pieces):
        if index > 5 and _ATTACHED.match(piece.words) and lines.is_capitals(piece.words):
            return pieces[:index]
    return pieces


def _addressees(pieces: list[Piece]) -> tuple[list[Piece], list[Piece]]:
    """The *Kính gửi* lines, and the pieces without them."""
    at = next((index for index, piece in enumerate(pieces[:12]) if _ADDRESSED.match(piece.text)), None)
    if at is None:
        return [], pieces
    head = _ADDRESSED.match(pieces[at].text)
    assert head  # noqa: S101 - found by the same pattern
    found = [pieces[at].cut(head.end())]
    last = at + 1
    while last < len(pieces) and re.match(r"^(?:[-–+•]\s?|\d{1,2}[.)]\s)", pieces[last].text) and len(pieces[last].text) < 160 and not re.match(r"^[-–+]?\s*Căn cứ", pieces[last].text):
        found.append(pieces[last].cut(re.match(r"^(?:[-–+•]\s?|\d{1,2}[.)]\s)", pieces[last].text).end()))  # type: ignore[union-attr]
        last += 1
        if pieces[last - 1].text.rstrip().endswith(".") and last < len(pieces) and pieces[last].blank_before:
            break
    return [one for one in found if one.text], pieces[:at] + pieces[last:]


def _opens_body(pieces: Sequence[Piece], index: int) -> bool:
    """Whether a piece is the first numbered point (or an ordering paragraph) after the preamble."""
    piece = pieces[index]
    mark = outline.mark_of(piece.text)
    if not mark or mark.kind in {"dash", "plus"}:
        return False
    rest = piece.text[mark.length :]
    if re.match(r"(?:Căn cứ|Xét|Thực hiện (?:Quyết|Kế|Chỉ|Nghị|Công|Hướng)|Theo đề nghị)\b", rest) and mark.kind in {"number", "letter"}:
        return False
    return mark.own in {"1", "I", "A", "a"} or mark.kind in {"article", "part", "chapter", "roman"} or index == 0


def _outline(
    view: str, kept: Sequence[Piece], start: int, found: Sequence[tables.Table], covered: set[int], width: int
) -> tuple[list[Node], list[tuple[tables.Table, Node | None]]]:
    """Nodes of the body without its tables, and each table with the point that it stands under."""
    free = [piece for index, piece in enumerate(kept) if index >= start and index not in covered]
    nodes = outline.build(_blocks_around(view, free, kept, found, width))
    placed = []
    for table in found:
        if table.first < start and not nodes:
            placed.append((table, None))
            continue
        at = kept[table.first].start
        over = next((node for node in reversed(nodes) if node.piece.start < at and node.label), None)
        placed.append((table, over))
    return nodes, placed


def _blocks_around(view: str, free: Sequence[Piece], kept: Sequence[Piece], found: Sequence[tables.Table], width: int) -> list[Piece]:
    """Blocks of the free pieces; no paragraph goes on across a table."""
    borders = sorted(kept[table.first].start for table in found)
    groups: list[list[Piece]] = [[]]
    for piece in free:
        if borders and piece.start > borders[0]:
            borders = [border for border in borders if border > piece.start]
            groups.append([])
        groups[-1].append(piece)
    return [block for group in groups for block in joining.blocks(view, group, width=width)]


def _sections(nodes: Sequence[Node]) -> list[Section]:
    return [
        Section(label=node.label, heading=node.heading, span=(node.piece.start, node.body.start + len(node.heading)))
        for node in nodes
        if node.label
    ]


def _is_upward(head: header.Header, body: _Body) -> bool:
    """Whether a letter asks a superior, so that nothing in it is an order."""
    if head.kind not in {"CV", "TTr"} or not body.addressees:
        return False
    to = " ".join(piece.words for piece in body.addressees)
    above = re.search(r"(?:UBND|Ủy ban nhân dân) (?:tỉnh|thành phố|huyện|xã|phường)(?! và các)|Tỉnh ủy|Thành ủy|Trung ương|Thường trực|Ban Bí thư|Chủ tịch|Giám đốc Sở|Ban Giám hiệu", to)
    below = re.search(r"\b(?:[Cc]ác|Hội Khuyến học (?:xã|phường|huyện)|Đoàn (?:xã|phường|cơ sở)|Huyện đoàn)\b", to)
    asks = any(re.search(r"kính (?:đề nghị|mong|trình)|xin (?:ý kiến|kinh phí|phép|chủ trương)|xem xét|trân trọng đề nghị", node.body.words, re.IGNORECASE) for node in body.nodes)
    return bool(above) and not below and asks


_ASKS_ALL = re.compile(r"(?:đề nghị|yêu cầu)\s+(?P<who>[^:;]{3,200}?)\s*(?:(?:triển khai|thực hiện|tập trung|phối hợp|quan tâm)[^:.;]{0,80})?:$")


def _addressed(head: header.Header, body: _Body) -> tuple[str, ...]:
    """In a letter, those whom the paragraph over the numbered points asks ("… yêu cầu các đơn vị:")."""
    if head.kind not in {"CV", "TB", "HD"} or not body.preamble:
        return ()
    found = _ASKS_ALL.search(body.preamble[-1].words)
    return tuple(actors.in_heading(found["who"])) if found else ()


def _targets(body: _Body, context: tasks.Context) -> list[Target]:
    if context.kind in {"news", "GM", "TTr"}:
        return []
    result: list[Target] = []
    for node in body.nodes:
        if node.section is None and context.kind not in {"CV", "TB", "HD", "KL"}:
            continue
        if _is_past(node, context) or tasks.is_fact(node):
            continue
        result += targets.find(node.body.text, offset=node.body.start, section=node.section)
    for table, over in body.tables:
        for row in table.rows:
            result += targets.find(row.content, offset=row.content_start, section=over.section if over else None)
    return sorted(result, key=lambda target: target.span)


def _is_past(node: Node, context: tasks.Context) -> bool:
    return tasks.is_past(node, context)


def _deadlines(body: _Body, context: tasks.Context, year: int | None) -> list[Deadline]:
    result: list[Deadline] = []
    for node in body.nodes:
        if _is_base_line(node.piece) or _is_past(node, context) or node.mark == "row":
            continue
        result += deadlines.find(node.body.text, offset=node.body.start, section=node.section, year=year)
    return sorted(result, key=lambda deadline: deadline.span)


def _beneficiaries(nodes: Sequence[Node]) -> list[Named]:
    """The bullets under a heading that says whom the document is to serve."""
    result = []
    for node in nodes:
        over = node.parent
        if node.mark in {"dash", "plus", "letter"} and over and any(_BENEFICIARIES.match(one.heading) for one in node.above()):
            result.append(Named(name=node.body.words.strip(" ;."), span=(node.body.start, node.body.end)))
    return result


# --- Who issues it, when the letterhead is lost ---

_ACTS = r"(?:xây dựng|ban hành|triển khai|hướng dẫn|đề nghị|thông báo|tổ chức|báo cáo|yêu cầu|thống nhất|phối hợp|ký kết|cùng nhau|trân trọng|kính)"
_PREAMBLE_ISSUER = re.compile(
    rf"(?:^|[;,.”\"]\s*)(?P<who>(?:Ban Thường vụ|Ban Chấp hành|Ban Bí thư|BTV|BCH|Hội Khuyến học|Hội đồng|Tỉnh đoàn|Thành đoàn|Huyện đoàn|Thị đoàn|Quận đoàn|Đoàn|Trung ương|UBND|Ủy ban nhân dân|Sở|Phòng|Trường|Liên đội|Chi đoàn|Ban)\s?[^;.,:]{{0,110}}?)\s+{_ACTS}\b"
)


def _issuers(head: header.Header, body: _Body, view: str, end: ending.Ending) -> list[str]:
    if head.issuers:
        return head.issuers
    for block in reversed(body.preamble):
        found = list(_PREAMBLE_ISSUER.finditer(block.words))
        if found:
            names = _joint_names(found[-1]["who"]) if head.joint else [found[-1]["who"]]
            return [_with_place(name, head, view) for name in names]
    signed = [signature.on_behalf_of for signature in end.signatures if signature.on_behalf_of and signature.authority and "KT" not in signature.authority.split("+")[:1]]
    return [_with_place(organs.proper(name), head, view) for name in signed]


def _joint_names(who: str) -> list[str]:
    return [name.strip() for name in re.split(r"\s+và\s+", who) if name.strip()]


def _with_place(name: str, head: header.Header, view: str) -> str:
    name = " ".join(name.split())
    if not organs.lacks_place(name):
        return name
    place = organs.place_in(view, organs.level_words(name)) or head.place
    return f"{name} {place}" if place else name
