"""LibreOffice opens what we write and prints the same pages; skipped where it is not installed."""

import os
import shutil
import subprocess

import pypdfium2
import pytest

from donghanh.documents import writing
from donghanh.documents.tests.writing.making import BY_LAYOUT

OFFICE = shutil.which("soffice")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed"),
]


def words(path):
    document = pypdfium2.PdfDocument(path)
    return " ".join(" ".join(page.get_textpage().get_text_bounded() for page in document).split())


def test_libreoffice_prints_the_same_pages_and_words(tmp_path):
    for layout, content in BY_LAYOUT.items():
        (tmp_path / f"{layout}.docx").write_bytes(writing.docx(content, layout))
        (tmp_path / f"{layout}-ours.pdf").write_bytes(writing.pdf(content, layout))

    subprocess.run(
        [OFFICE, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf",
         "--outdir", tmp_path, *sorted(tmp_path.glob("*.docx"))],
        check=True, capture_output=True, timeout=180, env=os.environ | {"HOME": str(tmp_path)},
    )  # fmt: skip

    for layout in BY_LAYOUT:
        theirs, ours = tmp_path / f"{layout}.pdf", tmp_path / f"{layout}-ours.pdf"
        assert len(pypdfium2.PdfDocument(theirs)) == len(pypdfium2.PdfDocument(ours)), layout
        assert sorted(words(theirs).split()) == sorted(words(ours).split()), layout
