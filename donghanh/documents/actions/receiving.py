"""Taking papers in: files, pasted text, papers that were sent to the office; and reading scans in peace.

What is slow (looking at a file, reading it) is done before the transaction begins. What its names mean is
asked at once and kept, so that the first look at the review need not wait for it.
"""

import hashlib
from typing import Any

from procrastinate.contrib.django import app as jobs

from donghanh.audit import actions as audit
from donghanh.core.actor import Actor
from donghanh.core.errors import Refused
from donghanh.core.permissions import Permission
from donghanh.core.text import clean
from donghanh.documents import intake, keeping, rules
from donghanh.documents.intake import Read
from donghanh.documents.models import Document, Reception, ReceptionState
from donghanh.documents.reading.source import NeedsRecognition, Unreadable
from donghanh.files import actions as files
from donghanh.files import examine, store
from donghanh.files.kinds import DOCUMENT
from donghanh.files.models import Attachment

ORIGINAL = "original"
READ_SCAN = "documents.read_scan"  # the job's name; jobs live above actions
PASTED = "Nội dung dán vào"
UNREAD = "Bản quét chưa đọc được chữ."


def receive(data: bytes, *, name: str, client_key: str = "", by: Actor) -> Reception:
    """Tiếp nhận tệp: keep a file unaltered, with what was read of it; a scan is read in the background.

    The same `client_key` sent again, after a lost connection, is the reception that is there.
    """
    by.require(Permission.DOCUMENT_INTAKE)
    if reason := rules.receive(by=by):
        raise Refused(reason)
    if there := _there(client_key, by):
        return there
    looked = examine.look(examine.contents(data, name=name, accept=DOCUMENT), name=name, accept=DOCUMENT)
    read: Read | None = None
    try:
        read = intake.read_file(data, name=looked.name)
    except NeedsRecognition:
        pass
    except Unreadable as error:
        raise Refused(f"Tệp “{looked.name}”: {error}") from error
    with audit.signed_by(by, deed="documents.receive"):
        reception, made = _make(looked.name, data, read, client_key=client_key, by=by)
        if made:
            files.keep(
                data,
                owner=reception,
                name=name,
                purpose=ORIGINAL,
                accept=DOCUMENT,
                by=by,
                key=client_key[:60],
            )
            audit.record("documents.receive", reception, by=by, bytes=len(data))
            if read is None:
                jobs.configure_task(READ_SCAN).defer(reception=reception.pk)
    if read is not None:
        keeping.look(reception, by=by)
    return reception


def receive_text(text: str, *, client_key: str = "", by: Actor) -> Reception:
    """Tiếp nhận nội dung dán vào: read what was pasted; there is no original but the text itself."""
    by.require(Permission.DOCUMENT_INTAKE)
    if reason := rules.receive(by=by):
        raise Refused(reason)
    if there := _there(client_key, by):
        return there
    if not text.strip():
        raise Refused("Đồng chí chưa dán nội dung văn bản.")
    read = _read_pasted(text)
    with audit.signed_by(by, deed="documents.receive"):
        name = _name_of(read)
        reception, made = _make(name, text.encode("utf-8", "replace"), read, client_key=client_key, by=by)
        if made:
            audit.record("documents.receive", reception, by=by, pasted=True)
    keeping.look(reception, by=by)
    return reception


@audit.deed
def take_up(document: Document, *, by: Actor) -> Reception:
    """Bắt đầu từ văn bản đến: the office's own review of a paper that it was sent, without any upload."""
    by.require(Permission.DOCUMENT_INTAKE)
    document = Document.objects.visible_to(by).select_for_update(of=("self",)).get(pk=document.pk)
    if reason := rules.take_up(document, by=by):
        raise Refused(reason)
    begun = Reception.objects.filter(unit_id=by.top_id, of_document=document)
    if there := begun.exclude(state=ReceptionState.DROPPED).order_by("pk").first():
        return there
    read = intake.read_pasted(document.text)
    reception = Reception.objects.create(
        **_facts(read),
        unit_id=by.top_id,
        made_by_id=by.user_id,
        made_at=by.now,
        name=str(document)[:200],
        sha256=document.sha256,
        of_document=document,
    )
    audit.record("documents.take_up", reception, by=by, document=str(document))
    keeping.look(reception, by=by)
    return reception


