"""Every address, tried as a stranger, with ids that are nobody's, and as everybody with every role."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import transaction
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone
from psycopg.types.range import DateRange

from donghanh.accounts import actions
from donghanh.accounts.models import Intake
from donghanh.accounts.roles import STANDARD
from donghanh.accounts.tests.factories import acting, make_post, make_user, sign_in
from donghanh.calendar.tests.factories import make_day
from donghanh.core.permissions import Permission
from donghanh.desk import actions as desk
from donghanh.documents.tests.factories import make_document, make_reception
from donghanh.files import actions as files
from donghanh.files.kinds import EVIDENCE
from donghanh.identity.models import User
from donghanh.notifications.models import Notice
from donghanh.organisations import actions as units
from donghanh.organisations.actions.groups import Picks
from donghanh.organisations.models import Area, AreaLevel, Level, Unit
from donghanh.organisations.tests.factories import make_unit
from donghanh.programmes import actions as programmes
from donghanh.programmes.tests.factories import make_assignment, target
from donghanh.programmes.values import NewDeadline
from tests.files.making import picture
from tests.notifications.factories import notify

# Addresses for everybody, by name; all others lead an anonymous visitor to the sign-in page.
PUBLIC = {
    "desk:calendar",  # by a secret address
    "portal:front",
    "portal:read",
    "portal:check",
    "portal:compose",
    "account_login",
    "account_logout",
    "account_inactive",
    "demo_sign_in",
    "healthz",
}
SAMPLES = {
    "slug": "khong-co",
    "int": "987654321",
    "str": "khong-co",
    "uuid": "00000000-0000-4000-8000-000000000000",
}


def addresses(resolver: URLResolver, prefix: str = "", space: str = "") -> Iterator[tuple[str, str]]:
    """Name and path of every address, parameters filled with what does not exist."""
    for pattern in resolver.url_patterns:
        path = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from addresses(pattern, path, inner)
        elif isinstance(pattern, URLPattern):
            filled = re.sub(r"<(?:(\w+):)?\w+>", lambda found: SAMPLES[found[1] or "str"], path)
            yield f"{space}{pattern.name}", "/" + filled


ALL = sorted(set(addresses(get_resolver())))


def test_every_address_has_a_name():
    assert [path for name, path in ALL if name.endswith("None")] == []


def test_public_names_are_addresses():
    assert PUBLIC - {name for name, _ in ALL} == set()


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "path"), [pair for pair in ALL if pair[0] not in PUBLIC])
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_stranger_is_turned_away(client, name, path, method):
    response = getattr(client, method)(path)

    assert response.status_code in {302, 401, 403, 404, 405}
    if response.status_code == 302:
        assert response["Location"].startswith("/dang-nhap/")


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "path"), [pair for pair in ALL if pair[0] in PUBLIC])
def test_public_addresses_answer_a_stranger(client, name, path):
    assert client.get(path).status_code in {200, 302, 404, 405}


# --- The walk: every address, as everybody, and what the rights say it answers ---


@dataclass(frozen=True, kw_only=True)
class Door:
    """What an address asks for: a right, a thing that one must be able to see, and in which order."""

    need: Permission | None = None
    of: str = ""  # the thing of the cast whose id is in the path
    seen_with: Permission | None = None  # without this right nothing of others is seen
    rest: tuple[Any, ...] = ()  # what follows the id in the path
    thing_first: bool = False  # 404 for what one cannot see comes before 403
    methods: tuple[str, ...] = ("get", "post")
    answers: frozenset[int] = frozenset({200, 302, 409, 422})


GET, POST = ("get",), ("post",)
# Seen by the one person or office only whom they belong to, who does not walk.
PRIVATE = {"batch", "notice", "sheet", "reception", "feed"}
READ, TAKE_IN = Permission.DOCUMENT_VIEW, Permission.DOCUMENT_INTAKE
SEE, CHANGE = Permission.ACCOUNT_VIEW, Permission.ACCOUNT_CHANGE
CALENDAR = Permission.CALENDAR_CHANGE
EDIT = Permission.PROGRAMME_CHANGE
GIVE, ROLES = Permission.POST_CHANGE, Permission.ROLE_CHANGE
REORGANISE, EXCHANGE = Permission.UNIT_REORGANISE, Permission.UNIT_EXCHANGE


def of_person(need: Permission | None = None, **more: Any) -> Door:
    return Door(need=need, of="person", seen_with=SEE, **more)


def page_of_programme(**more: Any) -> Door:
    return Door(need=Permission.PROGRAMME_VIEW, of="programme", methods=GET, **more)


def of_programme(need: Permission, *, methods: tuple[str, ...] = POST) -> Door:
    """A button on a programme: whoever does not see it finds nothing to press."""
    return Door(need=need, of="programme", thing_first=True, methods=methods)


def of_work(need: Permission, *, of: str = "assignment", methods: tuple[str, ...] = POST) -> Door:
    """A button on one unit's task, or on a part of a programme."""
    return Door(need=need, of=of, thing_first=True, methods=methods)


