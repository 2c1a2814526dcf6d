"""The pages of taking in: drop, paste, list, scans."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from donghanh.accounts.tests.factories import make_post, sign_in
from donghanh.documents import actions, jobs
from donghanh.documents.models import Reception, ReceptionState
from donghanh.documents.tests.factories import PLAN, make_reception, word
from donghanh.files.models import Attachment


def upload(desk, data=None, *, name="ke-hoach.docx", key="k1"):
    files = SimpleUploadedFile(name, data if data is not None else word())
    return desk.post(reverse("documents:send"), {"files": files, "key": key}, headers={"X-Upload": "1"})


def test_a_dropped_file_becomes_a_line_of_the_list(desk):
    answer = upload(desk)

    reception = Reception.objects.get()
    assert (answer.status_code, answer["X-Attachment"]) == (200, str(reception.pk))
    assert f'id="van-ban-{reception.pk}"' in answer.content.decode()
    assert "ke-hoach.docx" in desk.get(reverse("documents:intake")).content.decode()


def test_a_file_sent_again_after_a_lost_answer_is_kept_once(desk):
    data = word()

    first, second = upload(desk, data), upload(desk, data)

    assert first["X-Attachment"] == second["X-Attachment"]
    assert (Reception.objects.count(), Attachment.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    ("data", "words"), [(b"", "rỗng"), (word(f"MẬT\n{PLAN}"), "MẬT"), (b"GIF89a\x00\x01", "GIF")]
)
def test_a_refused_file_says_why_to_the_script(desk, data, words):
    answer = upload(desk, data, name="tep.docx" if data[:2] == b"PK" else "tep.gif")

    assert (answer.status_code, answer["X-Refused"]) == (422, "1")
    assert words in answer.content.decode()
    assert Reception.objects.count() == 0


def test_without_a_script_several_files_are_taken_at_once(desk):
    files = [SimpleUploadedFile("a.docx", word()), SimpleUploadedFile("b.txt", b"")]

    answer = desk.post(reverse("documents:send"), {"files": files}, follow=True)

    assert Reception.objects.get().name == "a.docx"
    assert "rỗng" in answer.content.decode()


def test_a_pasted_text_leads_to_its_review(desk):
    answer = desk.post(reverse("documents:intake"), {"text": PLAN, "client_key": "x"})

    assert answer["Location"] == reverse("documents:review", args=[Reception.objects.get().pk])


@pytest.mark.parametrize(("text", "words"), [("  ", "chưa dán"), (f"TUYỆT MẬT\n{PLAN}", "TUYỆT MẬT")])
def test_a_refused_paste_stays_in_the_form(desk, text, words):
    answer = desk.post(reverse("documents:intake"), {"text": text})

    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_the_list_costs_the_same_with_one_paper_and_with_three(desk, specialist, django_assert_num_queries):
    address = reverse("documents:intake")
    counts = []
    for _ in range(2):
        make_reception(by=specialist)
        with django_assert_num_queries(FEW, exact=False) as asked:
            desk.get(address)
        counts.append(len(asked))
        make_reception(by=specialist)
    assert counts[0] == counts[1] <= 10


FEW = 10


def test_a_scan_shows_that_it_is_being_read_and_then_why_it_was_not(desk, specialist, scan, monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")  # no tesseract on this machine
    reception = actions.receive(scan, name="quet.pdf", by=specialist)
    address = reverse("documents:state", args=[reception.pk])
    asked = {"HX-Request": "true", "HX-Target": "state"}

    waiting = desk.get(address, headers=asked)
    jobs.read_scan(reception=reception.pk)
    done = desk.get(address, headers=asked)

    assert "Đang nhận dạng chữ" in waiting.content.decode()
    assert "HX-Refresh" not in waiting
    assert done["HX-Refresh"] == "true"
    shown = desk.get(reverse("documents:review", args=[reception.pk])).content.decode()
    assert "tesseract" in shown.lower()


def test_what_nobody_could_recognise_can_be_typed_and_the_scan_stays(desk, specialist, scan, monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")
    reception = actions.receive(scan, name="quet.pdf", by=specialist)
    jobs.read_scan(reception=reception.pk)

    desk.post(reverse("documents:give_text", args=[reception.pk]), {"text": PLAN})

    reception.refresh_from_db()
    assert (reception.state, reception.draft["head"]["kind"]["value"]) == (ReceptionState.READ, "KH")
    assert Attachment.objects.of(reception).count() == 1
    picture = desk.get(reverse("documents:page", args=[reception.pk, 1]))
    assert (picture.status_code, picture["Content-Type"]) == (200, "image/jpeg")
    assert desk.get(reverse("documents:page", args=[reception.pk, 2])).status_code == 404


def test_a_recognised_scan_is_reviewed_beside_its_pictures(desk, specialist, scan, tesseract):
    reception = actions.receive(scan, name="quet.pdf", by=specialist)

    jobs.read_scan(reception=reception.pk)

    reception.refresh_from_db()
    assert (reception.state, reception.pages) == (ReceptionState.READ, 1)
    shown = desk.get(reverse("documents:review", args=[reception.pk])).content.decode()
    assert reverse("documents:page", args=[reception.pk, 1]) in shown
    assert reception.draft["head"]["number"]["value"] == "47-KH/TĐTN-BTG"


def test_of_a_secret_scan_nothing_stays(specialist, scan, tesseract):
    tesseract(f"TUYỆT MẬT\n{PLAN}")
    reception = actions.receive(scan, name="quet.pdf", by=specialist)

    jobs.read_scan(reception=reception.pk)

    reception.refresh_from_db()
    assert (reception.state, reception.text) == (ReceptionState.UNREADABLE, "")
    assert "TUYỆT MẬT" in reception.trouble
    assert not Attachment.objects.of(reception).exists()


def test_a_dropped_paper_can_be_taken_back_from_its_page(desk, specialist):
    reception = make_reception(by=specialist)

    desk.post(reverse("documents:drop", args=[reception.pk]))
    dropped = desk.get(reverse("documents:review", args=[reception.pk])).content.decode()
    desk.post(reverse("documents:restore", args=[reception.pk]))

    assert "Lấy lại" in dropped
    reception.refresh_from_db()
    assert reception.state == ReceptionState.READ


def test_pages_are_not_found_for_another_office(client, specialist, clerk):
    reception = make_reception(by=specialist)
    sign_in(client, clerk.user)

    for name in ("review", "state", "changes", "alike"):
        assert client.get(reverse(f"documents:{name}", args=[reception.pk])).status_code == 404


def test_an_upload_over_the_limit_of_a_request_is_refused_unread(desk):
    big = SimpleUploadedFile("to.pdf", io.BytesIO(b"%PDF-" + b"0" * (12 * 1024 * 1024)).read())

    answer = desk.post(reverse("documents:send"), {"files": big}, headers={"X-Upload": "1"})

    assert answer.status_code == 413


def test_a_member_without_the_right_is_told_so(client, commune, keeper):
    sign_in(client, make_post(commune, "thanh-vien").user)

    assert client.get(reverse("documents:intake")).status_code == 403
