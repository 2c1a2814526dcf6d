"""Taking papers in."""

import hashlib
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from donghanh.accounts.tests.factories import acting, make_post
from donghanh.audit.models import Entry
from donghanh.core.errors import NotPermitted, Refused
from donghanh.documents import actions
from donghanh.documents.models import Reception, ReceptionState
from donghanh.documents.tests.factories import PLAN, make_reception, make_upload, plan, word
from donghanh.documents.tests.reading.making import locked_pdf
from donghanh.files import store
from donghanh.files.models import Attachment, Blob


def test_a_file_is_kept_unaltered_with_its_checksum_beside_its_text(specialist):
    data = word()

    reception = make_upload(data, by=specialist)

    original = Attachment.objects.of(reception).get()
    assert (original.purpose, original.name) == ("original", "ke-hoach.docx")
    assert store.read(original.blob) == data
    assert reception.sha256 == hashlib.sha256(data).hexdigest()
    assert (reception.state, reception.size) == (ReceptionState.READ, len(data))
    assert "Học tập suốt đời" in reception.text
    assert reception.draft["head"]["number"]["value"] == "47-KH/TĐTN-BTG"
    assert reception.number_key == "47 kh tdtn btg"


def test_a_pasted_text_is_called_by_its_number_and_title(specialist):
    reception = make_reception(by=specialist)

    assert reception.name == "47-KH/TĐTN-BTG – Triển khai phong trào “Học tập suốt đời” năm 2026"
    assert not Attachment.objects.of(reception).exists()


def test_receiving_is_recorded(specialist):
    reception = make_upload(by=specialist)

    assert Entry.objects.about(reception).filter(verb="documents.receive").get().user_id == specialist.user_id


def test_the_same_key_sent_again_is_the_same_reception(specialist):
    data = word()

    first = make_upload(data, by=specialist, client_key="abc")
    second = make_upload(data, by=specialist, client_key="abc")

    assert first == second
    assert Reception.objects.count() == Attachment.objects.count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("pasted", [True, False])
def test_the_same_sending_twice_at_once_is_one_reception(specialist, pasted):
    data, start = word(), Barrier(2)

    def send(_):
        start.wait()
        try:
            if pasted:
                return make_reception(by=specialist, client_key="abc").pk
            return make_upload(data, by=specialist, client_key="abc").pk
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        made = set(pool.map(send, range(2)))

    assert made == {Reception.objects.get().pk}
    assert Entry.objects.filter(verb="documents.receive").count() == 1
    assert Attachment.objects.count() == (0 if pasted else 1)


def test_what_a_staff_board_receives_is_its_offices(board, keeper, province):
    reception = make_reception(by=acting(make_post(board, "chuyen-vien")))

    assert reception.unit == province


@pytest.mark.parametrize("mark", ["MẬT", "TỐI MẬT", "TUYỆT MẬT"])
@pytest.mark.parametrize("as_file", [True, False])
def test_a_secret_paper_leaves_nothing_behind(specialist, mark, as_file):
    text = f"{mark}\n{PLAN}"

    with pytest.raises(Refused, match=f"“{mark}”"):
        make_upload(word(text), by=specialist) if as_file else make_reception(text, by=specialist)

    assert (Reception.objects.count(), Blob.objects.count(), Attachment.objects.count()) == (0, 0, 0)


def test_a_paper_that_speaks_of_secrets_is_not_secret(specialist):
    text = plan(
        **{"I. MỤC ĐÍCH": "I. BÍ MẬT CỦA THÀNH CÔNG\nKhông dùng cho tài liệu mật, tối mật.\nI. MỤC ĐÍCH"}
    )

    assert make_reception(text, by=specialist).state == ReceptionState.READ


@pytest.mark.parametrize(
    ("data", "name", "reason"),
    [
        (b"", "rong.docx", "rỗng"),
        (b"MZ\x90\x00" + b"\x00" * 90, "chay.docx", "chương trình"),
        (b"x" * (10 * 1024 * 1024 + 1), "to.txt", "vượt giới hạn 10 MB"),
        (locked_pdf(), "khoa.pdf", "mật khẩu"),
        (b"PK\x03\x04 nothing", "hong.docx", "hỏng"),
        (b"RIFF1234WAVEfmt \x00\x01", "nhac.mp3", "âm thanh"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_reason_and_not_kept(specialist, data, name, reason):
    with pytest.raises(Refused, match=reason):
        actions.receive(data, name=name, by=specialist)

    assert (Reception.objects.count(), Blob.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd\x00.docx", "passwd.docx"),
        ("Kế hoạch 📚 năm 2026.docx", "Kế hoạch 📚 năm 2026.docx"),
        ("C:\\van ban\\kh.docx", "kh.docx"),
    ],
)
def test_names_of_files_are_made_harmless(specialist, name, kept):
    assert make_upload(name=name, by=specialist).name == kept


def test_a_text_with_emoji_and_stray_control_characters_is_read(specialist):
    reception = make_reception(PLAN + "\n😀 \x00\x0b cuối\r\n", by=specialist)

    assert "😀" in reception.text
    assert "\x00" not in reception.text


def test_an_empty_paste_is_refused(specialist):
    with pytest.raises(Refused, match="chưa dán"):
        actions.receive_text(" \n", by=specialist)


def test_receiving_needs_the_right(commune, keeper):
    member = acting(make_post(commune, "thanh-vien"))

    with pytest.raises(NotPermitted):
        make_reception(by=member)


def test_only_the_office_itself_sees_its_papers(specialist, administrator, clerk, outsider):
    reception = make_reception(by=specialist)

    seen = [reception in Reception.objects.visible_to(actor) for actor in (administrator, acting(clerk))]
    assert seen == [True, False]
    assert reception not in Reception.objects.visible_to(acting(outsider))


def test_a_scan_is_read_in_the_background(specialist, scan):
    reception = actions.receive(scan, name="quet.pdf", by=specialist)

    job = ProcrastinateJob.objects.get(args={"reception": reception.pk})
    assert (reception.state, reception.scanned) == (ReceptionState.WAITING, True)
    assert (job.task_name, job.args) == ("documents.read_scan", {"reception": reception.pk})
