"""The five steps of the demonstration: from a plan to the board on which its work is seen.

Each step is a person and a page. The page is found among what that person may see, so that the walk holds
whatever the demonstration has loaded.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from donghanh.core.actor import Actor
from donghanh.programmes.models import Programme, ProgrammeKind
from donghanh.programmes.queries import desks

OFFICER, COMMUNE = "chuyen-vien-tinh-doan", "can-bo-doan-xa"


@dataclass(frozen=True, kw_only=True)
class WalkStep:
    """One step: its name, what is to be seen there, as whom, and how its page is found."""

    name: str
    what: str
    person: str
    find: Callable[[Actor], str]


def _programme(actor: Actor) -> Programme | None:
    """The running plan of the actor's own office that it began last."""
    rows = Programme.objects.visible_to(actor).owned_by(actor).running().filter(document__isnull=False)
    return rows.filter(kind=ProgrammeKind.PLAN).order_by("-started_at", "-pk").first() or rows.first()


def _document(actor: Actor) -> str:
    programme = _programme(actor)
    return reverse("documents:document", args=[programme.document_id]) if programme else ""


def _sentence(actor: Actor) -> str:
    programme = _programme(actor)
    return reverse("programmes:programme", args=[programme.pk]) if programme else ""


def _task(actor: Actor) -> str:
    todo = desks.my_assignments(actor, on=actor.today).filter(reported_on=None)
    assignment = todo.filter(due_on__gte=actor.today).first() or todo.first()
    return reverse("programmes:assignment", args=[assignment.pk]) if assignment else ""


def _desk(_actor: Actor) -> str:
    return reverse("desk:home")


def _board(actor: Actor) -> str:
    programme = _programme(actor)
    return reverse("desk:board", args=[programme.pk]) if programme else ""


WALK = (
    WalkStep(
        name="Kế hoạch",
        what="Tỉnh đoàn ban hành một kế hoạch; tệp Word được đưa vào nguyên vẹn.",
        person=OFFICER,
        find=_document,
    ),
    WalkStep(
        name="Câu chữ",
        what="Từng câu giao việc được đọc ra: ai làm, với ai, bao giờ xong; bấm vào là thấy câu gốc.",
        person=OFFICER,
        find=_sentence,
    ),
    WalkStep(
        name="Việc",
        what="Câu ấy thành việc của từng xã, phường, kèm minh chứng phải có.",
        person=COMMUNE,
        find=_task,
    ),
    WalkStep(
        name="Bàn làm việc",
        what="Cán bộ xã mở điện thoại là thấy việc đến hạn, việc bị trả lại, việc mới.",
        person=COMMUNE,
        find=_desk,
    ),
    WalkStep(
        name="Tiến độ",
        what="Cấp trên thấy ngay đơn vị nào xong, đơn vị nào trễ, và nhắc bằng một lần bấm.",
        person=OFFICER,
        find=_board,
    ),
)
