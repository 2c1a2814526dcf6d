"""Keeping a file: what is accepted, what is made of it, and that nothing is kept twice."""

import hashlib
import io
import threading
from dataclasses import replace

import pytest
from django.db import connection
from PIL import Image

from donghanh.accounts.tests.factories import acting
from donghanh.audit.models import Entry
from donghanh.core.errors import NotPermitted, Refused
from donghanh.files import store
from donghanh.files.kinds import DOCUMENT, EVIDENCE, MB, Kind
from donghanh.files.models import Attachment, Blob
from tests.files import making
from tests.files.making import PDF, make_kept, office, old_office, photo, picture, zipped


def test_a_document_is_kept_unaltered_under_its_checksum(commune, sender):
    data = office()

    kept = make_kept(commune, sender, data, name="Kế hoạch.docx", purpose="original", accept=DOCUMENT)

    assert store.read(kept.blob) == data
    assert kept.blob.sha256 == kept.sent_sha256 == hashlib.sha256(data).hexdigest()
    assert (kept.blob.kind, kept.blob.size, kept.name) == (Kind.DOCX, len(data), "Kế hoạch.docx")
    assert (kept.owner, kept.added_by_id, kept.added_at) == (commune, sender.user_id, sender.now)


def test_it_is_recorded_in_the_history_of_the_record_and_of_the_row(commune, sender):
    kept = make_kept(commune, sender)

    entry = Entry.objects.about(commune).get(verb="files.keep")
    assert (entry.user_id, entry.facts["file"]) == (sender.user_id, "anh.png")
    assert [event.pgh_context["deed"] for event in kept.events.all()] == ["files.keep"]


def test_a_scan_of_a_document_keeps_even_its_metadata(commune, sender):
    data = photo()

    kept = make_kept(commune, sender, data, name="quet.jpg", accept=DOCUMENT)

    assert store.read(kept.blob) == data


def test_a_photo_loses_place_time_and_camera_and_stands_upright(commune, sender):
    kept = make_kept(commune, sender, photo((400, 300)), name="IMG_1.JPG")

    data = store.read(kept.blob)
    shown = Image.open(io.BytesIO(data))
    assert shown.size == (300, 400)
    assert shown.getpixel((150, 10))[0] > 200  # the red edge is on top
    assert dict(shown.getexif()) == {}
    assert set(shown.info) <= {
        "jfif",
        "jfif_version",
        "jfif_unit",
        "jfif_density",
        "progressive",
        "progression",
    }
    assert not any(word in data for word in (b"Exif", b"MayAnhCuaToi", b"xmpmeta", b"ghi chu rieng"))


def test_words_beside_a_picture_go_too(commune, sender):
    kept = make_kept(commune, sender, making.png_with_words())

    assert Image.open(io.BytesIO(store.read(kept.blob))).info == {}


@pytest.mark.parametrize(
    ("kind", "size", "stored"),
    [
        ("JPEG", (5000, 2500), (2560, 1280)),
        ("PNG", (300, 200), (300, 200)),
        ("WEBP", (200, 3000), (171, 2560)),
    ],
)
def test_the_longest_side_is_at_most_2560(commune, sender, kind, size, stored):
    kept = make_kept(commune, sender, picture(kind, size), name=f"anh.{kind.lower()}")

    assert Image.open(io.BytesIO(store.read(kept.blob))).size == stored


def test_a_webp_becomes_a_jpeg_and_its_name_says_so(commune, sender):
    kept = make_kept(commune, sender, picture("WEBP"), name="anh.webp")

    assert (kept.blob.kind, kept.name) == (Kind.JPEG, "anh.jpg")


def test_what_is_transparent_stays_so_in_png(commune, sender):
    target = io.BytesIO()
    Image.new("RGBA", (10, 10), (255, 0, 0, 0)).save(target, "PNG")

    kept = make_kept(commune, sender, target.getvalue())

    assert Image.open(io.BytesIO(store.read(kept.blob))).getpixel((5, 5))[3] == 0


