"""History: complete, searchable, and closed to change, also for the application's own database role."""

from datetime import UTC, date, datetime

import psycopg
import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from donghanh.audit import actions as audit
from donghanh.audit.history import APP_ROLE
from donghanh.audit.models import Entry
from donghanh.core.actor import Actor
from donghanh.identity.models import User

NOW = datetime(2026, 3, 15, 18, 30, tzinfo=UTC)  # 16 March in Vietnam


@pytest.fixture
def person(db):
    return User.objects.create_user("ngan", full_name="Lê Thị Ngân")


@pytest.fixture
def actor(person):
    return Actor(
        user_id=person.pk, organisation_id=7, permissions=frozenset(), now=NOW, post_id=3, address="10.1.2.3"
    )


def histories():
    """Every table that only grows: the book of deeds, and the versions of every tracked model."""
    events = [model for model in apps.get_models() if hasattr(model, "pgh_tracked_model")]
    return [Entry, *events]


def test_record_keeps_who_for_whom_when_from_where_and_what(actor, person):
    entry = audit.record("identity.rename", person, by=actor, before="Lê Ngân", after="Lê Thị Ngân")

    assert (entry.user, entry.unit_id, entry.post_id, entry.address, entry.at) == (
        person,
        7,
        3,
        "10.1.2.3",
        NOW,
    )
    assert (entry.subject, entry.subject_name) == (person, "Lê Thị Ngân")
    assert entry.facts == {"before": "Lê Ngân", "after": "Lê Thị Ngân"}


def test_record_names_the_one_on_whose_behalf(actor, person):
    boss = User.objects.create_user("truong", full_name="Trần Trường")

    entry = audit.record("x", person, by=Actor(**{**vars(actor), "on_behalf_of_id": boss.pk}))

    assert (entry.user, entry.on_behalf_of) == (person, boss)


def test_the_book_is_searched_by_name_day_person_and_record(actor, person):
    entry = audit.record("identity.rename", person, by=actor)

    assert list(Entry.objects.saying("ngan le")) == [entry]
    assert list(Entry.objects.saying("rename")) == [entry]
    assert list(Entry.objects.saying("truong")) == []
    assert list(Entry.objects.between(date(2026, 3, 16), date(2026, 3, 16))) == [entry]
    assert list(Entry.objects.between(date(2026, 3, 15), date(2026, 3, 15))) == []
    assert list(Entry.objects.by_user(person.pk).about(person)) == [entry]


def test_entries_cannot_be_changed_or_deleted_even_by_the_owner(actor, person):
    entry = audit.record("identity.rename", person, by=actor)

    for attempt in (Entry.objects.filter(pk=entry.pk).delete, lambda: Entry.objects.update(verb="khác")):
        with pytest.raises(DatabaseError, match=r"Cannot (delete|update)"), transaction.atomic():
            attempt()


@pytest.mark.django_db
def test_the_application_role_may_only_add_to_every_history():
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [APP_ROLE])
        if cursor.fetchone() is None:
            pytest.skip("the server was not made by our launcher")
        for model in histories():
            table = model._meta.db_table
            rights = {}
            for right in ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE"):
                cursor.execute("SELECT has_table_privilege(%s, %s, %s)", [APP_ROLE, table, right])
                rights[right] = cursor.fetchone()[0]
            assert (table, rights) == (
                table,
                {"SELECT": True, "INSERT": True, "UPDATE": False, "DELETE": False, "TRUNCATE": False},
            )


@pytest.mark.django_db(transaction=True)
def test_the_application_role_is_turned_away_when_it_tries(actor, person):
    audit.record("identity.rename", person, by=actor)
    settings = connection.get_connection_params()
    reachable = {key: settings[key] for key in ("host", "port", "dbname") if settings.get(key)}

    with psycopg.connect(**reachable, user=APP_ROLE) as app:
        for statement in ("UPDATE audit_entry SET verb = 'khác'", "DELETE FROM audit_entry"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                app.execute(statement)
            app.rollback()
        assert app.execute("SELECT count(*) FROM audit_entry").fetchone() == (1,)
