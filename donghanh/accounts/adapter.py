"""How allauth and axes are bent to our rules: nobody signs up; accounts are given."""

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.urls import reverse

from donghanh.core.http import client_address

WRONG = "Mã đăng nhập hoặc mật khẩu chưa đúng."


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Closed sign-up, our one way to know an address, our words; the rest as allauth does it."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": "Tài khoản này đã ngừng sử dụng. Đồng chí hãy hỏi người quản trị của đơn vị.",
        "email_password_mismatch": WRONG,
        "username_password_mismatch": WRONG,
        "enter_current_password": "Mật khẩu hiện tại chưa đúng.",
        "incorrect_password": "Mật khẩu chưa đúng.",
        "rate_limited": "Đồng chí thao tác quá nhanh. Vui lòng thử lại sau ít phút.",
        "too_many_login_attempts": "Đã thử đăng nhập quá nhiều lần. Vui lòng thử lại sau ít phút.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are made by an administrator, from a post; never by oneself."""
        return False

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to work."""
        return reverse("desk:home")

    def get_client_ip(self, request: HttpRequest) -> str:
        """The same answer as everywhere else."""
        return client_address(request)


def typed_login(request: HttpRequest, credentials: dict[str, Any] | None) -> str:
    """What was typed as the login, in one spelling, so that axes counts tries for one account together."""
    typed = credentials or {}
    login = typed.get("username") or typed.get("email") or request.POST.get("login", "")
    return str(login).strip().lower()
