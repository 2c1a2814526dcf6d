"""The child process: what kills it, what it survives, and that nothing of it is left behind."""

import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest

from donghanh.documents.reading import formats, sandbox
from donghanh.documents.tests.reading import making
from donghanh.documents.tests.reading.making import p
from donghanh.documents.tests.reading.test_formats_text import PLAN

PLAIN = making.docx(p(PLAN))
MB = 1024 * 1024


@pytest.fixture
def box():
    with sandbox.Sandbox() as opened:
        yield opened


def large(paragraphs: int) -> bytes:
    """A Word file that takes its time."""
    return making.docx("".join(p(f"{number} {PLAN}") for number in range(paragraphs)))


def test_the_child_reads_what_this_process_reads(box):
    data = making.docx(
        p("Một") + p("hai", '<w:r><w:br w:type="page"/></w:r>'), **{"word/vbaProject.bin": b"\0"}
    )

    assert box.load(data, name="a.pdf") == formats.load(data, name="a.pdf")


def test_one_child_serves_many_files(box):
    box.load(PLAIN)
    first = box.pid
    box.load(making.pdf(PLAN))

    assert box.pid == first is not None


def test_plain_text_needs_no_child(box):
    assert box.load(PLAN.encode()).text == PLAN
    assert box.pid is None


def test_a_refusal_comes_through_and_the_child_stays(box):
    with pytest.raises(formats.Unreadable, match="bảng tính Excel"):
        box.load(making.zipped({"xl/workbook.xml": ""}))
    child = box.pid

    assert box.load(PLAIN).text == PLAN
    assert box.pid == child


def test_a_path_is_read_and_gives_its_name(box, tmp_path):
    (tmp_path / "a.txt").write_text(PLAN)
    (tmp_path / "b.pdf").write_bytes(PLAIN)

    assert box.load(tmp_path / "a.txt").text == PLAN
    assert box.load(tmp_path / "b.pdf").notes == (
        "Tệp có đuôi .pdf nhưng nội dung là Word (.docx); đã đọc theo nội dung.",
    )


def test_a_path_that_cannot_be_opened_says_why(box, tmp_path):
    with pytest.raises(formats.Unreadable, match="Không tìm thấy tệp"):
        box.load(tmp_path / "khong-co.docx")
    with pytest.raises(formats.Unreadable, match="là thư mục"):
        box.load(tmp_path)


def test_a_large_file_on_disk_is_refused_unread(box, tmp_path):
    with (tmp_path / "a.docx").open("wb") as stream:
        stream.truncate(30 * MB)

    with pytest.raises(formats.Unreadable, match="Tệp lớn 30 MB, vượt giới hạn 20 MB"):
        box.load(tmp_path / "a.docx")
    assert box.pid is None


def test_a_child_that_died_while_idle_is_replaced_unseen(box):
    box.load(PLAIN)
    os.kill(box.pid, signal.SIGKILL)

    assert box.load(PLAIN).text == PLAN


@pytest.mark.parametrize("kind", [signal.SIGSEGV, signal.SIGABRT, signal.SIGKILL])
def test_a_child_that_crashes_costs_one_file(box, kind):
    with Strikes(box, kind), pytest.raises(formats.Unreadable, match="dừng đột ngột vì tệp này"):
        box.load(large(60_000))

    assert box.load(PLAIN).text == PLAN


def test_a_file_is_not_blamed_for_what_an_earlier_one_did_to_the_child(box):
    box.load(PLAIN)
    with Strikes(box, signal.SIGSEGV) as strikes:
        text = box.load(large(20_000)).text

    assert strikes.done
    assert text.endswith(f"\n19999 {PLAN}")


class Strikes:
    """Kills the child once while it is at work, as a fault in a native library would."""

    def __init__(self, box: sandbox.Sandbox, kind: signal.Signals) -> None:
        self.done = False
        self._box, self._kind = box, kind
        self._thread = threading.Thread(target=self._strike, daemon=True)

    def _strike(self) -> None:
        while not self.done:
            time.sleep(0.005)
            pid = self._box.pid
            if pid and busy(pid):
                os.kill(pid, self._kind)
                self.done = True

    def __enter__(self) -> "Strikes":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._thread.join(timeout=20)


def ends(pid: int) -> bool:
    """Whether a process comes to its end within a short while."""
    for _ in range(100):
        try:
            if psutil.Process(pid).status() == psutil.STATUS_ZOMBIE:
                return True
        except psutil.NoSuchProcess:
            return True
        time.sleep(0.02)
    return False


def busy(pid: int) -> bool:
    """Whether a child has worked on its file for a while."""
    try:
        return psutil.Process(pid).cpu_times().user > 0.3
    except psutil.NoSuchProcess:
        return False


def test_a_file_that_takes_too_long_is_stopped(box):
    box.load(PLAIN)
    began = time.monotonic()

    with pytest.raises(formats.Unreadable, match="Tệp mất hơn 0,3 giây để đọc nên đã dừng"):
        box.load(large(60_000), limits=formats.Limits(seconds=0.3))
    assert time.monotonic() - began < 2
    assert box.load(PLAIN).text == PLAN


