"""Pages on which a programme is changed: facts, tasks and who does them, targets, deadlines, the end."""

import re
from datetime import date

import pytest
from django.urls import reverse

from donghanh.accounts.tests.factories import sign_in
from donghanh.core.dates.periods import Every
from donghanh.core.dates.rule import Rule
from donghanh.identity.models import User
from donghanh.organisations import actions as organisations
from donghanh.organisations.tests.factories import SYSTEM
from donghanh.programmes.forms.rules import RuleForm
from donghanh.programmes.models import Ending, Nature, Part, ProgrammeState
from donghanh.programmes.queries import carriers
from donghanh.programmes.tests.factories import (
    all_communes,
    make_programme,
    make_running,
    target,
    task,
)
from donghanh.programmes.values import NewActor, NewDeadline

TASK = {
    "text": "Mở lớp xóa mù chữ số",
    "nature": "once",
    "owed": "1",
    "evidence": "note",
    "due_on": "2026-09-30",
}
EVERY_25TH = {"lap-every": "month", "lap-position": "day", "lap-day": "25", "lap-shift": "none"}


def enter(client, by):
    sign_in(client, User.objects.get(pk=by.user_id))


def post(client, name, pk, /, **data):
    return client.post(reverse(f"programmes:{name}", args=[pk]), data)


def names(task_):
    return list(task_.actors.order_by("part", "place").values_list("part", "name"))


def version(page):
    return re.search(r'name="version" value="(\d+)"', page)[1]


def test_a_task_is_added_with_who_leads_and_who_helps(client, province, commune, sister, chief):
    programme = make_running(province, task(commune), by=chief)
    group = all_communes(province)
    enter(client, chief)

    who = {f"ai-unit-{sister.pk}": "lead", f"ai-group-{group.pk}": "coordinate", f"ai-unit-{commune.pk}": ""}
    response = post(client, "add_task", programme.pk, **TASK, **who)

    added = programme.tasks.get(text="Mở lớp xóa mù chữ số")
    assert response["Location"] == programme.get_absolute_url()
    assert names(added) == [(Part.COORDINATE, group.name), (Part.LEAD, "Đoàn xã Hòa Bình")]
    assert (added.due_on, added.owed) == (date(2026, 9, 30), True)
    assert added.assignments.filter(unit=sister, part=Part.LEAD).exists()


def test_who_may_do_it_is_looked_for_by_name(client, province, commune, neighbour, chief, doer):
    programme = make_programme(province, task(commune), by=chief)
    group = all_communes(province)
    enter(client, chief)

    found = client.get(reverse("programmes:carriers", args=[programme.pk]), {"tim": "hoa an"})
    nobody = client.get(reverse("programmes:carriers", args=[programme.pk]), {"tim": "song hau"})

    assert re.findall(r'name="(ai-\w+-\d+)"', found.content.decode()) == [f"ai-unit-{commune.pk}"]
    assert "Không có đơn vị" in nobody.content.decode()
    assert carriers.find(programme, "cac xa", by=chief)[0].field == f"ai-group-{group.pk}"
    person = User.objects.get(pk=doer.user_id).full_name
    assert [one.kind for one in carriers.find(programme, person, by=chief)] == ["post"]


def test_who_is_out_of_reach_cannot_be_given_a_task(client, province, commune, neighbour, chief):
    programme = make_programme(province, task(commune), by=chief)
    enter(client, chief)

    response = post(client, "add_task", programme.pk, **TASK, **{f"ai-unit-{neighbour.pk}": "lead"})

    assert "không còn chọn được" in response.content.decode()
    assert programme.tasks.count() == 1


def test_looking_for_somebody_works_without_a_script_and_loses_nothing(
    client, province, commune, sister, chief
):
    programme = make_programme(province, task(commune), by=chief)
    enter(client, chief)

    response = post(client, "add_task", programme.pk, **TASK, **{"tim": "hoa binh", "tim-ngay": "1"})

    shown = response.content.decode()
    assert f'name="ai-unit-{sister.pk}"' in shown
    assert "Mở lớp xóa mù chữ số</textarea>" in shown
    assert programme.tasks.count() == 1


