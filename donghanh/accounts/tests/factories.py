"""People for tests, with posts given by the real actions."""

from datetime import date
from itertools import count

from donghanh.accounts import actions, queries
from donghanh.accounts.models import Role
from donghanh.identity import backend
from donghanh.identity.models import User
from donghanh.organisations.tests.factories import NOW, SYSTEM

PASSWORD = "mua-xuan-tren-ban"
FIRST_DAY = date(2021, 1, 1)
TODAY = SYSTEM.today
_numbers = count(1)


def make_user(code="lan.tran", *, full_name="Trần Ngọc Lan", **fields):
    return User.objects.create_user(code, PASSWORD, full_name=full_name, **fields)


def make_post(unit, role="quan-tri", *, user=None, title="Cán bộ", since=FIRST_DAY, until=None, by=SYSTEM):
    """Somebody in this unit, from the first day of the tests' time on."""
    actions.load_standard_roles(by=SYSTEM)
    number = next(_numbers)
    user = user or make_user(f"nguoi{number}", full_name=f"Nguyễn Văn {chr(64 + number % 26 or 90)}{number}")
    role = Role.objects.get(code=role) if isinstance(role, str) else role
    return actions.give_post(user, unit=unit, role=role, title=title, since=since, until=until, by=by)


def acting(post, *, now=NOW):
    """The holder of the post as actor in it."""
    user = User.objects.get(pk=post.user_id)
    standing = queries.standing(user, on=SYSTEM.today, chosen=post.pk)
    assert standing.current == post
    return queries.actor_in(standing.current, user=user, now=now)


def sign_in(client, user):
    client.force_login(user, backend=backend.PATH)
