"""Boards, desks and targets: what they count, for whom, with how many questions."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from donghanh.accounts.tests.factories import TODAY, acting, make_post
from donghanh.core.dates.periods import Every
from donghanh.core.dates.rule import Rule
from donghanh.organisations import actions as organisations
from donghanh.organisations.models import Level
from donghanh.organisations.tests.factories import NOW, SYSTEM, make_unit
from donghanh.programmes import actions
from donghanh.programmes.models import Nature
from donghanh.programmes.queries import boards, counting, desks, schedule, targets
from donghanh.programmes.queries.counting import Counts
from donghanh.programmes.tests.factories import (
    DUE,
    all_communes,
    helps,
    make_assignment,
    make_communes,
    make_programme,
    make_running,
    target,
    task,
)

AFTER = DUE + timedelta(days=1)


@pytest.fixture
def tree(central, province, commune, sister):
    """A second province with a commune, beside the cast's."""
    other = make_unit("Tỉnh đoàn Sông Tiền", central)
    return make_unit("Đoàn xã Mỹ Lợi", other, level=Level.COMMUNE)


@pytest.fixture
def president(central):
    return acting(make_post(central, "lanh-dao"))


def finish(assignment, doer, by):
    actions.report_done(assignment, note="Xong.", by=doer)
    actions.confirm_done(assignment, by=by)


def test_a_board_sums_what_stands_below_each_child_the_late_ones_first(
    central, province, commune, tree, president, doer
):
    programme = make_running(central, task(all_communes(central)), by=president)
    finish(programme.assignments.get(unit=commune), doer, president)

    board = boards.board(programme, central, on=AFTER, by=president)

    assert [(row.unit.name, row.counts) for row in board.rows] == [
        ("Tỉnh đoàn Sông Tiền", Counts(overdue=1)),
        ("Tỉnh đoàn Bình Minh", Counts(overdue=1, done_in_time=1)),
    ]
    assert (board.counts, board.counts.share) == (Counts(overdue=2, done_in_time=1), 33)
    assert board.by_task == {programme.tasks.get().pk: board.counts}
    assert all(row.opens for row in board.rows)


def test_a_board_drills_down_to_the_single_units(central, province, commune, sister, tree, president):
    programme = make_running(central, task(all_communes(central), province), by=president)

    board = boards.board(programme, province, on=TODAY, by=president)

    assert [(row.unit.name, row.own, row.counts.total, row.opens) for row in board.rows] == [
        (commune.name, False, 1, False),
        (sister.name, False, 1, False),
        (province.name, True, 1, False),
    ]
    cell = boards.units_of(programme, commune, task=programme.tasks.get(), on=TODAY, by=president)
    assert [row.unit for row in cell] == [commune]


def test_who_only_helps_is_not_counted(central, province, commune, sister, president):
    programme = make_running(central, task(commune, helps(sister)), by=president)

    assert boards.board(programme, province, on=AFTER, by=president).counts == Counts(overdue=1)


def test_a_province_sees_only_its_own_part_of_the_countrys_programme(
    central, province, tree, president, chief
):
    programme = make_running(central, task(all_communes(central)), by=president)

    assert boards.board(programme, central, on=TODAY, by=chief).counts.total == 2


def test_units_that_closed_are_counted_apart(central, province, commune, sister, president):
    programme = make_running(central, task(all_communes(central)), by=president)
    organisations.close(commune, on=TODAY, by=SYSTEM)

    board = boards.board(programme, province, on=TODAY, by=president)

    assert (board.counts.total, board.closed.total) == (1, 1)


def test_a_board_asks_as_much_of_many_units_as_of_few(
    central, province, commune, president, django_assert_num_queries
):
    group = all_communes(central)
    first = make_running(central, task(group), by=president)
    make_communes(province, 5)
    second = make_running(central, task(group), task(group), task(group), by=president)

    for programme in (first, second):
        with django_assert_num_queries(6):
            boards.board(programme, province, on=TODAY, by=president)


def test_percent_never_says_all_while_something_is_left():
    assert Counts(done_in_time=999, overdue=1).share == 99
    assert Counts(done_in_time=7, done_late=3, ended=5).share == 100
    assert Counts().share == 0


def test_the_desk_sorts_what_is_to_be_done(province, commune, sister, chief, doer):
    programme = make_running(
        province,
        task(commune, text="quá hạn", due_on=TODAY - timedelta(days=1)),
        task(commune, text="sắp tới hạn", due_on=TODAY + timedelta(days=5)),
        task(commune, text="còn lâu", due_on=TODAY + timedelta(days=60)),
        task(commune, text="chờ xác nhận"),
        task(commune, text="bị trả lại"),
        task(sister, helps(commune), text="phối hợp"),
        task(sister, text="của xã khác"),
        by=chief,
    )
    for text in ("chờ xác nhận", "bị trả lại"):
        actions.report_done(programme.assignments.get(task__text=text), note="Xong.", by=doer)
    actions.send_back(programme.assignments.get(task__text="bị trả lại"), reason="Thiếu.", by=chief)

    desk = desks.desk(doer, on=TODAY)

    assert {name: [row.task.text for row in rows] for name, rows in vars(desk).items()} == {
        "returned": ["bị trả lại"],
        "overdue": ["quá hạn"],
        "due_soon": ["sắp tới hạn"],
        "later": ["còn lâu"],
        "helping": ["phối hợp"],
        "waiting": ["chờ xác nhận"],
    }
    assert desk.open == 4


