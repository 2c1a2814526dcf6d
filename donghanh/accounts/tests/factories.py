"""People for tests."""

from donghanh.identity.models import User

PASSWORD = "mua-xuan-tren-ban"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def make_user(code="lan.tran", *, full_name="Trần Ngọc Lan", **fields):
    return User.objects.create_user(code, PASSWORD, full_name=full_name, **fields)


def sign_in(client, user):
    client.force_login(user, backend=BACKEND)
