"""From a confirmed draft to a document, its links, and back."""

import hashlib
from dataclasses import replace
from datetime import date

import pytest

from donghanh.audit.models import Entry
from donghanh.core.errors import NotPermitted, Refused
from donghanh.documents import actions
from donghanh.documents.draft import edits
from donghanh.documents.models import Basis, Document, Reception, ReceptionState
from donghanh.documents.tests.factories import edited, make_document, make_reception, make_upload, plan, word
from donghanh.files import store
from donghanh.files.models import Attachment

GUIDE = plan(
    **{
        "47-KH/TĐTN-BTG": "38-HD/TWĐTN-BTG",
        "KẾ HOẠCH\n": "HƯỚNG DẪN\n",
        "ngày 10 tháng 3": "ngày 14 tháng 02",
        "Hướng dẫn số 38-HD/TWĐTN-BTG": "Hướng dẫn số 20-HD/TWĐTN-BTG",
    }
)


def test_a_document_has_the_head_the_text_and_its_checksums(specialist, province):
    reception = make_upload(by=specialist)

    document = actions.register(reception, by=specialist)

    assert (document.unit, document.kind, document.number) == (province, "KH", "47-KH/TĐTN-BTG")
    assert (document.issued_on, document.starts_on, document.ends_on) == (
        date(2026, 3, 10),
        date(2026, 1, 1),
        date(2026, 12, 31),
    )
    assert document.text == reception.text
    assert document.text_sha256 == hashlib.sha256(reception.text.encode()).hexdigest()
    assert [signer.name for signer in document.signers.all()] == ["Trần Thị Mai"]
    assert [basis.number for basis in document.bases.order_by("place")] == [
        "38-HD/TWĐTN-BTG",
        "12-CTr/TĐTN-VP",
    ]
    assert document.recipients.count() == 2
    reception.refresh_from_db()
    assert (reception.state, reception.document) == (ReceptionState.CONFIRMED, document)


def test_the_original_hangs_at_the_document_byte_for_byte(specialist):
    data = word()

    document = actions.register(make_upload(data, by=specialist), by=specialist)

    assert store.read(Attachment.objects.of(document).get().blob) == data


def test_corrections_are_what_is_registered(specialist):
    reception = edited(
        make_reception(by=specialist), "head.title", "value", "Trích yếu đã sửa", by=specialist
    )
    reception = actions.edit(reception, change=lambda draft: edits.remove(draft, "r2"), by=specialist)[0]

    document = actions.register(reception, by=specialist)

    assert (document.title, document.recipients.count()) == ("Trích yếu đã sửa", 1)


def test_registering_is_recorded(specialist):
    document = make_document(by=specialist)

    assert Entry.objects.about(document).get(verb="documents.register").facts == {"edits": 0}


def test_a_draft_with_faults_is_not_registered(specialist):
    reception = edited(make_reception(by=specialist), "head.title", "value", "", by=specialist)

    with pytest.raises(Refused, match="Còn 1 chỗ phải sửa"):
        actions.register(reception, by=specialist)


def test_of_two_who_confirm_at_once_the_second_is_told(specialist):
    reception = make_reception(by=specialist)
    actions.register(reception, by=specialist)

    with pytest.raises(Refused, match="đã được xác nhận"):
        actions.register(reception, by=specialist)
    assert Document.objects.count() == 1


def test_registering_needs_the_right(specialist):
    with pytest.raises(NotPermitted):
        actions.register(make_reception(by=specialist), by=replace(specialist, permissions=frozenset()))


def test_a_citation_finds_its_document(specialist):
    guide = make_document(GUIDE, by=specialist)

    document = make_document(by=specialist)

    assert document.bases.get(number_key="38 hd twdtn btg").target == guide


def test_a_document_that_arrives_later_is_found_by_who_cited_it(specialist):
    document = make_document(by=specialist)
    assert document.bases.filter(target=None).count() == 2

    guide = make_document(GUIDE, by=specialist)

    assert document.bases.get(number_key="38 hd twdtn btg").target == guide
    assert [basis.document for basis in guide.cited_by.all()] == [document]


def test_a_number_of_another_year_is_another_document(specialist):
    make_document(GUIDE.replace("tháng 02 năm 2026", "tháng 02 năm 2019"), by=specialist)

    assert make_document(by=specialist).bases.filter(target=None).count() == 2


def test_a_document_never_cites_itself(specialist):
    document = make_document(plan(**{"38-HD/TWĐTN-BTG": "47-KH/TĐTN-BTG"}), by=specialist)

    assert document.bases.filter(target=document).count() == 0


def test_undoing_takes_the_document_away_and_opens_the_draft_again(specialist):
    guide = make_document(GUIDE, by=specialist)
    citing = make_document(by=specialist)
    reception = guide.reception

    actions.unregister(guide, by=specialist)

    reception = Reception.objects.get(pk=reception.pk)
    assert (reception.state, reception.document) == (ReceptionState.READ, None)
    assert not Document.objects.filter(pk=guide.pk).exists()
    assert Basis.objects.filter(document=citing, target=None).count() == 2
    again = actions.register(reception, by=specialist)
    assert Basis.objects.get(document=citing, target=again)


def test_undoing_leaves_the_original_at_the_draft(specialist):
    reception = make_upload(by=specialist)

    actions.unregister(actions.register(reception, by=specialist), by=specialist)

    assert Attachment.objects.of(reception).count() == Attachment.objects.count() == 1


def test_what_was_sent_is_not_undone(specialist, commune):
    document = make_document(by=specialist)
    actions.send(document, units=[commune], by=specialist)

    with pytest.raises(Refused, match="đã được gửi"):
        actions.unregister(document, by=specialist)
