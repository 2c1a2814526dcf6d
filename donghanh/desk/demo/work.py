"""Takes the plans in as an office does (file, reading, confirmation, start), then lets the province work.

Programmes are made by the real deeds, each done by its person at its day. What the many units did since is
drawn from a fixed seed and written for all of them at once, under the same history as any other deed.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, time, timedelta

from django.utils import timezone

from donghanh.accounts import queries as accounts
from donghanh.core.actor import Actor
from donghanh.desk.demo import done, pictures
from donghanh.desk.demo.days import Days
from donghanh.desk.demo.plans import PLANS, Plan, centre
from donghanh.documents import actions as documents
from donghanh.documents import numbers, writing
from donghanh.documents.models import Dispatch, Document, Reception
from donghanh.identity.models import User
from donghanh.programmes import actions as programmes
from donghanh.programmes.models import Assignment, Evidence, Programme, ProgrammeState

OFFICE_HOUR = time(9, 30)
READER, LEADER = "chuyen-vien-tinh-doan", "pho-bi-thu-tinh-doan"
OFFICER, DEPUTY = "can-bo-doan-xa", "pho-bi-thu-doan-xa"


def load(days: Days, *, say: Callable[[str], object]) -> None:
    """Take in and start what is missing; again without harm."""
    for plan in sorted(PLANS, key=lambda plan: plan.issued):
        content = plan.content(days)
        if _known(content.number, content.symbol):
            continue
        say(f"… tiếp nhận và cho bắt đầu: {content.title[:70]}")
        programme = _run(plan, content, days)
        leader = User.objects.get(code=LEADER).pk
        done.play(programme, today=days.today, second=leader, by=actor(READER, days, 0))
    _own_programme_of_the_commune(days)
    _one_sent_back(days)
    _papers_in_review(days)


def actor(code: str, days: Days, offset: int) -> Actor:
    """The person of this code in the first post, in the morning of that day."""
    user = User.objects.get(code=code)
    now = timezone.make_aware(datetime.combine(days.at(offset), OFFICE_HOUR))
    return accounts.actor_in(
        accounts.standing(user, on=days.at(offset)).current, user=user, now=min(now, timezone.now())
    )


def _run(plan: Plan, content: writing.Content, days: Days) -> Programme:
    """Uploaded two days after its issue, confirmed the next day, started the day after."""
    received, confirmed, started = (actor(plan.taken_in_by, days, plan.issued + day) for day in (2, 3, 4))
    data = writing.docx(content, plan.layout)
    reception = documents.receive(data, name=plan.file_name, by=received)
    programme = programmes.confirm(reception, by=confirmed)
    for code in plan.agreed_by:
        programmes.agree(programme, by=actor(code, days, plan.issued + 4))
    programmes.start(programme, by=started)
    return programme


def _known(number: str, symbol: str) -> bool:
    key = numbers.key(f"{number} {symbol}")
    return Document.objects.filter(number_key=key).exists()


def _own_programme_of_the_commune(days: Days) -> None:
    """The commune was sent the province's plan, and made a programme of its own from it."""
    first = next(plan for plan in PLANS if plan.key == "international")
    by = actor(OFFICER, days, first.issued + 9)
    sent = Dispatch.objects.filter(unit=by.top_id, document__number_key__startswith="68 kh tdtn").first()
    if sent is None or Programme.objects.owned_by(by).exists():
        return
    documents.open_dispatch(sent, by=by)
    reception = documents.take_up(sent.document, by=by)
    parent = Programme.objects.filter(document=sent.document, state=ProgrammeState.RUNNING).first()
    programme = programmes.confirm(reception, whose="own", parent=parent, by=by)
    programmes.start(programme, by=actor(OFFICER, days, first.issued + 10))
    deputy = User.objects.get(code=DEPUTY).pk
    done.play(programme, today=days.today, second=deputy, by=actor(OFFICER, days, 0))


def _one_sent_back(days: Days) -> None:
    """The commune reported something, and the province wants more of it."""
    by = actor(OFFICER, days, -3)
    mine = Assignment.objects.filter(unit=by.top_id, programme__document__number_key__startswith="97 kh")
    if mine.filter(returned_at__isnull=False).exists():
        return
    for one in mine.standing().filter(confirmed_at=None, reported_on=None).order_by("due_on", "pk")[:1]:
        if one.task.evidence == Evidence.FILE:
            programmes.attach(one, upload=pictures.invented_list(), name="danh-sach.xlsx", by=by)
        programmes.report_done(one, note="Đã lập danh sách, gửi kèm.", by=by)
        reason = "Danh sách còn thiếu chức danh và số điện thoại liên hệ; đề nghị bổ sung."
        programmes.send_back(one, reason=reason, by=actor(READER, days, -1))


def _papers_in_review(days: Days) -> None:
    """One paper of the centre waits for its reader, as on any working day."""
    by = actor(READER, days, -1)
    if not Reception.objects.visible_to(by).open().exists():
        documents.receive_text(centre.text(days), by=replace(by, now=by.now - timedelta(hours=2)))