def of_paper(**more: Any) -> Door:
    return Door(need=TAKE_IN, of="reception", **more)


DOORS = {
    "desk:home": Door(methods=GET),
    "portal:step": Door(methods=GET, rest=(1,), answers=frozenset({404})),  # outside a demonstration
    "desk:month": Door(need=Permission.PROGRAMME_VIEW, methods=GET),
    "desk:feed": Door(need=Permission.PROGRAMME_VIEW, methods=GET),
    "desk:make_feed": Door(need=Permission.PROGRAMME_VIEW, methods=POST),
    "desk:revoke_feed": Door(of="feed", methods=POST),
    "desk:boards": Door(need=Permission.PROGRAMME_VIEW, methods=GET),
    "desk:board": Door(need=Permission.PROGRAMME_VIEW, of="programme", methods=GET),
    "desk:behind": Door(need=Permission.PROGRAMME_VIEW, of="programme", methods=GET),
    "desk:export": Door(need=Permission.PROGRAMME_VIEW, of="programme", methods=GET),
    "desk:confirm": of_programme(Permission.TASK_CONFIRM),
    "desk:remind": Door(need=Permission.PROGRAMME_CHANGE, of="programme", methods=POST),
    "desk:search": Door(methods=GET),
    "account_change_password": Door(),
    "account_set_password": Door(methods=GET),
    "account_reauthenticate": Door(),
    "mfa_authenticate": Door(),
    "mfa_reauthenticate": Door(),
    "mfa_index": Door(methods=GET),
    "mfa_activate_totp": Door(),
    "mfa_deactivate_totp": Door(answers=frozenset({302, 404})),
    "mfa_view_recovery_codes": Door(methods=GET, answers=frozenset({302, 404})),
    "mfa_generate_recovery_codes": Door(),
    "mfa_download_recovery_codes": Door(answers=frozenset({302, 404})),
    "calendar:year": Door(methods=GET),
    "calendar:add": Door(need=CALENDAR),
    "calendar:decree": Door(need=CALENDAR),
    "calendar:change": Door(need=CALENDAR, of="special"),
    "calendar:remove": Door(need=CALENDAR, of="special", methods=POST),
    "audit:book": Door(need=Permission.AUDIT_VIEW, methods=GET),
    "files:file": Door(of="file", methods=GET),
    "files:thumbnail": Door(of="file", methods=GET),
    "programmes:confirm": Door(need=Permission.PROGRAMME_CHANGE, of="reception"),
    "programmes:undo_confirm": of_programme(Permission.PROGRAMME_CHANGE),
    "programmes:programmes": Door(need=Permission.PROGRAMME_VIEW, methods=GET),
    "programmes:export": Door(need=Permission.PROGRAMME_VIEW, methods=GET),
    "programmes:programme": page_of_programme(),
    "programmes:measures": page_of_programme(),
    "programmes:timeline": page_of_programme(),
    "programmes:people": page_of_programme(),
    "programmes:text": page_of_programme(answers=frozenset({404})),  # this one rests on no document
    "programmes:printed": page_of_programme(),
    "programmes:export_tasks": page_of_programme(),
    "programmes:agree": of_programme(Permission.PROGRAMME_START),
    "programmes:withdraw_agreement": of_programme(Permission.PROGRAMME_START),
    "programmes:start": of_programme(Permission.PROGRAMME_START, methods=("get", "post")),
    "programmes:assignment": Door(need=Permission.PROGRAMME_VIEW, of="assignment", methods=GET),
    "programmes:change": of_programme(EDIT, methods=("get", "post")),
    "programmes:finish": of_programme(Permission.PROGRAMME_START, methods=("get", "post")),
    "programmes:closed": of_programme(EDIT, methods=("get", "post")),
    "programmes:add_task": of_programme(EDIT, methods=("get", "post")),
    "programmes:carriers": of_programme(EDIT, methods=GET),
    "programmes:days": of_programme(EDIT, methods=GET),
    "programmes:change_task": of_work(EDIT, of="task", methods=("get", "post")),
    "programmes:drop_task": of_work(EDIT, of="task"),
    "programmes:add_target": of_programme(EDIT, methods=("get", "post")),
    "programmes:change_target": of_work(EDIT, of="target", methods=("get", "post")),
    "programmes:drop_target": of_work(EDIT, of="target"),
    "programmes:add_deadline": of_programme(EDIT, methods=("get", "post")),
    "programmes:change_deadline": of_work(EDIT, of="deadline", methods=("get", "post")),
    "programmes:drop_deadline": of_work(EDIT, of="deadline"),
    "programmes:note_progress": of_work(Permission.TASK_DO),
    "programmes:report_done": of_work(Permission.TASK_DO),
    "programmes:take_back": of_work(Permission.TASK_DO),
    "programmes:attach": of_work(Permission.TASK_DO),
    "programmes:detach": of_work(Permission.TASK_DO, of="evidence"),
    "programmes:confirm_done": of_work(Permission.TASK_CONFIRM),
    "programmes:send_back": of_work(Permission.TASK_CONFIRM),
    "documents:documents": Door(need=READ, methods=GET),
    "documents:export": Door(need=READ, methods=GET),
    "documents:inbox": Door(need=READ, methods=GET),
    "documents:document": Door(need=READ, of="document", methods=GET),
    "documents:take_up": Door(need=TAKE_IN, of="document", seen_with=READ, thing_first=True, methods=POST),
    "documents:intake": Door(need=TAKE_IN),
    "documents:send": Door(need=TAKE_IN, methods=POST),
    "documents:review": of_paper(methods=GET),
    "documents:state": of_paper(methods=GET),
    "documents:page": of_paper(methods=GET, rest=(1,)),
    "documents:changes": of_paper(methods=GET),
    "documents:alike": of_paper(),
    "documents:name": of_paper(),
    "documents:item": of_paper(rest=("t1",)),
    "documents:add": of_paper(rest=("tasks",)),
    "documents:edit": of_paper(methods=POST),
    "documents:read_again": of_paper(methods=POST),
    "documents:give_text": of_paper(methods=POST),
    "documents:drop": of_paper(methods=POST),
    "documents:restore": of_paper(methods=POST),
    "documents:register": of_paper(methods=POST),
    "notifications:inbox": Door(methods=GET),
    "notifications:read_all": Door(methods=POST),
    "notifications:settings": Door(),
    "notifications:open": Door(of="notice", methods=GET),
    "notifications:read": Door(of="notice", methods=POST),
    "organisations:tree": Door(need=Permission.UNIT_VIEW, methods=GET),
    "organisations:differences": Door(need=Permission.UNIT_VIEW, methods=GET),
    "organisations:unit": Door(need=Permission.UNIT_VIEW, of="unit", methods=GET),
    "organisations:suggestions": Door(need=Permission.UNIT_VIEW, methods=GET),
    "organisations:changes": Door(need=Permission.UNIT_VIEW, methods=GET),
    "organisations:change": Door(need=Permission.UNIT_VIEW, of="change", methods=GET),
    "organisations:undo": Door(need=Permission.UNIT_CHANGE, of="change", thing_first=True, methods=POST),
    "organisations:proposals": Door(need=Permission.UNIT_VIEW, methods=GET),
    "organisations:proposal": Door(
        need=Permission.UNIT_VIEW, of="proposal", seen_with=REORGANISE, methods=GET
    ),
    "organisations:approve": Door(need=REORGANISE, of="proposal", methods=POST),
    "organisations:refuse": Door(need=REORGANISE, of="proposal", methods=POST),
    "organisations:withdraw": Door(of="proposal", seen_with=REORGANISE, methods=POST),
    "organisations:groups": Door(need=Permission.UNIT_VIEW, methods=GET),
    "organisations:group": Door(need=Permission.UNIT_VIEW, of="group", methods=GET),
    "organisations:create_group": Door(need=Permission.GROUP_CHANGE, of="unit"),
    "organisations:change_group": Door(need=Permission.GROUP_CHANGE, of="group"),
    "organisations:remove_group": Door(
        need=Permission.GROUP_CHANGE, of="group", methods=POST, answers=frozenset({302, 403})
    ),
    "organisations:upload": Door(need=EXCHANGE),
    "organisations:template": Door(need=EXCHANGE, methods=GET),
    "organisations:batch": Door(need=EXCHANGE, of="sheet", methods=GET),
    "organisations:troubles": Door(need=EXCHANGE, of="sheet", methods=GET),
    "organisations:store": Door(need=EXCHANGE, of="sheet", methods=POST),
    "organisations:drop": Door(need=EXCHANGE, of="sheet", methods=POST),
    "organisations:export": Door(need=EXCHANGE, methods=GET),
    **{
        f"organisations:{name}": Door(need=Permission.UNIT_CHANGE, of="unit")
        for name in ("open_below", "rename", "move", "aliases", "code")
    },
    **{
        f"organisations:{name}": Door(need=REORGANISE, of="unit")
        for name in ("merge", "split", "close", "abolish")
    },
    "organisations:below": Door(need=Permission.UNIT_VIEW, of="unit", methods=GET),
    "organisations:area": Door(need=Permission.UNIT_VIEW, of="area", methods=GET),
    "organisations:book": Door(need=Permission.AUDIT_VIEW, of="unit", methods=GET),
    "organisations:counts": Door(need=Permission.UNIT_VIEW, of="unit", methods=GET),
    "accounts:me": Door(),
    "accounts:sign_out_elsewhere": Door(methods=POST),
    "accounts:act": Door(methods=POST, answers=frozenset({404})),  # no post is named
    "accounts:people": Door(need=SEE, methods=GET),
    "accounts:export": Door(need=SEE, methods=GET),
    "accounts:make": Door(need=CHANGE),
    "accounts:upload": Door(need=CHANGE),
    "accounts:template": Door(need=CHANGE, methods=GET),
    "accounts:intake": Door(need=CHANGE, of="batch", methods=GET),
    "accounts:results": Door(need=CHANGE, of="batch", methods=GET),
    "accounts:apply": Door(need=CHANGE, of="batch", methods=POST),
    "accounts:drop": Door(need=CHANGE, of="batch", methods=POST),
    "accounts:slips": Door(need=CHANGE, of="batch", methods=POST),
    "accounts:person": of_person(methods=GET),
    "accounts:contact": of_person(CHANGE, thing_first=True),
    "accounts:lock": of_person(CHANGE, thing_first=True, methods=POST),
    "accounts:unlock": of_person(CHANGE, thing_first=True, methods=POST),
    "accounts:slip": of_person(CHANGE, thing_first=True, methods=POST),
    "accounts:give": of_person(GIVE),
    "accounts:hand_over": of_person(GIVE),
    "accounts:handed_over": of_person(methods=GET),
    "accounts:end": Door(need=GIVE, of="post", seen_with=SEE, thing_first=True),
    "accounts:delegate": Door(need=GIVE, of="post", seen_with=SEE, thing_first=True),
    "accounts:roles": Door(need=ROLES, methods=GET),
    "accounts:compose": Door(need=ROLES),
    "accounts:role": Door(need=ROLES, of="role"),
    "accounts:remove": Door(need=ROLES, of="role", seen_with=None, thing_first=True, methods=POST),
}
WALKED = [pattern for pattern in ALL if pattern[0] not in PUBLIC]
WALKERS = ["nobody", "no post", "another branch", "sister commune", *(role.code for role in STANDARD)]


