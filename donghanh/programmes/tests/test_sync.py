"""Assignments follow the tree: new units, closed ones, moved ones."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from procrastinate.contrib.django.models import ProcrastinateJob

from donghanh.accounts import actions as accounts
from donghanh.accounts.tests.factories import acting, make_post, make_user
from donghanh.audit.models import Entry
from donghanh.core.errors import Refused
from donghanh.notifications.models import Notice
from donghanh.organisations import actions as organisations
from donghanh.organisations.models import Level, Unit
from donghanh.organisations.tests.factories import NOW, SYSTEM, make_unit, new
from donghanh.programmes import actions, jobs, notices, rules
from donghanh.programmes.models import Ending, OnClosing, Programme, StepKind
from donghanh.programmes.queries import closings
from donghanh.programmes.tests.factories import (
    DUE,
    ENDS,
    all_communes,
    make_running,
    task,
)

LATER = date(2026, 4, 1)


def on(day):
    """The system itself on a later day."""
    return replace(SYSTEM, now=NOW + (day - SYSTEM.today))


def sync(programme, *, day=LATER):
    return actions.sync(programme, on=day, by=on(day))


def standing(programme):
    rows = programme.assignments.standing().select_related("unit")
    return sorted((row.unit.name, row.task.text, row.due_on) for row in rows)


def units(programme):
    return sorted({row.unit.name for row in programme.assignments.standing().select_related("unit")})


@pytest.fixture
def running(province, commune, sister, chief):
    """A task for all communes, which are two."""
    return make_running(province, task(all_communes(province)), by=chief)


def make_commune(province, name, *, day=LATER):
    return make_unit(name, province, level=Level.COMMUNE, on=day)


def test_a_new_unit_gets_the_task_from_the_day_on_which_it_opens(running, province):
    born = make_commune(province, "Đoàn xã Mới")

    done = sync(running)

    row = running.assignments.get(unit=born)
    assert (done.given, row.since, row.due_on) == (1, LATER, DUE)
    assert Entry.objects.about(running).get(verb="programmes.sync").facts["given"] == 1


def test_a_unit_that_opens_later_is_not_given_it_before(running, province):
    make_commune(province, "Đoàn xã Mới")

    assert not sync(running, day=LATER - timedelta(days=1)).changed


def test_nothing_is_owed_that_was_due_before_the_unit_came(running, province):
    make_commune(province, "Đoàn xã Muộn", day=DUE + timedelta(days=1))

    assert not sync(running, day=DUE + timedelta(days=2)).changed


def test_a_job_that_comes_late_still_gives_what_fell_due_meanwhile(running, province):
    born = make_commune(province, "Đoàn xã Mới", day=DUE)

    sync(running, day=DUE + timedelta(days=5))

    assert running.assignments.get(unit=born).since == DUE


def test_doing_it_twice_changes_nothing(running, province):
    make_commune(province, "Đoàn xã Mới")
    sync(running)
    before = standing(running)

    assert not sync(running).changed
    assert standing(running) == before


def test_a_unit_that_moves_away_is_no_longer_meant_and_is_again_when_it_comes_back(
    running, commune, neighbour, province
):
    organisations.move(commune, parent=neighbour, on=LATER, by=SYSTEM)
    assert sync(running).left == 1
    row = running.assignments.get(unit=commune)
    assert (row.ending, row.ended_on) == (Ending.LEFT, LATER)

    back = LATER + timedelta(days=10)
    organisations.move(commune, parent=province, on=back, by=SYSTEM)
    sync(running, day=back)

    row.refresh_from_db()
    assert (row.ending, row.ended_on) == ("", None)


def test_what_was_reported_stays_to_be_confirmed(running, commune, neighbour, doer, chief):
    actions.report_done(running.assignments.get(unit=commune), note="Xong.", by=doer)
    organisations.move(commune, parent=neighbour, on=LATER, by=SYSTEM)

    sync(running)

    assert rules.confirm_done(running.assignments.get(unit=commune), by=chief) == ""


def test_an_overdue_task_is_not_forgiven_by_a_move_within_the_tree(running, province, commune):
    district = make_unit("Huyện đoàn Tân Lập", province, level=Level.DISTRICT)
    organisations.move(commune, parent=district, on=DUE + timedelta(days=3), by=SYSTEM)

    sync(running, day=DUE + timedelta(days=4))

    assert running.assignments.get(unit=commune).ending == ""


# --- closing ---


@pytest.fixture
def merged(province, commune, sister):
    """Merges the two communes into one; who closes and who carries on."""

    def merge(day=LATER):
        return organisations.merge(
            [commune, sister],
            into=new("Đoàn xã Hòa Hợp", level=Level.COMMUNE),
            parent=province,
            on=day,
            by=SYSTEM,
        )

    return merge


def test_closed_units_pass_on_to_their_one_successor(province, commune, sister, chief, doer, merged):
    programme = make_running(province, task(all_communes(province)), on_closing=OnClosing.PASS, by=chief)
    actions.note_progress(programme.assignments.get(unit=commune), note="Đã làm một nửa.", by=doer)
    heir = merged()

    done = sync(programme)

    assert (done.passed, done.waiting) == (2, 0)
    assert units(programme) == ["Đoàn xã Hòa Hợp"]
    old = programme.assignments.get(unit=commune)
    assert (old.ending, old.ended_on, old.passed_to.unit) == (Ending.PASSED_ON, LATER, heir)
    assert old.steps.latest("pk").kind == StepKind.PASSED_ON
    assert old.passed_to.passed_from.count() == 2
    assert not sync(programme).changed


def test_a_successor_carries_on_where_the_closed_unit_was_meant_by_name(
    province, commune, sister, chief, merged
):
    programme = make_running(province, task(commune), on_closing=OnClosing.PASS, by=chief)
    heir = merged()

    sync(programme)

    assert units(programme) == [heir.name]
    assert programme.tasks.get().actors.get().acting_unit == heir
    assert not sync(programme).changed


def test_an_overdue_task_goes_to_the_successor_too(province, commune, sister, chief, merged):
    programme = make_running(province, task(commune), on_closing=OnClosing.PASS, by=chief)
    day = DUE + timedelta(days=10)
    heir = merged(day)

    sync(programme, day=day)

    assert standing(programme) == [(heir.name, programme.tasks.get().text, DUE)]


def test_closed_units_end_when_the_programme_says_so(province, commune, sister, chief, merged):
    programme = make_running(province, task(commune), on_closing=OnClosing.END, by=chief)
    merged()

    assert sync(programme).ended == 1
    assert programme.assignments.get().ending == Ending.UNIT_CLOSED


def test_closed_units_wait_for_a_choice_and_their_keepers_are_told_once(
    running, commune, sister, chief, merged
):
    heir = merged()

    sync(running)
    done = sync(running)

    assert done.waiting == 2
    told = Notice.objects.filter(kind=notices.CLOSED.code)
    assert {(notice.user_id, notice.unit_id) for notice in told} == {
        (chief.user_id, commune.pk),
        (chief.user_id, sister.pk),
    }
    later = replace(chief, now=on(LATER).now)
    assert [(one.unit, one.heirs) for one in closings.waiting(running, by=later)] == [
        (commune, (heir,)),
        (sister, (heir,)),
    ]


def test_the_keeper_passes_on_or_ends(running, commune, sister, chief, merged):
    heir = merged()
    sync(running)
    later = replace(chief, now=on(LATER).now)

    actions.pass_on(running.assignments.get(unit=commune), to=heir, on=LATER, by=later)
    actions.end(running.assignments.get(unit=sister), on=LATER, by=later)

    first, second = (running.assignments.get(unit=unit) for unit in (commune, sister))
    assert (first.ending, first.passed_to.unit) == (Ending.PASSED_ON, heir)
    assert second.ending == Ending.UNIT_CLOSED
    assert sync(running).waiting == 0


def test_passing_on_is_refused_with_a_reason(running, commune, sister, chief, outsider, neighbour, merged):
    row = running.assignments.get(unit=commune)
    assert "vẫn hoạt động" in rules.pass_on(row, to=sister, on=LATER, by=chief)
    heir = merged()
    sister.refresh_from_db()
    row = running.assignments.get(unit=commune)

    assert "không hoạt động vào ngày" in rules.pass_on(row, to=sister, on=LATER, by=chief)
    assert "không thuộc đơn vị chủ trì" in rules.pass_on(row, to=neighbour, on=LATER, by=chief)
    assert "thuộc đơn vị khác" in rules.end(row, on=LATER, by=outsider)
    actions.pass_on(row, to=heir, on=LATER, by=chief)
    assert "đã thôi thực hiện" in rules.end(running.assignments.get(pk=row.pk), on=LATER, by=chief)


def test_several_successors_wait_even_when_passing_on(province, commune, chief):
    programme = make_running(province, task(commune), on_closing=OnClosing.PASS, by=chief)
    organisations.split(
        commune,
        into=[new("Đoàn xã Hòa Đông", level=Level.COMMUNE), new("Đoàn xã Hòa Tây", level=Level.COMMUNE)],
        children_to={},
        on=LATER,
        by=SYSTEM,
    )

    assert sync(programme).waiting == 1


def test_what_does_not_run_is_not_brought_up_to_date(province, commune, chief):
    programme = Programme(state="ended")

    assert rules.sync(programme) == "Chương trình không đang thực hiện."


def test_an_office_holders_task_goes_to_the_successor_in_office(province, commune, chief, central):
    old = make_post(commune, "can-bo-co-so", title="Bí thư Đoàn xã")
    programme = make_running(province, task(old), by=chief)
    heir = make_user("ke.nhiem", full_name="Lê Kế Nhiệm")
    administrator = acting(make_post(central))

    moved = accounts.hand_over(old.user, to=heir, on=LATER, by=administrator)

    assert "Việc được giao cho người giữ nhiệm vụ" in {item.what for item in moved}
    assert programme.assignments.get().post.user == heir
    assert not sync(programme).changed


# --- when ---


def test_a_change_of_the_tree_defers_a_job_in_its_own_transaction(running, province):
    ProcrastinateJob.objects.all()._raw_delete("default")
    make_commune(province, "Đoàn xã Mới")
    assert [job.task_name for job in ProcrastinateJob.objects.all()] == ["programmes.follow"]

    with pytest.raises(Refused):
        organisations.rename(province, name=province.name, on=LATER, by=SYSTEM)

    assert ProcrastinateJob.objects.count() == 1


def test_the_job_brings_every_running_programme_up_to_today(running, province):
    born = make_commune(province, "Đoàn xã Mới", day=date(2026, 3, 1))

    jobs.follow()

    assert running.assignments.filter(unit=born).exists()


# --- as if everything were assigned anew ---

STEPS = st.lists(
    st.tuples(st.sampled_from(["open", "close", "merge", "move", "sync"]), st.integers(0, 9)), max_size=8
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_following_step_by_step_equals_assigning_from_scratch(province, chief, steps):
    """Whatever happens to the tree: who still has something to do is who would get it now."""
    with transaction.atomic():  # every example finds the same tree
        _follow(province, chief, steps)
        transaction.set_rollback(True)


def _follow(province, chief, steps):
    districts = [make_unit(f"Huyện đoàn {n}", province, level=Level.DISTRICT) for n in range(2)]
    for n in range(4):
        make_unit(f"Đoàn xã {n}", districts[n % 2], level=Level.COMMUNE)
    everybody, some = all_communes(province), all_communes(districts[0])
    tasks = (task(everybody, due_on=ENDS), task(some, text="Việc của huyện", due_on=ENDS))
    followed = make_running(province, *tasks, on_closing=OnClosing.PASS, by=chief)
    day = SYSTEM.today
    for deed, choice in steps:
        day += timedelta(days=1)
        if deed == "sync":
            sync(followed, day=day)
        else:
            _happen(deed, choice, province, districts, day)
    sync(followed, day=day)

    fresh = make_running(province, *tasks, by=replace(chief, now=on(day).now))

    assert _open(followed) - _inherited(followed) == _open(fresh) - _inherited(followed)
    assert _open(fresh) <= _open(followed)
    assert not sync(followed, day=day).changed


def _happen(deed, choice, province, districts, day):
    communes = list(Unit.objects.within(province.pk, on=day).filter(level=Level.COMMUNE).order_by("pk"))
    if deed == "open" or len(communes) < 2:
        make_commune(districts[choice % 2], f"Đoàn xã mới {day}", day=day)
    elif deed == "close":
        organisations.close(communes[choice % len(communes)], on=day, by=SYSTEM)
    elif deed == "merge":
        one, other = communes[choice % len(communes)], communes[(choice + 1) % len(communes)]
        organisations.merge([one, other], into=one, on=day, by=SYSTEM)
    else:
        unit = communes[choice % len(communes)]
        here = unit.placements.get(period__contains=day).parent_id
        other = next(district for district in districts if district.pk != here)
        organisations.move(unit, parent=other, on=day, by=SYSTEM)


def _open(programme):
    return {(row.task.text, row.unit_id) for row in programme.assignments.open().select_related("task")}


def _inherited(programme):
    """What a closed unit left to its heir stays with it, whichever group it is in."""
    rows = programme.assignments.open().filter(passed_from__isnull=False).select_related("task")
    return {(row.task.text, row.unit_id) for row in rows}
