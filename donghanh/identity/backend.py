"""Signing in with one field: code, telephone number in any spelling, or e-mail address."""

from typing import Any, cast

from allauth.account.auth_backends import AuthenticationBackend
from django.http import HttpRequest

from donghanh.identity.models import User

PATH = "donghanh.identity.backend.OneField"


class OneField(AuthenticationBackend):  # type: ignore[misc]
    """Finds the account by whatever was typed; takes as long for a login that nobody has."""

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> User | None:
        """The account whose login and password these are."""
        login = next((credentials[key] for key in ("username", "email", "phone") if credentials.get(key)), "")
        password = credentials.get("password") or ""
        if not login or not password:
            return None
        user = User.objects.called(str(login))
        if user is None:
            User().set_password(password)
        return cast("User | None", self._check_password(user, password))
