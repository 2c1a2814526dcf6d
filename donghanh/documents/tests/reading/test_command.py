"""`donghanh read` as it is run from a shell."""

import json
import os
import pty
import resource
import signal
import subprocess
import sys
import time

import pytest
from click.testing import CliRunner

from donghanh.documents import reading
from donghanh.documents.reading.command import read
from donghanh.documents.tests.reading import making
from donghanh.documents.tests.reading.making import p

PLAN = """ĐOÀN TNCS HỒ CHÍ MINH
BCH TỈNH LÂM VIÊN
***
Số: 07-KH/TĐTN-PTTN
Lâm Viên, ngày 03 tháng 4 năm 2024

KẾ HOẠCH
Tổ chức Ngày hội Thanh niên khuyến học năm 2024

Căn cứ Chương trình số 02-CTr/TĐTN-VP ngày 10/01/2024 của Ban Chấp hành Tỉnh đoàn về công tác Đoàn năm 2024;

I. MỤC ĐÍCH
- Khơi dậy tinh thần tự học trong đoàn viên, thanh thiếu nhi.
II. NỘI DUNG
1. Trao học bổng
- Ban Phong trào chủ trì, phối hợp với Hội Khuyến học tỉnh trao ít nhất 50 suất học bổng trước ngày 20/4/2024.
III. TỔ CHỨC THỰC HIỆN
1. Các huyện, thành đoàn
- Báo cáo kết quả về Tỉnh đoàn chậm nhất ngày 05/5/2024.

Nơi nhận:
- Thường trực Tỉnh ủy (để b/c);
- Lưu: VT.
TM. BAN THƯỜNG VỤ TỈNH ĐOÀN
BÍ THƯ
Lê Hoài Thu
"""
COMMAND = [sys.executable, "-m", "donghanh.config.cli", "read"]


@pytest.fixture
def plan(tmp_path):
    path = tmp_path / "ke-hoach.txt"
    path.write_text(PLAN, encoding="utf-8")
    return path


def run(*words, text=None):
    return CliRunner().invoke(read, [str(word) for word in words], input=text)


def shell(*words, env=None, **options):
    return subprocess.run(
        [*COMMAND, *map(str, words)],
        capture_output=True,
        check=False,
        env={**os.environ, **(env or {})},
        **options,
    )


def test_json_of_one_file_is_the_reading(plan):
    result = run("--json", plan)

    assert result.exit_code == 0
    assert json.loads(result.stdout) == reading.read_text(PLAN.rstrip()).as_dict()


def test_json_without_the_text(plan):
    assert "text" not in json.loads(run("--json", "--no-text", plan).stdout)


def test_json_of_several_files_is_a_line_each_with_its_name(plan, tmp_path):
    other = tmp_path / "b.txt"
    other.write_text("THÔNG BÁO\nVề việc nghỉ lễ\n", encoding="utf-8")

    lines = [json.loads(line) for line in run("--json", plan, other).stdout.splitlines()]

    assert [(line["file"], line["kind"]) for line in lines] == [(str(plan), "KH"), (str(other), "TB")]


def test_the_outline_shows_head_tasks_under_their_points_and_the_end(plan):
    shown = run(plan).stdout

    order = [
        "Kế hoạch 07-KH/TĐTN-PTTN",
        "Tổ chức Ngày hội Thanh niên khuyến học năm 2024",
        "Lâm Viên, 3/4/2024",
        "02-CTr/TĐTN-VP (10/1/2024)",
        "Trao học bổng",
        "▸ Ban Phong trào chủ trì",
        "ai: Ban Phong trào · cùng: Hội Khuyến học tỉnh · hạn: trước ngày 20/4/2024",
        "• ít nhất 50 suất",
        "Báo cáo: 5/5/2024, gửi Tỉnh đoàn",
        "Thường trực Tỉnh ủy – để báo cáo",
        "Lưu: VT",
        "TM. BAN THƯỜNG VỤ TỈNH ĐOÀN – BÍ THƯ – Lê Hoài Thu",
    ]
    assert [part for part in order if part not in shown] == []
    assert [shown.index(part) for part in order] == sorted(shown.index(part) for part in order)


def test_the_table_has_a_row_a_task_and_a_row_a_deadline(plan):
    rows = [line for line in run("--table", plan).stdout.splitlines() if line.startswith("│ I")]

    assert [row.split()[1] for row in rows] == ["II.1", "III.1", "II.1", "III.1"]


