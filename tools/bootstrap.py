"""Set-up for the Makefile: the virtual environment and the packages of a lock file. Standard library only.

    python3 tools/bootstrap.py run|test|bench

Says what it does while it does it. A failure says what is missing and the command that mends it.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
OLDEST = (3, 11)
ROOM = {"run": 1_200, "test": 2_000, "bench": 2_600}  # MB that the packages need, with the downloads


class Missing(Exception):
    """Something that this machine lacks; the message says what, and the command that mends it."""


def main(kind: str) -> None:
    """Bring `.venv` to what `requirements/<kind>.lock` says; does nothing when it is there already."""
    if _stamped(kind) == _stamp_of(kind):
        return
    _check_python()
    _check_room(ROOM[kind])
    if not _works(VENV / "bin" / "python"):
        _make_venv()
    say(f"Đang cài các gói theo requirements/{kind}.lock (lần đầu mất khoảng một phút)…")
    _pip("install", "--require-hashes", "-r", str(ROOT / "requirements" / f"{kind}.lock"))
    _pip(
        "install",
        "--no-deps",
        "--no-build-isolation",
        "--config-settings",
        "editable_mode=compat",
        "-e",
        str(ROOT),
    )
    for other in _kinds_within(kind):
        _stamp_file(other).write_text(_stamp_of(other), encoding="ascii")


def say(text: str) -> None:
    """One line of progress."""
    print(text, flush=True)


def _stamp_of(kind: str) -> str:
    """Lock file, project file and Python: another one of any of them asks for a new installation."""
    lock = ROOT / "requirements" / f"{kind}.lock"
    return hashlib.sha256(
        lock.read_bytes() + (ROOT / "pyproject.toml").read_bytes() + sys.version.encode()
    ).hexdigest()


def _kinds_within(kind: str) -> list[str]:
    """The lock files whose packages are installed with this one's: `run` is part of both others."""
    return ["run"] if kind == "run" else ["run", kind]


def _stamp_file(kind: str) -> Path:
    return VENV / f".{kind}.stamp"


def _stamped(kind: str) -> str:
    file = _stamp_file(kind)
    return file.read_text(encoding="ascii") if file.is_file() and _works(VENV / "bin" / "python") else ""


def _check_python() -> None:
    if sys.version_info < OLDEST:
        raise Missing(
            f"Cần Python {OLDEST[0]}.{OLDEST[1]} trở lên, máy này có {sys.version.split()[0]}. "
            "Hãy cài bản mới hơn rồi chạy, ví dụ: make demo PYTHON=python3.12"
        )
    try:
        import ensurepip  # noqa: F401, PLC0415 - only whether it is there
        import venv  # noqa: F401, PLC0415
    except ImportError:
        raise Missing("Python của máy này thiếu phần venv. Hãy chạy: sudo apt install python3-venv") from None


def _check_room(needed: int) -> None:
    free = shutil.disk_usage(ROOT).free // 2**20
    if free < needed:
        raise Missing(
            f"Ổ đĩa chứa {ROOT} còn {free} MB, cần khoảng {needed} MB. Hãy dọn bớt rồi chạy lại (xem: df -h)."
        )


def _works(python: Path) -> bool:
    return (
        python.exists()
        and subprocess.run([python, "-c", "import pip"], capture_output=True, check=False).returncode == 0
    )


def _make_venv() -> None:
    say("Đang tạo môi trường Python trong .venv…")
    shutil.rmtree(VENV, ignore_errors=True)
    made = subprocess.run(
        [sys.executable, "-m", "venv", str(VENV)], capture_output=True, text=True, check=False
    )
    if made.returncode:
        shutil.rmtree(VENV, ignore_errors=True)
        said = made.stderr.strip() or made.stdout.strip()
        raise Missing(f"Không tạo được môi trường Python: {said}. Hãy chạy: sudo apt install python3-venv")


def _pip(*arguments: str) -> None:
    command = [VENV / "bin" / "python", "-m", "pip", "--disable-pip-version-check", *arguments, "--quiet"]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, env={**os.environ, "PIP_NO_INPUT": "1"}
    )
    if done.returncode == 0:
        return
    raise Missing(_why(done.stderr + done.stdout))


OFFLINE = (
    "NewConnectionError",
    "Temporary failure in name resolution",
    "ConnectTimeout",
    "Network is unreachable",
    "SSLError",
    "ProxyError",
    "Could not find a version",
)


def _why(said: str) -> str:
    """What went wrong in pip's words, and what to do, in ours."""
    tail = "\n".join(said.strip().splitlines()[-6:])
    if any(sign in said for sign in OFFLINE):
        return (
            "Không tải được gói: máy không ra được kho gói Python. Hãy kiểm tra mạng, hoặc đặt kho nội bộ "
            f"(pip config set global.index-url …), rồi chạy lại.\n{tail}"
        )
    if "No space left" in said:
        return "Ổ đĩa đã đầy. Hãy dọn bớt rồi chạy lại (xem: df -h)."
    if "DO NOT MATCH THE HASHES" in said:
        return (
            "Gói tải về không khớp với tệp khóa. Hãy xóa bộ đệm rồi chạy lại: "
            f".venv/bin/python -m pip cache purge\n{tail}"
        )
    return f"Không cài được gói:\n{tail}"


if __name__ == "__main__":
    try:
        main(sys.argv[1] if len(sys.argv) > 1 else "run")
    except Missing as missing:
        sys.exit(f"Lỗi: {missing}")
    except KeyboardInterrupt:
        sys.exit("\nĐã dừng; chạy lại để tiếp tục.")
