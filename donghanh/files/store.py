"""The bytes on disk and their rows: put, read, sweep, check. A step of deeds, not a deed.

`MEDIA_ROOT/ab/cd/<sha256>` is written under another name, forced to disk and renamed before its row commits:
whatever happens, a row never promises bytes that are not there. What is left over without a row, or with a
row that nothing needs, is swept after a day.
"""

import hashlib
import os
import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import structlog
from django.conf import settings
from django.db import connection, transaction
from django.db.models import Exists, OuterRef, QuerySet

from donghanh.core.errors import Refused
from donghanh.files.kinds import Kind
from donghanh.files.models import Attachment, Blob

log = structlog.get_logger("donghanh.files")

REST = timedelta(days=1)
CHUNK = 1 << 20
PART = ".part-"
NAMED_BY_CHECKSUM = re.compile("[0-9a-f]{64}")
PUT = """
    INSERT INTO files_blob (sha256, size, kind, used_at) VALUES (%s, %s, %s, %s)
    ON CONFLICT (sha256) DO UPDATE SET used_at = GREATEST(files_blob.used_at, EXCLUDED.used_at)
    RETURNING id
"""


class Lost(Refused):
    """A file that is to be there is not; that is our fault, and the log says which."""

    status = 503
    title = "Tệp đang thiếu trên máy chủ"


@dataclass(frozen=True, kw_only=True)
class Fault:
    """A stored file that is missing or was changed."""

    sha256: str
    what: str
    names: tuple[str, ...]


def path_of(sha256: str) -> Path:
    """Where these bytes lie."""
    return Path(settings.MEDIA_ROOT) / sha256[:2] / sha256[2:4] / sha256


def put(data: bytes, *, kind: Kind, now: datetime) -> Blob:
    """Store the bytes and their row, once; the lock on them holds until the transaction ends."""
    sha256 = hashlib.sha256(data).hexdigest()
    _lock(sha256)
    if digest_on_disk(sha256) != sha256:
        _write(path_of(sha256), data)
    with connection.cursor() as cursor:
        cursor.execute(PUT, [sha256, len(data), kind, now])
        (number,) = cursor.fetchone()
    return Blob.objects.get(pk=number)


def read(blob: Blob) -> bytes:
    """The bytes; `Lost` when the disk has them no more."""
    try:
        return path_of(blob.sha256).read_bytes()
    except FileNotFoundError:
        log.error("file lost", sha256=blob.sha256)
        raise Lost(
            "Tệp này đang thiếu trên máy chủ. Việc này đã được ghi lại cho người quản trị; "
            "Đồng chí vui lòng thử lại sau, hoặc gửi lại tệp."
        ) from None


def sweep(*, now: datetime) -> tuple[int, int]:
    """Delete what nothing has needed for a day: rows first, then files without a row; how many of each."""
    rows = 0
    for number, sha256 in list(unneeded(now).values_list("pk", "sha256")):
        with transaction.atomic():
            _lock(sha256)
            deleted, _ = unneeded(now).filter(pk=number).delete()
            rows += deleted
    return rows, sum(_removed(path) for path in _old_files(now))


def unneeded(now: datetime) -> "QuerySet[Blob]":
    """Contents that no attachment, present or removed, and no other content uses."""
    attached = Attachment.objects.filter(blob=OuterRef("pk"))
    small = Blob.objects.filter(thumbnail=OuterRef("pk"))
    return Blob.objects.filter(~Exists(attached), ~Exists(small), used_at__lt=now - REST)


def faults() -> Iterator[Fault]:
    """Every stored file that is missing, or whose bytes are no more what they were."""
    for blob in Blob.objects.order_by("pk").iterator(chunk_size=2000):
        found = digest_on_disk(blob.sha256)
        if found != blob.sha256:
            names = tuple(blob.attachments.order_by("pk").values_list("name", flat=True)[:5])
            yield Fault(sha256=blob.sha256, what="bị thay đổi" if found else "bị mất", names=names)


def digest_on_disk(sha256: str) -> str:
    """The checksum of what lies there now; nothing when nothing does."""
    try:
        with path_of(sha256).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return ""


def _lock(sha256: str) -> None:
    """One at a time for these bytes, until the transaction ends: sweeping and storing never cross."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [int(sha256[:15], 16)])


def _write(path: Path, data: bytes) -> None:
    """All or nothing, and on disk for certain before this returns."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=PART)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(draft, path)
    except BaseException:
        os.unlink(draft)
        raise
    for folder in (path.parent, path.parent.parent, path.parent.parent.parent):
        _sync_folder(folder)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _old_files(now: datetime) -> Iterator[Path]:
    for path in Path(settings.MEDIA_ROOT).glob("??/??/*"):
        try:
            if path.is_file() and path.stat().st_mtime < (now - REST).timestamp():
                yield path
        except FileNotFoundError:
            continue


def _removed(path: Path) -> int:
    """Delete a file that has no row, under the lock of its bytes; what was never finished just goes."""
    if path.name.startswith(PART):
        path.unlink(missing_ok=True)
        return 1
    if not NAMED_BY_CHECKSUM.fullmatch(path.name):
        return 0  # not ours
    with transaction.atomic():
        _lock(path.name)
        if Blob.objects.filter(sha256=path.name).exists():
            return 0
        path.unlink(missing_ok=True)
        return 1
