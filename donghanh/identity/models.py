"""The person who signs in."""

from datetime import datetime
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.hashers import PBKDF2PasswordHasher, get_hasher
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.crypto import get_random_string

from donghanh.core.text import SearchForm, SortKey
from donghanh.identity import phone

CODE = r"^(?=.*[a-z])[a-z0-9][a-z0-9._-]*$"  # with a letter, so that no code is another person's number
ONE_TIME_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
ONE_TIME_ITERATIONS = 5_000  # 59 random bits need no slow hash; thousands are printed at once


class UserManager(BaseUserManager["User"]):
    """Makes users; everything else about them is done by accounts."""

    def create_user(self, code: str, password: str | None = None, **fields: Any) -> "User":
        """Store a user who signs in with `code`; without a password the account cannot be signed in to."""
        user = self.model(code=code, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def called(self, login: str) -> "User | None":
        """The account of this code, telephone number or e-mail address, in any spelling."""
        typed = login.strip().lower()
        number = phone.normal(typed)
        wanted = Q(phone=number) if number else Q(email__iexact=typed) if "@" in typed else Q(code=typed)
        return self.filter(wanted).first()


class User(AbstractBaseUser):
    """Tài khoản: one person's account. What the person may do comes from posts, never from here."""

    code = models.CharField("mã đăng nhập", max_length=60, unique=True)
    full_name = models.CharField("họ và tên", max_length=120)
    email = models.EmailField("thư điện tử", null=True, blank=True, unique=True)
    phone = models.CharField("số điện thoại", max_length=15, null=True, blank=True, unique=True)
    is_active = models.BooleanField("đang dùng", default=True)
    must_change_password = models.BooleanField("phải đổi mật khẩu", default=False)
    password_ends_at = models.DateTimeField("mật khẩu dùng một lần hết hạn lúc", null=True, blank=True)
    created_at = models.DateTimeField("tạo lúc", default=timezone.now, editable=False)
    sort_key = models.GeneratedField(
        expression=SortKey(
            Func(
                F("full_name"),
                Value(r"^(.*) ([^ ]+)$"),
                Value(r"\2 \1"),
                function="regexp_replace",
                output_field=models.TextField(),
            )
        ),  # lists of people go by given name
        output_field=models.TextField(db_collation="C"),
        db_persist=True,
    )
    search = models.GeneratedField(
        expression=SearchForm(F("full_name")), output_field=models.TextField(), db_persist=True
    )

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "code"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name"]

    class Meta:
        verbose_name = "tài khoản"
        verbose_name_plural = "tài khoản"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="user_code_plain",
                condition=Q(code__regex=CODE),
                violation_error_message="Mã đăng nhập gồm chữ thường không dấu, chữ số; ít nhất một chữ.",
            ),
            models.CheckConstraint(
                name="user_phone_normal", condition=Q(phone__isnull=True) | Q(phone__regex=r"^0[0-9]{9,10}$")
            ),
            models.UniqueConstraint(Lower("email"), name="user_email_once"),
        ]
        indexes: ClassVar = [GinIndex(OpClass(F("search"), name="gin_trgm_ops"), name="user_search")]

    def __str__(self) -> str:
        return self.full_name or self.code

    def give_one_time_password(self, *, until: datetime) -> str:
        """Set a random password that holds for one sign-in until a moment; told once, to be written down."""
        password = one_time_password()
        hasher = get_hasher()
        rounds = {"iterations": ONE_TIME_ITERATIONS} if isinstance(hasher, PBKDF2PasswordHasher) else {}
        self.password = hasher.encode(password, hasher.salt(), **rounds)
        self.must_change_password, self.password_ends_at = True, until
        return password

    def get_full_name(self) -> str:
        """The name that greets the person; libraries ask for it under this name."""
        return str(self)


def one_time_password() -> str:
    """Twelve letters and digits in groups of four, without those that look alike on paper."""
    return "-".join(get_random_string(4, ONE_TIME_LETTERS) for _ in range(3))
