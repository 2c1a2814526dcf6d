"""Taking a deed back, while nothing depends on it."""

from django.contrib.postgres.fields import DateRangeField
from django.db.models import F, Func, OuterRef, ProtectedError, Q, Subquery, Value

from donghanh.audit import actions as audit
from donghanh.core.actor import Actor
from donghanh.core.errors import Refused
from donghanh.organisations import after_change, lineage, rules
from donghanh.organisations.actions import rows
from donghanh.organisations.models import Change, ChangeKind, Placement, Succession, Unit, UnitAlias, UnitName

REOPENED = Func(
    Func(F("period"), function="lower"), Value(None), function="daterange", output_field=DateRangeField()
)


@audit.deed
def undo(change: Change, *, by: Actor) -> Change:
    """Hủy: as if the change had never been told. What it made goes, what it ended goes on."""
    right = rules.right_to_undo(change)
    by.require(right)
    units = rows.fresh(list(change.units.order_by("pk")), by=by, right=right)
    change = Change.objects.select_for_update().get(pk=change.pk)
    if reason := rules.undone_by_two(change, by=by) or rules.undo(change, by=by):
        raise Refused(reason)

    touched = _touched(change)
    opened = list(Unit.objects.filter(opened_by=change).values_list("pk", flat=True))
    Succession.objects.filter(change=change).delete()
    for model in (Placement, UnitName):
        model.objects.filter(made_by=change).delete()
        model.objects.filter(ended_by=change).update(period=REOPENED, ended_by=None)
    Unit.objects.filter(closed_by=change).update(closed_on=None, closed_by=None)
    _remove(opened)
    _uncorrect(change)
    _last_names([unit.pk for unit in units])
    lineage.follow(touched.difference(opened))
    after_change.tell()
    change.undone_at = by.now
    change.save(update_fields=["undone_at"])
    audit.record("organisations.undo", change, by=by, summary=change.summary, units=len(units))
    gone = set(opened)
    standing = [unit for unit in units if unit.pk not in gone and change.kind != ChangeKind.IMPORT]
    facts = {"summary": change.summary, "change": change.pk}
    audit.record_each("organisations.undo", ((unit, facts) for unit in standing), by=by)
    return change


def _uncorrect(change: Change) -> None:
    """Put back what a sheet corrected, where it still is what the sheet made of it."""
    units = Unit.objects.in_bulk([int(key) for key in change.corrected])
    for key, told in change.corrected.items():
        unit = units.get(int(key))
        if unit is None:
            continue
        before, after = told["before"], told["after"]
        for name in ("kind", "area_id"):
            if name in before and getattr(unit, name) == after[name]:
                setattr(unit, name, before[name])
        if "aliases" in before and set(unit.aliases.values_list("name", flat=True)) == set(after["aliases"]):
            unit.aliases.all().delete()
            UnitAlias.objects.bulk_create(UnitAlias(unit=unit, name=name) for name in before["aliases"])
    Unit.objects.bulk_update(units.values(), ["kind", "area"], batch_size=2000)


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
