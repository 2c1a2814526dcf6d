"""From the rows of a sheet to what they would do: a new account, a new post for somebody known, or nothing.

A row with a known telephone number, code or address is that person; without any of them, somebody of the same
name in the same unit is. So the same sheet may be sent again. A handful of queries, however many rows.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from django.db.models import Q

from donghanh.accounts import rules
from donghanh.accounts.models import Intake, Post, Role
from donghanh.core.actor import Actor
from donghanh.core.permissions import Permission
from donghanh.core.text import search_words
from donghanh.identity import phone as phones
from donghanh.identity.models import CODE, User
from donghanh.organisations.models import Lineage, Unit

MOST_ROWS = 5_000
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
LONGEST = {"full_name": 120, "title": 120, "email": 254, "code": 60}


class Deed(StrEnum):
    """What a row would do."""

    MAKE = "cấp tài khoản"
    GIVE = "giao thêm nhiệm vụ"
    NOTHING = "đã có"


@dataclass(frozen=True, kw_only=True)
class Trouble:
    """What is wrong, and in which cell."""

    cell: str
    message: str


@dataclass(kw_only=True)
class Planned:
    """One row, understood; `troubles` keep it from being done."""

    number: int
    cells: Mapping[str, str]
    full_name: str = ""
    title: str = ""
    phone: str = ""
    email: str = ""
    code: str = ""
    since: date = date.min
    unit: Unit | None = None
    role: Role | None = None
    user: User | None = None
    person: str = ""  # the same in all rows of one person
    deed: Deed = Deed.MAKE
    troubles: list[Trouble] = field(default_factory=list)

    @property
    def result(self) -> str:
        """What is written beside the row."""
        return "; ".join(f"{it.cell}: {it.message}" for it in self.troubles) or str(self.deed).capitalize()


@dataclass(frozen=True, kw_only=True)
class Known:
    """What the rows are compared with, fetched once."""

    units: Mapping[str, Sequence[Unit]]
    bare_units: Mapping[str, Sequence[Unit]]
    roles: Mapping[str, Role]
    role_places: frozenset[tuple[int, int]]
    users: Mapping[str, User]
    held: Mapping[tuple[int, int, int], Sequence[Post]]
    named: Mapping[tuple[str, int], User]


def plan(intake: Intake, *, by: Actor) -> list[Planned]:
    """Every row with what it would do today, or why not."""
    known = _known(intake.rows, by)
    planned = [_read(row, known, by, intake.letters) for row in intake.rows]
    _compare(planned, intake.letters)
    return planned


def _known(rows: Sequence[Mapping[str, Any]], by: Actor) -> Known:
    reached = list(Unit.objects.reached_by(by, right=Permission.POST_CHANGE))
    units: dict[str, list[Unit]] = {}
    bare: dict[str, list[Unit]] = {}
    for unit in reached:
        for key in {unit.code.casefold(), unit.name.casefold()}:
            units.setdefault(key, []).append(unit)
        bare.setdefault(" ".join(search_words(unit.name)), []).append(unit)
    roles = {role.name.casefold(): role for role in Role.objects.visible_to(by)}
    places = Lineage.objects.filter(
        ancestor__in=[role.unit_id for role in roles.values() if role.unit_id], period__contains=by.today
    )
    cells = [row["cells"] for row in rows]
    users = _users(cells)
    posts = list(_posts(cells, users, by))
    held: dict[tuple[int, int, int], list[Post]] = {}
    for post in posts:
        held.setdefault((post.user_id, post.unit_id, post.role_id), []).append(post)
    return Known(
        units=units,
        bare_units=bare,
        roles=roles,
        role_places=frozenset(places.values_list("ancestor", "descendant")),
        users={key: user for user in users for key in (user.code, user.phone, user.email) if key},
        held=held,
        named={(post.user.full_name.casefold(), post.unit_id): post.user for post in posts},
    )


def _users(cells: Iterable[Mapping[str, str]]) -> list[User]:
    logins = {key: {_login(row, key) for row in cells} - {""} for key in ("phone", "email", "code")}
    wanted = Q(phone__in=logins["phone"]) | Q(email__in=logins["email"]) | Q(code__in=logins["code"])
    return list(User.objects.filter(wanted))


def _posts(cells: Iterable[Mapping[str, str]], users: Sequence[User], by: Actor) -> Iterable[Post]:
    names = {row.get("full_name", "") for row in cells}
    mine = Q(user__in=users) | Q(
        user__full_name__in=names, unit__in=Unit.objects.reached_by(by, right=Permission.POST_CHANGE)
    )
    own = Post.objects.filter(mine, delegated_from=None)
    return own.to_come_or_running(on=by.today).select_related("user")


def _login(row: Mapping[str, str], key: str) -> str:
    typed = row.get(key, "")
    return phones.normal(typed) if key == "phone" else typed.lower()


def _read(row: Mapping[str, Any], known: Known, by: Actor, letters: Mapping[str, str]) -> Planned:
    cells = row["cells"]
    planned = Planned(
        number=row["number"],
        cells=cells,
        full_name=cells.get("full_name", ""),
        title=cells.get("title", ""),
        phone=_login(cells, "phone"),
        email=_login(cells, "email"),
        code=_login(cells, "code"),
    )
    found: list[tuple[str, str]] = []
    planned.unit = _unit(cells.get("unit", ""), known, found)
    planned.role = known.roles.get(cells.get("role", "").casefold())
    planned.since = _day(cells.get("since", ""), by.today, found)
    found += _plain(planned)
    planned.user = _person(planned, known, found)
    if planned.unit and planned.role:
        found += _allowed(planned, (planned.unit, planned.role), known, by)
    planned.deed = _deed(planned, known)
    told = [Trouble(cell=it["cell"], message=it["message"]) for it in row["troubles"]]
    told += [
        Trouble(cell=f"{letters.get(key, 'A')}{planned.number}", message=message) for key, message in found
    ]
    planned.troubles = told
    return planned


def _unit(typed: str, known: Known, found: list[tuple[str, str]]) -> Unit | None:
    if not typed:
        found.append(("unit", "Thiếu đơn vị."))
        return None
    units = known.units.get(typed.casefold()) or known.bare_units.get(" ".join(search_words(typed)), [])
    open_ones = [unit for unit in units if unit.closed_on is None] or list(units)
    if len(open_ones) == 1:
        return open_ones[0]
    codes = ", ".join(sorted(unit.code for unit in open_ones)[:4])
    message = (
        f"Có {len(open_ones)} đơn vị cùng tên; hãy ghi mã: {codes}."
        if open_ones
        else (f"Không có đơn vị “{typed[:60]}” trong phạm vi của Đồng chí.")
    )
    found.append(("unit", message))
    return None


def _day(typed: str, today: date, found: list[tuple[str, str]]) -> date:
    if not typed:
        return today
    try:
        return datetime.strptime(typed, "%d/%m/%Y").date()  # noqa: DTZ007 -- a day has no zone
    except ValueError:
        found.append(("since", f"“{typed[:20]}” không phải ngày; hãy ghi như 01/7/2025."))
        return today


def _plain(row: Planned) -> Iterable[tuple[str, str]]:
    if not row.full_name:
        yield "full_name", "Thiếu họ và tên."
    if not row.title:
        yield "title", "Thiếu chức danh."
    if row.role is None:
        typed = row.cells.get("role", "")
        yield "role", f"Không có vai trò “{typed[:60]}”." if typed else "Thiếu vai trò."
    for key, length in LONGEST.items():
        if len(row.cells.get(key, "")) > length:
            yield key, f"Dài quá {length} ký tự."
    yield from _logins(row)


def _logins(row: Planned) -> Iterable[tuple[str, str]]:
    if row.cells.get("phone") and not row.phone:
        yield "phone", "Số điện thoại chưa đúng; ví dụ 0912 345 678."
    if row.email and not EMAIL.fullmatch(row.email):
        yield "email", "Thư điện tử chưa đúng."
    if row.code and not re.match(CODE, row.code):
        yield "code", "Mã đăng nhập chỉ gồm chữ thường không dấu, chữ số và . _ -, có ít nhất một chữ."


def _person(row: Planned, known: Known, found: list[tuple[str, str]]) -> User | None:
    """Whom the row speaks of, when that person has an account."""
    by_key = {
        key: known.users[login]
        for key in ("phone", "email", "code")
        if (login := getattr(row, key)) in known.users
    }
    if len({user.pk for user in by_key.values()}) > 1:
        found.append(
            (next(iter(by_key)), "Điện thoại, thư điện tử và mã đăng nhập thuộc những người khác nhau.")
        )
        return None
    key, user = next(iter(by_key.items()), ("full_name", None))
    if user is None and row.unit and not (row.phone or row.email or row.code):
        user = known.named.get((row.full_name.casefold(), row.unit.pk))
    if user and user.full_name.casefold() != row.full_name.casefold():
        found.append((key, "Đang dùng cho một tài khoản mang tên khác."))
        return None
    if user and not user.is_active:
        found.append((key, "Tài khoản của người này đang bị khóa."))
    return user


def _allowed(row: Planned, place: tuple[Unit, Role], known: Known, by: Actor) -> Iterable[tuple[str, str]]:
    unit, role = place
    if reason := rules.open_at(unit, since=row.since):
        yield ("since" if row.cells.get("since") else "unit"), reason
    if role.unit_id and (role.unit_id, unit.pk) not in known.role_places:
        yield "role", f"Vai trò “{role}” không dùng ở {unit}."
    if reason := rules.not_more(role.rights, unit, by):
        yield "role", reason
    if row.user and row.user.pk in {by.user_id, by.on_behalf_of_id}:
        yield "full_name", "Không ai tự giao nhiệm vụ cho mình."


def _deed(row: Planned, known: Known) -> Deed:
    if row.user is None:
        return Deed.MAKE
    if row.unit and row.role and known.held.get((row.user.pk, row.unit.pk, row.role.pk)):
        return Deed.NOTHING
    return Deed.GIVE


def _compare(planned: Sequence[Planned], letters: Mapping[str, str]) -> None:
    """Rows against each other: one new person may come twice for two posts, never under two names."""
    first: dict[str, Planned] = {}
    posts: dict[tuple[object, ...], int] = {}
    for row in planned:
        keys = [f"{key}:{login}" for key in ("phone", "email", "code") if (login := getattr(row, key))]
        earlier = next((first[key] for key in keys if key in first), None)
        if earlier and earlier.full_name.casefold() != row.full_name.casefold():
            _blame(row, keys[0].partition(":")[0], f"Trùng với dòng {earlier.number} mang tên khác.", letters)
            earlier = None
        row.person = _who(row, earlier if keys else None)
        if earlier and row.user is None:
            row.deed = Deed.GIVE
        if row.unit and row.role:
            post = (row.person, row.unit.pk, row.role.pk)
            if post in posts:
                _blame(row, "full_name", f"Trùng với dòng {posts[post]}.", letters)
            posts.setdefault(post, row.number)
        for key in keys:
            first.setdefault(key, row)


def _who(row: Planned, earlier: Planned | None) -> str:
    """One key for all rows of one person."""
    if row.user:
        return f"user {row.user.pk}"
    if earlier:
        return earlier.person
    if row.phone or row.email or row.code:
        return f"row {row.number}"
    return f"{row.full_name.casefold()} in {row.unit and row.unit.pk}"


def _blame(row: Planned, key: str, message: str, letters: Mapping[str, str]) -> None:
    row.troubles.append(Trouble(cell=f"{letters.get(key, 'A')}{row.number}", message=message))
