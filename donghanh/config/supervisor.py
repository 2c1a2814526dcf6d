"""`donghanh serve`: database, web and background jobs in the foreground, kept alive and ended together.

Ctrl-C (or TERM, or a closed terminal) ends web, jobs and database, in this order, within ten seconds; a
second one insists. When the supervisor itself is killed, its children end by themselves.
"""

import fcntl
import http.client
import os
import signal
import subprocess
import sys
import time
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Any

import click
import psycopg
from psycopg.conninfo import conninfo_to_dict

from donghanh.config import folders, ports, postgres
from donghanh.config.children import Child, Pause
from donghanh.config.trouble import Trouble, explained

# No terminal, no signals of the terminal, one stream of text.
QUIET: dict[str, Any] = {
    "stdin": subprocess.DEVNULL,
    "stdout": subprocess.PIPE,
    "stderr": subprocess.STDOUT,
    "encoding": "utf-8",
    "errors": "replace",
    "start_new_session": True,
}
TICK = 0.25
PATIENCE = 60.0  # seconds for the web to give its first answer
PATIENCE_FOR_DATABASE = 30.0  # seconds for a database server of others that is just starting
TRIES = 3  # deaths of the web before its first answer that show that it cannot work
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
MIGRATE = (("migrate", "--noinput"),)


class Ended(BaseException):
    """Somebody asked the supervisor to end; not an error."""


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What is to be served, and where."""

    host: str = "127.0.0.1"
    port: int = 8000
    workers: int = 2
    threads: int = 4
    jobs: bool = True
    preparations: Sequence[Sequence[str]] = MIGRATE  # Django commands, run as the tables' owner
    home: Path = field(default_factory=folders.home)
    notice: Path | None = None  # a text that a preparation left for the person, shown when all is ready

    @property
    def address(self) -> str:
        shown = "localhost" if self.host in {"0.0.0.0", "127.0.0.1", "::", "::1"} else self.host  # noqa: S104
        return f"http://{shown}:{self.port}/"


def serve(plan: Plan) -> None:
    """Run everything until told to end. Raises `Trouble` when it cannot begin."""
    supervisor = Supervisor(plan)
    with supervisor.signals():
        try:
            with only_one(plan), database(plan) as (url, owner_url):
                supervisor.run(url, owner_url)
        except Ended:
            say("Đã tắt.")


@contextmanager
def only_one(plan: Plan) -> Iterator[None]:
    """One supervisor per home; the port is looked at before anything slow begins."""
    folders.made_home(plan.home)
    with explained(plan.home):
        note = (plan.home / "serving").open("a+", encoding="utf-8")
    with note:
        try:
            fcntl.flock(note, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            note.seek(0)
            raise Trouble(
                f"Đồng Hành đang chạy với thư mục {plan.home}: {note.read().strip() or 'đang khởi động'}. "
                "Hãy dùng trang ấy, hoặc tắt nó (Ctrl-C) rồi chạy lại."
            ) from None
        ports.check(plan.host, plan.port)
        note.truncate(0)
        note.write(f"{plan.address} (tiến trình {os.getpid()})")
        note.flush()
        yield


@contextmanager
def database(plan: Plan) -> Iterator[tuple[str, str]]:
    """The addresses of the database for the application and for the owner; ours runs meanwhile."""
    if url := os.environ.get("DATABASE_URL"):
        owner_url = os.environ.get("DATABASE_OWNER_URL", url)
        _wait_for_server(owner_url)
        yield url, owner_url
        return
    say("Đang khởi động cơ sở dữ liệu…")
    with postgres.running(plan.home) as cluster, postgres.guarded(cluster):
        yield cluster.url, cluster.owner_url


def _wait_for_server(url: str) -> None:
    deadline = time.monotonic() + PATIENCE_FOR_DATABASE
    while True:
        try:
            return psycopg.connect(url, connect_timeout=5).close()
        except psycopg.ProgrammingError as error:
            raise Trouble(
                f"DATABASE_URL không đúng dạng postgresql://người:mật_khẩu@máy/tên ({error})."
            ) from error
        except psycopg.OperationalError as error:
            if time.monotonic() > deadline or _hopeless(error):
                raise Trouble(_unreachable(url, error)) from error
            time.sleep(1)


def _hopeless(error: psycopg.OperationalError) -> bool:
    """Whether waiting cannot help: the server answered, and refused."""
    return any(sign in str(error) for sign in ("authentication failed", "does not exist", "pg_hba.conf"))


def _unreachable(url: str, error: psycopg.OperationalError) -> str:
    parts = conninfo_to_dict(url)
    return (
        f"Không vào được cơ sở dữ liệu {parts.get('dbname')} trên máy chủ {parts.get('host', 'của máy này')} "
        f"bằng vai trò {parts.get('user')}: {str(error).strip()}. "
        "Hãy kiểm tra DATABASE_URL và máy chủ PostgreSQL: donghanh doctor"
    )


def say(text: str) -> None:
    """One line for the person at the terminal, if it is still there."""
    with suppress(OSError):
        click.echo(text)


class Supervisor:
    """Starts the children of one plan and keeps them alive."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.children: list[Child] = []
        self.ending = False

    @contextmanager
    def signals(self) -> Iterator[None]:
        before = {number: signal.signal(number, self._told_to_end) for number in SIGNALS}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def _told_to_end(self, number: int, frame: FrameType | None) -> None:
        if not self.ending:
            self.ending = True
            say("\nĐang tắt… (Ctrl-C lần nữa để tắt ngay)")
            raise Ended
        for child in self.children:
            child.kill()

    def _begin_to_end(self) -> None:
        self.ending = True

    def run(self, url: str, owner_url: str) -> None:
        """Prepare, start, wait for the first answer, then watch until told to end."""
        for command in self.plan.preparations:
            prepare(command, owner_url)
        with ExitStack() as ends:
            for child in reversed(self._planned(url)):
                self.children.append(child)
                ends.callback(child.end)
            ends.callback(self._begin_to_end)
            for child in self.children:
                child.start()
            self._wait_until_ready()
            if self.plan.notice and self.plan.notice.is_file():
                say(self.plan.notice.read_text(encoding="utf-8"))
            say(f"Đồng Hành đã sẵn sàng: {self.plan.address}  (Ctrl-C để tắt)")
            self._watch()

    def _planned(self, url: str) -> list[Child]:
        environment = environment_for(url)
        web = Child("trang web", web_command(self.plan), environment, seconds_to_end=4)
        jobs = Child("việc nền", jobs_command(), environment, seconds_to_end=3)
        jobs.when_orphaned = signal.SIGKILL  # asked politely, it waits for ever for a database that is gone
        return [web, jobs] if self.plan.jobs else [web]

    def _wait_until_ready(self) -> None:
        web = next(child for child in self.children if child.name == "trang web")
        deadline = time.monotonic() + PATIENCE
        while not answers(self.plan):
            if time.monotonic() > deadline or web.deaths >= TRIES:
                raise Trouble("Trang web không khởi động được; lỗi được in ở trên. Hãy chạy: donghanh doctor")
            self._tend()

    def _watch(self) -> None:
        pause = Pause()
        while True:
            self._tend()
            if "DATABASE_URL" not in os.environ:
                tend_database(self.plan.home, pause)

    def _tend(self) -> None:
        time.sleep(TICK)
        for child in self.children:
            child.tend(say)


