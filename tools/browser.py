"""Finds Chromium for the browser tests, or installs Debian's where that is allowed."""

import os
import shutil
import subprocess
import sys

from donghanh.config.doctor import CHROMIUMS

HOW_TO_SKIP = (
    "Hãy cài Chromium (sudo apt install chromium), hoặc bỏ qua các kiểm thử trình duyệt: make test BROWSER=no"
)


def main() -> None:
    """Do nothing when a browser is there; else install it as root on Debian, or say what to do."""
    if os.environ.get("DONGHANH_CHROMIUM") or any(shutil.which(name) for name in CHROMIUMS):
        return
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        sys.exit(f"Lỗi: kiểm thử trình duyệt cần Chromium mà máy này chưa có. {HOW_TO_SKIP}")
    print("Đang cài Chromium cho kiểm thử trình duyệt (apt-get)…", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (
        ["apt-get", "update", "-qq"],
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"],
    ):
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        if done.returncode:
            sys.exit(f"Lỗi: {' '.join(command)} không chạy được: {done.stderr.strip()[-300:]}. {HOW_TO_SKIP}")


if __name__ == "__main__":
    main()
