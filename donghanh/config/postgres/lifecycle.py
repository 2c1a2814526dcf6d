"""Starting and stopping the server. Calls may be repeated, cut short, or made by two processes at once."""

import fcntl
import os
import shlex
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from donghanh.config import folders
from donghanh.config.postgres import processes, programs, roles
from donghanh.config.postgres.cluster import Cluster, describe
from donghanh.config.postgres.identity import ServerUser, as_user, environment, run, server_user
from donghanh.config.postgres.initialise import initialise, prepare, write_settings
from donghanh.config.postgres.programs import Programs
from donghanh.config.trouble import Trouble, explained

PATIENCE = 30.0  # seconds for a killed server's children to go, or for another starter to finish
PAUSE = 0.25
STILL_HELD = ("lock file", "shared memory block", "pre-existing")


def start(home: Path | None = None, *, fast: bool = False) -> Cluster:
    """Have the server of this home running, made first if need be. `fast` is for tests only."""
    cluster = describe(home)
    with _locked(cluster):
        _start(cluster, fast=fast)
        (cluster.root / "on-demand").unlink(missing_ok=True)
    return cluster


def stop(home: Path | None = None, *, patience: float = 20) -> bool:
    """Stop the server of this home cleanly. Says whether there was one to stop."""
    cluster = describe(home)
    if not cluster.data.exists():
        return False
    with _locked(cluster):
        return _stop(cluster, patience=patience)


def is_running(home: Path | None = None) -> bool:
    """Whether the server of this home runs and takes connections."""
    cluster = describe(home)
    return bool(processes.postmaster(cluster.data)) and roles.answers(cluster)


def revive(home: Path) -> Cluster:
    """Start a server that died under us. Who is to stop it in the end stays as it was."""
    cluster = describe(home)
    with _locked(cluster):
        _start(cluster, fast=False)
    return cluster


def is_up(home: Path) -> bool:
    """Whether the server's process is there: cheaper than asking it, for those who watch all the time."""
    return processes.postmaster(describe(home).data) is not None


@contextmanager
def running(home: Path | None = None, *, fast: bool = False) -> Iterator[Cluster]:
    """Have the server running for a while. The last to leave stops it, unless `start` was called as well."""
    cluster = describe(home)
    with _locked(cluster):
        users = os.open(cluster.root / "users", os.O_RDWR | os.O_CREAT, 0o600)
        fcntl.flock(users, fcntl.LOCK_SH)
        if processes.postmaster(cluster.data) is None:
            (cluster.root / "on-demand").touch()
        try:
            _start(cluster, fast=fast)
        except BaseException:  # Ctrl-C, too: a server that has just come up is not left behind
            _leave(cluster, users)
            raise
    try:
        yield cluster
    finally:
        with _locked(cluster):
            _leave(cluster, users)


@contextmanager
def guarded(cluster: Cluster) -> Iterator[None]:
    """Have the server stopped even if we are killed: a shell waits for a word from us, or for our end."""
    user = server_user(cluster.data)
    stop_it = [_programs(cluster, user)["pg_ctl"], "stop", "-s", "-m", "fast", "-D", cluster.data]
    guard = subprocess.Popen(  # noqa: S603 -- `read` fails when the other end of the pipe is gone
        ["/bin/sh", "-c", 'read -r _ || exec "$0" "$@"', *map(str, stop_it)],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd="/",
        env=environment(),
        start_new_session=True,
        **as_user(user),
    )
    try:
        yield
    finally:
        guard.communicate(b"\n")


def _programs(cluster: Cluster, user: ServerUser) -> Programs:
    return programs.readable(programs.choose(cluster.data), user, cluster.root / "programs")


def _leave(cluster: Cluster, users: int) -> None:
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return  # others are still at work
    else:
        if (cluster.root / "on-demand").exists():
            _stop(cluster)
            (cluster.root / "on-demand").unlink(missing_ok=True)
    finally:
        os.close(users)


