"""Groups of units in pages: list, make, members on any day, another rule from a day on, remove."""

from datetime import date

import pytest
from django.urls import reverse

from donghanh.accounts.tests.factories import acting, make_post, sign_in
from donghanh.audit.models import Entry
from donghanh.organisations import actions, rules
from donghanh.organisations.actions.groups import Picks
from donghanh.organisations.models import Level, UnitGroup
from donghanh.organisations.tests.factories import SYSTEM, make_unit
from donghanh.programmes.models import Deadline
from donghanh.programmes.tests.factories import make_assignment


@pytest.fixture
def province(db):
    return make_unit("Tỉnh đoàn Bình Minh", make_unit("Trung ương Đoàn"))


@pytest.fixture
def communes(province):
    return [make_unit(f"Đoàn xã {name}", province, level=Level.COMMUNE) for name in ("Hòa An", "Hòa Bình")]


@pytest.fixture
def chief(client, province):
    post = make_post(province)
    sign_in(client, post.user)
    return post


def make(client, province, **typed):
    path = reverse("organisations:create_group", args=[province.pk])
    return client.post(path, {"name": "Các xã", "on": "2026-01-01", "levels": ["4"]} | typed, follow=True)


def test_a_group_is_made_and_shows_its_members(client, chief, province, communes):
    page = make(client, province, without=[communes[1].code])

    assert "Ngày 01/01/2026 nhóm có 1 đơn vị." in page.text
    assert [unit.name for unit in page.context["page"].rows] == ["Đoàn xã Hòa An"]
    assert "Mọi đơn vị bên dưới, cấp xã; trừ Đoàn xã Hòa Bình." in page.text


def test_another_rule_holds_from_its_day_on(client, chief, province, communes):
    make(client, province)
    group = UnitGroup.objects.get()
    path = reverse("organisations:change_group", args=[group.pk])

    typed = {"on": "2026-03-01", "levels": ["4"], "name_has": "binh"}
    page = client.post(path, typed, follow=True)

    assert [unit.name for unit in page.context["page"].rows] == ["Đoàn xã Hòa Bình"]
    before = client.get(reverse("organisations:group", args=[group.pk]), {"ngay": "2026-02-28"})
    assert before.context["count"] == 2


def test_a_rule_out_of_order_is_refused_above_the_fields(client, chief, province, communes):
    make(client, province)
    path = reverse("organisations:change_group", args=[UnitGroup.objects.get().pk])

    page = client.post(path, {"on": "2025-12-01"})

    assert page.status_code == 422
    assert "Nhóm đã có quy tắc từ ngày 01/01/2026" in page.text


def test_the_form_begins_with_the_rule_of_now(client, chief, province, communes):
    make(client, province, also=[communes[0].code], name_has="hoa")

    text = client.get(reverse("organisations:change_group", args=[UnitGroup.objects.get().pk])).text

    assert f"Đoàn xã Hòa An ({communes[0].code})" in text
    assert 'value="hoa"' in text


def test_an_unused_group_is_removed_and_that_is_recorded(client, chief, province, communes):
    make(client, province)

    page = client.post(reverse("organisations:remove_group", args=[UnitGroup.objects.get().pk]), follow=True)

    assert "Đã xóa nhóm Các xã." in page.text
    assert UnitGroup.objects.count() == 0
    assert (
        Entry.objects.about(province).filter(verb="organisations.remove_group").get().facts["name"]
        == "Các xã"
    )


def test_a_group_that_a_deadline_names_is_not_removed(client, chief, province, communes):
    make(client, province)
    group = UnitGroup.objects.get()
    work = make_assignment(communes[0], communes[0], by=acting(chief))
    Deadline.objects.create(
        programme_id=work.programme_id, place=9, what="Báo cáo", due_on=date(2026, 6, 1), who_group=group
    )

    response = client.post(reverse("organisations:remove_group", args=[group.pk]))

    assert response.status_code == 409
    assert "Nhóm đang được dùng (thời hạn), nên không xóa được." in response.text


def test_a_group_in_use_is_not_removed(province):
    group = actions.create_group(province, name="Các xã", picks=Picks(), on=date(2026, 1, 1), by=SYSTEM)

    assert rules.remove_group(group, holders={"nhiệm vụ"}, by=SYSTEM) == (
        "Nhóm đang được dùng (nhiệm vụ), nên không xóa được."
    )


def test_groups_out_of_reach_are_not_found(client, chief, province):
    far = make_unit("Tỉnh đoàn Sông Hậu", province.placements.get().parent)
    group = actions.create_group(far, name="Các xã", picks=Picks(), on=date(2026, 1, 1), by=SYSTEM)

    assert client.get(reverse("organisations:group", args=[group.pk])).status_code == 404


def test_the_list_costs_the_same_for_one_and_three(client, chief, province, django_assert_max_num_queries):
    path = reverse("organisations:groups")
    make(client, province)
    with django_assert_max_num_queries(10) as once:
        client.get(path)
    for name in ("Hai", "Ba"):
        make(client, province, name=name)
    with django_assert_max_num_queries(10) as thrice:
        client.get(path)

    assert len(once) == len(thrice)