def test_what_is_not_sure_is_marked():
    shown = run("-", text="Đoàn trường yêu cầu các chi đoàn thực hiện nghiêm Kế hoạch này.\n" * 3).stdout

    assert "(?)" in shown
    assert "đối chiếu với văn bản" in shown


def test_standard_input_is_text_or_any_format():
    binary = CliRunner().invoke(
        read, ["--json", "-"], input=making.docx(p("THÔNG BÁO") + p("Về việc nghỉ lễ"))
    )

    assert json.loads(run("--json", "-", text=PLAN).stdout)["number"] == "07-KH/TĐTN-PTTN"
    assert json.loads(binary.stdout)["kind"] == "TB"


def test_an_unreadable_file_is_named_and_the_others_are_printed(plan, tmp_path):
    broken = tmp_path / "hong.docx"
    broken.write_bytes(b"PK\x03\x04 broken")

    result = run("--json", broken, plan, tmp_path / "khong-co.txt")

    assert result.exit_code == 1
    assert [json.loads(line)["kind"] for line in result.stdout.splitlines()] == ["KH"]
    assert [line.split(": ")[0] for line in result.stderr.splitlines()] == [
        str(broken),
        str(tmp_path / "khong-co.txt"),
    ]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "Chưa có tên tệp nào."),
        (["--json", "--table", "a.txt"], "Chỉ chọn một trong --json và --table."),
        (["--no-text", "a.txt"], "--no-text chỉ dùng cùng --json."),
    ],
)
def test_wrong_use_is_told_with_status_2(words, said):
    result = run(*words)

    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(said)


def test_a_reader_that_goes_away_is_no_error(plan):
    command = f"{' '.join(COMMAND)} {plan} {plan} {plan} | head -n 1"

    result = subprocess.run(["bash", "-c", command], capture_output=True, check=False)

    assert (result.returncode, result.stderr) == (0, b"")
    assert len(result.stdout.splitlines()) == 1


def test_the_c_locale_takes_letters_without_their_marks(plan):
    ascii_only = {"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}

    shown = shell(plan, env=ascii_only)
    values = shell("--json", plan, env=ascii_only)

    assert (shown.returncode, values.returncode) == (0, 0)
    assert b"Ke hoach 07-KH/TDTN-PTTN" in shown.stdout
    assert json.loads(values.stdout)["place"] == "Lâm Viên"


def test_ctrl_c_ends_without_a_traceback():
    def heeding_the_keyboard():  # even where the tests themselves run in the background
        signal.signal(signal.SIGINT, signal.default_int_handler)

    with subprocess.Popen(
        [*COMMAND, "-"],
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=heeding_the_keyboard,  # noqa: PLW1509 - no threads here
    ) as process:
        time.sleep(2)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=10)

    assert (process.returncode, said.decode()) == (130, "Đã dừng theo yêu cầu.\n")


def test_progress_is_shown_on_a_terminal_and_never_in_the_output(plan):
    ours, theirs = pty.openpty()
    with os.fdopen(ours, "rb", buffering=0) as screen:
        result = subprocess.run(
            [*COMMAND, "--json", plan, plan], stdout=subprocess.PIPE, stderr=theirs, check=False
        )
        os.close(theirs)
        seen = screen.read(100_000).decode()

    assert "Đang đọc" in seen
    assert [json.loads(line)["kind"] for line in result.stdout.splitlines()] == ["KH", "KH"]


def test_it_starts_fast_and_without_django(plan):
    """Half a second on a quiet machine; here the processor's own time, so that a busy one does not count."""
    code = (
        "import sys, donghanh.documents.reading.command; print({'django', 'rich', 'lxml'} & {*sys.modules})"
    )

    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout
    times = []
    for _ in range(3):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        shell("--json", plan)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        times.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)

    assert loaded == b"set()\n"
    assert min(times) < 1


def test_read_file_takes_a_path_or_bytes(plan):
    assert reading.read_file(plan).number == "07-KH/TĐTN-PTTN"
    assert reading.read_file(making.docx(p("THÔNG BÁO") + p("Về việc nghỉ lễ")), name="a.pdf").notes == (
        "Tệp có đuôi .pdf nhưng nội dung là Word (.docx); đã đọc theo nội dung.",
    )
