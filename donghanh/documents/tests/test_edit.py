"""Reviewing a draft, dropping a paper and taking it back."""

from dataclasses import replace

import pytest

from donghanh.audit.models import Entry
from donghanh.core.errors import NotPermitted, Refused
from donghanh.documents import actions
from donghanh.documents.draft import edits
from donghanh.documents.models import Edit, Reception, ReceptionState
from donghanh.documents.tests.factories import edited, make_reception


def setting(item, field, value, *, before):
    return lambda draft: edits.set_field(draft, item, field, value, before=before)


def test_a_correction_is_kept_with_who_when_before_and_after(specialist):
    reception = edited(make_reception(by=specialist), "head.place", "value", "Hòa An", by=specialist)

    row = Edit.objects.get()
    assert (row.version, row.user_id, row.at) == (1, specialist.user_id, specialist.now)
    assert (row.item, row.before, row.after) == ("head.place", {"value": "Bình Minh"}, {"value": "Hòa An"})
    assert Reception.objects.get().draft["head"]["place"]["value"] == "Hòa An"
    assert reception.version == 1


def test_the_reading_itself_is_never_changed(specialist):
    reception = make_reception(by=specialist)
    before = (reception.text, reception.reading)

    edited(reception, "t1", "text", "Khác", by=specialist)

    reception.refresh_from_db()
    assert (reception.text, reception.reading) == before


def test_the_number_to_search_by_follows_the_draft(specialist):
    reception = edited(make_reception(by=specialist), "head.number", "value", "048-KH/TĐTN", by=specialist)

    assert Reception.objects.numbered("48 kh tdtn").get() == reception


def test_what_changes_nothing_is_not_counted(specialist):
    reception = edited(make_reception(by=specialist), "head.place", "value", "Bình Minh", by=specialist)

    assert (reception.version, Edit.objects.count()) == (0, 0)


def test_a_later_reviewer_who_saw_less_overwrites_nothing(specialist):
    reception = make_reception(by=specialist)
    actions.edit(reception, change=setting("head.place", "value", "A", before="Bình Minh"), by=specialist)

    with pytest.raises(edits.Clash):
        actions.edit(reception, change=setting("head.place", "value", "B", before="Bình Minh"), by=specialist)

    assert Reception.objects.get().draft["head"]["place"]["value"] == "A"


def test_editing_needs_the_right(specialist):
    reception = make_reception(by=specialist)

    with pytest.raises(NotPermitted):
        edited(reception, "t1", "text", "x", by=replace(specialist, permissions=frozenset()))


def test_a_confirmed_or_dropped_paper_is_not_edited(specialist):
    reception = make_reception(by=specialist)
    actions.register(reception, by=specialist)

    with pytest.raises(Refused, match="đã được xác nhận"):
        edited(reception, "t1", "text", "x", by=specialist)

    other = make_reception(by=specialist)
    actions.drop(other, by=specialist)
    with pytest.raises(Refused, match="đã bị bỏ"):
        edited(other, "t1", "text", "x", by=specialist)


def test_a_dropped_paper_can_be_taken_back_as_it_was(specialist):
    reception = edited(make_reception(by=specialist), "t1", "text", "Khác", by=specialist)

    assert actions.drop(reception, by=specialist).state == ReceptionState.DROPPED
    back = actions.restore(reception, by=specialist)

    assert (back.state, back.draft["tasks"][0]["text"]) == (ReceptionState.READ, "Khác")
    verbs = [entry.verb for entry in Entry.objects.about(reception).order_by("pk")]
    assert verbs == ["documents.receive", "documents.drop", "documents.restore"]
    with pytest.raises(Refused, match="chưa bị bỏ"):
        actions.restore(reception, by=specialist)
