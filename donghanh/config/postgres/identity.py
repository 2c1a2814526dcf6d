"""As whom the database server runs. PostgreSQL refuses root, so root hands it to another user."""

import os
import pwd
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from donghanh.config.trouble import Trouble

SERVER_USERS = ("postgres", "nobody")


@dataclass(frozen=True)
class ServerUser:
    """The operating system's user that owns the data and runs the server."""

    name: str
    uid: int
    gid: int

    @property
    def differs(self) -> bool:
        """Whether processes have to change user, which only root can."""
        return self.uid != os.geteuid()


def server_user(data: Path) -> ServerUser:
    """Ourselves; or, for root, the owner of the data, else `postgres`, else `nobody`."""
    owner = data.stat().st_uid if data.exists() else None
    if os.geteuid() != 0:
        return _ourselves(data, owner)
    if owner:
        return _by_uid(owner)
    for name in SERVER_USERS:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return ServerUser(entry.pw_name, entry.pw_uid, entry.pw_gid)
    raise Trouble(
        "PostgreSQL không chạy bằng root, mà máy này không có người dùng postgres hay nobody. "
        "Hãy tạo: useradd --system --no-create-home postgres"
    )


def _ourselves(data: Path, owner: int | None) -> ServerUser:
    if owner is not None and owner != os.geteuid():
        raise Trouble(
            f"Dữ liệu ở {data} thuộc về người dùng khác (uid {owner}). Hãy chạy bằng người dùng ấy "
            "hoặc bằng root, hoặc chọn thư mục khác: DONGHANH_HOME=/thư/mục donghanh …"
        )
    return _by_uid(os.geteuid())


def _by_uid(uid: int) -> ServerUser:
    try:
        entry = pwd.getpwuid(uid)
    except KeyError:
        raise Trouble(
            f"Người dùng số {uid} không có tên trong /etc/passwd nên PostgreSQL không chạy được. "
            f"Hãy tạo: useradd --uid {uid} donghanh; hoặc đặt DATABASE_URL tới một máy chủ PostgreSQL có sẵn."
        ) from None
    return ServerUser(entry.pw_name, entry.pw_uid, entry.pw_gid)


def environment() -> dict[str, str]:
    """A plain environment: no PGDATA and the like from outside, and messages in one language."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PG", "LC_", "LANG"))}
    return kept | {"LC_ALL": "C"}


def run(
    arguments: Sequence[str | Path], user: ServerUser, *, seconds: float = 600
) -> subprocess.CompletedProcess[str]:
    """Run one of PostgreSQL's programs as the server's user, and give back what it said."""
    return subprocess.run(  # noqa: S603 -- the programs that `programs.choose` examined
        [str(argument) for argument in arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
        cwd="/",
        env=environment(),
        timeout=seconds,
        umask=0o077,
        start_new_session=True,  # Ctrl-C at the terminal is for us to handle
        **as_user(user),
    )


class Switch(TypedDict, total=False):
    """What `subprocess` needs to change to another user."""

    user: int
    group: int
    extra_groups: list[int]


def as_user(user: ServerUser) -> Switch:
    """The arguments that make `subprocess` change to that user; none when we are that user."""
    return {"user": user.uid, "group": user.gid, "extra_groups": []} if user.differs else {}
