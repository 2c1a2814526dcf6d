"""Old Word files and RTF, by the programs that know them: LibreOffice, or catdoc for the bare text."""

import os
import shutil
import tempfile
from pathlib import Path

from donghanh.documents.reading.formats import docx, text, tools
from donghanh.documents.reading.formats.detect import OLE
from donghanh.documents.reading.formats.limits import Limits
from donghanh.documents.reading.source import Source, Unreadable

INSTALL = (
    "Để đọc tệp {kind}, người quản trị cần cài LibreOffice hoặc catdoc "
    "(trên Debian, Ubuntu: apt install libreoffice-writer-nogui hoặc apt install catdoc). "
    "Cũng có thể mở tệp bằng Word, lưu lại dạng .docx rồi thử lại."
)
BROKEN = (
    "Không mở được tệp {kind}: tệp bị hỏng hoặc có mật khẩu. "
    "Đề nghị mở bằng Word, bỏ mật khẩu, lưu lại dạng .docx rồi thử lại."
)
# In the header of Word's main stream, which nearly always begins in the file's second sector.
STREAM, FLAGS, ENCRYPTED = 512, 512 + 11, 0x01
PLAIN_ONLY = "Đọc bằng catdoc nên không có số tự động và bảng; cài LibreOffice để đọc đầy đủ hơn."


def load(data: bytes, limits: Limits) -> Source:
    """The text of a .doc or .rtf file."""
    kind = "doc" if data.startswith(OLE) else "rtf"
    if kind == "doc" and data[STREAM : STREAM + 2] == b"\xec\xa5" and data[FLAGS] & ENCRYPTED:
        raise Unreadable(BROKEN.format(kind=".doc"))
    with tempfile.TemporaryDirectory(prefix="donghanh-") as name:
        folder = Path(name)
        source = by_libreoffice(data, kind, folder, limits) or by_catdoc(data, kind, folder, limits)
    if source is None:
        message = BROKEN if office() or shutil.which("catdoc") else INSTALL
        raise Unreadable(message.format(kind=f".{kind}"))
    return source


def office() -> str | None:
    """The LibreOffice of this machine."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def by_libreoffice(data: bytes, kind: str, folder: Path, limits: Limits) -> Source | None:
    """Convert to .docx and read that, numbers and tables included; None when that is not possible."""
    program = office()
    if program is None:
        return None
    original, converted = folder / f"in.{kind}", folder / "in.docx"
    original.write_bytes(data)
    # A profile of its own: two runs, or a person's open LibreOffice, would block each other on one.
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    arguments = [
        program,
        profile,
        "--headless",
        "--norestore",
        "--convert-to",
        "docx",
        "--outdir",
        str(folder),
    ]
    tools.run(
        [*arguments, str(original)],
        environment={**os.environ, "HOME": str(folder)},
        seconds=limits.tool_seconds,
        folder=folder,
    )
    # Its exit code is 0 even when nothing was written.
    if not converted.is_file():
        return None
    source = docx.load(converted.read_bytes(), limits)
    return Source(text=source.text, format=kind, notes=source.notes)


def by_catdoc(data: bytes, kind: str, folder: Path, limits: Limits) -> Source | None:
    """The bare text; None when catdoc is not there or finds none."""
    program = shutil.which("catdoc")
    if program is None:
        return None
    original = folder / f"catdoc.{kind}"
    original.write_bytes(data)
    done = tools.run(
        [program, "-w", "-d", "utf-8", str(original)],
        environment={**os.environ, "LC_ALL": "C.UTF-8"},
        seconds=limits.seconds,
    )
    if done.returncode != 0 or not done.stdout.strip():
        return None
    return Source(text=text.decode(done.stdout)[0], format=kind, notes=(PLAIN_ONLY,))
