"""People for tests."""

from donghanh.identity import backend
from donghanh.identity.models import User

PASSWORD = "mua-xuan-tren-ban"


def make_user(code="lan.tran", *, full_name="Trần Ngọc Lan", **fields):
    return User.objects.create_user(code, PASSWORD, full_name=full_name, **fields)


def sign_in(client, user):
    client.force_login(user, backend=backend.PATH)
