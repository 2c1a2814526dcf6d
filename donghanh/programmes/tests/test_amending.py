"""A later document that amends or replaces the one that a programme carries out: which tasks it touches."""

import pytest
from django.urls import reverse

from donghanh.accounts.tests.factories import acting, make_post, sign_in
from donghanh.documents.models import Basis, BasisKind
from donghanh.documents.tests.factories import make_document
from donghanh.identity.models import User
from donghanh.programmes.queries.amending import amendments, points_in, touches
from donghanh.programmes.tests.factories import make_programme, task

pytestmark = pytest.mark.django_db
AMENDING = """TỈNH ĐOÀN BÌNH MINH
Số: 99-KH/TĐTN-VP
Bình Minh, ngày 10 tháng 10 năm 2026
KẾ HOẠCH
Sửa đổi, bổ sung kế hoạch về học tiếng Anh
Sửa đổi khoản 2 Mục III như sau: tổ chức hai cuộc thi.
"""


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("Sửa đổi khoản 2 Mục III như sau", ("III.2",)),
        ("điểm a, khoản 2, Mục III; bãi bỏ mục IV", ("III.2.a", "IV")),
        ("theo mục đích, yêu cầu của kế hoạch", ()),
        ("Sửa đổi mục II.1, mục II.1", ("II.1",)),
    ],
)
def test_points_are_named_by_their_path(text, points):
    assert points_in(text) == points


def test_a_point_covers_what_stands_under_it_and_nothing_beside():
    assert [touches(["III.2"], section) for section in ("III.2", "III.2.a", "III.21", "III", "")] == [
        True,
        True,
        False,
        False,
        False,
    ]


@pytest.fixture
def amended(province, commune, chief):
    """A programme of a document, and an amending document that names point III.2."""
    first = make_document(by=chief)
    programme = make_programme(
        province,
        task(commune, text="Mở câu lạc bộ", section="III.1"),
        task(commune, text="Tổ chức cuộc thi", section="III.2.a"),
        document=first,
        by=chief,
    )
    later = make_document(AMENDING, by=chief)
    later.bases.all().delete()
    Basis.objects.create(document=later, place=1, kind=BasisKind.AMENDS, number=first.number, target=first)
    return programme, later


def touched(programme, by):
    found = amendments(programme, list(programme.tasks.order_by("place")), by=by)
    return [(one.document, one.points, [str(task) for task in one.tasks]) for one in found]


def test_only_the_tasks_of_the_points_that_it_names_are_touched(amended, chief):
    programme, later = amended

    assert touched(programme, chief) == [(later, ("III.2",), ["Tổ chức cuộc thi"])]


def test_a_document_that_replaces_the_whole_touches_every_task(amended, chief):
    programme, later = amended
    later.bases.update(kind=BasisKind.REPLACES)

    assert touched(programme, chief) == [(later, (), ["Mở câu lạc bộ", "Tổ chức cuộc thi"])]


def test_one_that_only_rests_on_it_touches_nothing(amended, chief):
    programme, later = amended
    later.bases.update(kind=BasisKind.RESTS_ON)

    assert touched(programme, chief) == []


def test_a_document_that_one_may_not_see_says_nothing(amended, neighbour):
    programme, _ = amended

    assert touched(programme, acting(make_post(neighbour, "lanh-dao"))) == []


def test_the_page_lists_them(client, amended, chief):
    programme, later = amended
    sign_in(client, User.objects.get(pk=chief.user_id))

    page = client.get(reverse("programmes:programme", args=[programme.pk])).text

    assert "Cần rà soát 1 việc" in page
    assert reverse("documents:document", args=[later.pk]) in page
