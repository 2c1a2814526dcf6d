"""Writing history: the line about a deed, and the name that every changed row's history carries."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import wraps
from typing import Any, ParamSpec, TypeVar, cast

from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models, transaction

from donghanh.audit.models import Entry
from donghanh.core.actor import Actor

P = ParamSpec("P")
R = TypeVar("R")

SIGN = "SELECT set_config('pghistory.context_metadata', %s, true)"


def record(verb: str, subject: models.Model, *, by: Actor, **facts: Any) -> Entry:
    """Add one line: this actor did this to that record; `before` and `after` are facts like any other."""
    entry = _entry(verb, subject, by=by, facts=facts)
    entry.save()
    return entry


def record_each(verb: str, each: Iterable[tuple[models.Model, Mapping[str, Any]]], *, by: Actor) -> None:
    """Add one line for each of these records with its own facts: a deed stands under all whom it concerns."""
    Entry.objects.bulk_create(
        (_entry(verb, subject, by=by, facts=facts) for subject, facts in each), batch_size=1000
    )


def _entry(verb: str, subject: models.Model, *, by: Actor, facts: Mapping[str, Any]) -> Entry:
    return Entry(
        at=by.now,
        verb=verb,
        user_id=by.user_id or None,
        on_behalf_of_id=by.on_behalf_of_id or None,
        unit_id=by.organisation_id or None,
        post_id=by.post_id or None,
        address=by.address,
        subject_type=ContentType.objects.get_for_model(subject),
        subject_id=subject.pk,
        subject_name=str(subject)[:300],
        facts=dict(facts),
    )


def deed(action: Callable[P, R]) -> Callable[P, R]:
    """One transaction, all or nothing, in which the history of every changed row names the actor `by`."""

    @wraps(action)
    def signed(*args: P.args, **kwargs: P.kwargs) -> R:
        by = cast("Actor", kwargs["by"])
        with signed_by(by, deed=f"{action.__module__.split('.')[1]}.{action.__name__}"):
            return action(*args, **kwargs)

    return signed


@contextmanager
def signed_by(by: Actor, *, deed: str) -> Iterator[None]:
    """A transaction whose row history carries this actor and the deed's name, under plain SQL too."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(SIGN, [json.dumps(_signature(by, deed), cls=DjangoJSONEncoder)])
        yield


def _signature(by: Actor, deed: str) -> Mapping[str, Any]:
    return {
        "deed": deed,
        "user": by.user_id or None,
        "on_behalf_of": by.on_behalf_of_id or None,
        "unit": by.organisation_id or None,
        "post": by.post_id or None,
        "address": by.address,
        "at": by.now,
    }
