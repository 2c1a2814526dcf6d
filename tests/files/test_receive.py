"""Sending files to a record's page: all at once by the browser, one by one by the script."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from donghanh.accounts.tests.factories import sign_in
from donghanh.files.models import Attachment
from tests.files.making import make_kept, photo

pytestmark = pytest.mark.urls("tests.files.pages")


def upload(name="a.txt", data=b"a"):
    return SimpleUploadedFile(name, data)


@pytest.fixture
def to(client, commune, officer):
    """The address to send to, as somebody who may."""
    sign_in(client, officer.user)
    return reverse("pages:send", args=[commune.pk])


def test_several_files_at_once_without_a_script(client, to):
    sent = {"files": [upload("a.txt"), upload("b.txt", b"b"), upload("c.exe", b"MZ")]}

    response = client.post(to, sent, follow=True)

    assert sorted(Attachment.objects.values_list("name", flat=True)) == ["a.txt", "b.txt"]
    assert [str(message) for message in response.context["messages"]] == [
        "Tệp “c.exe” là chương trình máy tính nên không được nhận. Đồng chí hãy gửi ảnh (JPEG, PNG, WebP), "
        "PDF, tệp Word, Excel, PowerPoint, OpenDocument hoặc chữ thường.",
        "Đã nhận 2 tệp.",
    ]


def test_nothing_chosen_is_said(client, to):
    response = client.post(to, follow=True)

    assert [str(message) for message in response.context["messages"]] == ["Đồng chí chưa chọn tệp nào."]


def test_the_script_gets_the_line_of_the_list(client, to, commune):
    sent = {"files": [upload("anh.jpg", photo())], "key": "k1"}

    response = client.post(to, sent, headers={"X-Upload": "1"})

    attachment = Attachment.objects.get()
    assert (response.status_code, response["X-Attachment"]) == (201, str(attachment.pk))
    assert f'id="tep-{attachment.pk}"' in response.text
    assert reverse("files:thumbnail", args=[attachment.pk]) in response.text
    assert reverse("pages:remove", args=[attachment.pk]) in response.text
    assert attachment.key == "k1"


def test_the_script_sending_again_gets_the_same_line(client, to):
    answers = [
        client.post(to, {"files": [upload()], "key": "k1"}, headers={"X-Upload": "1"})["X-Attachment"]
        for _ in range(2)
    ]

    assert answers[0] == answers[1]
    assert Attachment.objects.count() == 1


def test_the_script_is_told_why_not_in_plain_words(client, to):
    response = client.post(to, {"files": [upload("a.exe", b"MZ")]}, headers={"X-Upload": "1"})

    assert (response.status_code, response["X-Refused"]) == (409, "1")
    assert response.text.startswith("Tệp “a.exe” là chương trình máy tính")
    assert response["Content-Type"].startswith("text/plain")


def test_an_outsider_does_not_find_the_place(client, to, outsider):
    sign_in(client, outsider.user)

    assert client.post(to, {"files": [upload()]}).status_code == 404
    assert not Attachment.objects.exists()


@pytest.mark.parametrize("more", [1, 3])
def test_the_list_costs_the_same_for_more_files(client, to, commune, sender, more, django_assert_num_queries):
    for number in range(more):
        make_kept(commune, sender, str(number).encode(), name=f"{number}.txt")
    page = reverse("pages:page", args=[commune.pk])
    client.get(page)

    with django_assert_num_queries(6):  # session, person, posts; the unit; its files; the bell
        response = client.get(page)

    assert response.text.count('class="file"') == more
