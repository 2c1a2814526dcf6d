"""Taking a file off again."""

import pytest
from django.urls import reverse

from donghanh.accounts.tests.factories import acting, sign_in
from donghanh.audit.models import Entry
from donghanh.core.errors import NotPermitted, Refused
from donghanh.files import actions
from donghanh.files.models import Attachment
from tests.files.making import make_kept


def test_a_removed_file_is_gone_from_the_record_but_not_from_history(commune, sender):
    kept = make_kept(commune, sender)

    actions.remove(kept, reason=" Gửi nhầm ", by=sender)

    assert not Attachment.objects.of(commune).present().exists()
    removed = Attachment.objects.get()
    assert (removed.removed_by_id, removed.removal_reason) == (sender.user_id, "Gửi nhầm")
    entry = Entry.objects.about(commune).get(verb="files.remove")
    assert entry.facts == {"file": "anh.png", "reason": "Gửi nhầm"}


def test_it_can_be_sent_anew_after_that(commune, sender):
    kept = make_kept(commune, sender, key="k")
    actions.remove(kept, reason="Gửi nhầm", by=sender)

    assert make_kept(commune, sender, key="k") != kept


def test_a_reason_is_needed(commune, sender):
    with pytest.raises(Refused, match="hãy ghi lý do"):
        actions.remove(make_kept(commune, sender), reason=" ", by=sender)


def test_once_is_enough(commune, sender):
    kept = make_kept(commune, sender)
    actions.remove(kept, reason="Gửi nhầm", by=sender)

    with pytest.raises(Refused, match="đã được gỡ trước đó"):
        actions.remove(kept, reason="Gửi nhầm", by=sender)


def test_nobody_removes_what_they_do_not_see(commune, sender, outsider):
    with pytest.raises(NotPermitted):
        actions.remove(make_kept(commune, sender), reason="Gửi nhầm", by=acting(outsider))


def test_its_addresses_find_it_no_more(client, commune, sender, officer):
    kept = make_kept(commune, sender)
    actions.remove(kept, reason="Gửi nhầm", by=sender)
    sign_in(client, officer.user)

    assert client.get(reverse("files:file", args=[kept.pk])).status_code == 404
    assert client.get(reverse("files:thumbnail", args=[kept.pk])).status_code == 404
