"""Accounts in bulk: keeping what a sheet says, then doing it, all or the sound part."""

from collections.abc import Iterable, Sequence

from django.utils import timezone
from psycopg.types.range import Range

from donghanh.accounts import codes, rules
from donghanh.accounts.intake import Deed, Planned, plan
from donghanh.accounts.models import Intake, IntakeState, Post
from donghanh.audit import actions as audit
from donghanh.core.actor import NOBODY, Actor
from donghanh.core.errors import Refused
from donghanh.core.permissions import Permission
from donghanh.core.sheets import Sheet
from donghanh.identity.models import User


@audit.deed
def read_intake(sheet: Sheet, *, file_name: str, by: Actor) -> Intake:
    """Nhận bảng tính: keep its rows for the preview; nothing else happens yet."""
    by.require(Permission.ACCOUNT_CHANGE)
    by.require(Permission.POST_CHANGE)
    if by.organisation_id == NOBODY:
        raise Refused("Đồng chí chưa được giao nhiệm vụ ở đơn vị nào.")
    rows = [
        {
            "number": row.number,
            "cells": dict(row.cells),
            "troubles": [{"cell": it.cell, "message": it.message} for it in row.troubles],
        }
        for row in sheet.rows
    ]
    intake = Intake.objects.create(
        unit_id=by.organisation_id,
        made_by_id=by.user_id,
        made_at=by.now,
        file_name=file_name[:200],
        rows=rows,
        letters=dict(sheet.letters),
    )
    audit.record("accounts.read_intake", intake, by=by, rows=len(rows))
    return intake


@audit.deed
def apply_intake(intake: Intake, *, part: bool = False, by: Actor) -> Intake:
    """Cấp theo bảng tính: all rows, or with `part` the sound ones. The rows themselves are then forgotten."""
    by.require(Permission.ACCOUNT_CHANGE)
    by.require(Permission.POST_CHANGE)
    intake = Intake.objects.select_for_update().get(pk=intake.pk)
    if reason := rules.apply_intake(intake, by=by):
        raise Refused(reason)
    planned = plan(intake, by=by)
    sound = [row for row in planned if not row.troubles]
    if len(sound) < len(planned) and not part:
        raise Refused(
            f"Còn {len(planned) - len(sound)} dòng có lỗi; chưa cấp tài khoản nào. "
            "Đồng chí hãy sửa bảng rồi gửi lại, hoặc chỉ cấp các dòng đúng."
        )

    users = _make(sound)
    posts = _give([row for row in sound if row.deed is not Deed.NOTHING], users)
    intake.state, intake.rows, intake.letters = IntakeState.DONE, [], {}
    intake.made, intake.given = sum(row.deed is Deed.MAKE for row in sound), len(posts)
    intake.known = sum(row.deed is Deed.NOTHING for row in sound)
    intake.refused = len(planned) - len(sound)
    intake.save()
    intake.users.set({user.pk for user in users.values() if user.must_change_password})
    for post in posts:
        audit.record("accounts.give_post", post.user, by=by, title=post.title, unit=post.unit.code)
    audit.record("accounts.apply_intake", intake, by=by, made=intake.made, given=intake.given)
    return intake


@audit.deed
def drop_intake(intake: Intake, *, by: Actor) -> Intake:
    """Bỏ đợt: the rows are forgotten, nothing was done."""
    by.require(Permission.ACCOUNT_CHANGE)
    intake = Intake.objects.select_for_update().get(pk=intake.pk)
    if reason := rules.drop_intake(intake, by=by):
        raise Refused(reason)

    intake.state, intake.rows, intake.letters = IntakeState.DROPPED, [], {}
    intake.save(update_fields=["state", "rows", "letters"])
    audit.record("accounts.drop_intake", intake, by=by)
    return intake


def _make(rows: Sequence[Planned]) -> dict[str, User]:
    """The person of each row: known already, or made now by the first of that person's rows."""
    users = {row.person: row.user for row in rows if row.user}
    first: dict[str, Planned] = {}
    for row in rows:
        if row.person not in users and row.person not in first:
            first[row.person] = row
            row.deed = Deed.MAKE  # an earlier row of this person may have been refused
    given = {row.code for row in first.values() if row.code}
    free = codes.free_codes((row.full_name for row in first.values() if not row.code), besides=given)
    made = [_account(row, row.code or next(free)) for row in first.values()]
    for person, user in zip(first, User.objects.bulk_create(made), strict=True):
        users[person] = user
    return users


def _account(row: Planned, code: str) -> User:
    user = User(
        code=code,
        full_name=row.full_name,
        phone=row.phone or None,
        email=row.email or None,
        must_change_password=True,
        created_at=timezone.now(),
    )
    user.set_unusable_password()
    return user


def _give(rows: Iterable[Planned], users: dict[str, User]) -> list[Post]:
    posts = [
        Post(
            user=users[row.person],
            unit=row.unit,
            role=row.role,
            title=row.title,
            period=Range(row.since, None, "[)"),
        )
        for row in rows
    ]
    return Post.objects.bulk_create(posts)
