"""Old Word files and RTF, read by the programs that are there."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from donghanh.documents.reading import formats, sandbox
from donghanh.documents.tests.reading import making
from donghanh.documents.tests.reading.making import item, lvl, numbering, p, tbl
from donghanh.documents.tests.reading.test_formats_text import PLAN

OFFICE = shutil.which("soffice")
CATDOC = shutil.which("catdoc")
needs_office = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
BODY = (
    p(PLAN)
    + item("Một")
    + item("Hai")
    + tbl(("TT", "Việc", "Hạn"), ("1", "Họp", "1/6"), borders=True)
    + p("Hết")
)
LINES = [PLAN, "I. Một", "II. Hai", "TT | Việc | Hạn", "1 | Họp | 1/6", "Hết"]


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    """One document in the old formats, saved by LibreOffice."""
    folder = tmp_path_factory.mktemp("office")
    (folder / "a.docx").write_bytes(making.docx(BODY, numbering=numbering(lvl(0, "%1.", "upperRoman"))))
    for kind in ("doc", "rtf"):
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        arguments = [
            OFFICE,
            profile,
            "--headless",
            "--convert-to",
            kind,
            "--outdir",
            folder,
            folder / "a.docx",
        ]
        subprocess.run(arguments, check=True, capture_output=True, timeout=120)
    return folder


@needs_office
@pytest.mark.slow
@pytest.mark.parametrize("kind", ["doc", "rtf"])
def test_old_formats_keep_numbers_and_tables(made, kind):
    with sandbox.Sandbox() as box:
        source = box.load(made / f"a.{kind}")

    assert source.text.split("\n") == LINES
    assert (source.format, source.notes) == (kind, ())


@needs_office
@pytest.mark.slow
@pytest.mark.skipif(CATDOC is None, reason="catdoc is not installed")
def test_catdoc_gives_the_words_when_there_is_no_office(made, monkeypatch, tmp_path):
    (tmp_path / "catdoc").symlink_to(CATDOC)
    monkeypatch.setenv("PATH", str(tmp_path))
    source = formats.load((made / "a.doc").read_bytes(), name="a.doc")

    assert source.text.split("\n")[0] == PLAN
    assert source.notes == (
        "Đọc bằng catdoc nên không có số tự động và bảng; cài LibreOffice để đọc đầy đủ hơn.",
    )


@pytest.mark.parametrize(("kind", "data"), [("doc", None), ("rtf", rb"{\rtf1 Xin}")])
def test_without_any_program_the_message_names_what_to_install(kind, data, monkeypatch):
    monkeypatch.setenv("PATH", "")

    with pytest.raises(formats.Unreadable) as refusal:
        formats.load(data or old_container("WordDocument"))
    assert str(refusal.value) == (
        f"Để đọc tệp .{kind}, người quản trị cần cài LibreOffice hoặc catdoc "
        "(trên Debian, Ubuntu: apt install libreoffice-writer-nogui hoặc apt install catdoc). "
        "Cũng có thể mở tệp bằng Word, lưu lại dạng .docx rồi thử lại."
    )


def test_an_office_that_hangs_is_stopped(monkeypatch, tmp_path):
    program = tmp_path / "soffice"
    program.write_text("#!/bin/sh\nexec /bin/sleep 60\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(formats.Unreadable, match="soffice mất hơn 0,2 giây"):
        formats.load(rb"{\rtf1 Xin}", limits=formats.Limits(tool_seconds=0.2))


def test_an_office_that_writes_nothing_is_no_success(monkeypatch, tmp_path):
    program = tmp_path / "soffice"
    program.write_text("#!/bin/sh\nexit 0\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(formats.Unreadable, match=r"Không mở được tệp \.rtf"):
        formats.load(rb"{\rtf1 Xin}")


def old_container(stream: str) -> bytes:
    """The beginning of an old Office file that holds a stream of this name."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + stream.encode("utf-16-le") + os.urandom(64)
