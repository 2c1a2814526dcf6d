"""`donghanh write`: content in JSON becomes a Word file or a PDF; `donghanh check`: is a file laid out well?

No Django, no database.
"""

import json
import sys
from pathlib import Path
from typing import Any

import click

from donghanh.documents import writing
from donghanh.documents.reading.source import Unreadable
from donghanh.documents.writing import checking
from donghanh.documents.writing.checking import Fault
from donghanh.documents.writing.layouts import WRITABLE
from donghanh.documents.writing.trouble import Unwritable

REFUSED, FAULTY, MISUSED = 1, 1, 2
WRITERS = {".docx": writing.docx, ".pdf": writing.pdf}
HELP = f"""Soạn văn bản hành chính từ nội dung JSON, ra tệp Word (.docx) hoặc PDF.
Dấu - là đọc từ đầu vào chuẩn.

Mẫu trình bày: {"; ".join(f"{one.key} ({one.name})" for one in WRITABLE)}.

Mã kết thúc: 0 đã soạn, 1 không soạn được (nội dung thiếu, mẫu không dùng được), 2 gọi lệnh sai."""


@click.command(help=HELP, add_help_option=False)
@click.argument("content", metavar="NOIDUNG.json", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--layout", required=True, metavar="MẪU", help="Mẫu trình bày.")
@click.option(
    "-o",
    "--output",
    required=True,
    metavar="TỆP",
    type=click.Path(path_type=Path),
    help="Tệp .docx hoặc .pdf.",
)
@click.option("--draft", is_flag=True, help="Vẫn soạn khi còn thiếu phần, để trống chỗ thiếu.")
@click.help_option("-h", "--help", help="Hiện hướng dẫn này.")
def write(content: Path, *, layout: str, output: Path, draft: bool) -> None:
    """Write one document."""
    try:
        _write(content, layout=layout, output=output, draft=draft)
    except Unwritable as refusal:
        click.echo(str(refusal), err=True)
        sys.exit(REFUSED)


def _write(source: Path, *, layout: str, output: Path, draft: bool) -> None:
    writer = WRITERS.get(output.suffix.lower())
    if writer is None:
        raise Unwritable(f"Tệp đích {output.name} phải có đuôi .docx hoặc .pdf.")
    data = writer(writing.from_dict(_loaded(source)), layout, draft=draft)
    try:
        output.write_bytes(data)
    except OSError as error:
        raise Unwritable(f"Không ghi được tệp {output}: {error.strerror}.") from error


def _loaded(source: Path) -> Any:
    try:
        text = sys.stdin.read() if str(source) == "-" else source.read_text("utf-8")
        return json.loads(text)
    except UnicodeDecodeError:
        raise Unwritable(f"Tệp {source} không phải là chữ UTF-8. Đề nghị lưu lại bằng mã UTF-8.") from None
    except OSError as error:
        raise Unwritable(f"Không đọc được tệp {source}: {error.strerror}.") from error
    except json.JSONDecodeError as error:
        raise Unwritable(
            f"Tệp {source} không đúng dạng JSON, dòng {error.lineno}, cột {error.colno}. "
            "Đề nghị sửa rồi chạy lại."
        ) from None
    except RecursionError:
        raise Unwritable(f"Nội dung trong tệp {source} lồng nhau quá sâu.") from None


CHECK_HELP = """Kiểm tra thể thức văn bản Word (.docx) hoặc PDF theo Nghị định 30/2020/NĐ-CP hoặc Hướng dẫn
29-HD/TWĐTN-VP: phần nào thiếu, sai, ở đâu, sửa thế nào.

Mã kết thúc: 0 không có lỗi, 1 có lỗi thể thức, 2 gọi lệnh sai hoặc có tệp không mở được."""


@click.command(help=CHECK_HELP, add_help_option=False)
@click.argument("files", nargs=-1, required=True, metavar="TỆP...", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="In JSON, mỗi tệp một dòng.")
@click.help_option("-h", "--help", help="Hiện hướng dẫn này.")
def check(files: tuple[Path, ...], *, as_json: bool) -> None:
    """Check each file and print its faults."""
    worst = 0
    for path in files:
        try:
            found = checking.check(path)
        except Unreadable as refusal:
            click.echo(f"{path}: {refusal}", err=True)
            worst = MISUSED
            continue
        worst = max(worst, FAULTY if found else 0)
        click.echo(_as_json(path, found) if as_json else _for_people(path, found))
    sys.exit(worst)


def _as_json(path: Path, found: list[Fault]) -> str:
    return json.dumps({"file": str(path), "faults": [fault.as_dict() for fault in found]}, ensure_ascii=False)


def _for_people(path: Path, found: list[Fault]) -> str:
    if not found:
        return f"{path}: không có lỗi thể thức."
    lines = [f"{count}. {fault}" for count, fault in enumerate(found, 1)]
    return "\n".join([f"{path}: {len(found)} lỗi thể thức.", *lines])
