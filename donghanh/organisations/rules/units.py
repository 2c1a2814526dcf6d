"""Why a deed on units is refused now.

Changes to one unit are told in the order of their days: who has to put something in between undoes the
later change first. That keeps every history readable and every undo simple.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from django.db.models import Q

from donghanh.core.actor import Actor
from donghanh.core.permissions import Permission
from donghanh.core.text import clean
from donghanh.organisations import words
from donghanh.organisations.exchange.sheet import CellError
from donghanh.organisations.models import (
    Change,
    ChangeKind,
    Level,
    Lineage,
    Placement,
    System,
    Undoing,
    Unit,
    UnitName,
)
from donghanh.organisations.queries import previews
from donghanh.organisations.values import NewUnit

UNDONE_ALONE = {
    ChangeKind.OPEN: Permission.UNIT_CHANGE,
    ChangeKind.RENAME: Permission.UNIT_CHANGE,
    ChangeKind.MOVE: Permission.UNIT_CHANGE,
    ChangeKind.IMPORT: Permission.UNIT_EXCHANGE,
}


def open_unit(parent: Unit | None, *, new: NewUnit, on: date, by: Actor) -> str:
    if parent is None:
        return _plain(new) or ("" if by.everywhere else "Đồng chí hãy chọn đơn vị cấp trên.")
    return (
        _plain(new)
        or _opens_before_parent(parent, new, on)
        or is_open(parent, on)
        or _fits(new.level, new.system, new.name, parent)
    )


def rename(unit: Unit, *, name: str, on: date, by: Actor) -> str:
    name = clean(name)
    if not name:
        return "Đồng chí chưa nhập tên mới."
    if len(name) > 200:
        return "Tên đơn vị dài nhất 200 chữ."
    later = UnitName.objects.filter(unit=unit, period__startswith__gte=on).first()
    if reason := is_open(unit, on):
        return reason
    if later:
        return (
            f"{unit} đã mang tên “{later}” từ ngày {words.day(later.period.lower)}. "
            "Đồng chí chọn một ngày sau đó, hoặc hủy lần đổi tên ấy trước."
        )
    return f"{unit} đang mang chính tên này." if unit.name == name else ""


def move(unit: Unit, *, parent: Unit, on: date, by: Actor) -> str:
    return (
        _own(unit, by)
        or is_open(unit, on)
        or is_open(parent, on)
        or _fits(unit.level, unit.system, unit.name, parent, kind=unit.kind)
        or _placed_later(unit, on)
        or _ring(unit, parent, on)
        or _already_there(unit, parent, on)
    )


def merge(
    units: Sequence[Unit],
    *,
    into: Unit | NewUnit,
    parent: Unit | None,
    children_to: Mapping[int, Unit] | None = None,
    on: date,
    by: Actor,
) -> str:
    ending = [unit for unit in units if not isinstance(into, Unit) or unit.pk != into.pk]
    if not ending:
        return "Đồng chí hãy chọn ít nhất một đơn vị được sáp nhập vào đơn vị khác."
    if len({unit.pk for unit in units}) != len(units):
        return "Một đơn vị được chọn hai lần."
    if isinstance(into, NewUnit) and len(ending) == 1:
        return (
            "Sáp nhập cần ít nhất hai đơn vị; với một đơn vị Đồng chí hãy dùng đổi tên hoặc chuyển cấp trên."
        )
    return (
        _systems(ending, into.system)
        or _all_may_end(ending, on, by)
        or _receiver(ending, into, parent, on=on, by=by)
        or _receivers_of_children(ending, children_to or {}, on)
    )


def split(
    unit: Unit,
    *,
    into: Sequence[NewUnit],
    children_to: Mapping[int, str],
    on: date,
    by: Actor,
) -> str:
    if len(into) < 2:
        return "Chia tách cần ít nhất hai đơn vị mới."
    place = Placement.objects.filter(unit=unit, period__contains=on).select_related("parent").first()
    parent = place.parent if place else None
    for new in into:
        if new.system != unit.system:
            return f"{new.name} phải cùng hệ thống với {unit}."
        if reason := _plain(new) or (_fits(new.level, new.system, new.name, parent) if parent else ""):
            return reason
    twice = [code for code, times in Counter(new.code for new in into).items() if times > 1]
    if twice:
        return f"Mã {twice[0]} dùng cho hai đơn vị mới."
    return (
        _all_may_end([unit], on, by)
        or (_opens_before_parent(parent, into[0], on) or is_open(parent, on) if parent else "")
        or _stands_below([unit], parent, on)
        or _every_child_placed(unit, into, children_to, on)
    )


def close(unit: Unit, *, on: date, by: Actor) -> str:
    return _all_may_end([unit], on, by) or _no_children(unit, on)


def abolish_level(top: Unit, *, level: int, on: date, by: Actor) -> str:
    if level <= top.level:
        return f"Chỉ bỏ được một cấp ở dưới {top}."
    ending = list(previews.of_level(top, level=level, on=on))
    if not ending:
        return f"Ngày {words.day(on)} không có đơn vị {Level(level).label.lower()} nào dưới {top}."
    inner = Placement.objects.filter(unit__in=ending, parent__in=ending, period__contains=on).first()
    if inner:
        return f"{inner.unit} đang trực thuộc {inner.parent}, đơn vị cùng cấp; Đồng chí hãy chuyển trước."
    return is_open(top, on) or _all_may_end(ending, on, by)


def undo(change: Change, *, by: Actor) -> str:
    if change.undone_at:
        return "Thay đổi này đã được hủy."
    if change.kind == ChangeKind.LOAD:
        return "Số liệu chuẩn đã nạp không hủy được; Đồng chí hãy sửa từng đơn vị."
    touched = change.units.values("pk")
    later = Change.objects.filter(units__in=touched, undone_at=None, pk__gt=change.pk).order_by("-pk").first()
    if later:
        return f"Đã có thay đổi sau đó dựa vào thay đổi này: {later}. Đồng chí hãy hủy thay đổi ấy trước."
    return ""


def start_undoing(change: Change, *, by: Actor) -> str:
    return undo(change, by=by)


def finish_undoing(undoing: Undoing, *, by: Actor) -> str:
    return "" if undoing.at_work else "Lượt hoàn lại này không còn chờ."


def set_aliases(unit: Unit, *, names: Sequence[str], by: Actor) -> str:
    long = [name for name in names if len(clean(name)) > 200]
    return f"Tên khác “{long[0][:40]}…” dài quá 200 chữ." if long else ""


def give_code(unit: Unit, *, scheme: str, code: str, on: date, by: Actor) -> str:
    if not clean(scheme) or not clean(code):
        return "Đồng chí hãy nhập loại mã và mã."
    taken = (
        unit.external_codes.model._default_manager.filter(scheme=clean(scheme), code=clean(code))
        .filter(Q(period__contains=on) | Q(period__startswith__gt=on))
        .exclude(unit=unit)
        .select_related("unit")
        .first()
    )
    return f"Mã {code} ({scheme}) đang dùng cho {taken.unit}." if taken else is_open(unit, on)


def import_units(errors: Sequence[CellError], *, sound_rows_only: bool, by: Actor) -> str:
    if not errors or sound_rows_only:
        return ""
    first = "; ".join(str(error).rstrip(".") for error in errors[:3])
    more = f"; và {words.number(len(errors) - 3)} lỗi khác" if len(errors) > 3 else ""
    return (
        f"Bảng tính có {words.number(len(errors))} lỗi nên chưa ghi gì cả. {first}{more}. "
        "Đồng chí hãy sửa rồi gửi lại, hoặc chọn chỉ ghi các dòng đúng."
    )


def right_to_undo(change: Change) -> Permission:
    """Who may do a thing may take it back."""
    return UNDONE_ALONE.get(ChangeKind(change.kind), Permission.UNIT_REORGANISE)


def undone_by_two(change: Change, *, by: Actor) -> str:
    """What takes two people to do takes two to undo."""
    return "" if change.kind in UNDONE_ALONE else two_persons(by=by)


def two_persons(*, by: Actor) -> str:
    """Nobody merges, splits, closes or abolishes alone, nor takes such a deed back."""
    if by.is_second:
        return ""
    return "Việc này cần hai người: Đồng chí hãy gửi đề nghị để một người khác duyệt."


def _plain(new: NewUnit) -> str:
    if not clean(new.code) or not clean(new.name):
        return "Đơn vị mới phải có mã và tên."
    if len(clean(new.code)) > 40 or len(clean(new.name)) > 200:
        return "Mã đơn vị dài nhất 40 chữ, tên dài nhất 200 chữ."
    taken = Unit.objects.filter(code=clean(new.code)).first()
    return f"Mã {taken.code} đã dùng cho {taken}." if taken else ""


def _opens_before_parent(parent: Unit, new: NewUnit, on: date) -> str:
    if parent.opened_on and on < parent.opened_on:
        return (
            f"{clean(new.name)} không thể thành lập từ ngày {words.day(on)}: đơn vị cấp trên {parent} "
            f"chỉ có từ ngày {words.day(parent.opened_on)}."
        )
    return ""


def is_open(unit: Unit, on: date) -> str:
    """Why the unit cannot take part in anything from that day on: it is not there yet, or ends."""
    if unit.opened_on and on < unit.opened_on:
        return (
            f"{unit} chỉ có từ ngày {words.day(unit.opened_on)}, sau ngày {words.day(on)} mà Đồng chí chọn."
        )
    if unit.closed_on and unit.closed_on <= on:
        return f"{unit} đã kết thúc hoạt động từ ngày {words.day(unit.closed_on)}."
    if unit.closed_on:
        return (
            f"{unit} sẽ kết thúc hoạt động từ ngày {words.day(unit.closed_on)}. "
            "Đồng chí hãy hủy việc kết thúc ấy trước."
        )
    return ""


def _fits(level: int, system: str, name: str, parent: Unit, *, kind: str = "") -> str:
    if system != parent.system:
        return f"{clean(name)} và {parent} thuộc hai hệ thống khác nhau."
    if level < parent.level:
        own, above = Level(level).label.lower(), Level(parent.level).label.lower()
        return f"{clean(name)} ({own}) không thể đứng dưới {parent} ({above})."
    return ""


def _own(unit: Unit, by: Actor) -> str:
    if not by.everywhere and unit.pk in {by.organisation_id, by.top_id}:
        return f"Việc này do đơn vị cấp trên của {unit} thực hiện."
    return ""


def _placed_later(unit: Unit, on: date) -> str:
    later = Placement.objects.filter(unit=unit, period__startswith__gte=on).select_related("parent").first()
    if not later:
        return ""
    return (
        f"{unit} đã trực thuộc {later.parent} từ ngày {words.day(later.period.lower)}. "
        "Đồng chí chọn một ngày sau đó, hoặc hủy thay đổi ấy trước."
    )


def _ring(unit: Unit, parent: Unit, on: date) -> str:
    if unit.pk == parent.pk:
        return f"{unit} không thể trực thuộc chính mình."
    rows = Lineage.objects.filter(ancestor=unit, descendant=parent)
    if rows.filter(Q(period__contains=on) | Q(period__startswith__gte=on)).exists():
        return f"{parent} đang đứng dưới {unit}, nên {unit} không thể chuyển xuống dưới {parent}."
    return ""


def _already_there(unit: Unit, parent: Unit, on: date) -> str:
    if Placement.objects.filter(unit=unit, parent=parent, period__contains=on).exists():
        return f"{unit} đang trực thuộc {parent}."
    return ""


def _systems(ending: Sequence[Unit], system: str) -> str:
    other = next((unit for unit in ending if unit.system != system), None)
    if other:
        label = System(other.system).label
        return f"{other} thuộc {label}; không sáp nhập được đơn vị của hai hệ thống khác nhau."
    return ""


def _receiver(
    ending: Sequence[Unit], into: Unit | NewUnit, parent: Unit | None, *, on: date, by: Actor
) -> str:
    target = parent if isinstance(into, NewUnit) else into
    reason = open_unit(parent, new=into, on=on, by=by) if isinstance(into, NewUnit) else is_open(into, on)
    return reason or _stands_below(ending, target, on)


def _receivers_of_children(ending: Sequence[Unit], children_to: Mapping[int, Unit], on: date) -> str:
    """Each told child stands below a unit that ends, and its receiver stands apart from all of those."""
    if not children_to:
        return ""
    places = previews.children([unit.pk for unit in ending], on=on).exclude(unit__in=ending)
    below = {place.unit_id: place.unit for place in places}
    for child, receiver in children_to.items():
        if child not in below:
            return "Có đơn vị được chọn nơi tiếp nhận mà không còn trực thuộc các đơn vị được sáp nhập."
        unit = below[child]
        if reason := is_open(receiver, on) or _fits(unit.level, unit.system, unit.name, receiver):
            return reason
    for receiver in {receiver.pk: receiver for receiver in children_to.values()}.values():
        if reason := _stands_below(ending, receiver, on):
            return reason
    return ""


def _stands_below(ending: Sequence[Unit], target: Unit | None, on: date) -> str:
    lines = Lineage.objects.filter(ancestor__in=[unit.pk for unit in ending], descendant=target)
    line = (
        lines.filter(Q(period__contains=on) | Q(period__startswith__gte=on))
        .select_related("ancestor")
        .first()
    )
    if not line:
        return ""
    if target == line.ancestor:
        return f"{target} kết thúc hoạt động trong chính lần này, nên không thể là đơn vị cấp trên."
    return f"{target} đang đứng dưới {line.ancestor}, đơn vị sẽ kết thúc; Đồng chí hãy chuyển {target} trước."


def _all_may_end(units: Sequence[Unit], on: date, by: Actor) -> str:
    """In a few queries for all of them; children may go elsewhere that day, but not join later."""
    for unit in units:
        if reason := _own(unit, by) or is_open(unit, on):
            return reason
        if unit.opened_on == on:
            return f"{unit} mới thành lập từ chính ngày {words.day(on)}."
    keys = [unit.pk for unit in units]
    place = Placement.objects.filter(unit__in=keys, period__startswith__gte=on).select_related("unit").first()
    if place:
        return _placed_later(place.unit, on)
    name = UnitName.objects.filter(unit__in=keys, period__startswith__gte=on).select_related("unit").first()
    if name:
        since = words.day(name.period.lower)
        return f"{name.unit} mang tên “{name}” từ ngày {since}; hãy hủy lần đổi tên ấy trước."
    return _children_change_later(keys, on)


def _children_change_later(parents: Sequence[int], on: date) -> str:
    """What stands below on that day must not leave or end later, and nothing may join later."""
    below = Placement.objects.filter(parent__in=parents).select_related("unit", "parent")
    if joining := below.filter(period__startswith__gte=on).first():
        since = words.day(joining.period.lower)
        return (
            f"{joining.unit} trực thuộc {joining.parent} từ ngày {since}. Đồng chí hãy hủy thay đổi ấy trước."
        )
    if leaving := below.filter(period__contains=on, period__upper_inf=False).first():
        until = words.day(leaving.period.upper)
        return f"{leaving.unit} rời {leaving.parent} từ ngày {until}. Đồng chí hãy hủy thay đổi ấy trước."
    return ""


def _no_children(unit: Unit, on: date) -> str:
    places = previews.children([unit.pk], on=on)
    names = [place.unit.name for place in places[:3]]
    if not names:
        return ""
    return (
        f"{unit} còn {places.count()} đơn vị trực thuộc: {words.some(names, total=places.count())}. "
        "Đồng chí hãy chuyển hoặc kết thúc các đơn vị ấy trước."
    )


def _every_child_placed(unit: Unit, into: Sequence[NewUnit], children_to: Mapping[int, str], on: date) -> str:
    codes = {new.code for new in into}
    missing = [
        place.unit.name
        for place in previews.children([unit.pk], on=on)
        if children_to.get(place.unit_id) not in codes
    ]
    return f"Đồng chí chưa chọn nơi tiếp nhận cho: {words.some(missing)}." if missing else ""
