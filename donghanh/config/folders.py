"""Where an installation keeps what must outlive a process: data, secret, socket, logs.

Everything lies under one home: `DONGHANH_HOME`, else `/var/lib/donghanh` for root and the user's own data
folder for anybody else. Copying a stopped home is a full backup.
"""

import hashlib
import os
import secrets
import stat
import tempfile
from pathlib import Path

import platformdirs

from donghanh.config.trouble import Trouble, explained

SOCKET_NAME = ".s.PGSQL.5432"
LONGEST_SOCKET_PATH = 106  # sun_path holds 108 bytes on Linux, 104 on macOS; with room for the closing zero
UNSAFE = frozenset('"$`\\\n')  # pg_ctl passes paths through a shell, between double quotes


def home() -> Path:
    """The installation's folder; not created here."""
    chosen = os.environ.get("DONGHANH_HOME")
    if chosen:
        path = Path(chosen).expanduser().absolute()
    elif os.geteuid() == 0:
        path = Path("/var/lib/donghanh")
    else:
        path = platformdirs.user_data_path("donghanh", appauthor=False)
    if UNSAFE & set(str(path)):
        raise Trouble(
            f'Đường dẫn {path} có ký tự " $ ` \\; hãy đặt DONGHANH_HOME khác, không có các ký tự ấy.'
        )
    return path


def tests_home() -> Path:
    """Where the test suite of this checkout keeps its database server between runs."""
    checkout = hashlib.sha256(str(Path(__file__).resolve()).encode()).hexdigest()[:12]
    if chosen := os.environ.get("DONGHANH_TEST_HOME"):
        return Path(chosen).expanduser().absolute()
    if os.geteuid() == 0:
        return Path("/var/cache/donghanh") / checkout
    return platformdirs.user_cache_path("donghanh", appauthor=False) / checkout


def made(path: Path, mode: int) -> Path:
    """Create the folder with exactly this mode (whatever the umask); one that exists is left as it is."""
    with explained(path):
        if not path.is_dir():
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o755)
            path.mkdir(exist_ok=True)
            path.chmod(mode)
    return path


def made_home(path: Path) -> Path:
    """The home, created when needed. Root's is open to look into: the database runs as another user there."""
    return made(path, 0o755 if os.geteuid() == 0 else 0o700)


def secret_key() -> str:
    """The installation's secret, made on first use; two processes at once agree on one."""
    path = made_home(home()) / "secret"
    with explained(path):
        if not path.exists():
            _write_once(path, secrets.token_urlsafe(48))
        return path.read_text("ascii")


def _write_once(path: Path, text: str) -> None:
    """Write the whole file or nothing, and never over one that another process wrote first."""
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=".secret-")
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        os.unlink(draft)


def socket_folder(path: Path) -> Path:
    """The database's socket folder for this home: inside it, or a short stable one elsewhere.

    Inside is no good when the path is too long, or has a comma: libpq would read several hosts.
    """
    inside = path / "postgres" / "socket"
    if len(os.fsencode(inside / SOCKET_NAME)) <= LONGEST_SOCKET_PATH and "," not in str(inside):
        return inside
    name = hashlib.sha256(os.fsencode(path)).hexdigest()[:16]
    run = Path("/run")
    base = run if os.geteuid() == 0 and run.is_dir() else Path("/tmp")  # noqa: S108 -- made_private checks it
    return base / f"donghanh-{name}"


def made_private(path: Path, *, uid: int, gid: int) -> Path:
    """A folder that `uid` alone can enter. One that a stranger put there first (in /tmp) is refused."""
    with explained(path):
        try:
            path.mkdir(mode=0o700)
        except FileExistsError:
            found = path.lstat()
            if not stat.S_ISDIR(found.st_mode) or found.st_uid not in {uid, os.geteuid()}:
                raise Trouble(
                    f"{path} thuộc về người dùng khác nên không dùng được. "
                    "Hãy xóa nó, hoặc đặt DONGHANH_HOME là một đường dẫn ngắn hơn."
                ) from None
        if os.geteuid() == 0:
            os.chown(path, uid, gid, follow_symlinks=False)
        path.chmod(0o700)
    return path