def tend_database(home: Path, pause: Pause) -> None:
    """Start our database anew if its server is gone."""
    if postgres.is_up(home) or not pause.over():
        return
    say("Cơ sở dữ liệu bị dừng; đang chạy lại.")
    try:
        postgres.revive(home)
    except Trouble as trouble:
        pause.died()
        say(str(trouble))
    else:
        say("Cơ sở dữ liệu đã chạy lại.")


def environment_for(url: str) -> dict[str, str]:
    """Our environment, with the database's address and the settings' name."""
    return {"DJANGO_SETTINGS_MODULE": "donghanh.config.settings", **os.environ, "DATABASE_URL": url}


STEP = "… "  # a preparation's lines that begin so are shown while it runs


def prepare(command: Sequence[str], owner_url: str) -> None:
    """Run a Django command before serving; its steps are shown, what else it prints only if it fails."""
    said: deque[str] = deque(maxlen=60)
    with subprocess.Popen(  # noqa: S603 -- our own commands
        [sys.executable, "-m", "django", *command], env=environment_for(owner_url), **QUIET
    ) as process:
        try:
            for line in process.stdout or ():
                said.append(line)
                if line.startswith(STEP):
                    say(line.rstrip())
        except BaseException:  # told to end: the command's transaction is rolled back
            process.kill()
            raise
    if process.returncode != 0:
        raise Trouble(f"Lệnh {' '.join(command)} không chạy được:\n{''.join(said).strip()[-3000:]}")


def run_django(
    command: Sequence[str], environment: Mapping[str, str], *, seconds: float | None = None
) -> subprocess.CompletedProcess[str]:
    """One Django command in a process of its own."""
    return subprocess.run(  # noqa: S603 -- our own commands
        [sys.executable, "-m", "django", *command],
        env=dict(environment),
        check=False,
        timeout=seconds,
        **QUIET,
    )


def web_command(plan: Plan) -> list[str]:
    """granian, two workers of four threads unless told otherwise; it replaces a worker that dies."""
    return [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws"),
        *("--host", plan.host, "--port", str(plan.port)),
        *("--workers", str(plan.workers), "--blocking-threads", str(plan.threads)),
        *("--respawn-failed-workers", "--workers-kill-timeout", "3", "--log-level", "warning"),
        "donghanh.config.wsgi:application",
    ]


def jobs_command() -> list[str]:
    """procrastinate's worker; jobs that run when it ends get two seconds, then are left to the next start."""
    return [sys.executable, "-m", "django", "procrastinate", "worker", "--shutdown-graceful-timeout", "2"]


def answers(plan: Plan) -> bool:
    """Whether the web answers; only a server error or silence counts as no."""
    return 0 < asked(plan)[0] < 500


def asked(plan: Plan, *, seconds: float = 5) -> tuple[int, str]:
    """What the site says of its health: status and text; zero when it is silent."""
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(plan.host, plan.host)  # noqa: S104
    connection = http.client.HTTPConnection(host, plan.port, timeout=seconds)
    try:
        connection.request("GET", "/healthz", headers={"Host": f"localhost:{plan.port}"})
        response = connection.getresponse()
        return response.status, response.read(1000).decode(errors="replace")
    except (OSError, http.client.HTTPException):
        return 0, ""
    finally:
        connection.close()
