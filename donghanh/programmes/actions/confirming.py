"""From a reviewed paper to a programme in preparation, and back."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from donghanh.audit import actions as audit
from donghanh.core.actor import Actor
from donghanh.core.permissions import Permission
from donghanh.documents import actions as documents
from donghanh.documents.models import Document, Reception
from donghanh.documents.queries import Names, names_of
from donghanh.programmes import planning, rules
from donghanh.programmes.actions import rows
from donghanh.programmes.models import OnClosing, Part, Programme, ProgrammeKind
from donghanh.programmes.queries import confirming
from donghanh.programmes.queries.confirming import Preview
from donghanh.programmes.values import NewActor, NewOwner, NewProgramme


@audit.deed
def confirm(
    reception: Reception,
    *,
    whose: str = "",
    kind: ProgrammeKind | None = None,
    boards: Mapping[int, int | None] | None = None,
    parent: Programme | None = None,
    carriers: Mapping[str, Sequence[str]] | None = None,
    on_closing: OnClosing = OnClosing.ASK,
    version: int | None = None,
    by: Actor,
) -> Programme:
    """Xác nhận: the paper is registered, its names are remembered and made, the programme is written.

    `whose` is `issuer` or `own`; `boards` the standing board of each owner; `carriers` who gets a task that
    names nobody, by the task's id in the draft and the names as written. Two who confirm at once get the
    same programme.
    """
    by.require(Permission.PROGRAMME_CHANGE)
    found = Reception.objects.visible_to(by).select_for_update(of=("self",)).get(pk=reception.pk)
    if made := confirming.result_of(found):
        return made
    rows.refuse(rules.confirm(found, version=version))

    left_open: list[str] = []
    _keep_names(found, left_open, by)
    document = documents.register(found, by=by)
    preview = confirming.preview(found, whose=whose, by=by, make=lambda hand: _made(hand, left_open, by))
    plan = preview.plan.completed(_chosen(preview, carriers))
    standing = preview.board_of if boards is None else boards
    new = NewProgramme(
        name=preview.name,
        owners=tuple(NewOwner(unit=unit.pk, board=standing.get(unit.pk)) for unit in preview.owners),
        kind=kind or preview.kind,
        starts_on=document.starts_on or document.issued_on,
        ends_on=document.ends_on,
        parent=parent.pk if parent else None,
        on_closing=on_closing,
        tasks=plan.tasks,
        targets=plan.targets,
        deadlines=plan.deadlines,
    )
    rows.refuse(rules.set_up(new, by=by))
    programme = rows.add_programme(new, document=document, by=by)
    audit.record(
        "programmes.confirm",
        programme,
        by=by,
        tasks=len(new.tasks),
        targets=len(new.targets),
        deadlines=len(new.deadlines),
        left_open=left_open,
    )
    return programme


@audit.deed
def undo_confirm(programme: Programme, *, by: Actor) -> Reception:
    """Hủy xác nhận: while it is in preparation, the programme goes and the paper is in review again."""
    by.require(Permission.PROGRAMME_CHANGE)
    programme = rows.fresh(programme)
    rows.refuse(rules.undo_confirm(programme, by=by))

    document = Document.objects.get(programmes=programme)
    audit.record("programmes.undo_confirm", programme, by=by, version=programme.version)
    programme.delete()
    return documents.unregister(document, by=by)


def _keep_names(reception: Reception, left_open: list[str], by: Actor) -> None:
    """Make the groups and bodies that names mean, and keep every meaning in the draft and for the issuer."""
    names = _made(names_of(reception.draft, by=by, today=by.today), left_open, by)
    known = {
        key: {"written": names.written[key], "means": list(means)}
        for key, means in names.means.items()
        if means
    }
    chosen = {**reception.draft.get("names", {}), **known}
    reception.draft = {**reception.draft, "names": chosen}
    reception.save(update_fields=["draft"])
    documents.remember(chosen, issuers=names.issuers, issuer_key=names.issuer_key, by=by)


def _made(names: Names, left_open: list[str], by: Actor) -> Names:
    """The names with rows for all that they mean anew; what cannot be made is told and left open."""
    means = {}
    partners = [unit.pk for unit in names.issuers] if len(names.issuers) > 1 else []
    for key, meants in names.means.items():
        means[key] = meants
        if any("new_group" in meant or "new_body" in meant for meant in meants):
            made = documents.materialise(meants, on=by.today, partners=partners, by=by)
            left_open += made.refused
            means[key] = made.means
    return replace(names, means=means)


def _chosen(preview: Preview, carriers: Mapping[str, Sequence[str]] | None) -> dict[str, Sequence[NewActor]]:
    """Who gets the tasks that name nobody: as chosen, else whom the plan tells to carry it out."""
    if carriers is None:
        return {task.key: preview.plan.proposed for task in preview.plan.orphans}
    return {
        task: planning.actors_of(names, Part.LEAD, preview.hand) for task, names in carriers.items() if names
    }
