"""Organisations' place in Django; signs in how far an actor reaches."""

from django.apps import AppConfig

from donghanh.core import reach


class OrganisationsConfig(AppConfig):
    name = "donghanh.organisations"
    label = "organisations"
    verbose_name = "tổ chức"

    def ready(self) -> None:
        """Let the apps below ask for the units that an actor reaches."""
        from donghanh.organisations import parts, taking_back  # noqa: PLC0415 - models are not loaded earlier
        from donghanh.organisations.models import Unit  # noqa: PLC0415

        reach.sign_in(
            lambda actor: Unit.objects.reached_by(actor).values_list("pk", flat=True),
            naming=lambda ids: dict(Unit.objects.filter(pk__in=ids).values_list("pk", "name")),
        )
        parts.sign_in(taking_back.LATEST)
