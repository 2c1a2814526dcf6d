"""`donghanh write`: from a file of JSON to a document, or to the reason why not."""

import json
from dataclasses import replace

import pytest
from click.testing import CliRunner

from donghanh.documents import writing
from donghanh.documents.tests.writing.making import PLAN
from donghanh.documents.writing import command


@pytest.fixture
def content(tmp_path):
    path = tmp_path / "noi-dung.json"
    path.write_text(json.dumps(writing.as_dict(PLAN), ensure_ascii=False), "utf-8")
    return path


def run(*arguments, stdin=None):
    return CliRunner().invoke(command.write, [*map(str, arguments)], input=stdin)


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


def checked(*arguments):
    return CliRunner().invoke(command.check, [*map(str, arguments)])


def test_check_says_when_nothing_is_wrong(tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(writing.pdf(PLAN, "youth_union"))

    result = checked(path)

    assert (result.exit_code, result.output) == (0, f"{path}: không có lỗi thể thức.\n")


def test_check_names_each_fault_with_its_place_and_how_to_mend_it(tmp_path):
    path = tmp_path / "a.docx"
    path.write_bytes(writing.docx(replace(PLAN, archive=()), "youth_union", draft=True))

    result = checked(path, "--json")

    assert result.exit_code == 1
    assert json.loads(result.output)["faults"] == [
        {
            "part": "archive", "name": "Lưu", "missing": True, "place": "cả văn bản", "page": 0,
            "message": "Thiếu phần này.", "mend": "Thêm dòng cuối của nơi nhận: “- Lưu: VT, …”.", "box": None,
        }
    ]  # fmt: skip
    assert "1. Lưu (cả văn bản): Thiếu phần này." in checked(path).output


def test_check_goes_on_after_a_file_that_it_cannot_open(tmp_path):
    (tmp_path / "a.docx").write_bytes(writing.docx(PLAN, "youth_union"))
    (tmp_path / "b.txt").write_text("xin chào")

    result = checked(tmp_path / "b.txt", tmp_path / "nowhere.pdf", tmp_path / "a.docx")

    assert result.exit_code == 2
    assert "Chỉ kiểm tra được thể thức của tệp Word" in result.output
    assert "Không tìm thấy tệp" in result.output
    assert "a.docx: không có lỗi thể thức." in result.output