@audit.deed
def read_again(reception: Reception, *, by: Actor) -> Reception:
    """Đọc lại bản quét: try once more, after what was missing has been installed."""
    by.require(Permission.DOCUMENT_INTAKE)
    reception = Reception.objects.visible_to(by).select_for_update().get(pk=reception.pk)
    if reason := rules.read_again(reception):
        raise Refused(reason)
    reception.state, reception.trouble = ReceptionState.WAITING, ""
    reception.save(update_fields=["state", "trouble"])
    jobs.configure_task(READ_SCAN).defer(reception=reception.pk)
    audit.record("documents.read_again", reception, by=by)
    return reception


def give_text(reception: Reception, *, text: str, by: Actor) -> Reception:
    """Dán nội dung cho bản quét: somebody typed what nobody could recognise; the original stays beside it."""
    by.require(Permission.DOCUMENT_INTAKE)
    if reason := rules.give_text(reception, text=text):
        raise Refused(reason)
    read = _read_pasted(text)
    with audit.signed_by(by, deed="documents.give_text"):
        reception = Reception.objects.visible_to(by).select_for_update().get(pk=reception.pk)
        if reason := rules.give_text(reception, text=text):
            raise Refused(reason)
        _fill(reception, read)
        audit.record("documents.give_text", reception, by=by)
    return reception


def settle_scan(reception: Reception, *, by: Actor) -> Reception:
    """Đọc bản quét: recognise, read, and put down what came of it; of a secret paper nothing stays.

    Run by the job. Somebody may have dropped the paper or typed its text meanwhile: then that holds.
    """
    read, trouble, secret = _recognised(reception)
    with audit.signed_by(by, deed="documents.settle_scan"):
        reception = Reception.objects.select_for_update().get(pk=reception.pk)
        if reception.state != ReceptionState.WAITING:
            return reception
        if read:
            _fill(reception, read)
        else:
            reception.state, reception.trouble = ReceptionState.UNREADABLE, trouble[:600]
            reception.save(update_fields=["state", "trouble"])
        if secret:
            Attachment.objects.of(reception).delete()
        audit.record("documents.settle_scan", reception, by=by, trouble=trouble)
    return reception


def _recognised(reception: Reception) -> tuple[Read | None, str, bool]:
    """The reading, or why there is none, and whether that is because the paper is secret."""
    original = Attachment.objects.of(reception).present().select_related("blob").first()
    if original is None:
        return None, "Không còn bản gốc để đọc.", False
    try:
        data = store.read(original.blob)
        return intake.read_file(data, name=reception.name, limits=intake.IN_PEACE), "", False
    except intake.Secret as secret:
        return None, str(secret), True
    except (Unreadable, Refused) as error:
        return None, str(error) or UNREAD, False


def _read_pasted(text: str) -> Read:
    try:
        return intake.read_pasted(text)
    except Unreadable as error:
        raise Refused(str(error)) from error


def _there(client_key: str, by: Actor) -> Reception | None:
    """What the same sending made before."""
    if not client_key:
        return None
    return Reception.objects.filter(unit_id=by.top_id, client_key=client_key[:64]).first()


def _make(name: str, data: bytes, read: Read | None, *, client_key: str, by: Actor) -> tuple[Reception, bool]:
    """The new reception, or the one that the same sending made a moment ago."""
    facts: dict[str, Any] = {
        **(_facts(read) if read else {"scanned": True}),
        "made_by_id": by.user_id,
        "made_at": by.now,
        "name": name[:200],
        "sha256": hashlib.sha256(data).hexdigest(),
        "size": len(data),
    }
    if not client_key:
        return Reception.objects.create(unit_id=by.top_id, **facts), True
    return Reception.objects.get_or_create(unit_id=by.top_id, client_key=client_key[:64], defaults=facts)


def _facts(read: Read) -> dict[str, Any]:
    return {
        "state": ReceptionState.READ,
        "text": read.text,
        "notes": read.notes,
        "reader": intake.READER,
        "reading": read.reading,
        "draft": read.draft,
        "pages": min(read.pages, 32_000),
        "number_key": read.number_key,
    }


def _fill(reception: Reception, read: Read) -> None:
    for field, value in _facts(read).items():
        setattr(reception, field, value)
    reception.trouble = ""
    reception.save()


def _name_of(read: Read) -> str:
    """A pasted paper is called by its number and title, else by its first words."""
    said = (read.draft["head"]["number"]["value"], read.draft["head"]["title"]["value"])
    words = " – ".join(filter(None, said)) or read.text.strip()
    return clean(words)[:200] or PASTED
