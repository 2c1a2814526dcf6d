"""Names in papers become units, groups and outside bodies, relative to the issuer and the day."""

from dataclasses import replace

import pytest

from donghanh.documents import naming
from donghanh.documents.naming import Source
from donghanh.documents.tests.naming.trees import AFTER, BEFORE, BOARDS, HOI, PROVINCE
from donghanh.organisations import actions
from donghanh.organisations.actions.groups import Picks
from donghanh.organisations.models import Kind, Level
from donghanh.organisations.tests.factories import make_actor, make_unit

CENTRE = "Trung ương Đoàn TNCS Hồ Chí Minh"
YOUTH_OPERATING = sorted(set(Kind) - {Kind.STAFF_BOARD})


def units(trees, *names):
    return tuple({"unit": trees[name].pk} for name in names)


def rule(understanding):
    (meant,) = understanding.means
    return {key: value for key, value in meant["new_group"].items() if key not in {"name", "owner"}}


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("BTV", PROVINCE),
        ("Ban Thường vụ Tỉnh đoàn", PROVINCE),
        ("BCH Đoàn tỉnh Bình Minh", PROVINCE),
        ("Đoàn TNCS Hồ Chí Minh tỉnh Bình Minh", PROVINCE),
        ("Thường trực Tỉnh đoàn", PROVINCE),
        ("Ủy ban Kiểm tra Tỉnh đoàn", PROVINCE),
        ("BBT TWĐ", CENTRE),
        ("Ban Bí thư Trung ương Đoàn", CENTRE),
        ("TW Đoàn", CENTRE),
        ("Văn phòng Trung ương Đoàn", f"Văn phòng {CENTRE}"),
        ("Ban Tuyên giáo Tỉnh đoàn", f"Ban Tuyên giáo {PROVINCE}"),
        ("Ban Xây dựng Đoàn", f"Ban Xây dựng Đoàn {PROVINCE}"),
        ("Ban TTNTH Tỉnh đoàn", f"Ban Thanh thiếu nhi trường học {PROVINCE}"),
        ("VP Tỉnh đoàn", f"Văn phòng {PROVINCE}"),
        ("Ban Phong trào Huyện đoàn Tân Lập", "Ban Phong trào Huyện đoàn Tân Lập"),
        ("Huyện đoàn Tân Lập", "Huyện đoàn Tân Lập"),
        ("BTV Thị đoàn Sông Lô", "Thị đoàn Sông Lô"),
        ("Đoàn xã Hòa An", "Đoàn xã Hòa An"),
        ("xã đoàn Hòa An, huyện Tân Lập", "Đoàn xã Hòa An"),
        ("Đoàn Trường THPT Tân Lập", "Đoàn Trường THPT Tân Lập"),
        ("Đoàn khối các cơ quan tỉnh", "Đoàn khối Các cơ quan tỉnh"),
    ],
)
def test_a_name_is_one_unit(ask, trees, name, unit):
    found = ask(name)

    assert (found.means, found.sure) == (units(trees, unit), True)


@pytest.mark.parametrize(
    ("name", "picked", "count"),
    [
        ("Các huyện, thị, thành đoàn", {"levels": [Level.DISTRICT], "kinds": [Kind.TERRITORIAL]}, 3),
        ("BTV các huyện, thị, thành đoàn", {"levels": [Level.DISTRICT], "kinds": [Kind.TERRITORIAL]}, 3),
        ("các huyện, thị, thành đoàn và đoàn trực thuộc", {"directly_below": True}, 5),
        ("Các huyện, thị, thành đoàn và tương đương", {"directly_below": True}, 5),
        ("các đơn vị trực thuộc", {"directly_below": True}, 5),
        ("Đoàn các xã, phường, thị trấn", {"levels": [Level.COMMUNE], "kinds": [Kind.TERRITORIAL]}, 7),
        ("các cơ sở Đoàn", {"levels": [Level.COMMUNE, Level.BASE]}, 12),
        ("các chi đoàn", {"levels": [Level.BRANCH]}, 4),
        ("100% trường THPT", {"kinds": [Kind.SCHOOL], "name_has": "thpt"}, 2),
        ("Đoàn các trường THPT", {"kinds": [Kind.SCHOOL], "name_has": "thpt"}, 2),
        ("Đoàn các trường đại học, cao đẳng", {"kinds": [Kind.UNIVERSITY]}, 1),
        ("các Ban, Văn phòng Tỉnh đoàn", {"kinds": [Kind.STAFF_BOARD], "directly_below": True}, len(BOARDS)),
        ("Các cấp bộ Đoàn", {}, 19),
    ],
)  # fmt: skip
def test_a_name_is_a_group_by_a_rule(ask, trees, name, picked, count):
    found = ask(name)

    expected = {"levels": [], "kinds": list(naming.senses.OPERATING), "directly_below": False, "name_has": ""}
    assert rule(found) == expected | picked
    assert found.means[0]["new_group"]["owner"] == trees[PROVINCE].pk
    assert (found.sure, found.count) == (True, count)


