"""Agreeing to a programme and starting it."""

from django.db.models import Q

from donghanh.audit import actions as audit
from donghanh.core.actor import Actor
from donghanh.core.permissions import Permission
from donghanh.notifications import actions as notifications
from donghanh.programmes import assigning, notices, rules
from donghanh.programmes.actions import rows
from donghanh.programmes.models import Programme, ProgrammeState, Task
from donghanh.programmes.queries import keeping
from donghanh.programmes.values import Started


@audit.deed
def agree(programme: Programme, *, by: Actor) -> Programme:
    """Đồng ý bắt đầu: the actor's owner says that the programme may start as it stands now."""
    by.require(Permission.PROGRAMME_START)
    programme = rows.fresh(programme)
    rows.refuse(rules.agree(programme, by=by))

    held = keeping.held(programme, by=by, right=Permission.PROGRAMME_START)
    agreed = programme.owners.filter(pk__in=[owner.pk for owner in held], agreed_at=None)
    agreed.update(agreed_at=by.now, agreed_by=by.user_id)
    others = programme.owners.filter(agreed_at=None)
    units = {unit for pair in others.values_list("unit", "board") for unit in pair if unit}
    notifications.notify(
        notices.people(units, Permission.PROGRAMME_START, on=by.today).values_list("user"),
        kind=notices.AGREED,
        title=f"Bên phối hợp đã đồng ý bắt đầu: {programme}",
        reason="Đơn vị của Đồng chí là một bên chủ trì.",
        url=programme.get_absolute_url(),
        key=f"programme:{programme.pk}:agreed:{programme.version}",
        by=by,
    )
    audit.record("programmes.agree", programme, by=by, units=[str(owner) for owner in held])
    return programme


@audit.deed
def withdraw_agreement(programme: Programme, *, by: Actor) -> Programme:
    """Rút lại đồng ý: the actor's owner agrees no longer."""
    by.require(Permission.PROGRAMME_START)
    programme = rows.fresh(programme)
    rows.refuse(rules.withdraw_agreement(programme, by=by))

    held = keeping.held(programme, by=by, right=Permission.PROGRAMME_START)
    mine = programme.owners.filter(pk__in=[owner.pk for owner in held])
    mine.update(agreed_at=None, agreed_by=None)
    notifications.settle(prefix=f"programme:{programme.pk}:agreed:", by=by)
    audit.record("programmes.withdraw_agreement", programme, by=by, units=[str(owner) for owner in held])
    return programme


@audit.deed
def start(programme: Programme, *, by: Actor) -> Started:
    """Cho bắt đầu: every unit that the tasks mean gets its assignments and the document; all or nothing.

    Whoever starts agrees for the owners that he acts for; the others must have agreed before.
    """
    by.require(Permission.PROGRAMME_START)
    programme = rows.fresh(programme)
    rows.refuse(rules.start(programme, by=by))

    held = keeping.held(programme, by=by, right=Permission.PROGRAMME_START)
    mine = Q(pk__in=[owner.pk for owner in held], agreed_at=None)
    programme.owners.filter(mine).update(agreed_at=by.now, agreed_by=by.user_id)
    Task.objects.of(programme).standing().update(given_on=by.today)
    rows.touch(programme, state=ProgrammeState.RUNNING, started_at=by.now)
    given = assigning.give(assigning.frame(programme, on=by.today))
    rows.send_document(programme, by=by)
    told = rows.tell_of_new_tasks(programme, key="started", by=by)
    units = programme.assignments.values("unit").distinct().count()
    notifications.settle(prefix=f"programme:{programme.pk}:agreed:", by=by)
    audit.record(
        "programmes.start", programme, by=by, on=by.today, assignments=given, units=units, people=told
    )
    return Started(assignments=given, units=units, told=told)