def test_every_address_is_a_door_of_the_table():
    assert {name for name, _ in WALKED} == set(DOORS)


@pytest.fixture
def cast(db):
    """A province with two communes, its neighbour, and things in the first commune."""
    central = make_unit("Trung ương Đoàn")
    province, neighbour = make_unit("Tỉnh đoàn Bình Minh", central), make_unit("Tỉnh đoàn Sông Hậu", central)
    area = Area.objects.create(
        code="00001", level=AreaLevel.COMMUNE, kind="Xã", name="A", period=DateRange(None, None)
    )
    commune = make_unit("Đoàn xã A", province, level=Level.COMMUNE, area_id=area.pk)
    sister = make_unit("Đoàn xã B", province, level=Level.COMMUNE)
    keeper, post = make_post(central), make_post(commune, "can-bo-co-so")
    role = actions.compose_role(commune, name="Riêng", rights={}, by=acting(make_post(commune)))
    batch = Intake.objects.create(
        unit=commune, made_by=keeper.user, made_at=timezone.now(), file_name="ds.xlsx", rows=[]
    )
    kept = files.keep(
        picture(),
        owner=commune,
        name="anh.png",
        purpose="tests",
        accept=EVIDENCE,
        by=acting(make_post(commune)),
    )
    notify([keeper.user_id], key="tests:1", by=acting(post))
    ids = {
        "person": post.user_id,
        "post": post.pk,
        "role": role.pk,
        "batch": batch.pk,
        "unit": commune.pk,
        "area": area.pk,
    }
    ids |= {"special": make_day().pk}
    ids |= {"file": kept.pk, "notice": Notice.objects.get().pk}
    ids |= changing(province, commune)
    work = make_assignment(commune, commune, by=acting(post))
    ids |= {"reception": make_reception(by=acting(post)).pk, "document": make_document(by=acting(post)).pk}
    evidence = programmes.attach(work, upload=picture(), name="anh.png", by=acting(post))
    ids |= {"programme": work.programme_id, "assignment": work.pk, "evidence": evidence.pk}
    ids |= {"feed": desk.make_feed(by=acting(keeper))[0].pk}
    aim = programmes.add_target(work.programme, new=target(), by=acting(post))
    owed = programmes.add_deadline(
        work.programme, new=NewDeadline(what="Báo cáo", text="Cuối năm"), by=acting(post)
    )
    ids |= {"task": work.task_id, "target": aim.pk, "deadline": owed.pk}
    return SimpleNamespace(province=province, neighbour=neighbour, sister=sister, ids=ids)