def test_a_child_that_stands_still_is_ended(box):
    box.load(PLAIN)
    child = psutil.Process(box.pid)
    child.suspend()

    with pytest.raises(formats.Unreadable, match="Tệp mất hơn 0,5 giây"):
        box.load(PLAIN, limits=formats.Limits(seconds=0.5))
    assert not child.is_running()
    assert box.load(PLAIN).text == PLAN


def test_a_file_that_keeps_the_processor_busy_too_long_is_stopped(box):
    data = making.pdf("\n#pagebreak()\n".join([f"{PLAN}\n\n" * 12] * 400))

    with pytest.raises(formats.Unreadable, match="Tệp mất hơn 0,5 giây"):
        box.load(data, limits=formats.Limits(seconds=0.5))
    assert box.load(PLAIN).text == PLAN


def test_what_a_slow_program_started_ends_with_it(box, monkeypatch, tmp_path):
    program = tmp_path / "soffice"
    program.write_text(f"#!/bin/sh\n/bin/sleep 60 & echo $! > {tmp_path / 'pid'}\nwait\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(formats.Unreadable, match="soffice mất hơn 0,3 giây"):
        box.load(rb"{\rtf1 Xin}", limits=formats.Limits(tool_seconds=0.3))
    started = int((tmp_path / "pid").read_text())
    assert ends(started)


def test_the_child_does_not_see_the_secrets_of_the_server(box, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://bi-mat")
    box.load(PLAIN)

    assert "DATABASE_URL" not in psutil.Process(box.pid).environ()


def test_a_file_that_needs_too_much_memory_is_stopped(box):
    with pytest.raises(formats.Unreadable, match="cần quá nhiều bộ nhớ"):
        box.load(large(60_000), limits=formats.Limits(memory=120 * MB))
    assert box.load(PLAIN).text == PLAN


def test_a_child_that_grew_is_replaced_for_the_next_file(box, monkeypatch):
    monkeypatch.setattr(sandbox, "LARGEST_IDLE", 1)
    box.load(PLAIN)

    assert box.pid is None
    assert box.load(PLAIN).text == PLAN


def test_a_large_parent_does_not_make_its_child_look_large(box):
    ballast = bytearray(500 * MB)
    box.load(PLAIN)

    assert len(ballast) > sandbox.LARGEST_IDLE
    assert box.pid is not None


def test_no_child_is_left_after_closing():
    with sandbox.Sandbox() as box:
        box.load(PLAIN)
        child = psutil.Process(box.pid)

    assert not child.is_running()


PARENT = """
import sys
from pathlib import Path
from donghanh.documents.reading import sandbox
box = sandbox.Sandbox()
box.load(Path(sys.argv[1]).read_bytes())
print(box.pid, flush=True)
box.load(Path(sys.argv[2]).read_bytes()) if len(sys.argv) > 2 else sys.stdin.read()
"""


@pytest.mark.parametrize("at_work", [False, True])
def test_the_child_dies_with_its_parent(tmp_path, at_work):
    (tmp_path / "a").write_bytes(PLAIN)
    (tmp_path / "b").write_bytes(large(60_000))
    files = [str(tmp_path / "a")] + [str(tmp_path / "b")] * at_work
    root = Path(sandbox.__file__).parents[3]
    with subprocess.Popen(
        [sys.executable, "-c", PARENT, *files], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=root
    ) as parent:
        child = psutil.Process(int(parent.stdout.readline()))
        time.sleep(0.4 * at_work)
        parent.kill()
    _, alive = psutil.wait_procs([child], timeout=5)

    assert alive == []


def test_threads_share_the_children_and_get_their_own_answers():
    words = [f"Văn bản số {number}" for number in range(40)]
    with ThreadPoolExecutor(8) as threads:
        texts = list(threads.map(lambda word: sandbox.load(making.docx(p(word))).text, words))

    assert texts == words
    assert sum(box.pid is not None for box in sandbox.POOL._all) <= max(2, os.cpu_count())


def test_a_busy_pool_says_so():
    pool = sandbox.Pool(1)
    held = pool._free.get()
    try:
        with pytest.raises(formats.Unreadable, match="đang bận"):
            pool.load(PLAIN, name="", limits=formats.Limits(seconds=0.05))
    finally:
        pool._free.put(held)
        pool.close()


def test_a_forked_process_starts_a_child_of_its_own(box):
    box.load(PLAIN)
    ours = box.pid
    reading, writing = os.pipe()
    forked = os.fork()
    if forked == 0:
        text = box.load(PLAIN).text
        os.write(writing, b"1" if text == PLAN and box.pid != ours else b"0")
        box.close()
        os._exit(0)
    os.waitpid(forked, 0)

    assert os.read(reading, 1) == b"1"
    assert box.load(PLAIN).text == PLAN
    assert box.pid == ours
