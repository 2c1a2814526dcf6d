"""Programmes' place in Django; signs in what people are told about them."""

from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "donghanh.programmes"
    label = "programmes"
    verbose_name = "chương trình"

    def ready(self) -> None:
        """Let people choose which notices about tasks they want."""
        from donghanh.notifications import kinds  # noqa: PLC0415 - models are not loaded earlier
        from donghanh.programmes import notices  # noqa: PLC0415

        kinds.sign_in(*notices.ALL)
