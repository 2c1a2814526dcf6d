"""A file and its thumbnail in the browser."""

import io

import pytest
from django.urls import reverse
from PIL import Image

from donghanh.accounts.tests.factories import acting, sign_in
from donghanh.files import store
from donghanh.files.kinds import DOCUMENT
from donghanh.files.models import Attachment, Blob
from tests.files.making import PDF, make_kept, office, photo, picture


@pytest.fixture
def see(client, officer):
    """Asks for a file's page as the commune's officer."""
    sign_in(client, officer.user)
    return lambda kept, name="file", **more: client.get(reverse(f"files:{name}", args=[kept.pk]), **more)


def test_a_photo_is_shown_in_a_sandbox(see, commune, sender):
    kept = make_kept(commune, sender, photo(), name="Ảnh họp.jpg")

    response = see(kept)

    assert response.content == store.read(kept.blob)
    assert response["Content-Type"] == "image/jpeg"
    assert response["Content-Disposition"] == "inline; filename*=utf-8''%E1%BA%A2nh%20h%E1%BB%8Dp.jpg"
    assert response["Content-Security-Policy"].endswith("sandbox")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "private, no-cache"


def test_it_is_saved_when_that_is_asked(see, commune, sender):
    assert see(make_kept(commune, sender), query_params={"tai": ""})["Content-Disposition"].startswith(
        "attachment"
    )


@pytest.mark.parametrize(
    ("name", "data", "shown", "kind"),
    [
        ("a.pdf", PDF, "inline", "application/pdf"),
        ("a.html", b"<!doctype html><script>alert(1)</script>", "attachment", "text/plain"),
        ("a.txt", b"a", "attachment", "text/plain"),
        (
            "a.docx",
            office(),
            "attachment",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
        ("a.tif", picture("TIFF"), "attachment", "image/tiff"),
    ],
)
def test_only_images_and_pdf_are_shown_all_else_is_saved(see, commune, sender, name, data, shown, kind):
    response = see(make_kept(commune, sender, data, name=name, accept=DOCUMENT))

    assert response["Content-Disposition"] == f'{shown}; filename="{name}"'
    assert response["Content-Type"] == kind
    assert response.content == data


def test_what_the_browser_has_is_not_sent_again(see, commune, sender):
    kept = make_kept(commune, sender)

    response = see(kept, headers={"If-None-Match": see(kept)["ETag"], "Accept-Encoding": "gzip"})

    assert (response.status_code, response.content) == (304, b"")


def test_a_file_is_not_packed_once_more(see, commune, sender):
    response = see(make_kept(commune, sender, b"a" * 5000, name="a.txt"), headers={"Accept-Encoding": "gzip"})

    assert "Content-Encoding" not in response


def test_a_thumbnail_is_made_once_and_small(see, commune, sender):
    kept = make_kept(commune, sender, photo((1000, 600)), name="a.jpg")

    first, second = (see(kept, "thumbnail") for _ in range(2))

    assert Image.open(io.BytesIO(first.content)).size == (288, 480)
    assert first.content == second.content
    assert Blob.objects.count() == 2
    assert Attachment.objects.get().blob.thumbnail is not None


def test_the_thumbnail_of_a_document_s_scan_says_nothing_of_place(see, commune, sender):
    kept = make_kept(commune, sender, photo(), name="a.jpg", accept=DOCUMENT)

    assert b"Exif" not in see(kept, "thumbnail").content


def test_what_is_no_picture_has_no_thumbnail(see, commune, sender):
    assert see(make_kept(commune, sender, PDF, name="a.pdf"), "thumbnail").status_code == 404


def test_a_scan_that_cannot_be_opened_has_no_thumbnail_but_a_reason(see, commune, sender):
    kept = make_kept(commune, sender, photo()[:2000], name="a.jpg", accept=DOCUMENT)

    assert see(kept, "thumbnail").status_code == 409


def test_a_file_that_the_disk_lost_is_said_to_be_missing(see, commune, sender):
    kept = make_kept(commune, sender)
    store.path_of(kept.blob.sha256).unlink()

    response = see(kept)

    assert response.status_code == 503
    assert "đang thiếu trên máy chủ" in response.text


@pytest.mark.parametrize("name", ["file", "thumbnail"])
def test_an_outsider_finds_nothing(client, commune, sender, outsider, name):
    kept = make_kept(commune, sender)
    sign_in(client, outsider.user)

    assert client.get(reverse(f"files:{name}", args=[kept.pk])).status_code == 404


def test_visible_are_the_files_of_visible_records(commune, province, sender, outsider):
    kept = [make_kept(owner, sender) for owner in (commune, province)]

    assert list(Attachment.objects.visible_to(sender).order_by("pk")) == kept
    assert not Attachment.objects.visible_to(acting(outsider)).exists()


@pytest.mark.parametrize("more", [1, 3])
def test_the_filter_is_two_queries_for_any_number(commune, sender, more, django_assert_num_queries):
    for number in range(more):
        make_kept(commune, sender, str(number).encode(), name="a.txt")

    with django_assert_num_queries(2):
        assert len(Attachment.objects.visible_to(sender).present()) == more


def test_files_of_many_records_are_one_query(commune, province, sender, django_assert_num_queries):
    for owner in (commune, province):
        make_kept(owner, sender)

    with django_assert_num_queries(1):
        assert {one.owner_id for one in Attachment.objects.of_all([commune, province])} == {
            commune.pk,
            province.pk,
        }
    assert not Attachment.objects.of_all([]).exists()