def test_after_the_reform_communes_stand_directly_below_the_province(later):
    found = later("Đoàn các xã, phường, đặc khu và Đoàn trực thuộc Tỉnh đoàn")

    assert rule(found)["directly_below"] is True
    assert (found.sure, found.count) == (True, 11)


def test_before_the_reform_communes_and_direct_ones_are_no_single_rule(ask):
    found = ask("Đoàn các xã, thị trấn và Đoàn trực thuộc")

    assert rule(found)["levels"] == [Level.COMMUNE, Level.BASE]
    assert not found.sure


def test_an_old_plan_finds_its_districts_and_the_page_says_what_they_are_today(ask):
    assert ask("Các huyện, thị, thành đoàn").today == "Không còn cấp huyện từ 01/7/2025; nay là 6 xã, phường."
    assert ask("Huyện đoàn Tân Lập").today == (
        "Huyện đoàn Tân Lập đã kết thúc từ 01/7/2025; nay là Tỉnh đoàn Bình Minh."
    )
    assert (
        ask("Đoàn xã Hòa Bình").today == "Đoàn xã Hòa Bình đã kết thúc từ 01/7/2025; nay là Đoàn xã Tân Lập."
    )
    found = ask("Đoàn các xã, phường, thị trấn")
    assert (found.count, found.count_today, found.today) == (7, 6, "")


def test_a_district_that_ended_before_the_paper_is_not_sure(later, trees):
    found = later("Huyện đoàn Tân Lập")

    assert not found.sure
    assert found.others[0].meant == {"unit": trees[PROVINCE].pk}
    assert later("Các huyện, thị, thành đoàn").sure is False


def test_a_name_borne_that_day_is_found_under_it(ask, trees, secretary):
    actions.rename(trees["Đoàn xã Hòa An"], name="Đoàn xã Hòa An Mới", on=AFTER, by=secretary)

    found = ask("Đoàn xã Hòa An")

    assert (found.means, found.sure) == (units(trees, "Đoàn xã Hòa An"), True)
    assert found.today == "Đoàn xã Hòa An nay là Đoàn xã Hòa An Mới."


def test_an_alias_is_a_name(ask, trees, secretary):
    actions.set_aliases(trees["Đoàn khối Các cơ quan tỉnh"], names=["Đoàn khối CQ"], by=secretary)

    assert ask("Đoàn khối CQ").means == units(trees, "Đoàn khối Các cơ quan tỉnh")


@pytest.mark.parametrize(
    ("name", "bodies"),
    [
        ("Các Sở: Nội vụ; Giáo dục và Đào tạo", ("Sở Nội vụ", "Sở Giáo dục và Đào tạo")),
        ("Sở Lao động, Thương binh và Xã hội", ("Sở Lao động, Thương binh và Xã hội",)),
        ("BTG TU", ("BTG TU",)),
        ("TT Tỉnh ủy", ("TT Tỉnh ủy",)),
        ("UBND tỉnh", ("UBND tỉnh",)),
        ("Sở GD&ĐT, Công an tỉnh", ("Sở GD&ĐT", "Công an tỉnh")),
    ],
)  # fmt: skip
def test_a_name_is_an_outside_body(ask, name, bodies):
    found = ask(name)

    assert found.means == tuple({"new_body": body} for body in bodies)
    assert found.sure


def test_a_list_of_boards_shares_the_office_at_its_end(ask, trees):
    found = ask("Ban Tuyên giáo, Ban Phong trào, Văn phòng Tỉnh đoàn")

    boards = (f"{board} {PROVINCE}" for board in ("Ban Tuyên giáo", "Ban Phong trào", "Văn phòng"))
    assert (found.means, found.sure) == (units(trees, *boards), True)


