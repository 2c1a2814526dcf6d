"""How allauth and axes are bent to our rules: nobody signs up; accounts are given."""

from base64 import urlsafe_b64encode
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac

from donghanh.accounts import actions, rules
from donghanh.core.http import client_address, trouble
from donghanh.identity.models import User

WRONG = "Tên đăng nhập hoặc mật khẩu chưa đúng."


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

    def pre_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse | None:
        """A one-time password that came too late opens nothing."""
        if reason := rules.change_password_deadline(user, now=timezone.now()):
            return trouble(request, status=403, title="Mật khẩu đã hết hạn", reason=reason)
        answer: HttpResponse | None = super().pre_login(request, user, **kwargs)
        return answer

    def clean_password(self, password: str, user: User | None = None) -> str:
        """As Django's rules say, and another one than before."""
        if user and user.pk and user.check_password(password):
            raise ValidationError("Mật khẩu mới phải khác mật khẩu đang dùng.")
        cleaned: str = super().clean_password(password, user)
        return cleaned

    def set_password(self, user: User, password: str) -> None:
        """Chosen by oneself: no longer a first password."""
        actions.choose_password(user, password=password, by=self.request.actor)

    def get_client_ip(self, request: HttpRequest) -> str:
        """The same answer as everywhere else."""
        return client_address(request)


class SecondStep(DefaultMFAAdapter):  # type: ignore[misc]
    """The optional second step: our words, and secrets that a copy of the database does not give away."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultMFAAdapter.error_messages,
        "cannot_delete_authenticator": "Chưa tắt được xác nhận hai bước.",
        "cannot_generate_recovery_codes": "Đồng chí hãy bật xác nhận hai bước trước.",
        "incorrect_code": "Mã xác nhận chưa đúng.",
    }

    def get_totp_issuer(self) -> str:
        """The name under which the telephone lists the code."""
        return "Đồng Hành"

    def encrypt(self, text: str) -> str:
        """As it is stored."""
        return _vault().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """As it is used; older keys are still understood."""
        return _vault().decrypt(encrypted_text.encode()).decode()


def _vault() -> MultiFernet:
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = [
        salted_hmac("accounts.second_step", "key", secret=each, algorithm="sha256") for each in secrets
    ]
    return MultiFernet([Fernet(urlsafe_b64encode(digest.digest())) for digest in digests])


def typed_login(request: HttpRequest, credentials: dict[str, Any] | None) -> str:
    """Whose login was typed, in whatever spelling, so that axes counts tries for one account together."""
    typed = credentials or {}
    login = typed.get("username") or typed.get("email") or request.POST.get("login", "")
    typed_as = str(login).strip().lower()
    user = User.objects.called(typed_as) if typed_as else None
    return user.code if user else typed_as
