"""Units as people name them when they fill in a form."""

from django.db.models import Q

from donghanh.core.actor import Actor
from donghanh.core.permissions import Permission
from donghanh.core.text import clean, search_words
from donghanh.organisations.models import Unit, UnitQuerySet

MOST = 12


def called(text: str, code: str, *, by: Actor, right: Permission) -> list[Unit]:
    """Open units within the reach of the right of this code, or of exactly this name; at most a handful."""
    open_now = _open(by, right)
    coded = list(open_now.filter(code__iexact=code))
    return coded or list(open_now.filter(name__iexact=clean(text)).in_order()[:MOST])


def suggested(text: str, *, by: Actor, right: Permission) -> list[Unit]:
    """Open units that fit what is being typed, with the unit above each for telling them apart."""
    if len("".join(search_words(text))) < 2:
        return []
    return list(_open(by, right).matching(text).in_order()[:MOST])


def _open(by: Actor, right: Permission) -> UnitQuerySet:
    """Not ended yet; also what ends or opens on a later day."""
    ended = Q(closed_on__lte=by.today)
    return Unit.objects.reached_by(by, right=right).exclude(ended)
