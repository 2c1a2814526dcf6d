"""The bytes on disk: swept when nothing needs them, checked against their checksums."""

import os
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import timezone

from donghanh.files import actions, store, thumbs
from donghanh.files.kinds import Kind
from donghanh.files.models import Blob
from tests.files.making import make_kept, photo

NOW = timezone.now()
TOMORROW = NOW + timedelta(days=1, hours=6)  # NOW is when this file was read


def files(media):
    return sorted(path.name for path in media.rglob("*") if path.is_file())


def test_what_is_attached_stays_for_ever(commune, sender, media):
    kept = make_kept(commune, sender, photo(), name="a.jpg")
    small = thumbs.of(kept.blob, name="a.jpg", now=sender.now)
    actions.remove(kept, reason="Gửi nhầm", by=sender)

    assert store.sweep(now=NOW + timedelta(days=1000)) == (0, 0)
    assert files(media) == sorted([kept.blob.sha256, small.sha256])


def test_what_nothing_needs_goes_after_a_day(db, media):
    store.put(b"a", kind=Kind.TXT, now=NOW)

    assert store.sweep(now=NOW + timedelta(hours=12)) == (0, 0)
    assert store.sweep(now=TOMORROW) == (1, 1)
    assert (files(media), Blob.objects.count()) == ([], 0)


def test_a_file_whose_row_was_rolled_back_goes_after_a_day(db, media):
    with transaction.atomic():
        store.put(b"a", kind=Kind.TXT, now=NOW)
        transaction.set_rollback(True)

    assert len(files(media)) == 1
    assert store.sweep(now=TOMORROW) == (0, 1)
    assert files(media) == []


def test_a_file_that_was_never_finished_goes_after_a_day(db, media):
    folder = store.path_of("ab" * 32).parent
    folder.mkdir(parents=True)
    (folder / ".part-x").write_bytes(b"half")

    assert store.sweep(now=NOW) == (0, 0)
    assert store.sweep(now=TOMORROW) == (0, 1)


def test_strangers_in_the_folder_are_left_alone(db, media):
    folder = store.path_of("ab" * 32).parent
    folder.mkdir(parents=True)
    (folder / "readme").write_bytes(b"x")

    assert store.sweep(now=TOMORROW) == (0, 0)
    assert files(media) == ["readme"]


def test_a_thumbnail_goes_after_its_photo(db, media):
    photo_blob = store.put(photo(), kind=Kind.JPEG, now=NOW)
    thumbs.of(photo_blob, name="a.jpg", now=NOW)

    assert [store.sweep(now=TOMORROW) for _ in range(2)] == [(1, 1), (1, 1)]


def test_what_is_needed_anew_is_not_swept(db, media):
    store.put(b"a", kind=Kind.TXT, now=NOW)
    store.put(b"a", kind=Kind.TXT, now=TOMORROW)

    assert store.sweep(now=TOMORROW) == (0, 0)


def test_a_write_that_fails_leaves_no_half_file(db, media, monkeypatch):
    monkeypatch.setattr(os, "fsync", lambda _: (_ for _ in ()).throw(OSError(28, "No space left on device")))

    with pytest.raises(OSError, match="No space"):
        store.put(b"a", kind=Kind.TXT, now=NOW)

    assert (files(media), Blob.objects.count()) == ([], 0)


def test_the_check_names_what_is_missing_or_changed(commune, sender, capsys):
    lost, changed, whole = (
        make_kept(commune, sender, text.encode(), name=f"{text}.txt") for text in ("mat", "sua", "nguyen")
    )
    store.path_of(lost.blob.sha256).unlink()
    store.path_of(changed.blob.sha256).write_bytes(b"khac")

    with pytest.raises(CommandError, match="2 tệp bị mất hoặc bị thay đổi"):
        call_command("check_files")

    said = capsys.readouterr().out.splitlines()
    assert [line.split(":")[0] for line in said] == ["Tệp bị mất", "Tệp bị thay đổi"]
    assert "“mat.txt”" in said[0]
    assert "nguyen.txt" not in "".join(said)
    assert whole.blob.sha256 not in "".join(said)


def test_the_check_is_content_with_whole_files(commune, sender, capsys):
    make_kept(commune, sender)

    call_command("check_files")

    assert capsys.readouterr().out == "Mọi tệp đều đúng với mã kiểm.\n"


def test_the_command_sweeps(db, capsys):
    store.put(b"a", kind=Kind.TXT, now=NOW - timedelta(days=2))

    call_command("sweep_files")

    assert capsys.readouterr().out == "Đã xóa 1 nội dung trong cơ sở dữ liệu, 0 tệp trên đĩa.\n"
