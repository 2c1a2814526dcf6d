"""The tree of units in pages: browse, search, one unit. People come with posts, so the tests live on top."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from psycopg.types.range import DateRange

from donghanh.accounts.tests.factories import acting, make_post, make_user, sign_in
from donghanh.organisations import actions
from donghanh.organisations.models import Area, AreaLevel, Level, System, UnitAlias
from donghanh.organisations.tests.factories import SYSTEM, make_unit, new

BEFORE, AFTER = date(2025, 6, 30), date(2025, 7, 1)


@pytest.fixture
def province(db):
    return make_unit("Tỉnh đoàn Bình Minh", make_unit("Trung ương Đoàn"))


@pytest.fixture
def commune(province):
    return make_unit("Đoàn xã Hòa An", province, level=Level.COMMUNE)


@pytest.fixture
def sister(province):
    return make_unit("Đoàn xã Hòa Bình", province, level=Level.COMMUNE)


@pytest.fixture
def chief(client, province):
    post = make_post(province)
    sign_in(client, post.user)
    return post


def page(client, name, *args, **asked):
    response = client.get(reverse(f"organisations:{name}", args=args), asked)
    assert response.status_code == 200
    return response.text


def queries(client, path):
    with CaptureQueriesContext(connection) as made:
        assert client.get(path).status_code == 200
    return len(made)


def test_the_tree_opens_at_the_top_and_each_unit_opens_below(client, commune, chief, province):
    tree = page(client, "tree")

    assert "Trung ương Đoàn" in tree
    assert "Tỉnh đoàn Bình Minh" in tree
    assert "Đoàn xã Hòa An" not in tree
    assert f'hx-get="{reverse("organisations:below", args=[province.pk])}?ngay=' in tree
    assert "Đoàn xã Hòa An" in page(client, "below", province.pk)


def test_an_opened_unit_gets_only_the_list(client, commune, chief, province):
    path = reverse("organisations:below", args=[province.pk])

    part = client.get(path, headers={"HX-Request": "true", "HX-Target": f"below-{province.pk}"}).text

    assert "Đoàn xã Hòa An" in part
    assert "<html" not in part


def test_the_tree_of_another_day_has_its_names_and_units(client, commune, chief, province):
    actions.rename(commune, name="Đoàn phường Hòa An", on=AFTER, by=SYSTEM)
    make_unit("Đoàn xã Mới", province, level=Level.COMMUNE, on=AFTER)

    before = page(client, "below", province.pk, ngay=BEFORE.isoformat())
    after = page(client, "below", province.pk, ngay="01/07/2025")

    assert ("Đoàn xã Hòa An" in before, "Đoàn xã Mới" in before) == (True, False)
    assert ("Đoàn phường Hòa An" in after, "Đoàn xã Mới" in after) == (True, True)


def test_pages_say_as_of_when_the_old_tree_stands(client, commune, chief):
    said = "Số liệu của những ngày trước 01/7/2025 lấy theo hiện trạng ngày 30/6/2025."

    assert said in page(client, "tree")
    assert said in page(client, "unit", commune.pk)


def test_before_the_first_unit_the_tree_is_empty(client, chief):
    assert "Ngày ấy chưa có đơn vị nào" in page(client, "tree", ngay="1990-01-01")


@pytest.mark.parametrize("day", ["hôm qua", "2025-02-30", "0001-01-01", "9999-12-31"])
def test_a_day_that_is_none_is_said_and_today_is_shown(client, chief, day):
    tree = page(client, "tree", ngay=day)

    assert "field-error" in tree
    assert "Trung ương Đoàn" in tree


def test_a_day_that_is_none_is_said_in_the_part_too(client, chief):
    asked = {"ngay": "2025-02-30"}
    part = client.get(
        reverse("organisations:tree"), asked, headers={"HX-Request": "true", "HX-Target": "units"}
    ).text

    assert "Ngày chưa đúng. Ví dụ: 30/6/2025." in part
    assert "<html" not in part


@pytest.mark.parametrize("typed", ["Hòa An", "hoa an", "AN hoa"])
def test_units_are_found_with_and_without_accents(client, commune, sister, chief, typed):
    listed = page(client, "tree", q=typed)

    assert ("Đoàn xã Hòa An" in listed, "Đoàn xã Hòa Bình" in listed) == (True, False)


def test_units_are_found_by_code_and_narrowed_by_level_and_system(client, commune, chief, province):
    assert "Đoàn xã Hòa An" in page(client, "tree", q=commune.code)
    listed = page(client, "tree", cap=Level.PROVINCE)
    assert ("Tỉnh đoàn Bình Minh" in listed.split('id="units"')[1], "Hòa An" in listed) == (True, False)
    assert "Không tìm thấy đơn vị nào" in page(client, "tree", he=System.LEARNING_ASSOCIATION)


def test_search_is_of_the_day_and_within_reach(client, commune, chief, province):
    make_unit("Đoàn xã Hòa Mới", province, level=Level.COMMUNE, on=AFTER)
    make_unit("Đoàn xã Hòa Xa", make_unit("Tỉnh đoàn Sông Hậu", province.placements.get().parent))

    listed = page(client, "tree", q="hoa", ngay=BEFORE.isoformat())

    assert [name in listed for name in ("Hòa An", "Hòa Mới", "Hòa Xa")] == [True, False, False]


def test_search_is_paged(client, chief, province):
    for number in range(52):
        make_unit(f"Đoàn xã Số {number:02}", province, level=Level.COMMUNE)

    first, second = page(client, "tree", q="so"), page(client, "tree", q="so", tu="50")

    assert ("Số 49" in first, "Số 50" in first, "Trang sau" in first) == (True, False, True)
    assert ("Số 49" in second, "Số 51" in second, "Trang sau" in second) == (False, True, False)


def test_children_are_paged(client, chief, province):
    for number in range(102):
        make_unit(f"Đoàn xã Số {number:03}", province, level=Level.COMMUNE)

    first, second = page(client, "below", province.pk), page(client, "below", province.pk, tu="100")

    assert ("Số 099" in first, "Số 100" in first, "tu=100" in first) == (True, False, True)
    assert ("Số 099" in second, "Số 101" in second) == (False, True)


def test_units_out_of_reach_are_counted_and_not_named(client, chief, province):
    central = province.placements.get().parent
    make_unit("Tỉnh đoàn Sông Hậu", central)

    tree = page(client, "tree")

    assert "Còn 1 đơn vị ngoài phạm vi của Đồng chí." in tree
    assert "Sông Hậu" not in tree


def test_a_unit_tells_its_past(client, commune, chief, province):
    UnitAlias.objects.create(unit=commune, name="Xã đoàn Hòa An")
    actions.give_code(commune, scheme="QLDV", code="HA-01", on=date(2021, 1, 1), by=SYSTEM)
    district = make_unit("Huyện đoàn Tân Lập", province)
    actions.move(commune, parent=district, on=date(2022, 1, 1), by=SYSTEM)
    actions.rename(commune, name="Đoàn phường Hòa An", on=AFTER, by=SYSTEM)

    now, then = page(client, "unit", commune.pk), page(client, "unit", commune.pk, ngay=BEFORE.isoformat())

    for text in ("Xã đoàn Hòa An", "QLDV: HA-01", "Huyện đoàn Tân Lập", "từ 01/01/2020 đến hết 31/12/2021"):
        assert text in now
    assert "<h1>Đoàn phường Hòa An</h1>" in now
    assert "<h1>Đoàn xã Hòa An</h1>" in then


def test_a_merged_unit_and_its_heir_name_each_other(client, commune, sister, chief):
    actions.merge([commune], into=sister, on=AFTER, by=SYSTEM)

    old, heir = page(client, "unit", commune.pk), page(client, "unit", sister.pk)

    assert "Đã trở thành" in old
    assert "Đơn vị không hoạt động vào ngày đã chọn" in old
    assert "Hình thành từ" in heir
    assert "không so sánh được" not in old + heir


def test_a_split_is_marked_as_not_comparable(client, commune, chief):
    parts = [new(name, level=Level.COMMUNE) for name in ("Đoàn xã Hòa An 1", "Đoàn xã Hòa An 2")]
    actions.split(commune, into=parts, children_to={}, on=AFTER, by=SYSTEM)

    assert page(client, "unit", commune.pk).count("không so sánh được") == 2


def test_both_organisations_of_a_place_stand_side_by_side(client, province, chief):
    area = Area.objects.create(
        code="12345", level=AreaLevel.COMMUNE, kind="Xã", name="Hòa An", period=DateRange(None, None)
    )
    youth = make_unit("Đoàn xã Hòa An", province, level=Level.COMMUNE, area_id=area.pk)
    top = make_unit("Trung ương Hội", system=System.LEARNING_ASSOCIATION)
    make_unit("Hội Khuyến học xã Hòa An", top, level=Level.COMMUNE, area_id=area.pk)

    text = page(client, "unit", youth.pk)

    assert "Hội Khuyến học xã Hòa An" in text
    assert System.LEARNING_ASSOCIATION.label in text
    assert "learning_association" not in text
    assert "Xã Hòa An" in text


def test_all_units_below_are_counted_once_the_page_is_shown(client, commune, sister, chief, province):
    path = reverse("organisations:counts", args=[province.pk])

    assert path in page(client, "unit", province.pk)
    part = client.get(path, headers={"HX-Request": "true", "HX-Target": "counts"}).text
    assert part.strip() == '<p id="counts">Bên dưới có cấp xã: 2.</p>'
    assert part in client.get(path).text


def test_deeds_on_a_unit_are_shown_to_who_may_read_the_book(client, commune, chief, province):
    actions.rename(commune, name="Đoàn phường Hòa An", on=AFTER, by=acting(chief))
    book = reverse("organisations:book", args=[commune.pk])
    part = client.get(book, headers={"HX-Request": "true", "HX-Target": "book"}).text
    assert book in page(client, "unit", commune.pk)
    assert "Đổi tên đơn vị" in part
    assert "<html" not in part
    assert part in page(client, "book", commune.pk)

    sign_in(client, make_post(province, "thanh-vien").user)
    text = page(client, "unit", commune.pk)
    assert (book in text, "Cán bộ</a>" in text) == (False, False)
    assert client.get(book).status_code == 403


def test_a_unit_names_its_people_on_the_day_and_now(client, commune, chief):
    gone = make_post(commune, "can-bo-co-so", title="Phó bí thư", until=date(2025, 1, 1))
    stays = make_post(commune, "can-bo-co-so", title="Bí thư", since=date(2025, 3, 1))

    now = page(client, "unit", commune.pk)
    then = page(client, "unit", commune.pk, ngay="2024-06-30")

    assert (str(gone.user) in now, str(stays.user) in now) == (False, True)
    assert then.index("Ngày 30/06/2024") < then.index(str(gone.user)) < then.index("Hiện nay")
    assert then.index("Hiện nay") < then.index(str(stays.user))


def test_people_of_a_unit_above_are_not_named(client, commune, chief, province):
    below = make_post(commune)
    sign_in(client, below.user)

    text = page(client, "unit", province.pk)

    assert str(chief.user) not in text
    assert "Chưa ghi nhận ai giữ nhiệm vụ ở đây trong phạm vi của Đồng chí." in text


def test_people_are_shown_to_who_may_see_accounts(client, commune, chief, province):
    sign_in(client, make_post(province, "thanh-vien").user)

    assert "Cán bộ của đơn vị" not in page(client, "unit", commune.pk)


def test_a_unit_that_is_no_more_tells_who_was_there(client, commune, sister, chief):
    last = make_post(commune, "can-bo-co-so", title="Bí thư")
    actions.merge([commune], into=sister, on=AFTER, by=SYSTEM)

    text = page(client, "unit", commune.pk)

    assert (str(last.user) in text, "Hiện nay" in text) == (True, False)


def test_a_unit_of_another_branch_is_not_found(client, commune, province):
    neighbour = make_unit("Tỉnh đoàn Sông Hậu", province.placements.get().parent)
    sign_in(client, make_post(neighbour).user)

    assert client.get(reverse("organisations:unit", args=[commune.pk])).status_code == 404
    assert client.get(reverse("organisations:below", args=[commune.pk])).status_code == 404


def test_without_the_right_there_is_no_tree(client, province):
    sign_in(client, make_user("khong.viec"))

    assert client.get(reverse("organisations:tree")).status_code == 403


@pytest.mark.parametrize(
    ("name", "asked", "most"), [("tree", "", 10), ("tree", "?q=doan", 10), ("below", "", 10), ("unit", "", 8)]
)
def test_as_many_queries_for_one_row_as_for_three(client, commune, chief, province, name, asked, most):
    args = [] if name == "tree" else [province.pk]
    path = reverse(f"organisations:{name}", args=args) + asked
    client.get(path)
    one = queries(client, path)
    for place in ("Bắc", "Nam"):
        make_unit(f"Đoàn xã {place}", province, level=Level.COMMUNE)

    assert queries(client, path) == one
    assert one <= most
