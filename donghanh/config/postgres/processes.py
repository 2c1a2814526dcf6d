"""Which processes belong to a data folder: the server and its children have it as working directory."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import psutil


def postmaster(data: Path) -> int | None:
    """The process id of the live server of this data; a stale or foreign one in its pid file is none."""
    pid = _noted_pid(data)
    return pid if pid and _stands_in(pid, data) else None


def status(data: Path) -> str:
    """What the server says of itself: starting, ready, stopping; empty when it has said nothing."""
    lines = _pid_file(data)
    return lines[7].strip() if len(lines) > 7 else ""


def drop_stale_locks(data: Path, socket: Path) -> None:
    """Remove what a killed server left behind, when nothing at all runs on the data.

    PostgreSQL itself refuses to start while the number in these files belongs to some process of the same
    user: a stranger that came later, or the killed server as long as its parent has not taken notice.
    """
    if not any(_all_in(data)):
        (data / "postmaster.pid").unlink(missing_ok=True)
        socket.with_name(f"{socket.name}.lock").unlink(missing_ok=True)


def end_orphans(data: Path) -> list[int]:
    """End children too busy to notice that their server was killed; no new one may start until they go."""
    if postmaster(data):
        return []
    orphans = list(_all_in(data))
    for pid in orphans:
        os.kill(pid, signal.SIGQUIT)
    return orphans


def _noted_pid(data: Path) -> int | None:
    lines = _pid_file(data)
    return int(lines[0]) if lines and lines[0].strip().isdigit() else None


def _pid_file(data: Path) -> list[str]:
    try:
        return (data / "postmaster.pid").read_text("utf-8", errors="replace").splitlines()
    except OSError:
        return []


def _all_in(data: Path) -> Iterator[int]:
    return (pid for pid in psutil.pids() if _stands_in(pid, data))


def _stands_in(pid: int, data: Path) -> bool:
    try:
        process = psutil.Process(pid)
        return process.name().startswith("postgres") and Path(process.cwd()).samefile(data)
    except (psutil.Error, OSError):
        return False  # gone, a zombie, or another user's
