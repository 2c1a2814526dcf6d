"""Sending documents to units, opening them there, and starting from them."""

import pytest

from donghanh.accounts.tests.factories import acting
from donghanh.audit.models import Entry
from donghanh.core.errors import Refused
from donghanh.documents import actions
from donghanh.documents.models import Dispatch, Document
from donghanh.documents.tests.factories import make_document, make_upload
from donghanh.files.models import Attachment


@pytest.fixture
def sent(specialist, commune):
    """A plan of the province that was sent to one commune."""
    document = actions.register(make_upload(by=specialist), by=specialist)
    actions.send(document, units=[commune], by=specialist)
    return document


def test_a_document_is_seen_where_it_was_sent_and_not_beside(sent, clerk, outsider):
    assert sent in Document.objects.visible_to(acting(clerk))
    assert sent not in Document.objects.visible_to(acting(outsider))


def test_sending_twice_sends_once(sent, specialist, commune, sister):
    assert actions.send(sent, units=[commune, sister], by=specialist) == 1
    assert Dispatch.objects.count() == 2


def test_only_the_keeper_sends(sent, clerk, sister):
    with pytest.raises(Refused, match="Chỉ đơn vị lưu"):
        actions.send(sent, units=[sister], by=acting(clerk))


def test_the_first_opening_is_noted(sent, clerk):
    dispatch = Dispatch.objects.get()

    actions.open_dispatch(dispatch, by=acting(clerk))
    opened = actions.open_dispatch(dispatch, by=acting(clerk))

    assert (opened.opened_by_id, opened.opened_at) == (clerk.user_id, acting(clerk).now)
    assert Entry.objects.filter(verb="documents.open").count() == 1


def test_an_office_starts_from_what_it_was_sent_without_uploading(sent, clerk, commune):
    reception = actions.take_up(sent, by=acting(clerk))

    assert (reception.unit, reception.of_document, reception.text) == (commune, sent, sent.text)
    assert reception.draft["head"]["number"]["value"] == sent.number
    assert actions.take_up(sent, by=acting(clerk)) == reception
    document = actions.register(reception, by=acting(clerk))
    assert (document.unit, document.direction) == (commune, "incoming")
    assert Attachment.objects.of(document).get().blob == Attachment.objects.of(sent).get().blob


def test_an_office_does_not_take_up_its_own_document(specialist):
    with pytest.raises(Refused, match="đã nằm trong sổ"):
        actions.take_up(make_document(by=specialist), by=specialist)