def test_an_office_holders_task_is_on_that_persons_desk_only(province, commune, chief, doer):
    post = make_post(commune, "can-bo-co-so")
    make_running(province, task(post), by=chief)

    assert desks.desk(acting(post), on=TODAY).open == 1
    assert desks.desk(doer, on=TODAY).open == 0


def test_a_board_of_an_office_sees_the_offices_desk(province, board, chief, keeper):
    make_assignment(province, province, by=chief)

    assert desks.desk(keeper, on=TODAY).open == 1


def test_the_desk_asks_two_questions(province, commune, chief, doer, django_assert_num_queries):
    make_running(province, *[task(commune) for _ in range(4)], by=chief)

    with django_assert_num_queries(2):
        desks.desk(doer, on=TODAY)


def test_the_calendar_shows_what_falls_due(province, commune, chief, doer):
    make_running(province, task(commune), task(commune, due_on=None), by=chief)

    assert [row.due for row in desks.between(doer, DUE, DUE, on=TODAY)] == [DUE]
    assert [row.due for row in desks.between(doer, DUE, date(2026, 12, 31), on=TODAY)] == [
        DUE,
        date(2026, 12, 31),
    ]


# --- targets ---


def share_of(province, by, **fields):
    aim = target(about="xã có câu lạc bộ", value=Decimal(100), unit_name="%", of_units=True, task_key="a")
    return make_programme(province, task(all_communes(province), key="a", **fields), targets=(aim,), by=by)


def test_a_share_of_units_is_computed_from_their_assignments(province, commune, sister, chief, doer):
    programme = share_of(province, chief)
    actions.start(programme, by=chief)
    finish(programme.assignments.get(unit=commune), doer, chief)

    (progress,) = targets.targets(programme, on=TODAY)

    assert (progress.done, progress.population, progress.measured) == (1, 2, Decimal("50.0"))
    assert progress.reached is False


def test_reported_is_not_done(province, commune, chief, doer):
    programme = share_of(province, chief)
    actions.start(programme, by=chief)
    actions.report_done(programme.assignments.get(unit=commune), note="Xong.", by=doer)

    (progress,) = targets.targets(programme, on=TODAY)

    assert progress.measured == 0


def test_all_units_are_a_hundred_percent_and_never_more(province, commune, chief, doer):
    programme = share_of(province, chief)
    actions.start(programme, by=chief)
    finish(programme.assignments.get(unit=commune), doer, chief)

    (progress,) = targets.targets(programme, on=TODAY)

    assert (progress.measured, progress.reached) == (Decimal("100.0"), True)


def test_what_is_to_be_counted_has_no_figure_yet(province, commune, chief):
    programme = make_programme(province, task(commune), targets=(target(),), by=chief)

    (progress,) = targets.targets(programme, on=TODAY)

    assert (progress.known, progress.measured, progress.reached) == (False, None, None)
    assert progress.target.indicator.name == "Câu lạc bộ tiếng Anh"


def test_an_indicator_is_found_again_by_name_and_unit(province, commune, chief):
    programmes = [make_programme(province, task(commune), targets=(target(),), by=chief) for _ in range(2)]

    assert len({programme.targets.get().indicator_id for programme in programmes}) == 1


# --- recurring ---

QUARTERLY = Rule(every=Every.QUARTER, month=3, day=20)


def test_a_recurring_task_has_an_assignment_for_each_day_within_the_horizon(province, commune, chief):
    programme = make_running(
        province,
        task(commune, nature=Nature.RECURRING, rule=QUARTERLY.as_dict(), due_on=None),
        ends_on=date(2026, 10, 31),
        by=chief,
    )

    days = [row.due_on for row in programme.assignments.order_by("due_on")]
    assert days == [date(2026, 3, 20), date(2026, 6, 20), date(2026, 9, 20)]
    assert schedule.next_days(
        programme.tasks.get(), programme=programme, on=date(2026, 4, 1), calendar=None
    ) == [date(2026, 6, 20), date(2026, 9, 20)]


def test_later_days_come_with_time(province, commune, chief):
    programme = make_running(
        province,
        task(commune, nature=Nature.RECURRING, rule=QUARTERLY.as_dict(), due_on=None),
        ends_on=None,
        by=chief,
    )
    before = programme.assignments.count()
    later = replace(chief, now=NOW + timedelta(days=100))

    actions.sync(programme, on=later.today, by=later)

    assert programme.assignments.count() == before + 1


def test_only_the_next_day_of_a_recurring_task_is_of_concern(province, commune, chief, doer):
    programme = make_running(
        province,
        task(commune, nature=Nature.RECURRING, rule=QUARTERLY.as_dict(), due_on=None),
        by=chief,
    )

    assert [row.due for row in desks.my_assignments(doer, on=date(2026, 4, 1))] == [
        date(2026, 3, 20),
        date(2026, 6, 20),
    ]
    assert counting.counts(
        counting.current(programme.assignments.all(), on=date(2026, 4, 1)), on=date(2026, 4, 1)
    ) == Counts(overdue=1, not_started=1)