def changing(province: Unit, commune: Unit) -> dict[str, int]:
    """A change, a proposal, a group and a sheet in the first commune."""
    chief = acting(make_post(province))
    on = chief.today
    units.rename(commune, name="Đoàn xã A mới", on=on, by=chief)
    later = (on + timedelta(days=30)).isoformat()
    closing = units.propose("close", facts={"unit": commune.pk, "on": later}, by=chief)
    group = units.create_group(commune, name="Chi đoàn", picks=Picks(), on=on, by=chief)
    sheet = units.read_batch(b"-", file_name="ds.xlsx", on=on, decision={}, by=chief)
    change = commune.changes.latest("pk")
    return {"change": change.pk, "proposal": closing.pk, "group": group.pk, "sheet": sheet.pk}


def walker(kind: str, cast: SimpleNamespace) -> tuple[User | None, frozenset[Permission], bool]:
    """The one who walks: account, rights, and whether the things of the cast are within reach."""
    if kind == "nobody":
        return None, frozenset(), False
    if kind == "no post":
        return make_user("khong.viec"), frozenset(), False
    places = {"another branch": (cast.neighbour, "quan-tri"), "sister commune": (cast.sister, "quan-tri")}
    unit, role = places.get(kind, (cast.province, kind))
    post = make_post(unit, role)
    return post.user, frozenset(post.role.rights), kind not in places