@contextmanager
def _locked(cluster: Cluster) -> Iterator[None]:
    """One starter or stopper at a time; the kernel frees the lock when its holder dies."""
    folders.made_home(cluster.home)
    folders.made(cluster.root, 0o755 if os.geteuid() == 0 else 0o700)
    with explained(cluster.root):
        handle = os.open(cluster.root / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        _wait_for(handle, cluster)
        yield
    finally:
        os.close(handle)


def _wait_for(handle: int, cluster: Cluster) -> None:
    deadline = time.monotonic() + 2 * PATIENCE
    while True:
        try:
            return fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > deadline:
                raise Trouble(
                    f"Một tiến trình khác đang khởi động hoặc tắt cơ sở dữ liệu ở {cluster.root} đã quá lâu. "
                    f"Xem tiến trình nào: fuser -v {cluster.root / 'lock'}"
                ) from None
            time.sleep(0.05)


def _start(cluster: Cluster, *, fast: bool) -> None:
    user = server_user(cluster.data)
    prepare(cluster, user)
    chosen = _programs(cluster, user)
    if not cluster.data.exists():
        initialise(cluster, chosen, user, fast=fast)
    if not _healthy(cluster, chosen, user):
        write_settings(cluster, user, fast=fast)
        _launch(cluster, chosen, user)
    roles.provide(cluster)


def _healthy(cluster: Cluster, chosen: Programs, user: ServerUser) -> bool:
    """Whether a server is there and answers, given time to finish what it is doing; a deaf one is stopped."""
    deadline = time.monotonic() + PATIENCE
    while processes.postmaster(cluster.data):
        if roles.answers(cluster):
            return True
        deaf = (
            processes.status(cluster.data) == "ready" and not (cluster.socket / folders.SOCKET_NAME).exists()
        )
        if deaf or time.monotonic() > deadline:
            _halt(cluster, chosen, user, patience=PATIENCE)
            return False
        time.sleep(PAUSE)
    return False


def _launch(cluster: Cluster, chosen: Programs, user: ServerUser) -> None:
    """Start the server, again and again while the children of a killed one still hold the data."""
    began = time.monotonic()
    while not _came_up(cluster, chosen, user):
        said = _said(cluster)
        waited = time.monotonic() - began
        if waited > PATIENCE or not any(sign in said for sign in STILL_HELD):
            raise Trouble(_why_start_failed(said, cluster))
        processes.drop_stale_locks(cluster.data, cluster.socket / folders.SOCKET_NAME)
        if waited > 3:
            processes.end_orphans(cluster.data)
        time.sleep(PAUSE)


def _came_up(cluster: Cluster, chosen: Programs, user: ServerUser) -> bool:
    """Try once. A server that another call started, before that call was killed, is as good as ours."""
    log = cluster.logs / "start.log"
    with explained(log):
        log.unlink(missing_ok=True)
    settings = shlex.quote(f"config_file={cluster.settings / 'postgresql.conf'}")
    options: list[str | Path] = ["-D", cluster.data, "-l", log, "-o", f"-c {settings}"]
    result = run([chosen["pg_ctl"], "start", "-s", "-w", "-t", "300", *options], user)
    return result.returncode == 0 or _healthy(cluster, chosen, user)


def _said(cluster: Cluster) -> str:
    """What the server wrote since it was last started: first to one file, then to the log of the day."""
    days = sorted(cluster.logs.glob("postgresql-*.log"), key=lambda path: path.stat().st_mtime)
    said = [_tail(cluster.logs / "start.log")]
    said += [_tail(path).rpartition("starting PostgreSQL")[2] for path in days[-1:]]
    return "\n".join(said)


def _tail(path: Path, lines: int = 15) -> str:
    try:
        return "\n".join(path.read_text("utf-8", errors="replace").splitlines()[-lines:])
    except OSError:
        return ""


def _why_start_failed(said: str, cluster: Cluster) -> str:
    if "No space left" in said or "Disk quota exceeded" in said:
        return (
            f"Ổ đĩa chứa {cluster.data} đã đầy nên cơ sở dữ liệu không khởi động được. "
            f"Hãy giải phóng chỗ trống (df -h {cluster.data}) rồi chạy lại; dữ liệu đã lưu không mất."
        )
    if any(sign in said for sign in STILL_HELD):
        return (
            f"Tiến trình cũ của cơ sở dữ liệu ở {cluster.data} chưa kết thúc sau {PATIENCE:.0f} giây. "
            "Hãy xem: ps -ef | grep postgres, kết thúc các tiến trình ấy rồi chạy lại."
        )
    return f"Cơ sở dữ liệu ở {cluster.data} không khởi động được. PostgreSQL báo:\n{said.strip()}"


def _stop(cluster: Cluster, *, patience: float = 20) -> bool:
    if not processes.postmaster(cluster.data):
        return False
    user = server_user(cluster.data)
    chosen = _programs(cluster, user)
    _halt(cluster, chosen, user, patience=patience)
    if not cluster.socket.is_relative_to(cluster.home):
        with suppress(OSError):
            cluster.socket.rmdir()
    return True


def _halt(cluster: Cluster, chosen: Programs, user: ServerUser, *, patience: float) -> None:
    """A fast stop ends sessions and saves all; if that takes too long, the next start replays the log."""
    for mode, seconds in (("fast", patience), ("immediate", 5)):
        command: list[str | Path] = [
            chosen["pg_ctl"],
            "stop",
            "-s",
            "-w",
            "-m",
            mode,
            "-t",
            str(max(int(seconds), 1)),
            "-D",
            cluster.data,
        ]
        if run(command, user).returncode == 0 or not processes.postmaster(cluster.data):
            return
    raise Trouble(f"Không tắt được cơ sở dữ liệu ở {cluster.data}. Hãy xem: ps -ef | grep postgres")
