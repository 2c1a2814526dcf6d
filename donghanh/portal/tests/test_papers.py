"""Kiểm tra thể thức and Soạn theo mẫu: without signing in, nothing kept, every refusal with words."""

import io

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from donghanh.documents import reading, writing
from donghanh.documents.reading import formats
from donghanh.documents.tests.writing.making import BY_LAYOUT, PLAN
from donghanh.documents.writing.checking import check
from donghanh.portal import drafting, forms, views

pytestmark = pytest.mark.django_db


def give(client, data, name="ke-hoach.docx", **headers):
    file = SimpleUploadedFile(name, data)
    return client.post(reverse("portal:check"), {"file": file}, headers=headers)


def typed(**changes):
    return dict.fromkeys(forms.ComposeForm.base_fields, "") | dict(drafting.SAMPLE) | changes


def compose(client, **changes):
    return client.post(reverse("portal:compose"), typed(**changes))


# --- Kiểm tra thể thức ---


def test_both_pages_open_without_a_question_to_the_database(client, django_assert_num_queries):
    for name in ("portal:check", "portal:compose"):
        with django_assert_num_queries(0):
            assert client.get(reverse(name)).status_code == 200


@pytest.mark.parametrize(("write", "name"), [(writing.docx, "a.docx"), (writing.pdf, "a.pdf")])
def test_a_file_without_faults_is_told_so_and_shown(client, write, name):
    response = give(client, write(PLAN, "youth_union"), name)

    assert response.status_code == 200
    assert "Không thấy lỗi thể thức nào" in response.text
    assert response.text.count('src="data:image/png;base64,') >= 1


def test_faults_are_listed_with_their_place_and_how_to_mend_them(client):
    document = docx.Document(io.BytesIO(writing.docx(PLAN, "youth_union")))
    for paragraph in document.paragraphs:
        if paragraph.text == "KẾ HOẠCH":
            paragraph.runs[0].bold = False
    saved = io.BytesIO()
    document.save(saved)

    response = give(client, saved.getvalue())

    assert "<strong>1</strong> điểm cần sửa" in response.text
    assert "Dòng “KẾ HOẠCH”" in response.text
    assert "bấm Ctrl+B" in response.text


def test_htmx_gets_only_the_part_that_changes(client):
    response = give(
        client, writing.docx(PLAN, "youth_union"), **{"HX-Request": "true", "HX-Target": "checking"}
    )

    assert response.text.strip().startswith('<div id="checking">')


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"", "a.docx", "Tệp"),
        (b"xin chao", "a.txt", "Chỉ kiểm tra được thể thức của tệp Word (.docx) và PDF"),
        (b"PK\x03\x04 hong", "a.docx", "Đề nghị"),
        (b"%PDF-1.7 hong", "a.pdf", "Đề nghị"),
    ],
)
def test_what_cannot_be_checked_is_refused_with_words(client, data, name, words):
    response = give(client, data, name)

    assert response.status_code == 422
    assert words in response.text
    assert "data:image/png" not in response.text


def test_nothing_chosen_and_too_large_are_said(client, monkeypatch):
    assert "Chưa có tệp nào" in client.post(reverse("portal:check")).text

    monkeypatch.setattr(forms, "LARGEST_FILE", 10)
    assert "Tệp lớn hơn 10 MB" in give(client, b"%PDF" + b"0" * 100).text


def test_checking_and_writing_too_often_is_refused(client, monkeypatch):
    monkeypatch.setattr(views, "CHECKS_PER_MINUTE", 1)
    monkeypatch.setattr(views, "DRAFTS_PER_MINUTE", 1)
    for post in (lambda: give(client, b"x", "a.txt"), lambda: compose(client)):
        assert post().status_code < 429
        assert post().status_code == 429


# --- Soạn theo mẫu ---


def test_the_sample_prints_whole(client):
    assert "Tổ chức Tháng Thanh niên năm 2026" in client.get(reverse("portal:compose"), {"mau": "co"}).text

    response = compose(client, number="12", issued_on="05/02/2026", name_1="Hồ Thị Thanh Nhàn", do="xem")

    assert response.status_code == 200
    assert "Văn bản đã đủ các phần bắt buộc" in response.text
    assert response.text.count("data:image/png") == 2


def test_what_is_missing_is_listed_beside_the_preview(client):
    response = compose(client, place="", archive="", do="xem")

    assert "Văn bản còn thiếu 2 phần" in response.text
    assert "Thiếu địa danh" in response.text
    assert "Thiếu nơi lưu" in response.text


def test_the_word_file_says_what_was_typed(client):
    response = compose(client, number="12", issued_on="05/02/2026", name_1="Hồ Thị Thanh Nhàn", do="docx")

    assert response["Content-Disposition"] == 'attachment; filename="van-ban.docx"'
    found = reading.read(formats.load(response.content, name="a.docx"))
    assert (found.layout, found.number, found.issued_on) == ("youth_union", "12-KH/TĐTN-PTTN", "2026-02-05")
    assert [one.label for one in found.sections] == [
        "I", "I.1", "I.2", "II", "II.1", "II.1.a", "II.1.b", "II.2", "III", "III.1", "III.2",
    ]  # fmt: skip
    assert [(one.name, one.purpose) for one in found.recipients] == [
        ("Ban Bí thư Trung ương Đoàn", "report"),
        ("Thường trực Tỉnh ủy", "report"),
        ("Các xã, phường đoàn", "carry_out"),
    ]
    assert check(response.content) == []


def test_the_pdf_is_a_pdf(client):
    response = compose(client, do="pdf")

    assert response["Content-Type"] == "application/pdf"
    assert response.content.startswith(b"%PDF")


def test_a_day_before_the_layout_says_which_was_in_force(client):
    response = compose(client, layout="association", issued_on="01/02/2019", do="xem")

    assert response.status_code == 422
    assert "Thông tư số 01/2011/TT-BNV" in response.text


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"issued_on": "31/02/2026"}, "Ngày chưa đúng"),
        ({"title": "a" * 501}, "Phần này dài quá 500 ký tự"),
        ({"outline": "a" * 60_001}, "Phần này dài quá 60.000 ký tự"),
        ({"layout": "nowhere"}, "Có phần chưa đúng"),
        ({"outline": "\n".join(f"{chr(97 + n % 5)}) điểm" for n in range(30))}, ""),
    ],
)
def test_wrong_input_is_said_at_its_field(client, changes, words):
    response = compose(client, **changes)

    assert response.status_code == (422 if words else 200)
    assert words in response.text


@pytest.mark.parametrize("layout", BY_LAYOUT)
def test_every_layout_can_be_looked_at(client, layout):
    assert compose(client, layout=layout, issuer_2="Tỉnh đoàn Quảng Trị").status_code == 200


def test_an_empty_form_shows_an_empty_paper_and_what_it_lacks(client):
    response = client.post(reverse("portal:compose"), {"layout": "state", "kind": "CV", "do": "xem"})

    assert response.status_code == 200
    assert "Thiếu nội dung văn bản" in response.text
