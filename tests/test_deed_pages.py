"""The pages on which units are changed: form, preview, doing it, taking it back."""

from datetime import date

import pytest
from django.urls import reverse

from donghanh.accounts.tests.factories import make_post, sign_in
from donghanh.organisations import actions
from donghanh.organisations.models import Change, Level, Proposal, Unit
from donghanh.organisations.tests.factories import SYSTEM, make_unit

DAY = "2026-04-01"
ON = date(2026, 4, 1)


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
def branch(commune):
    return make_unit("Chi đoàn ấp 1", commune, level=Level.BRANCH)


@pytest.fixture
def chief(client, province):
    post = make_post(province)
    sign_in(client, post.user)
    return post


def send(client, deed, unit, step="xem", /, **typed):
    path = reverse(f"organisations:{deed}", args=[unit.pk])
    return client.post(path, {"on": DAY, "buoc": step} | typed)


def carried(response):
    """What the preview's confirming form sends."""
    context = response.context
    typed: dict[str, list[str]] = {}
    for name, value in context["carried"]:
        typed.setdefault(name, []).append(value)
    return typed | {"seen": context["seen"], "buoc": "lam"}


def confirm(client, deed, unit, /, **typed):
    """Form, preview, confirmation: as a person does it."""
    shown = send(client, deed, unit, **typed)
    assert shown.status_code == 200, shown.text
    assert Change.objects.filter(made_at__gte=shown.wsgi_request.actor.now).count() == 0
    return client.post(reverse(f"organisations:{deed}", args=[unit.pk]), carried(shown), follow=True)


def test_open_below(client, chief, commune):
    typed = {
        "code": "CD-1",
        "name": "Chi đoàn mới",
        "level": "6",
        "sort": "territorial",
        "aliases": "Ấp mới\nẤp Mới 2",
        "decision_number": "12-QĐ/TĐTN",
        "decision_day": "2026-03-20",
    }

    page = confirm(client, "open_below", commune, **typed)

    unit = Unit.objects.get(code="CD-1")
    assert list(Unit.objects.under(commune.pk, on=ON)) == [unit]
    assert sorted(unit.aliases.values_list("name", flat=True)) == ["Ấp Mới 2", "Ấp mới"]
    assert str(unit.opened_by.decision) == "12-QĐ/TĐTN ngày 20/03/2026"
    assert "Hoàn lại</button>" in page.text
    assert "Đã ghi: thành lập đơn vị – Chi đoàn mới." in page.text


def test_rename_and_take_it_back(client, chief, commune):
    page = confirm(client, "rename", commune, name="Đoàn phường Hòa An")
    assert "Đoàn phường Hòa An" in page.text

    change = Change.objects.latest("pk")
    page = client.post(reverse("organisations:undo", args=[change.pk]), follow=True)

    assert "Đã hoàn lại: Đoàn xã Hòa An đổi tên thành Đoàn phường Hòa An từ 01/4/2026." in page.text
    assert Unit.objects.get(pk=commune.pk).name == "Đoàn xã Hòa An"


@pytest.mark.parametrize("typed", ["{0.name}", "{0.code}", "{0.name} ({0.code})", "đoàn xã hòa bình"])
def test_move_by_name_or_code(client, chief, branch, sister, typed):
    confirm(client, "move", branch, parent=typed.format(sister))

    assert list(Unit.objects.under(sister.pk, on=ON)) == [branch]


def test_a_name_that_several_bear_asks_for_the_code(client, chief, branch, province, sister):
    twin = make_unit("Đoàn xã Hòa Bình", province, level=Level.COMMUNE)

    page = send(client, "move", branch, parent="Đoàn xã Hòa Bình")

    assert page.status_code == 422
    for unit in (sister, twin):
        assert f"Đoàn xã Hòa Bình ({unit.code})" in page.text


def test_a_unit_out_of_reach_is_not_found_by_name(client, chief, branch, province):
    far = make_unit("Tỉnh đoàn Sông Hậu", province.placements.get().parent)

    assert "Không có đơn vị nào có tên hoặc mã" in send(client, "move", branch, parent=far.code).text