@pytest.mark.parametrize("mode", ["CMYK", "L", "P", "1", "I;16"])
def test_photos_of_every_colour_mode_are_read(commune, sender, mode):
    target = io.BytesIO()
    Image.new(mode, (20, 20)).save(target, "JPEG" if mode == "CMYK" else "PNG")

    kept = make_kept(commune, sender, target.getvalue(), name="anh")

    assert Image.open(io.BytesIO(store.read(kept.blob))).size == (20, 20)


GIVEN = {
    "a.docx": office(),
    "a.xlsx": office("xl"),
    "a.pptx": office("ppt"),
    "a.odt": zipped({"mimetype": "application/vnd.oasis.opendocument.text"}),
    "a.ods": zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}),
    "a.doc": old_office("WordDocument"),
    "a.xls": old_office("Workbook"),
    "a.pdf": PDF,
    "a.rtf": b"{\\rtf1 a}",
    "a.txt": "Danh sách".encode(),
    "a.csv": "tên,số\n".encode("utf-16"),
}


@pytest.mark.parametrize("name", GIVEN)
def test_evidence_of_every_kind_is_accepted_and_kept_as_it_came(commune, sender, name):
    kept = make_kept(commune, sender, GIVEN[name], name=name)

    assert store.read(kept.blob) == GIVEN[name]
    assert kept.name == name


