"""What a unit's page says of its work."""

import pytest

from donghanh.accounts.tests.factories import make_post, sign_in
from donghanh.desk import unit_part
from donghanh.desk.tests.conftest import now_in
from donghanh.programmes import actions
from donghanh.programmes.tests.factories import make_running, task

pytestmark = pytest.mark.django_db


def test_a_units_page_lists_what_the_unit_owes_the_late_first(
    client, commune, sister, chief, chief_post, doer, give
):
    give(commune, text="Việc sau", in_days=9)
    late = give(commune, text="Việc trễ", in_days=-2).assignments.get()
    give(sister, text="Việc của xã khác")
    done = give(commune, text="Việc đã xong").assignments.get()
    actions.report_done(done, note="Xong.", by=doer)
    actions.confirm_done(done, by=chief)
    sign_in(client, chief_post.user)

    page = client.get(f"/don-vi/{commune.pk}/").text
    part = page[page.index("Việc đang làm") :]

    assert part.index("Việc trễ") < part.index("Việc sau")
    assert f'href="{late.get_absolute_url()}"' in part
    assert "Quá hạn 2 ngày" in part
    assert "Việc của xã khác" not in page
    assert "Việc đã xong" not in page


def test_it_asks_one_question_and_says_how_many_more(
    province, commune, chief, today, django_assert_num_queries
):
    make_running(province, *(task(commune, text=f"Việc {number}") for number in range(15)), by=chief)

    with django_assert_num_queries(1):
        owed = unit_part.look(commune, chief, today).context["owed"]

    assert (len(owed.rows), owed.number, owed.more) == (6, 15, 9)


def test_other_branches_and_roles_without_the_right_see_none_of_it(
    commune, province, outsider_post, today, give
):
    give(commune)

    assert unit_part.look(commune, now_in(outsider_post), today).context["owed"].rows == []
    assert unit_part.look(commune, now_in(make_post(province, "thiet-lap")), today) is None
