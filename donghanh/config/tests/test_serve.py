"""The whole product served for real: it comes up, stays up, and leaves nothing behind."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import closing, suppress

import psutil
import pytest

from donghanh.config import doctor, postgres
from donghanh.config.postgres import processes
from donghanh.config.tests.conftest import until

SERVE = """
import sys
from donghanh.config.supervisor import Plan, serve
from donghanh.config.trouble import Trouble
try:
    serve(Plan(port=int(sys.argv[1]), preparations=[line.split() for line in sys.argv[2:]]))
except Trouble as trouble:
    sys.exit(str(trouble))
"""
READY = "đã sẵn sàng"


class Served:
    """A supervisor in a process of its own."""

    def __init__(self, folder, *preparations, port=None, **environment):
        self.port = port or free_port()
        self.log = folder / f"serve-{self.port}.log"
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-c", SERVE, str(self.port), *preparations],
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                env={**os.environ, "DONGHANH_TESTING": "false", **environment},
            )

    @property
    def said(self):
        return self.log.read_text()

    def wait_until_ready(self):
        until(lambda: READY in self.said or self.process.poll() is not None, 90)
        assert READY in self.said, self.said
        self.family = psutil.Process(self.process.pid).children(recursive=True)

    def answers(self):
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)) as connection:
            try:
                connection.request("GET", "/healthz")
                return connection.getresponse().status == 200
            except (OSError, http.client.HTTPException):
                return False

    def child(self, word):
        """The process started by the supervisor itself that has this word in its command."""
        for child in psutil.Process(self.process.pid).children():
            with suppress(psutil.Error):
                if word in child.cmdline():
                    return child
        return None

    def replaced(self, word, old):
        """Whether another process does this work now."""
        child = self.child(word)
        return child is not None and child.pid != old

    def end(self, number=signal.SIGINT):
        self.process.send_signal(number)
        return self.process.wait(30)


def free_port():
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def serving(home, tmp_path):
    """Starts supervisors, and sees to it that none outlives the test."""
    started = []

    def begin(*preparations, **environment):
        started.append(Served(tmp_path, *preparations, **environment))
        return started[-1]

    yield begin
    for served in started:
        if served.process.poll() is None:
            served.end(signal.SIGTERM)


def test_serve_stays_up_whatever_dies_and_leaves_nothing_behind(migrated, serving):
    served = serving("migrate --noinput")
    served.wait_until_ready()
    assert served.answers()

    first = served.child("granian").pid
    os.kill(first, signal.SIGKILL)
    until(lambda: served.replaced("granian", first) and served.answers(), 20)

    jobs = served.child("procrastinate").pid
    os.kill(jobs, signal.SIGKILL)
    until(lambda: served.replaced("procrastinate", jobs), 20)

    data = postgres.describe(migrated).data
    server = processes.postmaster(data)
    os.kill(server, signal.SIGKILL)
    until(lambda: processes.postmaster(data) not in {None, server} and served.answers(), 20)

    family = psutil.Process(served.process.pid).children(recursive=True)
    began = time.monotonic()
    assert served.end() == 0
    assert time.monotonic() - began < 10
    assert psutil.wait_procs(family, timeout=0.5)[1] == []
    assert processes.postmaster(data) is None
    for name in ("Trang web", "Việc nền", "Cơ sở dữ liệu"):
        assert f"{name} bị dừng" in served.said


def test_serve_that_is_killed_takes_all_its_children_along(migrated, serving):
    served = serving()
    served.wait_until_ready()
    data = postgres.describe(migrated).data
    assert len(served.family) >= 4  # granian and its workers, the jobs' worker, the guard

    served.process.kill()
    served.process.wait()

    assert psutil.wait_procs(served.family, timeout=10)[1] == []
    until(lambda: processes.postmaster(data) is None, 10)


def test_a_second_ctrl_c_ends_at_once(made, serving):
    served = serving()
    until(lambda: served.child("granian"), 20)

    served.process.send_signal(signal.SIGINT)
    time.sleep(0.1)

    assert served.end() == 0
    assert postgres.is_up(made) is False


def test_a_port_in_use_is_named_with_its_holder_before_anything_starts(made, serving):
    with closing(socket.socket()) as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        served = serving("migrate --noinput", port=port)

        assert served.process.wait(10) == 1
    assert f"Cổng {port} đang được tiến trình {os.getpid()} (" in served.said
    assert f"--port {port + 1}" in served.said
    assert f"PORT={port + 1} make demo" in served.said
    assert "Đang" not in served.said.replace("đang", "")


def test_a_second_serve_of_the_same_home_is_told_where_the_first_is(made, serving):
    first = serving()
    until(lambda: "Đang khởi động" in first.said, 20)

    second = serving()

    assert second.process.wait(10) == 1
    assert f"http://localhost:{first.port}/ (tiến trình {first.process.pid})" in second.said


def test_a_preparation_that_fails_is_shown_and_ends_all(made, serving):
    served = serving("loaddata not-there")

    assert served.process.wait(20) == 1
    assert "Lệnh loaddata not-there không chạy được" in served.said
    assert "No fixture named" in served.said
    assert postgres.is_up(made) is False


@pytest.mark.slow
def test_a_web_that_cannot_start_is_given_up(made, serving):
    served = serving(DONGHANH_POOL="many")

    assert served.process.wait(120) == 1
    assert "Trang web không khởi động được" in served.said
    assert postgres.is_up(made) is False


def test_a_database_of_others_is_used_and_left_running(migrated, serving):
    cluster = postgres.start(migrated)
    elsewhere = str(migrated.with_name("elsewhere"))
    urls = {"DATABASE_URL": cluster.url, "DATABASE_OWNER_URL": cluster.owner_url}

    served = serving(DONGHANH_HOME=elsewhere, **urls)
    served.wait_until_ready()

    assert served.answers()
    assert doctor.port_state("127.0.0.1", served.port).says == "trang web đang trả lời"
    assert served.end(signal.SIGTERM) == 0
    assert postgres.is_running(migrated)
    assert not os.path.exists(f"{elsewhere}/postgres")


def test_a_database_that_refuses_is_named_without_its_password(made, serving):
    cluster = postgres.start(made)
    url = cluster.url_as("nobody_we_know").replace("@", ":secret@")

    served = serving(DATABASE_URL=url)

    assert served.process.wait(10) == 1
    assert "bằng vai trò nobody_we_know" in served.said
    assert "secret" not in served.said