def test_a_task_keeps_its_names_sentence_and_open_names_when_it_is_changed(client, province, commune, chief):
    programme = make_programme(
        province,
        task(
            NewActor(name="xã Hòa An", unit=commune.pk),
            NewActor(name="Đơn vị liên quan", part=Part.COORDINATE),
            section="I",
        ),
        by=chief,
    )
    changed = programme.tasks.get()
    enter(client, chief)
    address = reverse("programmes:change_task", args=[changed.pk])
    shown = client.get(address).content.decode()
    kept = dict.fromkeys(re.findall(r'name="(ai-unit-\d+)"', shown), "lead")
    kept |= dict.fromkeys(re.findall(r'name="(ai-open-\d+)"', shown), "coordinate")

    client.post(address, TASK | kept | {"section": "I", "version": version(shown)})

    changed.refresh_from_db()
    assert changed.text == "Mở lớp xóa mù chữ số"
    assert names(changed) == [(Part.COORDINATE, "Đơn vị liên quan"), (Part.LEAD, "xã Hòa An")]


def test_who_comes_second_sees_the_clash_and_may_save_over_it(client, province, commune, chief):
    programme = make_programme(province, task(commune, text="Cũ"), by=chief)
    changed = programme.tasks.get()
    who = {f"ai-unit-{commune.pk}": "lead"}
    enter(client, chief)
    post(client, "change_task", changed.pk, **(TASK | {"text": "Của người kia"}), **who, version="0")

    response = post(client, "change_task", changed.pk, **(TASK | {"text": "Của tôi"}), **who, version="0")

    shown = response.content.decode()
    assert "vừa được" in shown
    assert "Của người kia" in shown
    assert "Của tôi</textarea>" in shown
    assert version(shown) == "1"
    post(client, "change_task", changed.pk, **(TASK | {"text": "Của tôi"}), **who, version="1")
    changed.refresh_from_db()
    assert changed.text == "Của tôi"


def test_a_rule_is_put_together_and_shows_its_next_five_days(client, province, commune, chief):
    programme = make_programme(province, task(commune), by=chief, ends_on=None)
    enter(client, chief)

    shown = client.get(reverse("programmes:days", args=[programme.pk]), EVERY_25TH).content.decode()

    assert "Ngày 25 hằng tháng" in shown
    assert len(re.findall(r"25/\d+/\d{4}", shown)) == 5
    wrong = client.get(reverse("programmes:days", args=[programme.pk]), EVERY_25TH | {"lap-day": ""})
    assert "Ngày trong tháng phải từ 1 đến 31." in wrong.content.decode()


def test_a_recurring_task_needs_a_rule(client, province, commune, chief):
    programme = make_programme(province, task(commune), by=chief)
    enter(client, chief)
    who = {f"ai-unit-{commune.pk}": "lead"}

    without = post(client, "add_task", programme.pk, **(TASK | {"nature": "recurring"}), **who)
    post(client, "add_task", programme.pk, **(TASK | {"nature": "recurring"}), **EVERY_25TH, **who)

    assert "Việc định kỳ cần chọn lặp lại thế nào." in without.content.decode()
    added = programme.tasks.get(nature=Nature.RECURRING)
    assert (Rule.from_dict(added.rule).said(), added.due_on) == ("ngày 25 hằng tháng", None)


def test_what_a_rule_carries_beyond_the_choices_stays():
    stored = Rule(every=Every.MONTH, day=20)
    stored = stored.with_exception(date(2026, 4, 20), day=None, reason="Nghỉ lễ")

    form = RuleForm(EVERY_25TH | {"lap-day": "20", "lap-before": "on"}, stored=stored.as_dict())

    assert form.rule.before
    assert dict(form.rule.exceptions) == dict(stored.exceptions)


