"""The place of this app in Django; signs in what a unit's page shows of work."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "donghanh.desk"
    label = "desk"
    verbose_name = "bàn làm việc"

    def ready(self) -> None:
        """Show on a unit's page what the unit owes."""
        from donghanh.desk import unit_part  # noqa: PLC0415 - models are not loaded earlier
        from donghanh.organisations import parts  # noqa: PLC0415

        parts.sign_in(unit_part.WORK)
