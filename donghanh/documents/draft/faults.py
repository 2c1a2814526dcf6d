"""What keeps a draft from being confirmed, in Vietnamese, each with the item at which it can be mended."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from donghanh.documents.draft.shape import HEAD, LISTS, Draft, FieldType, Item, head, standing

MOST_SHOWN = 40  # words of an item in a message
DOUBTFUL = 0.7  # below it a value stands out and asks to be looked at


@dataclass(frozen=True, kw_only=True)
class Fault:
    """What is wrong, where (an item's id, or a list's name), and in which field."""

    item: str
    message: str
    field: str = ""


def faults(draft: Draft) -> list[Fault]:
    """All of them, in the order of the page; an empty draft has some, a sound one none."""
    return [
        *_head(draft),
        *_issuers(draft),
        *_fields(draft),
        *_tasks(draft),
        *_targets(draft),
        *_deadlines(draft),
    ]


def doubtful(draft: Draft) -> list[str]:
    """The ids of what was read with little confidence and nobody has looked at yet."""
    return [item["id"] for item in everything(draft) if is_doubtful(item)]


def is_doubtful(item: Item) -> bool:
    """Whether a person should look at this one."""
    confidence = item.get("confidence")
    return (
        not item.get("checked")
        and not item.get("removed")
        and confidence is not None
        and confidence < DOUBTFUL
    )


def everything(draft: Draft) -> Iterator[Item]:
    """The fields of the head and all items, in the order of the page."""
    yield from (draft["head"][field.key] for field in HEAD)
    for name in LISTS:
        yield from draft[name]


def _head(draft: Draft) -> Iterator[Fault]:
    for field in HEAD:
        value = head(draft, field.key)
        if field.needed and not value:
            yield _fault(f"head.{field.key}", "value", f"Chưa có “{field.title}”.")
        elif reason := _too_long(field, value):
            yield _fault(f"head.{field.key}", "value", reason)
    starts, ends = head(draft, "starts_on"), head(draft, "ends_on")
    if starts and ends and ends < starts:
        yield _fault("head.ends_on", "value", "Giai đoạn kết thúc trước khi bắt đầu.")


def _issuers(draft: Draft) -> Iterator[Fault]:
    if not standing(draft, "issuers"):
        yield _fault("issuers", "", "Chưa ghi cơ quan ban hành.")


def _fields(draft: Draft) -> Iterator[Fault]:
    """What every item needs, and what is too long to be kept."""
    for name, fields in LISTS.items():
        for item in standing(draft, name):
            for field in fields:
                value = item.get(field.key)
                if field.needed and value in (None, ""):
                    yield _fault(item["id"], field.key, f"{_called(name, item)}: chưa có “{field.title}”.")
                elif reason := _too_long(field, value):
                    yield _fault(item["id"], field.key, f"{_called(name, item)}: {reason}")


def _tasks(draft: Draft) -> Iterator[Fault]:
    for task in standing(draft, "tasks"):
        called = _called("tasks", task)
        if task["nature"] == "recurring" and not task["rule"]:
            yield _fault(task["id"], "rule", f"{called}: việc định kỳ chưa ghi lặp lại thế nào.")
        if task["nature"] != "recurring" and task["rule"]:
            yield _fault(
                task["id"], "nature", f"{called}: có quy tắc lặp lại nhưng tần suất không phải định kỳ."
            )
        if task["evidence"] == "count" and not task["count_of"]:
            yield _fault(task["id"], "count_of", f"{called}: minh chứng là số lượng nhưng chưa ghi đếm gì.")


def _targets(draft: Draft) -> Iterator[Fault]:
    for target in standing(draft, "targets"):
        called = _called("targets", target)
        if target["of_units"] and (target["value"] or 0) > 100:
            yield _fault(target["id"], "value", f"{called}: tỷ lệ đơn vị không vượt quá 100%.")
        if target["of_units"] and not target["population"]:
            yield _fault(target["id"], "population", f"{called}: chưa ghi là tỷ lệ của những đơn vị nào.")


def _deadlines(draft: Draft) -> Iterator[Fault]:
    for deadline in standing(draft, "deadlines"):
        if not any(deadline[key] for key in ("due_on", "rule", "nested_in", "text")):
            yield _fault(deadline["id"], "due_on", f"{_called('deadlines', deadline)}: chưa rõ hạn.")
        if deadline["due_on"] and deadline["rule"]:
            yield _fault(
                deadline["id"],
                "rule",
                f"{_called('deadlines', deadline)}: chỉ ghi một ngày hoặc quy tắc lặp lại.",
            )


def _fault(item: str, field: str, message: str) -> Fault:
    return Fault(item=item, field=field, message=message)


CALLED = {
    "issuers": "Cơ quan ban hành",
    "bases": "Căn cứ",
    "sections": "Đề mục",
    "tasks": "Việc",
    "targets": "Chỉ tiêu",
    "deadlines": "Thời hạn",
    "beneficiaries": "Đối tượng thụ hưởng",
    "addressees": "Kính gửi",
    "recipients": "Nơi nhận",
    "signatures": "Chữ ký",
}


def _called(list_name: str, item: Item) -> str:
    """The item as a message names it: its kind and its first words."""
    texts: Iterable[Any] = (
        item.get(key) for key in ("text", "about", "what", "name", "number", "title", "label")
    )
    words = next((str(text) for text in texts if text), "")
    short = words if len(words) <= MOST_SHOWN else f"{words[:MOST_SHOWN].rsplit(' ', 1)[0]}…"
    return f"{CALLED[list_name]} “{short}”" if short else CALLED[list_name]


def _too_long(field: FieldType, value: Any) -> str:
    texts = value if isinstance(value, list) else [value] if isinstance(value, str) else []
    longest = max((len(text) for text in texts if isinstance(text, str)), default=0)
    return (
        f"“{field.title}” dài {longest} ký tự, nhiều nhất là {field.longest}."
        if longest > field.longest
        else ""
    )
