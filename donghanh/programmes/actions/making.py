"""Making a programme: from values, as a confirmed plan gives them."""

from donghanh.audit import actions as audit
from donghanh.core.actor import Actor
from donghanh.core.permissions import Permission
from donghanh.documents.models import Document
from donghanh.programmes import rules
from donghanh.programmes.actions import rows
from donghanh.programmes.models import Programme
from donghanh.programmes.values import NewProgramme


@audit.deed
def set_up(new: NewProgramme, *, document: Document | None = None, by: Actor) -> Programme:
    """Lập chương trình: in preparation, with tasks, targets, deadlines, owners and boards."""
    by.require(Permission.PROGRAMME_CHANGE)
    rows.refuse(rules.set_up(new, by=by))

    programme = rows.add_programme(new, document=document, by=by)
    audit.record(
        "programmes.set_up",
        programme,
        by=by,
        tasks=len(new.tasks),
        targets=len(new.targets),
        deadlines=len(new.deadlines),
    )
    return programme
