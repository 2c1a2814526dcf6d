"""The cast as it stands today: a province with a board and two communes, its neighbour, their people."""

from datetime import timedelta

import pytest
from django.utils import timezone

from donghanh.accounts.tests.factories import acting, make_post
from donghanh.organisations.models import Kind, Level
from donghanh.organisations.tests.factories import make_unit
from donghanh.programmes import actions
from donghanh.programmes.tests.factories import make_running, task


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def central(db):
    return make_unit("Trung ương Đoàn")


@pytest.fixture
def province(central):
    return make_unit("Tỉnh đoàn Bình Minh", central)


@pytest.fixture
def board(province):
    return make_unit("Ban Tuyên giáo Tỉnh đoàn", province, level=Level.PROVINCE, kind=Kind.STAFF_BOARD)


@pytest.fixture
def commune(province):
    return make_unit("Đoàn xã Hòa An", province, level=Level.COMMUNE)


@pytest.fixture
def sister(province):
    return make_unit("Đoàn xã Hòa Bình", province, level=Level.COMMUNE)


@pytest.fixture
def neighbour(central):
    return make_unit("Tỉnh đoàn Sông Hậu", central)


def now_in(post):
    """The holder of the post as actor, today."""
    return acting(post, now=timezone.now())


@pytest.fixture
def chief_post(province):
    return make_post(province, "lanh-dao", title="Bí thư Tỉnh đoàn")


@pytest.fixture
def chief(chief_post):
    return now_in(chief_post)


@pytest.fixture
def keeper_post(board):
    return make_post(board, "chuyen-vien", title="Chuyên viên")


@pytest.fixture
def doer_post(commune):
    return make_post(commune, "can-bo-co-so", title="Bí thư Đoàn xã")


@pytest.fixture
def doer(doer_post):
    return now_in(doer_post)


@pytest.fixture
def outsider_post(neighbour):
    return make_post(neighbour, "lanh-dao", title="Bí thư Tỉnh đoàn")


@pytest.fixture
def give(province, chief, today):
    """Give tasks of one running programme to units: `give(commune, "Việc", in_days=3)`."""

    def given(*units, text="Tổ chức ngày hội đọc sách", in_days=20, **fields):
        fields.setdefault("starts_on", today - timedelta(days=300))
        fields.setdefault("ends_on", today + timedelta(days=300))
        programme_fields = {key: fields.pop(key) for key in ("starts_on", "ends_on", "name") if key in fields}
        due = None if in_days is None else today + timedelta(days=in_days)
        planned = [task(*units, text=text, due_on=due, **fields)]
        return make_running(province, *planned, by=chief, **programme_fields)

    return given


@pytest.fixture
def report(doer):
    """Report the commune's only assignment of a programme as done."""

    def reported(programme, by=None):
        assignment = programme.assignments.get(unit=(by or doer).organisation_id)
        actions.report_done(assignment, note="Đã làm xong.", by=by or doer)
        assignment.refresh_from_db()
        return assignment

    return reported
