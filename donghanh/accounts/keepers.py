"""The lock under which administrators lose what makes them so: two who remove each other do it in turn."""

from django.db import connection


def in_turn() -> None:
    """Wait until no other transaction may take an administrator away; held to the end of this one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('accounts.keepers'))")