ACCEPTED = (
    "Đồng chí hãy gửi ảnh (JPEG, PNG, WebP), PDF, tệp Word, Excel, PowerPoint, OpenDocument hoặc chữ thường."
)
PROGRAM = "là chương trình máy tính nên không được nhận."
MACRO = "chứa macro (đoạn chương trình) nên không được nhận."
REFUSED = {
    "empty": ("a.txt", b"", "Tệp “a.txt” rỗng. Đồng chí hãy kiểm tra lại tệp đã chọn."),
    "large": ("a.txt", b"a" * (10 * MB + 1), "Tệp “a.txt” lớn 10,1 MB, vượt giới hạn 10 MB mỗi tệp."),
    "wrong ending": (
        "a.jpg",
        office(),
        "Tệp “a.jpg” có đuôi .jpg nhưng nội dung là Word. Đồng chí hãy đổi đuôi tệp",
    ),
    "document as picture": ("a.docx", picture(), "Tệp “a.docx” có đuôi .docx nhưng nội dung là ảnh PNG."),
    "program": ("a.exe", b"MZ\x90\x00", f"Tệp “a.exe” {PROGRAM} {ACCEPTED}"),
    "program in disguise": ("a.jpg", b"MZ\x90\x00", f"Tệp “a.jpg” {PROGRAM}"),
    "script": ("a.bat", b"echo a", f"Tệp “a.bat” {PROGRAM}"),
    "script in disguise": ("a.txt", b"#!/bin/sh\nrm", f"Tệp “a.txt” {PROGRAM}"),
    "hidden ending": ("anh.jpg\u202e.exe", picture(), f"Tệp “anh.jpg.exe” {PROGRAM}"),
    "macro": ("a.docx", office(macro=True), f"Tệp “a.docx” {MACRO}"),
    "macro of old Word": ("a.doc", old_office("WordDocument", "_VBA_PROJECT"), f"Tệp “a.doc” {MACRO}"),
    "password": ("a.docx", old_office("EncryptedPackage"), "Tệp “a.docx” đặt mật khẩu nên không nhận được."),
    "archive": (
        "a.zip",
        zipped({"a.txt": "a"}),
        f"Tệp “a.zip” là tệp nén ZIP, không dùng được ở đây. {ACCEPTED}",
    ),
    "broken archive": (
        "a.docx",
        office()[:-30],
        "Tệp “a.docx” bị hỏng hoặc tải về chưa hết nên không mở được.",
    ),
    "bomb": ("a.docx", making.swelling(), "Tệp “a.docx” bung ra quá lớn, bất thường"),
    "video": (
        "a.mp4",
        b"\x00\x00\x00\x18ftypisom",
        "Tệp “a.mp4” là video hoặc âm thanh, không dùng được ở đây.",
    ),
    "page": (
        "a.html",
        b"<!doctype html><script>1</script>",
        "Tệp “a.html” là tệp trang web, không dùng được",
    ),
    "drawing": ("a.svg", b"<svg xmlns='x'><script/></svg>", "Tệp “a.svg” là ảnh SVG, không dùng được ở đây."),
    "scan": ("a.tif", picture("TIFF"), "Tệp “a.tif” là ảnh TIFF, không dùng được ở đây."),
    "noise": (
        "a.txt",
        bytes(range(256)),
        "Tệp “a.txt” là tệp không rõ loại, có thể đã hỏng, không dùng được",
    ),
    "half a photo": ("a.jpg", photo()[:2000], "Ảnh “a.jpg” bị hỏng hoặc tải lên chưa hết."),
    "no photo": ("a.jpg", b"\xff\xd8\xff" + bytes(100), "Ảnh “a.jpg” chưa mở được ở máy chủ này."),
    "heic": ("a.heic", b"\x00\x00\x00\x18ftypheic" + bytes(50), "Ảnh “a.heic” chưa mở được ở máy chủ này."),
    "points": ("a.png", making.enormous(), "Ảnh “a.png” có 20000 × 20000 điểm, quá lớn để mở."),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_refused_and_why(commune, sender, media, case):
    name, data, reason = REFUSED[case]

    with pytest.raises(Refused) as refusal:
        make_kept(commune, sender, data, name=name)

    assert str(refusal.value).startswith(reason)
    assert not Attachment.objects.exists()
    assert list(media.rglob("*")) == []


@pytest.mark.parametrize(
    ("given", "kept_as"),
    [
        ("C:\\Users\\Lan\\Báo cáo.txt", "Báo cáo.txt"),
        ("../../etc/passwd", "passwd.txt"),
        ("Kế hoạch 12.KH-HKH", "Kế hoạch 12.KH-HKH.txt"),
        ("ghi\u202e chú<1>.txt", "ghi chú-1-.txt"),
        ("Ba\u0301o ca\u0301o.txt", "Báo cáo.txt"),
        ("", "tep.txt"),
        ("...", "tep.txt"),
        ("a" * 300 + ".txt", "a" * 146 + ".txt"),
    ],
)
def test_names_are_made_harmless(commune, sender, given, kept_as):
    assert make_kept(commune, sender, b"a", name=given).name == kept_as


def test_the_same_bytes_sent_again_are_the_same_attachment(commune, sender):
    first = make_kept(commune, sender, photo(), name="mot.jpg")

    assert make_kept(commune, sender, photo(), name="hai.jpg") == first
    assert Entry.objects.filter(verb="files.keep").count() == 1


def test_the_same_key_sent_again_is_the_same_attachment(commune, sender):
    first = make_kept(commune, sender, b"mot", name="a.txt", key="k1")

    assert make_kept(commune, sender, b"hai", name="a.txt", key="k1") == first
    assert make_kept(commune, sender, b"hai", name="a.txt", key="k2") != first


def test_the_same_bytes_elsewhere_are_stored_once(commune, province, sender):
    make_kept(commune, sender)
    make_kept(province, sender)
    make_kept(commune, sender, purpose="other")

    assert (Attachment.objects.count(), Blob.objects.count()) == (3, 1)


def test_nobody_attaches_to_what_they_do_not_see(commune, outsider):
    with pytest.raises(NotPermitted, match="không có quyền đính kèm"):
        make_kept(commune, acting(outsider))


def test_bytes_that_were_damaged_on_disk_are_written_anew(commune, province, sender):
    kept = make_kept(commune, sender, b"a", name="a.txt")
    store.path_of(kept.blob.sha256).write_bytes(b"")

    make_kept(province, sender, b"a", name="a.txt")

    assert list(store.faults()) == []


@pytest.mark.django_db(transaction=True)
def test_eight_requests_at_once_with_one_file_keep_it_once(commune, sender):
    data, found, start = photo(), [], threading.Barrier(8)

    def send():
        start.wait()
        found.append(make_kept(commune, replace(sender), data, name="a.jpg", key="k").pk)
        connection.close()

    threads = [threading.Thread(target=send) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(found) == 8
    assert len(set(found)) == Attachment.objects.count() == 1


def test_every_kind_says_what_browsers_are_told():
    assert all(kind.media_type and kind.extensions for kind in Kind)
    assert ".heic" not in EVIDENCE.accept