def test_the_rules_reason_stands_above_the_fields(client, chief, commune, branch):
    page = send(client, "close", commune)

    assert page.status_code == 422
    assert "Đoàn xã Hòa An còn 1 đơn vị trực thuộc: Chi đoàn ấp 1." in page.text
    assert page.text.index("còn 1 đơn vị") < page.text.index('name="on"')


def test_going_back_keeps_what_was_typed(client, chief, commune):
    page = send(client, "rename", commune, "sua", name="Đoàn phường Hòa An", decision_number="9")

    assert page.status_code == 200
    assert 'value="Đoàn phường Hòa An"' in page.text
    assert "field-error" not in page.text


def test_what_changed_between_preview_and_confirmation_is_shown_again(client, chief, commune, branch, sister):
    shown = send(client, "merge", commune, units=[commune.code], into=sister.code, level="4")
    make_unit("Chi đoàn ấp 2", commune, level=Level.BRANCH)

    page = client.post(reverse("organisations:merge", args=[commune.pk]), carried(shown))

    assert "Từ lúc Đồng chí xem trước, các đơn vị liên quan đã thay đổi." in page.text
    assert Proposal.objects.count() == 0


def test_aliases_and_codes(client, chief, commune):
    confirm(client, "aliases", commune, names="Xã đoàn\nHòa An cũ\nXã đoàn")
    confirm(client, "code", commune, scheme="QLĐV", code="HA-01")

    assert sorted(commune.aliases.values_list("name", flat=True)) == ["Hòa An cũ", "Xã đoàn"]
    assert str(commune.external_codes.get()) == "QLĐV: HA-01"


def test_merge_into_a_new_unit_with_a_child_sent_elsewhere(client, chief, province, commune, sister, branch):
    other = make_unit("Chi đoàn ấp 2", sister, level=Level.BRANCH)
    third = make_unit("Đoàn xã Tân Thành", province, level=Level.COMMUNE)
    typed = {
        "units": [commune.name, sister.code, ""],
        "name": "Đoàn xã Hòa Thuận",
        "code": "HT",
        "parent": province.code,
        "level": "4",
        f"child_{other.pk}": third.name,
    }

    page = confirm(client, "merge", commune, **typed)

    proposal = Proposal.objects.get()
    assert page.redirect_chain[-1][0] == reverse("organisations:proposal", args=[proposal.pk])
    assert "Đã gửi đề nghị." in page.text
    second = make_post(province, "lanh-dao")
    sign_in(client, second.user)
    seen = client.get(reverse("organisations:proposal", args=[proposal.pk])).context["state"].seal
    client.post(reverse("organisations:approve", args=[proposal.pk]), {"seen": seen})
    heir = Unit.objects.get(code="HT")
    assert list(Unit.objects.under(heir.pk, on=ON)) == [branch]
    assert list(Unit.objects.under(third.pk, on=ON)) == [other]


def test_a_child_cannot_be_sent_below_a_unit_that_ends(client, chief, commune, sister, branch):
    inner = make_unit("Chi đoàn ấp 3", commune, level=Level.BRANCH)
    typed = {"units": [commune.code], "into": sister.code, "level": "4", f"child_{branch.pk}": inner.code}

    page = send(client, "merge", commune, **typed)

    assert "đang đứng dưới Đoàn xã Hòa An, đơn vị sẽ kết thúc" in page.text


def test_split_places_every_child(client, chief, commune, branch):
    parts = {"name_1": "Đoàn xã Hòa An 1", "code_1": "H1", "name_2": "Đoàn xã Hòa An 2", "code_2": "H2"}
    page = send(client, "split", commune, parts="2", **parts)
    assert "Đồng chí chưa chọn nơi tiếp nhận cho: Chi đoàn ấp 1." in page.text

    confirm(client, "split", commune, parts="2", rest="2", **parts)

    assert Proposal.objects.get().facts["children_to"] == {str(branch.pk): "H2"}


