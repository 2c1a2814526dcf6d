"""The end matter: receivers at the left, signatures at the right; several signers stand side by side."""

from dataclasses import replace

from donghanh.documents.writing import metrics
from donghanh.documents.writing.content import Content, Signature
from donghanh.documents.writing.layouts import Layout
from donghanh.documents.writing.sheet import Columns, Line, Printed
from donghanh.documents.writing.wording import balanced, receiver, tidy

POINT = 25.4 / 72  # millimetres
RECEIVERS_SHARE = 0.47  # of the width


def blocks(content: Content, layout: Layout) -> list[Printed]:
    """Receivers and signatures."""
    left, signers = _receivers(content, layout), content.signatures
    if len(signers) <= 1:
        right = _signature(signers[0], layout) if signers else ()
        return [_columns(((left, right),), layout, share=RECEIVERS_SHARE)] if left or right else []
    rows = tuple(_side_by_side(pair, layout) for pair in _pairs(signers))
    return [_columns(rows, layout, share=0.5), *(replace(line, before=12) for line in left[:1]), *left[1:]]


def _pairs(signers: tuple[Signature, ...]) -> list[tuple[Signature, ...]]:
    return [signers[index : index + 2] for index in range(0, len(signers), 2)]


def _side_by_side(pair: tuple[Signature, ...], layout: Layout) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    if len(pair) < 2:
        return (), _signature(pair[0], layout)
    rows = [_rows(one, layout) for one in pair]
    first, second = (
        _signature(one, layout, more=max(rows) - count) for one, count in zip(pair, rows, strict=True)
    )
    return first, second


def _rows(one: Signature, layout: Layout) -> int:
    """How many lines stand above the place of a signature in half of the page."""
    room = layout.text_width / 2 / POINT
    return sum(metrics.height(text, layout.body_size, room, bold=True) for text in _above_name(one))


def _columns(
    rows: tuple[tuple[tuple[Line, ...], tuple[Line, ...]], ...], layout: Layout, *, share: float
) -> Columns:
    left = layout.text_width * share
    return Columns(part="ending", widths=(left, layout.text_width - left), rows=rows, before=6)


def _receivers(content: Content, layout: Layout) -> tuple[Line, ...]:
    if not content.receivers and not content.archive:
        return ()
    head = Line(
        text="Nơi nhận:", part="receivers", size=layout.receivers_head_size, bold=True, italic=True, keep=True
    )
    texts = [f"- {receiver(one)};" for one in content.receivers]
    if content.archive:
        texts.append(f"- {layout.archive}{', '.join(tidy(one) for one in content.archive)}.")
    else:
        texts[-1] = f"{texts[-1][:-1]}."
    texts += [tidy(content.typist)] if content.typist else []
    return (head, *(Line(text=text, part="receiver", size=layout.receivers_size) for text in texts))


def _signature(one: Signature, layout: Layout, more: int = 0) -> tuple[Line, ...]:
    room = layout.text_width * (1 - RECEIVERS_SHARE) / POINT
    texts = [balanced(text, layout.body_size, room) for text in _above_name(one)]
    lines = [
        Line(text=text, part="signature", size=layout.body_size, bold=True, align="center", keep=True)
        for text in texts
    ]
    gap = [
        Line(text="", part="signature", size=layout.body_size, align="center", keep=True)
        for _ in range(layout.signature_gap + more)
    ]
    name = Line(text=tidy(one.name), part="signer", size=layout.body_size, bold=True, align="center")
    return (*lines, *gap, name)


def _above_name(one: Signature) -> list[str]:
    """The lines above a signature: for whom, in whose place, the office."""
    body, title = tidy(one.on_behalf_of).upper(), tidy(one.title).upper()
    first, _, second = one.authority.partition("+")
    if first == "Q.":
        return [f"Q. {title.removeprefix('Q. ')}"]
    lines = [f"{first} {body}"] if first else []
    if second:
        lines.append(f"{second} {tidy(one.acting_for).upper()}")
    return [*lines, title] if title else lines
