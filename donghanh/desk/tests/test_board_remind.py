"""One click on the board reminds units; it says how many."""

import pytest

from donghanh.accounts.tests.factories import make_post, sign_in
from donghanh.notifications.models import Notice
from donghanh.programmes import notices
from donghanh.programmes.models import Reminder

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(commune, sister, doer_post):
    """Somebody in each commune who does tasks."""
    return doer_post.user_id, make_post(sister, "can-bo-co-so").user_id


def reminded():
    return set(Notice.objects.filter(kind=notices.REMINDED.code).values_list("user", flat=True))


def press(client, programme, query=""):
    return client.post(f"/tien-do/{programme.pk}/nhac/?{query}", follow=True)


def test_all_late_units_are_reminded_and_counted(client, commune, sister, chief_post, people, give, report):
    programme = give(commune, sister, in_days=-2)
    report(programme)
    sign_in(client, chief_post.user)
    board = client.get(f"/tien-do/{programme.pk}/").text
    assert "Nhắc mọi đơn vị đang trễ" in board

    said = press(client, programme, "trang-thai=qua-han").text

    assert "Đã nhắc 1 đơn vị (1 người)." in said
    assert reminded() == {people[1]}
    reminder = Reminder.objects.get()
    assert (reminder.units, reminder.people, reminder.user_id) == (1, 1, chief_post.user_id)


def test_one_task_or_one_unit_is_reminded_alone(client, commune, sister, chief_post, people, give):
    programme = give(commune, sister)
    sign_in(client, chief_post.user)
    task = programme.tasks.get()

    assert "Đã nhắc 1 đơn vị (1 người)." in press(client, programme, f"don-vi={commune.pk}").text
    assert reminded() == {people[0]}
    assert "Đã nhắc 2 đơn vị (2 người)." in press(client, programme, f"viec={task.pk}").text
    assert reminded() == set(people)


def test_pressing_twice_reminds_once_and_says_so(client, commune, chief_post, people, give):
    programme = give(commune)
    sign_in(client, chief_post.user)
    press(client, programme)

    assert "hôm nay đã được nhắc" in press(client, programme).text
    assert Notice.objects.filter(kind=notices.REMINDED.code).count() == 1


def test_nobody_is_left_to_remind(client, commune, chief_post, give, report):
    programme = give(commune)
    report(programme)
    sign_in(client, chief_post.user)

    response = press(client, programme)

    assert response.status_code == 409
    assert "Không còn đơn vị nào phải nhắc" in response.text


def test_a_task_of_another_programme_is_not_found(client, commune, chief_post, give):
    one, other = give(commune), give(commune)
    sign_in(client, chief_post.user)

    assert press(client, one, f"viec={other.tasks.get().pk}").status_code == 404


def test_only_who_keeps_the_programme_reminds(client, commune, doer_post, outsider_post, people, give):
    programme = give(commune, in_days=-2)
    answers = {}
    for post in (doer_post, outsider_post, make_post(commune, "thanh-vien")):
        sign_in(client, post.user)
        answers[post.pk] = press(client, programme).status_code
        if post == doer_post:
            assert "Nhắc" not in client.get(f"/tien-do/{programme.pk}/").text.split("<main", 1)[1]

    assert list(answers.values()) == [409, 404, 403]
    assert reminded() == set()
