"""`donghanh write`: a content in JSON becomes a Word file or a PDF. No Django, no database."""

import json
import sys
from pathlib import Path
from typing import Any

import click

from donghanh.documents import writing
from donghanh.documents.writing.layouts import WRITABLE
from donghanh.documents.writing.trouble import Unwritable

REFUSED = 1
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
