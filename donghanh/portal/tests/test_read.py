"""Đọc thử văn bản: from a file or pasted text to the sheet; every refusal says why; nothing is kept."""

import io
from datetime import timedelta
from html.parser import HTMLParser

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse

from donghanh.core.models import Use
from donghanh.documents.reading import read_text
from donghanh.portal import forms, samples, views

pytestmark = pytest.mark.django_db

PLAN = samples.SAMPLES[0].text


def give(client, *, text="", file=None, **headers):
    data = {"text": text} | ({"file": file} if file else {})
    return client.post(reverse("portal:read"), data, headers=headers)


def a_file(content, name="ke-hoach.docx"):
    return SimpleUploadedFile(name, content)


def a_docx(text):
    document = docx.Document()
    for line in text.split("\n"):
        document.add_paragraph(line)
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


class Paper(HTMLParser):
    """What a browser would show of the paper, and where links lead."""

    def __init__(self, html):
        super().__init__()
        self.lines, self.ids, self.links, self._paper, self._line = [], [], [], False, False
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        self.ids += [found["id"]] if "id" in found else []
        self.links += [found["href"][1:]] if found.get("href", "").startswith("#") else []
        self._paper = "paper" in (found.get("class") or "").split() or (self._paper and tag != "section")
        self._line = self._line or (self._paper and tag == "p")
        if self._paper and tag == "p":
            self.lines.append("")

    def handle_data(self, data):
        if self._line:
            self.lines[-1] += data

    def handle_endtag(self, tag):
        self._line = self._line and tag != "p"


def test_the_page_opens_with_nothing_read(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = client.get(reverse("portal:read"))

    assert response.status_code == 200
    assert "data-reader" not in response.text


def test_a_demonstration_opens_with_a_sample(client, settings):
    settings.DEMO = True

    assert "Triển khai công tác quốc tế thanh niên năm 2025" in client.get(reverse("portal:read")).text


@pytest.mark.parametrize("sample", samples.SAMPLES, ids=lambda sample: sample.name)
def test_every_sample_is_shown_whole_with_links_that_lead_somewhere(client, sample):
    html = client.get(reverse("portal:read"), {"mau": sample.name}).text
    paper = Paper(html)

    assert "\n".join(paper.lines).split() == sample.text.split()
    assert set(paper.links) <= set(paper.ids)
    assert len(paper.ids) == len(set(paper.ids))
    assert html.count('class="group ') >= 5


def test_an_unknown_sample_is_not_found(client):
    assert client.get(reverse("portal:read"), {"mau": "khong-co"}).status_code == 404


def test_pasted_text_is_read(client):
    response = give(client, text=PLAN)

    assert response.status_code == 200
    assert "Ban Quốc tế Trung ương Đoàn" in response.text
    assert response.text.split("<textarea")[1].split("</textarea>")[0].endswith(">\n")
    assert "<h3>Việc phải làm</h3>" in response.text


@pytest.mark.parametrize("name", ["ke-hoach.docx", "ke-hoach"])
def test_a_word_file_is_read(client, name):
    response = give(client, file=a_file(a_docx(PLAN), name))

    assert response.status_code == 200
    assert "<h3>Việc phải làm</h3>" in response.text


def test_an_old_encoding_is_converted_and_said(client):
    response = give(client, file=a_file(PLAN.encode("utf-16"), "ke-hoach.txt"))

    assert "<h3>Việc phải làm</h3>" in response.text


def test_markup_in_the_text_stays_text(client):
    response = give(
        client, text='KẾ HOẠCH\n<script>alert("x")</script> & <b onclick="y">mở 02 lớp</b></div></script>'
    )

    assert "<script>alert" not in response.text
    assert "<b onclick" not in response.text
    assert "&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp;" in response.text
    assert response.text.count("</script>") == give(client, text="KẾ HOẠCH").text.count("</script>")


def test_htmx_gets_the_reading_alone(client):
    response = give(client, text=PLAN, **{"hx-request": "true", "hx-target": "reading"})

    assert response.text.lstrip().startswith('<div id="reading">')
    assert "<html" not in response.text
    assert response["Vary"].startswith("HX-Request, HX-Target")


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({}, "Chưa có gì để đọc."),
        ({"text": " \n\t "}, "Chưa có gì để đọc."),
        ({"text": "a" * (forms.LONGEST_TEXT + 1)}, "Đoạn dán vào dài quá 200.000 ký tự."),
        ({"file": a_file(b"", "rong.docx")}, "Tệp"),
        ({"file": a_file(b"PK\x03\x04 hong", "hong.docx")}, "Tệp"),
        ({"file": a_file(b"%PDF-1.7 hong", "hong.pdf")}, "Tệp"),
        ({"file": a_file(bytes(range(256)) * 64, "la.bin")}, "Tệp"),
        ({"file": a_file(("đ" * (forms.LONGEST_TEXT + 1)).encode(), "dai.txt")}, "200.000 ký tự"),
    ],
    ids=["nothing", "blank", "long", "empty", "broken-docx", "broken-pdf", "binary", "long-file"],
)
def test_what_cannot_be_read_is_refused_at_the_form_with_the_reason(client, given, reason):
    response = give(client, **given)

    assert response.status_code == 422
    assert f"<p>{reason}" in response.text or reason in response.text.split("field-error")[1]
    assert "data-reader" not in response.text


def test_a_file_over_the_limit_is_refused(client):
    response = give(client, file=a_file(b"x" * (forms.LARGEST_FILE + 1), "to.txt"))

    assert response.status_code == 422
    assert "Tệp lớn hơn 10 MB." in response.text


def test_too_many_readings_in_a_minute_are_refused(client, monkeypatch):
    monkeypatch.setattr(views, "READS_PER_MINUTE", 2)
    monkeypatch.setattr(views, "MINUTE", timedelta(days=1))

    answers = [give(client, text="KẾ HOẠCH").status_code for _ in range(3)]
    by_htmx = give(client, text="KẾ HOẠCH", **{"hx-request": "true", "hx-target": "reading"})

    assert answers == [200, 200, 429]
    assert by_htmx["HX-Retarget"] == "#messages"


def rows():
    """How many rows each table has."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        count = "SELECT count(*) FROM {}"
        return {table: cursor.execute(count.format(table)).fetchone()[0] for table in tables}


def test_nothing_of_a_document_is_kept_or_logged(client, caplog):
    secret = "Lò Thị Ngát Hương"
    before = rows()

    give(client, text=f"{PLAN}\n{secret}")
    give(client, file=a_file(a_docx(f"{PLAN}\n{secret}"), f"{secret}.docx"))

    assert secret not in caplog.text
    assert rows() == before | {"core_use": 1}
    assert Use.objects.get().count == 2


def test_a_long_text_stays_quick_and_whole(client):
    text = (PLAN * (forms.LONGEST_TEXT // len(PLAN)))[: forms.LONGEST_TEXT]

    response = give(client, text=text)

    assert response.status_code == 200
    assert "\n".join(Paper(response.text).lines) == read_text(text).text.strip("\n")