def expected(door: Door, method: str, who: tuple[User | None, frozenset[Permission], bool]) -> frozenset[int]:
    """What the rights say."""
    user, rights, within = who
    if method not in door.methods:
        return frozenset({405} if user else {405, 302})
    if user is None:
        return frozenset({302})
    right = door.need is None or door.need in rights
    seen = not door.of or (
        within and door.of not in PRIVATE and (door.seen_with is None or door.seen_with in rights)
    )
    missing = [403] * (not right) + [404] * (not seen)
    if door.thing_first:
        missing.reverse()
    return frozenset(missing[:1]) or door.answers


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("kind", WALKERS)
def test_every_address_answers_as_the_rights_say(client, cast, kind, method):
    who = walker(kind, cast)
    if who[0]:
        sign_in(client, who[0])
    cookies = client.cookies.copy()
    wrong = []
    for name, door in DOORS.items():
        path = reverse(name, args=[*([cast.ids[door.of]] if door.of else []), *door.rest])
        client.cookies = cookies.copy()
        with transaction.atomic():  # each address finds the cast as it was
            status = getattr(client, method)(path).status_code
            transaction.set_rollback(True)
        if status not in expected(door, method, who):
            wrong.append(f"{name}: {status}, not {sorted(expected(door, method, who))}")
    assert wrong == []
