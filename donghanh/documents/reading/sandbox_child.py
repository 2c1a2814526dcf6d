"""The child's side of the sandbox: reads one file after another within limits, ends with its parent."""

import os
import resource
import select
import signal
import socket
import threading
from importlib import import_module
from pathlib import Path
from typing import Any

from donghanh.documents.reading import formats, sandbox
from donghanh.documents.reading.formats import drawing
from donghanh.documents.reading.formats.limits import Limits
from donghanh.documents.reading.formats.tools import TooSlow
from donghanh.documents.reading.source import NeedsRecognition, Unreadable

NO_MEMORY = (
    "Tệp cần quá nhiều bộ nhớ để đọc nên đã dừng. "
    "Đề nghị giảm ảnh, tách tệp hoặc lưu lại bằng phần mềm đã soạn nó rồi thử lại."
)


def main() -> None:
    """Answer one file after another until the parent goes away."""
    connection = socket.socket(fileno=os.dup(0))
    threading.Thread(target=end_with, args=(connection.fileno(),), daemon=True).start()
    while True:
        try:
            request, data = sandbox.receive(connection, None)
        except OSError:
            return
        limit(Limits(**request["limits"]))
        limits = Limits(**request["limits"])
        if "draw" in request:
            head, text = draw(data, request["draw"], limits)
        elif "work" in request:
            head, text = done(request["work"], data, limits)
        else:
            head, text = read(data, request["name"], limits)
        head["memory"] = held()
        sandbox.send(connection, head, text, None)


def end_with(descriptor: int) -> None:
    """Wait until the parent closes its end, then end this process and the tools that it started."""
    watcher = select.poll()
    watcher.register(descriptor, getattr(select, "POLLRDHUP", 0))
    watcher.poll()
    os.killpg(0, signal.SIGKILL)


def limit(limits: Limits) -> None:
    """Let this file have so much memory and so much more of the processor's time."""
    soft(resource.RLIMIT_AS, limits.memory)
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime + limits.seconds) + 1)
    soft(resource.RLIMIT_CORE, 0)


def soft(kind: int, value: int) -> None:
    """Set a soft limit, never above the hard one."""
    _, hard = resource.getrlimit(kind)
    resource.setrlimit(kind, (value if hard == resource.RLIM_INFINITY else min(value, hard), hard))


def held() -> int:
    """The memory that this process holds now, in bytes; 0 where the system does not say."""
    # Not getrusage: its maximum is inherited from the parent, which may be a large server.
    try:
        pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[1]
    except OSError:
        return 0
    return int(pages) * resource.getpagesize()


def draw(data: bytes, page: int, limits: Limits) -> tuple[dict[str, Any], bytes]:
    """One page as a picture, or the reason why it cannot be drawn."""
    try:
        return {}, drawing.draw(data, page, limits)
    except Unreadable as refusal:
        return {"error": str(refusal)}, b""
    except MemoryError:
        return {"error": NO_MEMORY, "spent": True}, b""


def done(work: str, data: bytes, limits: Limits) -> tuple[dict[str, Any], bytes]:
    """What a function of ours, named by the parent, makes of a file, or the reason why it cannot."""
    module, _, function = work.partition(":")
    try:
        result: tuple[dict[str, Any], bytes] = getattr(import_module(module), function)(data, limits)
    except Unreadable as refusal:
        return {"error": str(refusal)}, b""
    except MemoryError:
        return {"error": NO_MEMORY, "spent": True}, b""
    return result


def read(data: bytes, name: str, limits: Limits) -> tuple[dict[str, Any], bytes]:
    """One file's text or the reason why it cannot be read."""
    try:
        source = formats.load(data, name=name, limits=limits)
        text = source.text.encode("utf-8")
    except Unreadable as refusal:
        # The parent ends a spent child together with all that was started in it.
        scan = isinstance(refusal, NeedsRecognition)
        return {"error": str(refusal), "spent": isinstance(refusal, TooSlow), "scan": scan}, b""
    except MemoryError:
        return {"error": NO_MEMORY, "spent": True}, b""
    return {"format": source.format, "pages": source.pages, "notes": source.notes}, text
