"""The register, one document's page, and the incoming list."""

import io
from urllib.parse import quote

import pytest
import python_calamine
from django.urls import reverse

from donghanh.accounts.tests.factories import acting, sign_in
from donghanh.documents import actions
from donghanh.documents.models import Dispatch
from donghanh.documents.tests.factories import make_document, make_upload, plan
from donghanh.documents.tests.test_register import GUIDE
from donghanh.files.models import Attachment


@pytest.fixture
def plan_document(specialist):
    return make_document(plan(), by=specialist)


@pytest.fixture
def guide(specialist):
    return make_document(GUIDE, by=specialist)


def listed(desk, asked=""):
    return desk.get(f"{reverse('documents:documents')}?{asked}").content.decode()


@pytest.mark.parametrize(
    "asked",
    [
        "q=47-KH/TĐTN-BTG",
        "q=47 kh tdtn",
        "q=047/kh",
        "q=số 47",
        "loai=KH",
        "nam=2026&loai=KH",
        "cua=tinh+doan&loai=KH",
    ],
)
def test_a_document_is_found_by_number_in_any_spelling_kind_year_issuer(desk, plan_document, guide, asked):
    shown = listed(desk, quote(asked, safe="=&+"))

    assert reverse("documents:document", args=[plan_document.pk]) in shown
    assert reverse("documents:document", args=[guide.pk]) not in shown


@pytest.mark.parametrize("asked", ["q=hoc tap suot doi", "q=Học tập", "chieu=own", ""])
def test_words_of_the_title_need_no_accents(desk, plan_document, guide, asked):
    shown = listed(desk, quote(asked, safe="=&"))

    for document in (plan_document, guide):
        assert reverse("documents:document", args=[document.pk]) in shown


@pytest.mark.parametrize("asked", ["q=tiem chung", "nam=2019", "cua=Sông Hậu", "chieu=incoming"])
def test_what_does_not_fit_is_not_listed(desk, plan_document, asked):
    assert "Không có văn bản nào ở đây" in listed(desk, quote(asked, safe="=&"))


def test_what_is_wrong_above_the_list_is_said_and_asks_nothing(desk, plan_document):
    shown = listed(desk, "nam=xyz&loai=ZZ")

    assert "Năm gồm bốn chữ số" in shown
    assert reverse("documents:document", args=[plan_document.pk]) in shown


def test_the_list_costs_the_same_with_one_document_and_with_three(
    desk, specialist, django_assert_max_num_queries
):
    counts = []
    for more in (1, 2):
        for _ in range(more):
            make_document(by=specialist)
        with django_assert_max_num_queries(10) as asked:
            listed(desk)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_the_list_is_exported_as_a_workbook(desk, plan_document):
    answer = desk.get(reverse("documents:export"), {"q": "47-KH"})

    sheet = python_calamine.load_workbook(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert sheet[0][:2] == ["Số, ký hiệu", "Ngày ban hành"]
    assert sheet[1][:4] == ["47-KH/TĐTN-BTG", "10/3/2026", "Kế hoạch", plan_document.title]


def test_a_document_shows_what_it_rests_on_and_what_rests_on_it(desk, plan_document, guide):
    of_plan = desk.get(plan_document.get_absolute_url()).content.decode()
    of_guide = desk.get(guide.get_absolute_url()).content.decode()

    assert guide.get_absolute_url() in of_plan
    assert "12-CTr/TĐTN-VP" in of_plan
    assert "Chưa có trong hệ thống" in of_plan
    assert "Văn bản dẫn văn bản này" in of_guide
    assert plan_document.get_absolute_url() in of_guide


def test_a_document_costs_ten_queries_however_much_it_cites(desk, specialist, django_assert_max_num_queries):
    cited = "".join(f"Căn cứ Hướng dẫn số {number}-HD/TĐTN-BTG ngày 02/3/2026;\n" for number in range(20))
    first = "I. MỤC ĐÍCH"
    counts = []
    for text in (plan(), plan(**{first: f"{cited}{first}"})):
        document = make_document(text, by=specialist)
        with django_assert_max_num_queries(10) as asked:
            desk.get(document.get_absolute_url())
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_who_signed_is_said_line_by_line(desk, plan_document):
    shown = desk.get(plan_document.get_absolute_url()).content.decode()

    signer = plan_document.signers.get()
    lines = (f"{signer.authority} {signer.on_behalf_of}", signer.title)
    said = "".join(f"<span>{line}</span>" for line in lines) + f"<strong>{signer.name}</strong>"
    assert f'<span class="signer">{said}</span>' in shown
    assert all((signer.authority, signer.title, signer.name))


def test_the_original_is_offered_for_download(desk, specialist):
    document = actions.register(make_upload(by=specialist), by=specialist)

    original = Attachment.objects.of(document).get()
    assert original.get_absolute_url() in desk.get(document.get_absolute_url()).content.decode()


def test_what_was_sent_is_listed_opened_and_taken_in_by_who_received_it(client, specialist, clerk, commune):
    document = make_document(by=specialist)
    actions.send(document, units=[commune], by=specialist)
    sign_in(client, clerk.user)

    before = client.get(reverse("documents:inbox")).content.decode()
    client.get(document.get_absolute_url())
    after = client.get(reverse("documents:inbox")).content.decode()
    taken = client.post(reverse("documents:take_up", args=[document.pk]))

    assert "Chưa mở" in before
    assert "Chưa mở" not in after
    assert Dispatch.objects.get().opened_by_id == clerk.user_id
    assert taken.status_code == 302
    assert "Tỉnh đoàn" in client.get(taken["Location"]).content.decode()


def test_the_senders_own_look_does_not_count_as_opened(desk, specialist, commune):
    document = make_document(by=specialist)
    actions.send(document, units=[commune], by=specialist)

    desk.get(document.get_absolute_url())

    assert Dispatch.objects.get().opened_at is None


def test_a_document_out_of_reach_is_not_found(client, plan_document, outsider):
    sign_in(client, outsider.user)

    assert client.get(plan_document.get_absolute_url()).status_code == 404
    assert "Không có văn bản nào ở đây" in listed(client)


def test_the_same_paper_in_another_register_is_named(desk, specialist, commune, clerk):
    document = make_document(plan(), by=specialist)
    actions.send(document, units=[commune], by=specialist)
    taken = actions.register(actions.take_up(document, by=acting(clerk)), by=acting(clerk))

    shown = desk.get(document.get_absolute_url()).content.decode()

    assert "Giống văn bản này" in shown
    assert taken.get_absolute_url() in shown
