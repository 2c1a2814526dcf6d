"""Deeds on names: what they mean is remembered for the issuer, and what they mean anew is made."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from donghanh.audit import actions as audit
from donghanh.core.actor import Actor
from donghanh.core.errors import Refused
from donghanh.core.permissions import Permission
from donghanh.core.text import clean
from donghanh.documents.models import NameChoice, NameMeaning, OutsideBody
from donghanh.documents.naming import Meant, key, memory
from donghanh.organisations import actions as organisations
from donghanh.organisations.actions.groups import Picks
from donghanh.organisations.models import Unit, UnitGroup

LONGEST, LONGEST_NAME = 300, 200


@dataclass(frozen=True, kw_only=True)
class Made:
    """Meanings as rows; `refused` says in words why some could not be made, and are left open."""

    means: tuple[Meant, ...]
    refused: tuple[str, ...] = ()


@audit.deed
def materialise(meants: Iterable[Meant], *, on: date, partners: Collection[int] = (), by: Actor) -> Made:
    """Lập nhóm và ghi cơ quan mới: rows for the groups and outside bodies that names mean.

    One that exists under that name is taken. A group that the actor may not make is left out and said,
    so that the paper itself can still be confirmed. `partners` are the issuers of a joint paper: groups below
    each of them are made for both, because nobody gets a task through them before each has agreed.
    """
    by.require(Permission.DOCUMENT_INTAKE)
    means: list[Meant] = []
    refused: list[str] = []
    noted: list[OutsideBody] = []
    for meant in meants:
        try:
            made = _made(meant, noted, on, _reaching(meant, partners, by))
        except Refused as refusal:
            refused.append(f"Nhóm “{meant['new_group']['name']}” chưa lập được: {refusal}")
            continue
        if made not in means:
            means.append(made)
    for body in noted:
        audit.record("documents.note_body", body, by=by)
    return Made(means=tuple(means), refused=tuple(dict.fromkeys(refused)))


def _reaching(meant: Meant, partners: Collection[int], by: Actor) -> Actor:
    """The actor, for a group of a partner as if the partner were within reach."""
    of_partner = "new_group" in meant and meant["new_group"]["owner"] in partners
    return replace(by, everywhere=True) if of_partner else by


def _made(meant: Meant, noted: list[OutsideBody], on: date, by: Actor) -> Meant:
    if "new_group" in meant:
        return {"group": _group(meant["new_group"], on, by).pk}
    if "new_body" in meant:
        body, new = OutsideBody.objects.get_or_create(
            owner_id=by.top_id, name=clean(meant["new_body"])[:LONGEST_NAME]
        )
        if new:
            noted.append(body)
        return {"body": body.pk}
    return meant


def _group(new: Mapping[str, Any], on: date, by: Actor) -> UnitGroup:
    standing = UnitGroup.objects.visible_to(by).filter(owner=new["owner"], name=clean(new["name"])).first()
    if standing:
        return standing
    owner = Unit.objects.filter(pk=new["owner"]).first()
    if owner is None:
        raise Refused("đơn vị lập nhóm không còn trong hệ thống.")
    picks = Picks(
        levels=tuple(new["levels"]),
        kinds=tuple(new["kinds"]),
        directly_below=bool(new["directly_below"]),
        name_has=new["name_has"],
    )
    return organisations.create_group(owner, name=new["name"], picks=picks, on=on, by=by)


@audit.deed
def remember(
    names: Mapping[str, Mapping[str, Any]], *, issuers: Sequence[Unit], issuer_key: str, by: Actor
) -> int:
    """Ghi nhớ cách hiểu tên: each name with its meanings, for papers of this issuer; how many changed.

    `names` are a draft's, after `materialise`: rows only. An empty list of meanings is a choice, too.
    """
    by.require(Permission.DOCUMENT_INTAKE)
    office = Unit.objects.select_for_update().filter(pk=by.top_id).first()
    if office is None:
        raise Refused("Cách hiểu tên được ghi nhớ cho một đơn vị; hãy chọn đơn vị đang làm việc.")
    issuer, issuer_name = memory.whose(issuers, issuer_key)
    wanted = {short: choice for name, choice in names.items() if (short := key(name))}
    kept = memory.choices(wanted, issuers, issuer_key, by=by)
    changed = {
        short: choice
        for short, choice in wanted.items()
        if short not in kept or list(kept[short].means) != list(choice["means"])
    }
    NameChoice.objects.visible_to(by).filter(
        issuer=issuer, issuer_key=issuer_name, key__in=list(changed)
    ).delete()
    for short, choice in changed.items():
        row = NameChoice.objects.create(
            unit=office,
            issuer=issuer,
            issuer_key=issuer_name,
            key=short,
            written=clean(choice["written"])[:LONGEST],
            made_at=by.now,
        )
        NameMeaning.objects.bulk_create(_meanings(row, choice["means"]))
    if changed:
        audit.record("documents.remember_names", issuer or office, by=by, names=sorted(changed))
    return len(changed)


def _meanings(choice: NameChoice, means: Iterable[Meant]) -> list[NameMeaning]:
    return [
        NameMeaning(
            choice=choice,
            place=place,
            meant_unit_id=meant.get("unit"),
            group_id=meant.get("group"),
            body_id=meant.get("body"),
        )
        for place, meant in enumerate(means)
    ]
