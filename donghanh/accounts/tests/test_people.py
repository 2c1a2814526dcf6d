"""The list of people, one person's page, the exported sheet."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from donghanh.accounts import queries
from donghanh.accounts.queries import Search, State
from donghanh.accounts.tests.factories import FIRST_DAY, acting, make_post, make_user, sign_in
from donghanh.identity.models import User

pytestmark = pytest.mark.django_db


def names(search, by):
    return [post.user.full_name for post in queries.posts_found(search, by=by)]


def test_people_are_listed_by_given_name_within_reach(client, commune, neighbour, chief):
    for number, name in enumerate(["Vũ Ánh", "Đinh Bảo", "Âu An"]):
        make_post(commune, "thanh-vien", user=make_user(f"u{number}", full_name=name))
    make_post(neighbour, "thanh-vien", user=make_user("xa", full_name="Người Xa"))
    sign_in(client, chief.user)

    page = client.get(reverse("accounts:people") + "?don_vi=" + commune.code).text

    assert [page.index(name) for name in ("Âu An", "Vũ Ánh", "Đinh Bảo")] == sorted(
        page.index(name) for name in ("Âu An", "Vũ Ánh", "Đinh Bảo")
    )
    assert "Người Xa" not in client.get(reverse("accounts:people") + "?q=xa&tinh_trang=tat-ca").text


@pytest.mark.parametrize("more", [1, 3])
def test_the_list_costs_the_same_for_more_people(client, commune, chief, more, django_assert_num_queries):
    for _ in range(more):
        make_post(commune, "can-bo-co-so")
    sign_in(client, chief.user)

    with django_assert_num_queries(7):  # session, person, posts; bell; roles to choose; count, rows
        client.get(reverse("accounts:people"))


def test_the_list_comes_in_part(client, chief):
    sign_in(client, chief.user)

    part = client.get(reverse("accounts:people"), headers={"HX-Request": "true", "HX-Target": "people"}).text

    assert part.strip().startswith('<div id="people">')
    assert "<html" not in part


def test_search_and_states(commune, chief, administrator):
    today = administrator.today
    hoa = make_user("hoa.ng", full_name="Nguyễn Thị Hòa", phone="0912000111", must_change_password=True)
    make_post(commune, "can-bo-co-so", user=hoa)
    gone = make_user("cu.ng", full_name="Nguyễn Cũ")
    make_post(commune, "can-bo-co-so", user=gone, since=FIRST_DAY, until=today)
    soon = make_user("moi.ng", full_name="Nguyễn Mới")
    make_post(commune, "can-bo-co-so", user=soon, since=today + timedelta(days=1))
    out = make_user("khoa.ng", full_name="Nguyễn Khóa")
    make_post(commune, "can-bo-co-so", user=out)
    User.objects.filter(pk=out.pk).update(is_active=False)

    for text in ("hoa", "HÒA thi", "hoa.n", "+84 912 000 111"):
        assert names(Search(text=text), administrator) == ["Nguyễn Thị Hòa"]
    assert names(Search(state=State.NEVER_IN), administrator) == ["Nguyễn Thị Hòa"]
    assert names(Search(state=State.ENDED), administrator) == ["Nguyễn Cũ"]
    assert names(Search(state=State.TO_COME), administrator) == ["Nguyễn Mới"]
    assert names(Search(state=State.LOCKED), administrator) == ["Nguyễn Khóa"]
    assert names(Search(state=State.LENT), administrator) == []
    assert names(Search(unit=commune, role=chief.role_id), administrator) == []


def test_contacts_are_for_those_with_the_right_only(client, province, commune, clerk, board):
    User.objects.filter(pk=clerk.user_id).update(phone="0912000111")
    officer = make_post(board, "chuyen-vien")  # sees contacts of the own unit only
    leader = make_post(province, "lanh-dao")

    sign_in(client, officer.user)
    assert "0912000111" not in client.get(reverse("accounts:people")).text
    assert "0912000111" not in client.get(reverse("accounts:person", args=[clerk.user_id])).text
    assert b"0912000111" not in sheet_text(client.get(reverse("accounts:export"))).encode()
    sign_in(client, leader.user)
    assert "0912000111" in client.get(reverse("accounts:people")).text


def sheet_text(response):
    rows = CalamineWorkbook.from_filelike(BytesIO(response.content)).get_sheet_by_index(0)
    return "\n".join("|".join(map(str, row)) for row in rows.to_python())


def test_export_has_what_the_page_has(client, clerk, chief, outsider):
    sign_in(client, chief.user)

    text = sheet_text(client.get(reverse("accounts:export") + "?q=" + clerk.user.code))

    assert text.splitlines()[1].startswith(f"{clerk.user.full_name}|Cán bộ|Đoàn xã Hòa An|Cán bộ cơ sở|")
    sign_in(client, outsider.user)
    assert clerk.user.full_name not in sheet_text(client.get(reverse("accounts:export")))


def test_a_person_s_page_shows_posts_past_and_present(client, clerk, chief, administrator):
    today = timezone.localdate()
    make_post(clerk.unit, "thanh-vien", user=clerk.user, title="Ủy viên", until=today)
    sign_in(client, chief.user)

    page = client.get(reverse("accounts:person", args=[clerk.user_id])).text

    assert "Ủy viên" in page
    assert "Đã thôi" in page


def test_out_of_reach_is_not_found(client, clerk, outsider):
    sign_in(client, outsider.user)

    assert client.get(reverse("accounts:person", args=[clerk.user_id])).status_code == 404


def test_everybody_opens_the_own_page(client, clerk):
    sign_in(client, clerk.user)

    assert client.get(reverse("accounts:person", args=[clerk.user_id])).status_code == 200


@pytest.mark.parametrize("more", [1, 3])
def test_a_person_s_page_costs_the_same_for_more_posts(
    client, commune, chief, more, django_assert_max_num_queries
):
    user = make_user()
    for role in ["can-bo-co-so", "thanh-vien", "lanh-dao"][:more]:
        make_post(commune, role, user=user)
    sign_in(client, chief.user)

    with django_assert_max_num_queries(14):
        client.get(reverse("accounts:person", args=[user.pk]))


def test_somebody_without_the_right_sees_no_list(client, commune):
    post = make_post(commune, "thanh-vien")
    sign_in(client, post.user)

    answer = client.get(reverse("accounts:people"))

    assert (answer.status_code, "chưa được giao quyền" in answer.text) == (403, True)
    assert acting(post).permissions


def test_a_persons_page_asks_at_most_eight_questions_however_many_posts(client, commune, sister, chief):
    who = make_post(commune).user
    sign_in(client, chief.user)
    address = reverse("accounts:person", args=[who.pk])
    client.get(address)
    with CaptureQueriesContext(connection) as one:
        assert client.get(address).status_code == 200
    for role in ("can-bo-co-so", "thanh-vien", "lanh-dao"):
        make_post(sister, role, user=who)

    with CaptureQueriesContext(connection) as four:
        assert client.get(address).status_code == 200
    assert len(one) == len(four) <= 8
