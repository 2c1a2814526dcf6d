"""A place in a page: both organisations side by side. People come with posts, so the tests live on top."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from psycopg.types.range import DateRange

from donghanh.accounts.tests.factories import make_post, sign_in
from donghanh.organisations import actions
from donghanh.organisations.models import Area, AreaLevel, AreaPlacement, AreaSuccession, Level, System
from donghanh.organisations.tests.factories import SYSTEM, make_unit

REFORM = date(2025, 7, 1)


def make_area(name, parent=None, *, code, level=AreaLevel.COMMUNE, kind="Xã", since=None, until=None):
    area = Area.objects.create(
        code=code, level=level, kind=kind, name=name, period=DateRange(since, until, "[)")
    )
    if parent:
        AreaPlacement.objects.create(area=area, parent=parent, period=DateRange(since, until, "[)"))
    return area


@pytest.fixture
def land(db):
    return make_area("Bình Minh", code="86", level=AreaLevel.PROVINCE, kind="Tỉnh")


@pytest.fixture
def village(land):
    return make_area("Hòa An", land, code="29398")


@pytest.fixture
def province(land):
    return make_unit("Tỉnh đoàn Bình Minh", make_unit("Trung ương Đoàn"), area_id=land.pk)


@pytest.fixture
def association(land):
    top = make_unit("Trung ương Hội", system=System.LEARNING_ASSOCIATION)
    return make_unit("Hội Khuyến học tỉnh Bình Minh", top, area_id=land.pk)


@pytest.fixture
def commune(province, village):
    return make_unit("Đoàn xã Hòa An", province, level=Level.COMMUNE, area_id=village.pk)


@pytest.fixture
def chapter(association, village):
    return make_unit("Hội Khuyến học xã Hòa An", association, level=Level.COMMUNE, area_id=village.pk)


@pytest.fixture
def chief(client, province):
    post = make_post(province)
    sign_in(client, post.user)
    return post


def page(client, area, **asked):
    response = client.get(reverse("organisations:area", args=[area.pk]), asked)
    assert response.status_code == 200
    return response.text


def link(unit):
    return f'href="{reverse("organisations:unit", args=[unit.pk])}?ngay='


def test_a_province_shows_both_and_every_commune_in_it(client, land, commune, chapter, chief, association):
    text = page(client, land)

    assert "<h1>Tỉnh Bình Minh</h1>" in text
    assert [link(unit) in text for unit in (chief.unit, commune, association, chapter)] == [
        True,
        True,
        False,
        False,
    ]
    assert text.index("Hội Khuyến học tỉnh Bình Minh") < text.index("Hội Khuyến học xã Hòa An")
    assert "Cây này ngoài phạm vi của Đồng chí." in text


def test_the_other_organisation_sees_the_same_place_from_its_side(
    client, land, commune, chapter, association
):
    sign_in(client, make_post(association).user)

    text = page(client, land)

    assert [link(unit) in text for unit in (commune, association, chapter)] == [False, True, True]
    assert "Đoàn xã Hòa An" in text


def test_a_commune_lists_what_stands_below(client, village, commune, chapter, chief):
    branch = make_unit("Chi đoàn ấp 1", commune)
    make_unit("Chi hội ấp 1", chapter)

    text = page(client, village)

    assert link(branch) in text
    assert "Chi hội ấp 1" not in text  # another tree's inside
    assert f'href="{reverse("organisations:area", args=[chief.unit.area_id])}?ngay=' in text


def test_names_and_units_are_of_the_day(client, village, commune, chapter, chief):
    actions.rename(commune, name="Đoàn phường Hòa An", on=REFORM, by=SYSTEM)
    actions.close(chapter, on=REFORM, by=SYSTEM)

    then, now = page(client, village, ngay="2025-06-30"), page(client, village)

    assert ("Đoàn xã Hòa An" in then, "Hội Khuyến học xã Hòa An" in then) == (True, True)
    assert ("Đoàn phường Hòa An" in now, "Hội Khuyến học xã Hòa An" in now) == (True, False)
    assert "Chưa có đơn vị vào ngày này." in now


def test_an_area_that_is_no_more_leads_to_what_it_became(client, land, province, chief):
    old = make_area("Cũ", land, code="29399", until=REFORM)
    new = make_area("Mới", land, code="29400", since=REFORM)
    AreaSuccession.objects.create(predecessor=old, successor=new, on=REFORM, in_part=True)
    gone = make_unit("Đoàn xã Cũ", province, level=Level.COMMUNE, area_id=old.pk)
    make_unit("Đoàn xã Mới", province, level=Level.COMMUNE, area_id=new.pk, on=REFORM)
    actions.close(gone, on=REFORM, by=SYSTEM)

    before, after = page(client, old), page(client, new)

    assert "Ngày đã chọn không có địa bàn này" in before
    assert f"{reverse('organisations:area', args=[new.pk])}?ngay=2025-07-01" in before
    assert f"{reverse('organisations:area', args=[old.pk])}?ngay=2025-06-30" in after
    assert "một phần" in before
    assert "Xã Cũ" in page(client, land, ngay="2025-06-30")


def test_a_place_of_another_branch_is_not_found(client, land, village, commune, province):
    sister = make_unit("Đoàn xã Hòa Bình", province, level=Level.COMMUNE)
    sign_in(client, make_post(sister).user)

    assert client.get(reverse("organisations:area", args=[village.pk])).status_code == 404
    assert "Hòa An" not in page(client, land)


def test_a_units_page_leads_to_its_place(client, village, commune, chief):
    text = client.get(reverse("organisations:unit", args=[commune.pk])).text

    assert f'href="{reverse("organisations:area", args=[village.pk])}?ngay=' in text
    assert "Xem hai cây cạnh nhau" in text


def test_as_many_queries_for_one_place_inside_as_for_three(client, land, commune, chapter, province, chief):
    path = reverse("organisations:area", args=[land.pk])
    client.get(path)
    with CaptureQueriesContext(connection) as one:
        client.get(path)
    for number in (1, 2):
        area = make_area(f"Số {number}", land, code=f"3000{number}")
        make_unit(f"Đoàn xã Số {number}", province, level=Level.COMMUNE, area_id=area.pk)

    with CaptureQueriesContext(connection) as three:
        client.get(path)
    assert len(one) == len(three) <= 8