def test_a_task_is_dropped(client, province, commune, chief):
    programme = make_running(province, task(commune), task(commune, text="Bỏ đi"), by=chief)
    gone = programme.tasks.get(text="Bỏ đi")
    enter(client, chief)

    post(client, "drop_task", gone.pk)

    assert gone.assignments.get().ending == Ending.TASK_DROPPED
    assert "Bỏ đi</p>" not in client.get(programme.get_absolute_url()).content.decode()


def test_each_owner_changes_only_its_part(client, province, neighbour, commune, chief, outsider):
    programme = make_programme(
        province,
        task(commune, text="Phần của Bình Minh", part_of=province.pk),
        task(neighbour, text="Phần của Sông Hậu", part_of=neighbour.pk),
        owners=[neighbour],
        by=chief,
        kind="joint",
    )
    mine, theirs = (programme.tasks.get(part_of=unit) for unit in (neighbour, province))
    enter(client, outsider)

    shown = client.get(programme.get_absolute_url()).content.decode()

    assert re.findall(r"/chuong-trinh/viec/(\d+)/sua/", shown) == [str(mine.pk)]
    assert client.get(reverse("programmes:change_task", args=[theirs.pk])).status_code == 409
    assert client.get(reverse("programmes:change_task", args=[mine.pk])).status_code == 200


def test_the_programmes_own_facts_are_changed(client, province, commune, chief):
    programme = make_programme(province, task(commune), by=chief)
    enter(client, chief)
    facts = {"name": "Tên mới", "kind": "movement", "purpose": "Vì sao", "on_closing": "pass", "version": "0"}

    wrong = post(client, "change", programme.pk, **facts, starts_on="2026-05-01", ends_on="2026-04-01")
    post(client, "change", programme.pk, **facts, starts_on="2026-05-01", ends_on="2027-04-01")

    assert "Ngày kết thúc không được trước ngày bắt đầu." in wrong.content.decode()
    programme.refresh_from_db()
    assert (programme.name, programme.kind, programme.purpose) == ("Tên mới", "movement", "Vì sao")
    assert (programme.on_closing, programme.ends_on) == ("pass", date(2027, 4, 1))


def test_a_target_is_added_changed_and_dropped(client, province, commune, chief):
    programme = make_programme(province, task(commune), by=chief)
    enter(client, chief)
    said = {"about": "Câu lạc bộ", "comparator": ">=", "value": "1.200", "unit_name": "câu lạc bộ"}

    post(client, "add_target", programme.pk, **said)
    added = programme.targets.get()
    assert added.value == 1200
    page = client.get(reverse("programmes:change_target", args=[added.pk])).content.decode()
    share = {"about": "Đơn vị làm xong", "value": "90", "unit_name": "%", "task": programme.tasks.get().pk}
    post(client, "change_target", added.pk, **(said | share), version=version(page))

    added.refresh_from_db()
    assert (added.about, added.of_units, added.task) == ("Đơn vị làm xong", True, programme.tasks.get())
    post(client, "drop_target", added.pk)
    assert not programme.targets.exists()


def test_a_stale_target_is_told(client, province, commune, chief):
    programme = make_programme(province, task(commune), by=chief, targets=(target(),))
    old = programme.targets.get()
    said = {"about": "Câu lạc bộ", "comparator": ">=", "value": "5", "unit_name": "câu lạc bộ"}
    enter(client, chief)
    post(client, "change_target", old.pk, **said, version="0")

    response = post(client, "change_target", old.pk, **(said | {"value": "6"}), version="0")

    assert "vừa được người khác sửa" in response.content.decode()
    old.refresh_from_db()
    assert old.value == 5


