"""The Chromium of this machine."""

import os
import shutil

from donghanh.config.doctor import CHROMIUMS

QUIET = ("background-networking", "component-update", "sync", "quic", "gpu")
ARGS = ["--no-sandbox", "--no-first-run", *(f"--disable-{name}" for name in QUIET)]
MISSING = (
    "No Chromium found: `apt-get install chromium`, or name one in DONGHANH_CHROMIUM, "
    "or leave the browser tests out: pytest -m 'not browser'."
)


def find() -> str | None:
    """The program that `DONGHANH_CHROMIUM` names, else the first one installed."""
    return os.environ.get("DONGHANH_CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUMS)), None)