def test_one_more_part_of_a_split(client, chief, commune):
    page = send(client, "split", commune, "them", parts="2", name_1="Một")

    assert ("name_3" in page.text, 'value="Một"' in page.text) == (True, True)


def test_abolish_a_level_counts_in_full(client, chief, province, commune, sister, branch):
    page = send(client, "abolish", province, level="4")

    assert page.context["shown"].closes_count == 2
    assert "Chi đoàn ấp 1" in page.text


def test_the_preview_names_who_holds_posts_in_units_that_end(client, chief, commune, sister):
    post = make_post(commune, title="Bí thư")

    page = send(client, "merge", commune, units=[commune.code], into=sister.code, level="4")

    assert f"{post.user.full_name}: Bí thư, Đoàn xã Hòa An" in page.text


def test_suggestions_say_the_unit_above(client, chief, branch, commune):
    page = client.get(reverse("organisations:suggestions"), {"truong": "parent", "parent": "ap 1"})

    assert page.text.strip() == f'<option value="Chi đoàn ấp 1 ({branch.code})">Đoàn xã Hòa An</option>'


@pytest.mark.parametrize("name", ["open_below", "rename", "move", "close", "merge", "split", "abolish"])
@pytest.mark.parametrize("on", ["", "hôm qua", "2026-02-30"])
def test_a_day_that_is_none_is_said(client, chief, commune, name, on):
    page = send(client, name, commune, on=on)

    assert page.status_code == 422
    assert "field-error" in page.text


def test_a_change_made_later_stands_in_the_way_of_undoing(client, chief, commune):
    actions.rename(commune, name="Đoàn phường Hòa An", on=ON, by=SYSTEM)
    first = Change.objects.latest("pk")
    actions.rename(commune, name="Đoàn phường Hòa An Mới", on=date(2026, 5, 1), by=SYSTEM)

    page = client.get(reverse("organisations:changes"), {"don_vi": commune.code})

    assert page.text.count("Đã có thay đổi sau đó dựa vào.") == 2  # the opening and the first rename
    response = client.post(reverse("organisations:undo", args=[first.pk]))
    assert response.status_code == 409
    assert "Đồng chí hãy hủy thay đổi ấy trước" in response.text


def test_changes_are_found_by_kind_unit_and_period(client, chief, commune, sister):
    actions.rename(commune, name="Đoàn phường Hòa An", on=ON, by=SYSTEM)

    def listed(**asked):
        return [row.summary for row, _ in client.get(reverse("organisations:changes"), asked).context["rows"]]

    renamed = ["Đoàn xã Hòa An đổi tên thành Đoàn phường Hòa An từ 01/4/2026"]
    assert listed(viec="rename") == renamed
    assert listed(tu_ngay="2026-01-01", den_ngay="2026-12-31") == renamed
    assert listed(don_vi=sister.code) == ["Thành lập Đoàn xã Hòa Bình dưới Tỉnh đoàn Bình Minh từ 01/01/2020"]


def test_a_change_out_of_reach_is_not_found(client, chief, commune, province):
    far = make_unit("Tỉnh đoàn Sông Hậu", province.placements.get().parent)
    actions.rename(far, name="Tỉnh đoàn Hậu Giang", on=ON, by=SYSTEM)
    change = Change.objects.latest("pk")

    assert client.get(reverse("organisations:change", args=[change.pk])).status_code == 404
    assert client.post(reverse("organisations:undo", args=[change.pk])).status_code == 404


def test_the_certificate_costs_few_queries(
    client, chief, commune, sister, branch, django_assert_max_num_queries
):
    actions.merge([commune], into=sister, on=ON, by=SYSTEM)
    path = reverse("organisations:change", args=[Change.objects.latest("pk").pk])
    client.get(path)

    with django_assert_max_num_queries(12):
        text = client.get(path).text

    for said in ("Đoàn xã Hòa An", "Chi đoàn ấp 1", "Đoàn xã Hòa Bình"):
        assert said in text
