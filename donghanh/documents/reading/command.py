"""`donghanh read`: documents in, their structure out. No Django, no database.

For people an outline (`--table`: a row a task), for programs `--json`: one file gives one object, several
give one object a line, each with its `file`. A file that cannot be read is named on standard error with what
to do, and the others are still printed.
"""

import codecs
import json
import os
import sys
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from importlib import import_module
from pathlib import Path
from typing import IO, Any, TextIO

import click

from donghanh.documents.reading.formats.limits import DEFAULT
from donghanh.documents.reading.reader import read as read_source
from donghanh.documents.reading.result import Reading
from donghanh.documents.reading.sandbox import Sandbox
from donghanh.documents.reading.source import Unreadable

UNREADABLE, MISUSED, INTERRUPTED, PIPE_CLOSED = 1, 2, 130, 141
HELP = """Đọc văn bản hành chính, in ra cấu trúc: ai ban hành, căn cứ vào đâu, ai làm việc gì, hạn nào,
chỉ tiêu bao nhiêu, gửi cho ai, ai ký. Nhận .docx, .odt, .pdf, .html, .txt, .doc, .rtf và ảnh quét;
dấu - là đọc từ đầu vào chuẩn.

Mã kết thúc: 0 đọc được hết, 1 có tệp không đọc được, 2 gọi lệnh sai."""

Printer = Callable[[Reading, str], str]


class Misuse(click.ClickException):
    """The command was called wrongly; said in Vietnamese, exit status 2."""

    exit_code = MISUSED

    def show(self, file: IO[Any] | None = None) -> None:
        click.echo(f"{self.message} Xem cách dùng: donghanh read --help", err=True, file=file)


@click.command(help=HELP, add_help_option=False)
@click.argument("files", nargs=-1, metavar="TỆP...", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--json", "as_json", is_flag=True, help="In JSON; nhiều tệp thì mỗi tệp một dòng.")
@click.option("--table", "as_table", is_flag=True, help="In bảng: mỗi việc, mỗi thời hạn một hàng.")
@click.option("--no-text", is_flag=True, help="Bỏ toàn văn khỏi JSON.")
@click.help_option("-h", "--help", help="Hiện hướng dẫn này.")
def read(files: tuple[Path, ...], *, as_json: bool, as_table: bool, no_text: bool) -> None:
    """Read each file and print what was read."""
    if not files:
        raise Misuse("Chưa có tên tệp nào.")
    if as_json and as_table:
        raise Misuse("Chỉ chọn một trong --json và --table.")
    if no_text and not as_json:
        raise Misuse("--no-text chỉ dùng cùng --json.")
    for stream in (sys.stdout, sys.stderr):
        _never_stumble(stream)
    with _quiet_ends():
        printer = _json_printer(text=not no_text) if as_json else _shown(table=as_table)
        failed = _print_all(files, printer)
    sys.exit(UNREADABLE if failed else 0)


def _print_all(files: tuple[Path, ...], printer: Printer) -> int:
    """Print every file that can be read; returns how many could not."""
    failed = 0
    many = len(files) > 1
    with Sandbox() as box, _progress(len(files) if many else 0) as step:
        for path in files:
            name = "đầu vào chuẩn" if str(path) == "-" else click.format_filename(path)
            try:
                reading = read_source(box.load(_contents(path)))
            except Unreadable as refusal:
                failed += 1
                with step(name):
                    click.echo(f"{name}: {refusal}", err=True)
                continue
            with step(name):
                sys.stdout.write(printer(reading, name if many else ""))
                sys.stdout.flush()
    return failed


def _contents(path: Path) -> bytes | Path:
    """The file itself, or for `-` what standard input holds, as far as the limit needs it."""
    if str(path) != "-":
        return path
    if sys.stdin.isatty():
        click.echo("Đang chờ văn bản từ bàn phím; kết thúc bằng Ctrl-D.", err=True)
    return sys.stdin.buffer.read(DEFAULT.size + 1)


def _json_printer(*, text: bool) -> Printer:
    """One object, indented when a person looks at it; one object a line when there are several files."""
    plain = not _takes(sys.stdout, "ễ")

    def printer(reading: Reading, file: str) -> str:
        content = reading.as_dict(text=text)
        if file:
            content = {"file": file, **content}
        indent = 2 if sys.stdout.isatty() and not file else None
        return json.dumps(content, ensure_ascii=plain, indent=indent) + "\n"

    return printer


def _shown(*, table: bool) -> Printer:
    """The printer for people; its library is loaded only when it is wanted."""
    show = import_module("donghanh.documents.reading.shown")
    printer: Printer = show.table if table else show.outline
    return printer


# --- Streams ---


def _without_marks(error: UnicodeError) -> tuple[str, int]:
    """What an encoding lacks is written without its marks ("Kế hoạch" as "Ke hoach"), else as `?`."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lacking = error.object[error.start : error.end].translate({ord("Đ"): "D", ord("đ"): "d"})
    bare = (letter for letter in unicodedata.normalize("NFD", lacking) if not unicodedata.combining(letter))
    return "".join(letter if letter.isascii() else "?" for letter in bare), error.end


def _never_stumble(stream: TextIO) -> None:
    """Nobody loses a reading to the C locale."""
    codecs.register_error("donghanh.without_marks", _without_marks)
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure:
        reconfigure(errors="donghanh.without_marks")


def _takes(stream: TextIO, letters: str) -> bool:
    try:
        letters.encode(stream.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


@contextmanager
def _quiet_ends() -> Iterator[None]:
    """Ctrl-C and a reader that went away (`| head`) end the command without a traceback."""
    try:
        yield
    except KeyboardInterrupt:
        click.echo("Đã dừng theo yêu cầu.", err=True)
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        # Python flushes standard output once more when it ends; let that go nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(PIPE_CLOSED)


Step = Callable[[str], AbstractContextManager[Any]]


@contextmanager
def _progress(total: int) -> Iterator[Step]:
    """A step a file; several files show a bar on standard error while it is a terminal."""
    if not total or not sys.stderr.isatty():
        yield lambda _: nullcontext()
        return
    show = import_module("donghanh.documents.reading.shown")
    with show.progress(total) as step:
        yield step
