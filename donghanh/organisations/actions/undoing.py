"""Taking a deed back, while nothing depends on it."""

from django.contrib.postgres.fields import DateRangeField
from django.db.models import F, Func, OuterRef, ProtectedError, Q, Subquery, Value

from donghanh.audit import actions as audit
from donghanh.core.actor import Actor
from donghanh.core.errors import Refused
from donghanh.core.permissions import Permission
from donghanh.organisations import after_change, lineage, rules
from donghanh.organisations.actions import rows
from donghanh.organisations.models import Change, ChangeKind, Placement, Succession, Unit, UnitName

REOPENED = Func(
    Func(F("period"), function="lower"), Value(None), function="daterange", output_field=DateRangeField()
)
SMALL = {ChangeKind.OPEN, ChangeKind.RENAME, ChangeKind.MOVE}


@audit.deed
def undo(change: Change, *, by: Actor) -> Change:
    """Hủy: as if the change had never been told. What it made goes, what it ended goes on."""
    right = Permission.UNIT_CHANGE if change.kind in SMALL else Permission.UNIT_REORGANISE
    by.require(right)
    units = rows.fresh(list(change.units.order_by("pk")), by=by, right=right)
    change = Change.objects.select_for_update().get(pk=change.pk)
    if reason := rules.undo(change, by=by):
        raise Refused(reason)

    touched = _touched(change)
    opened = list(Unit.objects.filter(opened_by=change).values_list("pk", flat=True))
    Succession.objects.filter(change=change).delete()
    for model in (Placement, UnitName):
        model.objects.filter(made_by=change).delete()
        model.objects.filter(ended_by=change).update(period=REOPENED, ended_by=None)
    Unit.objects.filter(closed_by=change).update(closed_on=None, closed_by=None)
    _remove(opened)
    _last_names([unit.pk for unit in units if unit.pk not in opened])
    lineage.follow(touched.difference(opened))
    after_change.tell()
    change.undone_at = by.now
    change.save(update_fields=["undone_at"])
    audit.record("organisations.undo", change, by=by, summary=change.summary, units=len(units))
    return change


def _touched(change: Change) -> set[int]:
    """The units whose own place or life the change altered; what stands below them follows by itself."""
    placed = Placement.objects.filter(Q(made_by=change) | Q(ended_by=change)).values_list("unit", flat=True)
    ended = Unit.objects.filter(closed_by=change).values_list("pk", flat=True)
    return {*placed, *ended}


def _remove(opened: list[int]) -> None:
    """Take away the units that the change opened, unless something above this app already rests on them."""
    try:
        Unit.objects.filter(pk__in=opened).delete()
    except ProtectedError as error:
        held = sorted({str(record._meta.verbose_name) for record in error.protected_objects})
        raise Refused(
            f"Đã có hồ sơ gắn với đơn vị được thành lập ({', '.join(held)}), nên không hủy được nữa."
        ) from error


def _last_names(units: list[int]) -> None:
    """Each unit is called again by the last of its names."""
    last = UnitName.objects.filter(unit=OuterRef("pk")).order_by("-period").values("name")[:1]
    Unit.objects.filter(pk__in=units).update(name=Subquery(last))
