"""Photos, opened where they can do no harm: a child process with limits turns, shrinks and strips them."""

import json
import os
import subprocess
import sys
import threading
from pathlib import Path

from donghanh.core.errors import Refused
from donghanh.files import photos_child
from donghanh.files.kinds import Kind

LONGEST_SIDE = 2560
LONGEST_OF_THUMBNAIL = 480
SECONDS = 30
AT_ONCE = threading.BoundedSemaphore(2)  # children of one web process; each may take up to 1 GB
HERE = Path(photos_child.__file__)


def cleaned(data: bytes, *, name: str) -> tuple[bytes, Kind]:
    """The photo upright, its longest side within 2,560 points, without any metadata: no place, no time."""
    return _asked(data, name=name, longest=LONGEST_SIDE, thumbnail=False)


def thumbnail(data: bytes, *, name: str) -> tuple[bytes, Kind]:
    """A small picture for lists, 480 points at most."""
    return _asked(data, name=name, longest=LONGEST_OF_THUMBNAIL, thumbnail=True)


def _asked(data: bytes, *, name: str, longest: int, thumbnail: bool) -> tuple[bytes, Kind]:
    command = [sys.executable, "-I", os.fspath(HERE), str(longest), "thumbnail" if thumbnail else "photo"]
    try:
        with AT_ONCE:
            child = subprocess.run(  # noqa: S603 - our own program with our own arguments
                command, input=data, capture_output=True, timeout=SECONDS, check=False, env={}
            )
    except subprocess.TimeoutExpired as error:
        raise Refused(
            f"Ảnh “{name}” mở quá lâu nên không nhận được. Đồng chí hãy giảm cỡ ảnh rồi gửi lại."
        ) from error
    head, _, body = child.stdout.partition(b"\n")
    if child.returncode != 0:
        raise Refused(f"Không mở được ảnh “{name}”. Đồng chí hãy mở ảnh, lưu lại dạng JPEG rồi gửi lại.")
    answer = json.loads(head)
    if answer["trouble"]:
        raise Refused(f"Ảnh “{name}” {answer['trouble']}")
    return body, Kind(answer["kind"])
