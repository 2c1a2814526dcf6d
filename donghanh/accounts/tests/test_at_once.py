"""Two people at once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from donghanh.accounts import actions
from donghanh.accounts.models import Post
from donghanh.accounts.tests.factories import TODAY, acting, make_post, make_user
from donghanh.accounts.tests.test_intake import row, sheet_of, take
from donghanh.core.errors import Refused
from donghanh.organisations.tests.factories import make_unit

pytestmark = pytest.mark.django_db(transaction=True)


def together(*deeds):
    """Each deed in a thread of its own, all let go at the same moment; what each came to."""
    start = Barrier(len(deeds))

    def run(deed):
        start.wait()
        try:
            return deed()
        except Refused as refusal:
            return str(refusal)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(run, deeds))


def test_two_administrators_who_end_each_other_leave_one():
    top = make_unit("Trung ương Đoàn")
    first, second = make_post(top), make_post(top)
    one, other = acting(first), acting(second)

    said = together(
        lambda: actions.end_post(second, on=TODAY, by=one),
        lambda: actions.end_post(first, on=TODAY, by=other),
    )

    assert sum(isinstance(each, str) and "cuối cùng" in each for each in said) == 1
    assert Post.objects.keeping(top, on=TODAY).count() == 1


def test_a_double_click_gives_the_post_once():
    top = make_unit("Trung ương Đoàn")
    keeper, user = make_post(top), make_user()
    by = acting(keeper)

    def give():
        return actions.give_post(user, unit=top, role=keeper.role, title="Bí thư", since=TODAY, by=by)

    said = together(give, give)

    assert sum(isinstance(each, str) and "đã giữ nhiệm vụ này" in each for each in said) == 1
    assert user.posts.count() == 1


def test_a_batch_is_done_once_however_often_the_button_is_pressed():
    top = make_unit("Trung ương Đoàn")
    by = acting(make_post(top))

    intake = take(sheet_of(row(unit=top.code)), by)

    said = together(*[lambda: actions.apply_intake(intake, by=by)] * 2)

    assert sum(isinstance(each, str) and "đã cấp xong" in each for each in said) == 1
    assert Post.objects.filter(user__full_name="Lê Thị Mơ").count() == 1