def test_a_board_that_is_not_in_the_tree_stays_open_and_the_office_is_suggested(ask, trees):
    found = ask("Ban Dân tộc Tỉnh đoàn")

    assert (found.means, found.sure) == ((), False)
    assert found.note == "Chưa có Ban Dân tộc Tỉnh đoàn trong cây đơn vị của Tỉnh đoàn Bình Minh."
    assert [other.meant for other in found.others] == list(units(trees, PROVINCE))


def test_part_of_a_list_may_stay_open(ask, trees):
    found = ask("Ban Tuyên giáo, Ban Dân tộc, Văn phòng Tỉnh đoàn")

    assert found.means == units(trees, f"Ban Tuyên giáo {PROVINCE}", f"Văn phòng {PROVINCE}")
    assert not found.sure
    assert found.note.startswith("Còn để mở: Ban Dân tộc Tỉnh đoàn.")


@pytest.mark.parametrize(
    ("name", "owners"),
    [
        ("Các huyện, thị, thành đoàn", [PROVINCE]),
        ("Đoàn Thanh niên các huyện, thị xã, thành phố", [PROVINCE]),
        ("Hội Khuyến học các huyện, thị xã, thành phố", [HOI]),
        ("Hội Khuyến học cấp xã", [HOI]),
        ("Đoàn – Hội các cấp", [HOI, PROVINCE]),
        ("các xã, phường, thị trấn", [HOI, PROVINCE]),
    ],
)
def test_groups_of_a_joint_paper_stand_below_their_own_organisation(joint, trees, name, owners):
    found = joint(name)

    assert [meant["new_group"]["owner"] for meant in found.means] == [trees[owner].pk for owner in owners]
    assert found.sure


@pytest.mark.parametrize(
    ("name", "named"),
    [
        ("hai ngành", (HOI, PROVINCE)),
        ("Hai bên", (HOI, PROVINCE)),
        ("Hội Khuyến học tỉnh và Tỉnh đoàn", (HOI, PROVINCE)),
        ("Đoàn Thanh niên", (PROVINCE,)),
        ("Hội Khuyến học", (HOI,)),
        ("Ban Tuyên giáo", (f"Ban Tuyên giáo {PROVINCE}",)),
        ("Văn phòng Hội Khuyến học tỉnh", (f"Văn phòng {HOI}",)),
        ("Trung ương Đoàn", (CENTRE,)),
    ],
)
def test_units_of_a_joint_paper(joint, trees, name, named):
    found = joint(name)

    assert (found.means, found.sure) == (units(trees, *named), True)


def test_both_have_an_office_so_it_is_asked_which(joint):
    found = joint("Văn phòng")

    assert (found.means, found.sure, len(found.others)) == ((), False, 2)


def test_the_other_organisation_of_the_same_place_is_only_suggested(ask, trees):
    found = ask("Hội Khuyến học tỉnh")

    assert (found.means, found.sure) == (units(trees, HOI), False)
    assert found.note == "Đơn vị của tổ chức khác, không thuộc cơ quan ban hành."


@pytest.mark.parametrize(
    "name",
    ["đoàn viên, thanh niên", "Như Điều 3", "các tập thể, cá nhân có tên tại Điều 1", "học sinh, sinh viên"],
)
def test_people_and_pointers_are_surely_nobody(ask, name):
    found = ask(name)

    assert (found.means, found.sure, found.source) == ((), True, Source.PATTERN)
    assert found.note


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("Bí thư Huyện đoàn Tân Lập", "Huyện đoàn Tân Lập"),
        ("Chánh Văn phòng Tỉnh đoàn", f"Văn phòng {PROVINCE}"),
    ],
)
def test_an_office_holder_is_suggested_as_the_unit(ask, trees, name, unit):
    found = ask(name)

    assert (found.means, found.sure) == (units(trees, unit), False)
    assert found.note == "Văn bản ghi chức vụ: giao cho đơn vị của người giữ chức vụ đó."


def test_near_names_are_suggested_for_an_unknown_one(ask, trees):
    found = ask("Đoàn xã Hòa Ann")

    assert (found.means, found.sure, found.source) == ((), False, Source.NEAR)
    assert found.others[0].meant == {"unit": trees["Đoàn xã Hòa An"].pk}
    assert found.others[-1].meant == {"new_body": "Đoàn xã Hòa Ann"}


