"""Programmes, tasks and assignments for tests, reached by the real actions."""

from datetime import date
from decimal import Decimal
from itertools import count

from donghanh.accounts.tests.factories import TODAY, acting, make_post
from donghanh.organisations import actions as organisations
from donghanh.organisations.actions.groups import Picks
from donghanh.organisations.models import Level, Unit
from donghanh.organisations.tests.factories import FIRST_DAY, SYSTEM, make_unit
from donghanh.programmes import actions
from donghanh.programmes.models import Evidence, Part, Programme
from donghanh.programmes.values import NewActor, NewOwner, NewProgramme, NewTarget, NewTask

ENDS = date(TODAY.year, 12, 31)
DUE = date(TODAY.year, 6, 30)
_numbers = count(1)


def make_communes(province, number):
    """So many communes below the province."""
    return [make_unit(f"Đoàn xã số {serial}", province, level=Level.COMMUNE) for serial in range(number)]


def all_communes(province):
    """The group of all communes below the province."""
    return organisations.create_group(
        province,
        name=f"các xã, phường {next(_numbers)}",
        picks=Picks(levels=(Level.COMMUNE,)),
        on=FIRST_DAY,
        by=SYSTEM,
    )


def lead(meant, *, part=Part.LEAD):
    """Who is to do it: a unit, a group of units or a post."""
    kinds = {"Unit": "unit", "UnitGroup": "group", "Post": "post", "OutsideBody": "body"}
    return NewActor(name=str(meant), part=part, **{kinds[type(meant).__name__]: meant.pk})


def helps(meant):
    """Who helps."""
    return lead(meant, part=Part.COORDINATE)


def task(*actors, text="Tổ chức sinh hoạt câu lạc bộ tiếng Anh", due_on=DUE, **fields):
    """A task as a plan would say it, for these units, groups or posts (or actors made by `lead`, `helps`)."""
    named = tuple(actor if isinstance(actor, NewActor) else lead(actor) for actor in actors)
    fields.setdefault("evidence", Evidence.NOTE)
    return NewTask(text=text, actors=named, due_on=due_on, **fields)


def target(**fields):
    """A target: 200 clubs unless told otherwise."""
    values = {"about": "Câu lạc bộ tiếng Anh", "value": Decimal(200), "unit_name": "câu lạc bộ"}
    return NewTarget(**(values | fields))


def planned(owner, *tasks, boards=(), owners=(), **fields):
    """The values of a programme of `owner` (and of further `owners`, for a joint one)."""
    listed = dict.fromkeys([owner, *owners])
    board_of = {board_owner.pk: board.pk for board_owner, board in boards}
    fields.setdefault("name", f"Phong trào học tiếng Anh {next(_numbers)}")
    fields.setdefault("starts_on", date(TODAY.year, 1, 1))
    fields.setdefault("ends_on", ENDS)
    return NewProgramme(
        owners=tuple(NewOwner(unit=unit.pk, board=board_of.get(unit.pk)) for unit in listed),
        tasks=tuple(tasks),
        **fields,
    )


def make_programme(owner, *tasks, by=None, document=None, **fields):
    """A programme in preparation; `by` is its owner's leader unless given."""
    by = by or acting(make_post(owner, "lanh-dao"))
    return actions.set_up(planned(owner, *tasks, **fields), document=document, by=by)


def make_running(owner, *tasks, by=None, document=None, **fields):
    """A programme that has started; without tasks it has one for all communes below its owner."""
    by = by or acting(make_post(owner, "lanh-dao"))
    tasks = tasks or (task(all_communes(owner)),)
    programme = make_programme(owner, *tasks, by=by, document=document, **fields)
    actions.start(programme, by=by)
    return Programme.objects.get(pk=programme.pk)


def make_assignment(owner, unit: Unit, *, by=None, started=True, **fields):
    """One task of a running programme of `owner`, as this unit has it."""
    programme = make_running(owner, task(unit, **fields), by=by)
    return programme.assignments.select_related("task", "unit", "programme").get(unit=unit)


def make_reported(owner, unit: Unit, *, doer, by=None, **fields):
    """The same, reported as done by `doer`."""
    assignment = make_assignment(owner, unit, by=by, **fields)
    actions.report_done(assignment, note="Đã làm xong.", by=doer)
    assignment.refresh_from_db()
    return assignment
