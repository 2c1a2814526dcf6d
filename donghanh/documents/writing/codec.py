"""The JSON form of a content: plain objects and lists, absent where empty; every error names its place.

A basis, a receiver, an issuer or a paragraph may be a bare string. A block is told by its keys: `heading` is
a point, `text` a paragraph, `items` a list, `rows` a table.
"""

from dataclasses import asdict, fields, is_dataclass
from types import UnionType
from typing import Any, Literal, get_args, get_origin, get_type_hints

from donghanh.documents.writing.content import (
    Basis,
    Block,
    Content,
    Issuer,
    Item,
    Items,
    Paragraph,
    Point,
    Receiver,
    Table,
)
from donghanh.documents.writing.trouble import Unwritable

_BLOCKS = {"heading": Point, "text": Paragraph, "items": Items, "rows": Table}
_BARE = {Basis: "text", Receiver: "name", Issuer: "name", Paragraph: "text", Item: "text"}
_DEEPEST = 12


def as_dict(content: Content) -> dict[str, Any]:
    """The JSON form."""
    plain: dict[str, Any] = _plain(asdict(content))
    return plain


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items() if one not in ("", (), [])}
    return [_plain(one) for one in value] if isinstance(value, list | tuple) else value


def from_dict(data: object) -> Content:
    """The content of a JSON form; refuses with the place of what is wrong."""
    content = _object(Content, data, "")
    assert isinstance(content, Content)  # noqa: S101 - for the type checker
    return content


def _object(kind: type, data: object, place: str) -> Any:
    """A dataclass from an object, or from the one string that it mostly is."""
    if isinstance(data, str) and kind in _BARE:
        return kind(**{_BARE[kind]: data})
    if not isinstance(data, dict):
        raise _wrong(place, "phải là một đối tượng {…}")
    known = {one.name for one in fields(kind)}
    if strange := [key for key in data if key not in known]:
        raise _wrong(
            place, f"có mục lạ “{str(strange[0])[:40]}”; các mục được dùng: {', '.join(sorted(known))}"
        )
    hints = get_type_hints(kind)
    values = {key: _value(hints[key], one, f"{place}.{key}".lstrip(".")) for key, one in data.items()}
    lacking = [
        one.name for one in fields(kind) if one.name not in values and one.default is one.default_factory
    ]  # both are MISSING
    if lacking and kind is not Content:
        raise _wrong(place, f"thiếu mục “{lacking[0]}”")
    empty: dict[str, Any] = {name: () if name == "issuers" else "" for name in lacking}
    return kind(**empty, **values)


def _value(hint: Any, data: object, place: str) -> Any:
    if place.count("body") > _DEEPEST:
        raise _wrong(place[:60], "lồng nhau quá sâu")
    if hint is str:
        return _text(data, place)
    if get_origin(hint) is Literal:
        if data not in get_args(hint):
            raise _wrong(place, f"phải là một trong: {', '.join(one for one in get_args(hint) if one)}")
        return data
    if get_origin(hint) is tuple:
        return _several(get_args(hint)[0], data, place)
    if hint == Block:
        return _block(data, place)
    if isinstance(hint, UnionType):  # a string or an item with details
        return data if isinstance(data, str) else _object(Item, data, place)
    return _object(hint, data, place) if is_dataclass(hint) and isinstance(hint, type) else data


def _text(data: object, place: str) -> str:
    if isinstance(data, int) and not isinstance(data, bool):
        return str(data)
    if not isinstance(data, str):
        raise _wrong(place, "phải là chữ trong ngoặc kép")
    return data


def _several(hint: Any, data: object, place: str) -> tuple[Any, ...]:
    if isinstance(data, str) and hint is str:
        return (data,)
    if not isinstance(data, list | tuple):
        raise _wrong(place, "phải là một danh sách […]")
    return tuple(_value(hint, one, f"{place}[{index}]") for index, one in enumerate(data))


def _block(data: object, place: str) -> Any:
    if isinstance(data, str):
        return Paragraph(text=data)
    kind = next((kind for key, kind in _BLOCKS.items() if isinstance(data, dict) and key in data), None)
    if kind is None:
        raise _wrong(place, "phải có một trong các mục heading, text, items, rows")
    return _object(kind, data, place)


def _wrong(place: str, what: str) -> Unwritable:
    return Unwritable(f"Nội dung JSON{f' tại {place}' if place else ''} {what}.")
