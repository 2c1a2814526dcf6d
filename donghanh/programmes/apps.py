"""Programmes' place in Django; signs in what people are told about them."""

from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "donghanh.programmes"
    label = "programmes"
    verbose_name = "chương trình"

    def ready(self) -> None:
        """Follow changes of the tree; let people choose which notices about tasks they want."""
        from donghanh.accounts import handover  # noqa: PLC0415
        from donghanh.notifications import kinds  # noqa: PLC0415 - models are not loaded earlier
        from donghanh.organisations import after_change  # noqa: PLC0415
        from donghanh.programmes import jobs, leaving, notices  # noqa: PLC0415

        handover.sign_in(leaving.TASKS)

        after_change.sign_in(jobs.defer_follow)
        kinds.sign_in(*notices.ALL)
