"""`donghanh write`: from a file of JSON to a document, or to the reason why not."""

import json

import pytest
from click.testing import CliRunner

from donghanh.config.cli import main
from donghanh.documents import writing
from donghanh.documents.tests.writing.making import PLAN


@pytest.fixture
def content(tmp_path):
    path = tmp_path / "noi-dung.json"
    path.write_text(json.dumps(writing.as_dict(PLAN), ensure_ascii=False), "utf-8")
    return path


def run(*arguments, stdin=None):
    return CliRunner().invoke(main, ["write", *map(str, arguments)], input=stdin)


@pytest.mark.parametrize(("name", "begins"), [("a.docx", b"PK"), ("a.PDF", b"%PDF")])
def test_it_writes_the_kind_of_file_that_is_asked_for(content, tmp_path, name, begins):
    result = run(content, "--layout", "youth_union", "-o", tmp_path / name)

    assert (result.exit_code, result.output) == (0, "")
    assert (tmp_path / name).read_bytes().startswith(begins)


def test_it_reads_standard_input(tmp_path):
    target = tmp_path / "a.docx"
    result = run("-", "--layout", "youth_union", "-o", target, stdin=json.dumps(writing.as_dict(PLAN)))

    assert result.exit_code == 0
    assert target.read_bytes() == writing.docx(PLAN, "youth_union")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"kind": "KH"', "Tệp {} không đúng dạng JSON, dòng 1, cột 14. Đề nghị sửa rồi chạy lại."),
        ("[" * 100_000, "Nội dung trong tệp {} lồng nhau quá sâu."),
        ('{"kinds": "KH"}', "Nội dung JSON có mục lạ “kinds”"),
        ('{"kind": "KH"}', "Chưa soạn được văn bản. Thiếu tên cơ quan ban hành. Thiếu ký hiệu văn bản"),
    ],
)
def test_what_cannot_be_written_is_refused_and_leaves_no_file(tmp_path, text, message):
    source, target = tmp_path / "a.json", tmp_path / "a.docx"
    source.write_text(text)

    result = run(source, "--layout", "youth_union", "-o", target)

    assert result.exit_code == 1
    assert message.format(source) in result.output
    assert not target.exists()


@pytest.mark.parametrize(
    ("layout", "name", "message"),
    [
        ("nowhere", "a.docx", "Không có mẫu trình bày “nowhere”."),
        ("youth_union", "a.odt", "Tệp đích a.odt phải có đuôi .docx hoặc .pdf."),
        ("youth_union", "no/a.docx", "Không ghi được tệp"),
    ],
)
def test_wrong_layouts_and_targets_are_named(content, tmp_path, layout, name, message):
    result = run(content, "--layout", layout, "-o", tmp_path / name)

    assert result.exit_code == 1
    assert message in result.output


def test_a_draft_is_written_with_room_for_what_is_missing(tmp_path):
    (tmp_path / "a.json").write_text('{"kind": "KH", "title": "Thử"}')

    result = run(tmp_path / "a.json", "--layout", "state", "-o", tmp_path / "a.pdf", "--draft")

    assert result.exit_code == 0, result.output
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")


def test_a_file_that_is_not_there_is_named(tmp_path):
    result = run(tmp_path / "nowhere.json", "--layout", "state", "-o", tmp_path / "a.pdf")

    assert result.exit_code == 1
    assert "Không đọc được tệp" in result.output
