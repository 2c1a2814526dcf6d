"""The place of this app in Django; signs in what a unit's page shows of people."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "donghanh.accounts"
    label = "accounts"
    verbose_name = "chức danh và quyền"

    def ready(self) -> None:
        """Show a unit's people on its page, and say who holds posts in units that end."""
        from donghanh.accounts import unit_part  # noqa: PLC0415 - models are not loaded earlier
        from donghanh.organisations import affected, parts  # noqa: PLC0415

        affected.sign_in(unit_part.posts_of)
        parts.sign_in(unit_part.PEOPLE)
