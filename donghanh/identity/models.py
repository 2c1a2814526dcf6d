"""The person who signs in."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone


class UserManager(BaseUserManager["User"]):
    """Makes users; everything else about them is done by accounts."""

    def create_user(self, code: str, password: str | None = None, **fields: Any) -> "User":
        """Store a user who signs in with `code`; without a password the account cannot be signed in to."""
        user = self.model(code=code, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """Tài khoản: one person's account. What the person may do comes from posts, never from here."""

    code = models.CharField("mã đăng nhập", max_length=60, unique=True)
    full_name = models.CharField("họ và tên", max_length=120)
    email = models.EmailField("thư điện tử", null=True, blank=True, unique=True)
    phone = models.CharField("số điện thoại", max_length=15, null=True, blank=True, unique=True)
    is_active = models.BooleanField("đang dùng", default=True)
    must_change_password = models.BooleanField("phải đổi mật khẩu", default=False)
    created_at = models.DateTimeField("tạo lúc", default=timezone.now, editable=False)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "code"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name"]

    class Meta:
        verbose_name = "tài khoản"
        verbose_name_plural = "tài khoản"

    def __str__(self) -> str:
        return self.full_name or self.code

    def get_full_name(self) -> str:
        """The name that greets the person; libraries ask for it under this name."""
        return str(self)
