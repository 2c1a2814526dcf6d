"""What a page asks to be changed in a draft, as a function that changes it."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from donghanh.documents.draft import edits
from donghanh.documents.draft.edits import Change
from donghanh.documents.draft.shape import LISTS, Draft
from donghanh.documents.draft.values import Wrong
from donghanh.documents.paper.reviewing import find_words

Ask = Mapping[str, Any]  # a posted form
Changing = Callable[[Draft], Change]
NOT_FOUND = "Không tìm thấy những chữ này trong văn bản. Đồng chí hãy chép đúng như trong văn bản."


def asked(ask: Ask, text: str) -> Changing:
    """The change that the form names in `op`; what is wrong with it is a `Wrong` or `Missing`."""
    making = DEEDS.get(str(ask.get("op", "")))
    if making is None:
        raise edits.Missing("op")
    return making(ask, text)


def _set(ask: Ask, text: str) -> Changing:
    before, span = _json(ask, "before"), _span(ask, text)
    return lambda draft: edits.set_field(
        draft, _text(ask, "item"), _text(ask, "field"), ask.get("value", ""), before=before, span=span
    )


def _tie(ask: Ask, text: str) -> Changing:
    """Selected words, typed words, or none."""
    before, span = _json(ask, "before"), _span(ask, text)
    if span is None and ask.get("words"):
        span = find_words(text, str(ask["words"]), near=before[0] if before else 0)
        if span is None:
            raise Wrong(NOT_FOUND)
    return lambda draft: edits.set_span(draft, _text(ask, "item"), span, before=before)


def _check(ask: Ask, _paper: str) -> Changing:
    return lambda draft: edits.check(draft, _text(ask, "item"), checked=ask.get("value") != "")


def _remove(ask: Ask, _paper: str) -> Changing:
    return lambda draft: edits.remove(draft, _text(ask, "item"))


def _restore(ask: Ask, _paper: str) -> Changing:
    return lambda draft: edits.restore(draft, _text(ask, "item"))


def _add(ask: Ask, text: str) -> Changing:
    list_name = _text(ask, "list")
    fields = LISTS.get(list_name, ())
    given = {field.key: ask[field.key] for field in fields if ask.get(field.key)}
    span = _span(ask, text)
    if span is None and ask.get("words"):
        span = find_words(text, str(ask["words"]))
        if span is None:
            raise Wrong(NOT_FOUND)
    return lambda draft: edits.add(draft, list_name, given, span=span, after=str(ask.get("after", "")))


def _split(ask: Ask, _paper: str) -> Changing:
    before, at = _json(ask, "before"), _number(ask, "at")
    if not isinstance(before, str) or at is None:
        raise Wrong("Đồng chí hãy đặt con trỏ vào giữa câu, nơi việc thứ hai bắt đầu.")
    return lambda draft: edits.split(draft, _text(ask, "item"), at=at, before=before)


def _distinct(ask: Ask, _paper: str) -> Changing:
    return lambda draft: edits.distinguish(draft, _text(ask, "other")[:20])


DEEDS: dict[str, Callable[[Ask, str], Changing]] = {
    "set": _set,
    "tie": _tie,
    "check": _check,
    "remove": _remove,
    "restore": _restore,
    "add": _add,
    "split": _split,
    "distinct": _distinct,
}


def _text(ask: Ask, name: str) -> str:
    return str(ask.get(name, ""))


def _json(ask: Ask, name: str) -> Any:
    """What the page said was there; without it nobody could tell whether somebody else was first."""
    try:
        return json.loads(ask[name])
    except (KeyError, ValueError, TypeError) as error:
        raise Wrong("Trang này đã cũ. Đồng chí hãy tải lại trang rồi sửa lại.") from error


def _number(ask: Ask, name: str) -> int | None:
    text = _text(ask, name)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else None


def _span(ask: Ask, text: str) -> list[int] | None:
    """Selected words: from `start` to `end`, within the text."""
    start, end = _number(ask, "start"), _number(ask, "end")
    if start is None or end is None:
        return None
    if not start < end <= len(text):
        raise Wrong("Đoạn chữ đã chọn không nằm trong văn bản. Đồng chí hãy chọn lại.")
    return [start, end]