def test_a_deadline_keeps_what_its_names_mean_as_long_as_they_stay(client, province, commune, chief):
    programme = make_programme(
        province,
        task(commune),
        by=chief,
        deadlines=(
            NewDeadline(
                what="Báo cáo", due_on=date(2026, 11, 15), to_name="Tỉnh đoàn", to_unit=province.pk,
                who_name="xã Hòa An", who_unit=commune.pk,
            ),
        ),
    )  # fmt: skip
    old = programme.deadlines.get()
    enter(client, chief)
    page = client.get(reverse("programmes:change_deadline", args=[old.pk])).content.decode()
    said = {"what": "Báo cáo năm", "to_name": "Tỉnh đoàn", "who_name": "mọi xã", "version": version(page)}

    post(client, "change_deadline", old.pk, **said, **EVERY_25TH)

    old.refresh_from_db()
    assert (old.what, old.to_unit_id, old.who_unit_id) == ("Báo cáo năm", province.pk, None)
    assert (Rule.from_dict(old.rule).said(), old.due_on) == ("ngày 25 hằng tháng", None)
    post(client, "drop_deadline", old.pk)
    assert not programme.deadlines.exists()


def test_a_deadline_without_any_day_is_refused(client, province, commune, chief):
    programme = make_programme(province, task(commune), by=chief)
    enter(client, chief)

    response = post(client, "add_deadline", programme.pk, what="Báo cáo")

    assert "chưa có ngày" in response.content.decode()
    assert not programme.deadlines.exists()


def test_a_running_programme_ends_and_a_draft_is_dropped_with_a_reason(client, province, commune, chief):
    running = make_running(province, task(commune), by=chief)
    draft = make_programme(province, task(commune), by=chief)
    enter(client, chief)

    post(client, "finish", running.pk)
    without = post(client, "finish", draft.pk, reason="")
    post(client, "finish", draft.pk, reason="Không làm nữa")

    assert "Đồng chí hãy ghi lý do hủy chương trình." in without.content.decode()
    for programme, state in ((running, ProgrammeState.ENDED), (draft, ProgrammeState.DROPPED)):
        programme.refresh_from_db()
        assert programme.state == state


def test_tasks_of_a_closed_unit_pass_to_the_one_that_is_chosen(client, province, commune, sister, chief):
    programme = make_running(province, task(commune, text="Một"), task(commune, text="Hai"), by=chief)
    organisations.merge([commune], into=sister, on=date(2026, 6, 1), by=SYSTEM)
    enter(client, chief)
    address = reverse("programmes:closed", args=[programme.pk])
    shown = client.get(address).content.decode()
    assert "Chuyển cho Đoàn xã Hòa Bình" in shown
    assert (
        "đơn vị đã kết thúc hoạt động mà việc còn dở"
        in client.get(programme.get_absolute_url()).content.decode()
    )

    prefix = f"u{commune.pk}"
    early = client.post(
        address, {"unit": commune.pk, f"{prefix}-to": sister.pk, f"{prefix}-on": "2026-03-01"}
    )
    client.post(address, {"unit": commune.pk, f"{prefix}-to": sister.pk, f"{prefix}-on": "2026-07-01"})

    assert "vẫn hoạt động" in early.content.decode()
    ended = programme.assignments.filter(unit=commune)
    assert {row.ending for row in ended} == {Ending.PASSED_ON}
    assert sorted(str(row.passed_to.unit) for row in ended) == ["Đoàn xã Hòa Bình"] * 2


@pytest.mark.parametrize(
    "name", ["change", "finish", "closed", "add_task", "carriers", "days", "add_target", "add_deadline"]
)
def test_outsiders_find_nothing_to_change(client, province, commune, chief, outsider, name):
    programme = make_running(province, task(commune), by=chief)
    enter(client, outsider)

    assert client.get(reverse(f"programmes:{name}", args=[programme.pk])).status_code == 404


def test_a_unit_that_only_has_a_task_is_told_that_it_may_only_look(client, province, commune, chief, doer):
    programme = make_running(province, task(commune), by=chief)
    enter(client, doer)

    response = client.get(reverse("programmes:change_task", args=[programme.tasks.get().pk]))

    assert response.status_code == 409
    assert "thuộc đơn vị khác" in response.content.decode()
    assert "Thêm việc" not in client.get(programme.get_absolute_url()).content.decode()