@pytest.mark.parametrize(
    ("name", "sure"),
    [("Đoàn xã Hòa Ân", False), ("Đoàn xã Hoà An", True), ("ĐOÀN XÃ HÒA AN", True), ("Doan xa Hoa An", True)],
)
def test_other_tones_are_another_name(ask, trees, name, sure):
    found = ask(name)

    assert (found.means, found.sure) == (units(trees, "Đoàn xã Hòa An"), sure)


def test_two_names_that_differ_in_tones_are_asked(trees, secretary):
    names = ["Đoàn xã Hòa An", "Đoàn xã Hòa Ân"]

    found = naming.resolve(names, issuers=[trees[PROVINCE]], issuer_key="", on=BEFORE, by=secretary)

    (one,) = found.values()
    assert (one.sure, one.note) == (False, "Văn bản có hai tên chỉ khác nhau ở dấu.")


def test_a_place_may_be_named_like_levels(ask, trees):
    made = make_unit("Đoàn phường Quán Thánh", trees[PROVINCE])

    assert ask("Đoàn phường Quán Thánh").means == ({"unit": made.pk},)
    assert "new_group" in ask("Đoàn phường, quận, thành").means[0]


def test_a_numbered_place_is_one_place(ask):
    assert (ask("Đoàn phường 1").means, ask("Đoàn phường 1").sure) == ((), False)
    assert ask("Đoàn 27 xã, phường").sure


def test_near_names_are_only_those_that_the_actor_sees(ask, trees):
    stranger = make_actor(trees["Tỉnh đoàn Sông Hậu"])

    found = ask("Đoàn xã Hòa Ann", by=stranger)

    assert trees["Đoàn xã Hòa An"].pk not in [other.meant.get("unit") for other in found.others]


def test_one_name_of_several_units_is_asked(ask, trees):
    make_unit("Đoàn xã Hòa An", trees[PROVINCE], level=Level.COMMUNE)

    found = ask("Đoàn xã Hòa An")

    assert (found.means, found.sure) == ((), False)
    assert [other.words for other in found.others] == [
        "Đoàn xã Hòa An (Huyện đoàn Tân Lập)", "Đoàn xã Hòa An (Tỉnh đoàn Bình Minh)",
    ]  # fmt: skip
    assert ask("Đoàn xã Hòa An, huyện Tân Lập").means == units(trees, "Đoàn xã Hòa An")


def test_a_group_that_exists_is_preferred(ask, trees, secretary):
    picks = Picks(levels=(Level.DISTRICT,))
    group = actions.create_group(
        trees[PROVINCE], name="Huyện, thị, thành đoàn", picks=picks, on=BEFORE, by=secretary
    )

    found = ask("các huyện, thị, thành đoàn")

    assert (found.means, found.sure, found.source) == (({"group": group.pk},), True, Source.EXACT)
    assert found.today.startswith("Không còn cấp huyện")


def test_without_an_issuer_in_the_system_nothing_that_rests_on_it_is_sure(trees, secretary):
    names = ["Các huyện, thị, thành đoàn", "Sở Nội vụ", "BTV"]

    found = naming.resolve(names, issuers=[], issuer_key="tinh doan x", on=BEFORE, by=secretary)

    assert [found[naming.key(name)].sure for name in names] == [False, True, False]


def test_a_commune_reads_the_superiors_paper_as_the_superior_means_it(ask, trees):
    commune = make_actor(trees["Đoàn xã Hòa An"])

    found = ask("Đoàn các xã, phường, thị trấn", by=commune)

    assert found.means[0]["new_group"]["owner"] == trees[PROVINCE].pk
    assert ask("Huyện đoàn", "Huyện đoàn Tân Lập", by=commune).means == units(trees, "Huyện đoàn Tân Lập")
    assert ask("Tỉnh đoàn", "Đoàn xã Hòa An", by=commune).means == units(trees, PROVINCE)


def test_the_rights_of_the_actor_do_not_change_what_the_paper_says(ask, trees, secretary):
    reader = replace(secretary, permissions=frozenset())

    assert ask("Ban Tuyên giáo", by=reader).means == units(trees, f"Ban Tuyên giáo {PROVINCE}")
