"""A reviewed paper becomes a programme, and goes back."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from donghanh.accounts.tests.factories import acting, make_post, sign_in
from donghanh.audit.models import Entry
from donghanh.core.errors import NotPermitted, Refused
from donghanh.documents.models import Document, NameChoice, Reception, ReceptionState
from donghanh.documents.tests.factories import PLAN, edited, make_reception, plan
from donghanh.identity.models import User
from donghanh.programmes import actions, rules
from donghanh.programmes.models import Programme, ProgrammeKind, ProgrammeState
from donghanh.programmes.queries import confirming
from donghanh.programmes.tests.factories import make_programme, task

pytestmark = pytest.mark.usefixtures("board", "commune", "sister")


@pytest.fixture
def reception(province, chief):
    return make_reception(PLAN, by=chief)


def tasks(programme):
    return {
        task.text.split(",")[0][:40]: sorted(
            actor.acting_unit.name if actor.acting_unit_id else str(actor.group or actor.body or "?")
            for actor in task.actors.select_related("acting_unit", "group", "body")
        )
        for task in programme.tasks.order_by("place")
    }


def test_the_issuers_own_plan_becomes_its_programme(reception, province, board, chief):
    programme = actions.confirm(reception, by=chief)

    owner = programme.owners.get()
    assert (owner.unit, owner.board) == (province, board)
    assert (programme.state, programme.kind) == (ProgrammeState.DRAFT, ProgrammeKind.MOVEMENT)
    assert programme.name.startswith("Triển khai phong trào")
    assert programme.starts_on.year == 2026
    reception.refresh_from_db()
    assert (reception.state, reception.document_id) == (ReceptionState.CONFIRMED, programme.document_id)
    entry = Entry.objects.about(programme).get()
    assert (entry.verb, entry.facts["tasks"]) == ("programmes.confirm", programme.tasks.count())


def test_each_task_keeps_the_sentence_that_orders_it(reception, chief):
    programme = actions.confirm(reception, by=chief)

    text = programme.document.text
    for row in programme.tasks.exclude(start=None):
        said = text[row.start : row.start + row.length]
        assert row.text.split("\n")[0][:20] in said
        assert row.document_sha256 == programme.document.text_sha256
    assert programme.tasks.exclude(start=None).count() >= 5


def test_names_become_units_and_groups_and_are_remembered(reception, province, board, commune, chief):
    programme = actions.confirm(reception, by=chief)

    found = tasks(programme)
    assert board.name in found["Ban Tuyên giáo Tỉnh đoàn biên soạn tài l"]
    assert commune.name in found["Đoàn xã Hòa An phối hợp với Hội Khuyến h"]
    assert NameChoice.objects.filter(unit=province, issuer=province).exists()


def test_a_share_of_units_is_tied_to_a_task_that_can_be_counted(reception, chief):
    programme = actions.confirm(reception, by=chief)

    share = programme.targets.get(of_units=True)
    assert share.value == 100
    assert share.task.programme == programme
    assert share.indicator is not None
    assert programme.targets.filter(of_units=False).get().value == 12


def test_it_starts_at_once_when_everything_is_clear(reception, commune, sister, chief):
    programme = actions.confirm(reception, by=chief)

    actions.start(programme, by=chief)

    assert {row.unit for row in programme.assignments.all()} >= {commune, sister}
    assert programme.document.dispatches.count() == programme.assignments.values("unit").distinct().count()


def test_a_task_that_names_nobody_is_proposed_to_those_who_carry_the_plan_out(reception, chief):
    preview = confirming.preview(reception, by=chief)

    assert [orphan.text for orphan in preview.plan.orphans] != []
    assert [actor.name for actor in preview.plan.proposed] == ["Các xã, phường đoàn"]


def test_or_is_left_open_and_then_keeps_the_programme_from_starting(reception, chief):
    programme = actions.confirm(reception, carriers={}, by=chief)

    assert "chưa giao cho ai" in rules.start(programme, by=chief)


def test_an_office_below_makes_its_own_programme_within_its_reach(province, commune, sister, chief, doer):
    above = actions.confirm(make_reception(PLAN, by=chief), by=chief)
    actions.start(above, by=chief)
    reception = make_reception(PLAN, by=doer)
    preview = confirming.preview(reception, by=doer)
    assert (preview.whose, preview.owners, preview.ownership.parents) == ("own", (commune,), (above,))
    assert preview.plan.outside

    programme = actions.confirm(reception, parent=above, by=doer)

    assert programme.owners.get().unit == commune
    assert programme.parent == above
    units = {name for names in tasks(programme).values() for name in names}
    assert sister.name not in units


def test_an_issuer_outside_the_system_leaves_it_to_the_office_itself(province, chief):
    text = plan(**{"TỈNH ĐOÀN BÌNH MINH\nBAN CHẤP HÀNH": "ỦY BAN NHÂN DÂN TỈNH CÀ MAU\nVĂN PHÒNG"})

    preview = confirming.preview(make_reception(text, by=chief), by=chief)

    assert (preview.issuer_unknown, preview.owners) == (True, (province,))


def test_undoing_gives_the_paper_back_to_review_and_it_can_be_confirmed_again(reception, chief):
    programme = actions.confirm(reception, by=chief)
    before = [(row.text, row.due_on) for row in programme.tasks.order_by("place")]

    back = actions.undo_confirm(programme, by=chief)

    assert (back.pk, back.state, back.document) == (reception.pk, ReceptionState.READ, None)
    assert not Programme.objects.exists()
    assert not Document.objects.exists()
    again = actions.confirm(back, by=chief)
    assert [(row.text, row.due_on) for row in again.tasks.order_by("place")] == before


def test_what_runs_is_not_undone(reception, chief, outsider):
    programme = actions.confirm(reception, by=chief)
    assert rules.undo_confirm(programme, by=outsider) == (
        "Chương trình thuộc đơn vị khác, Đồng chí chỉ được xem."
    )
    actions.start(programme, by=chief)
    programme.refresh_from_db()

    assert rules.undo_confirm(programme, by=chief) == (
        "Chương trình đang thực hiện. Chỉ hủy xác nhận được khi chương trình còn đang chuẩn bị."
    )


def test_what_was_not_made_of_a_paper_has_nothing_to_go_back_to(province, commune, chief):
    programme = make_programme(province, task(commune), by=chief)

    assert "không lập từ văn bản" in rules.undo_confirm(programme, by=chief)


def test_a_draft_that_was_changed_meanwhile_is_shown_again_first(reception, chief):
    edited(reception, "head.title", "value", "Triển khai phong trào “Học tập suốt đời”", by=chief)

    with pytest.raises(Refused) as refusal:
        actions.confirm(reception, version=0, by=chief)

    assert "vừa được sửa" in str(refusal.value)
    assert not Programme.objects.exists()


def test_confirming_needs_the_right(reception, chief):
    for deed in (actions.confirm, actions.undo_confirm):
        with pytest.raises(NotPermitted):
            deed(reception, by=replace(chief, permissions=frozenset()))


def test_the_page_shows_what_will_be_made_and_makes_it(client, reception, board, chief):
    sign_in(client, User.objects.get(pk=chief.user_id))
    url = reverse("programmes:confirm", args=[reception.pk])
    page = client.get(url)
    form = page.context["form"]
    data = {name: "" if form[name].value() is None else form[name].value() for name in form.fields}

    response = client.post(url, data, follow=True)

    programme = Programme.objects.get()
    assert "Của cơ quan ban hành" in page.content.decode()
    assert "Việc chưa ghi ai làm" in page.content.decode()
    assert response.redirect_chain == [(programme.get_absolute_url(), 302)]
    assert programme.owners.get().board == board
    assert client.get(url)["Location"] == programme.get_absolute_url()


def test_the_page_undoes_it(client, reception, chief):
    programme = actions.confirm(reception, by=chief)
    sign_in(client, User.objects.get(pk=chief.user_id))

    response = client.post(reverse("programmes:undo_confirm", args=[programme.pk]))

    assert response["Location"] == reverse("programmes:confirm", args=[reception.pk])
    assert Reception.objects.get().state == ReceptionState.READ


def test_an_outsider_finds_neither_paper_nor_programme(client, province, reception, chief, outsider):
    programme = make_programme(province, by=chief)
    sign_in(client, User.objects.get(pk=outsider.user_id))

    assert client.get(reverse("programmes:confirm", args=[reception.pk])).status_code == 404
    assert client.post(reverse("programmes:undo_confirm", args=[programme.pk])).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_two_who_confirm_at_once_get_one_programme(province, chief, reception):
    colleague = acting(make_post(province, "lanh-dao"))
    start = Barrier(2)

    def confirm(by):
        start.wait()
        try:
            return actions.confirm(reception, by=by).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        made = set(pool.map(confirm, [chief, colleague]))

    assert made == {Programme.objects.get().pk}
    assert Document.objects.get().issued_on == date(2026, 3, 10)


@pytest.mark.django_db(transaction=True)
def test_the_page_leads_the_later_of_two_to_the_programme_of_the_first(province, chief, reception):
    people = [User.objects.get(pk=chief.user_id), make_post(province, "lanh-dao").user]
    url = reverse("programmes:confirm", args=[reception.pk])
    desks = [Client() for _ in people]
    for desk, person in zip(desks, people, strict=True):
        sign_in(desk, person)
    form = desks[0].get(url).context["form"]
    data = {name: "" if form[name].value() is None else form[name].value() for name in form.fields}
    start = Barrier(2)

    def confirm(desk):
        start.wait()
        try:
            return desk.post(url, data)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(confirm, desks))

    programme = Programme.objects.get()
    assert [answer.status_code for answer in answers] == [302, 302]
    assert {answer["Location"] for answer in answers} == {programme.get_absolute_url()}
    assert Entry.objects.filter(verb="programmes.confirm").count() == 1
