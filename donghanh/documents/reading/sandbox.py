"""Files from strangers are parsed in a child process: its crash or hang costs one file, not the server.

A `Sandbox` keeps one clean child alive for many files; `load` serves threads from a few of them. Parent and
child speak over one socket: two lengths, a JSON head, then the file's bytes or the text. The child ends when
the socket does.
"""

import atexit
import contextlib
import json
import os
import queue
import signal
import socket
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from donghanh.documents.reading import formats
from donghanh.documents.reading.formats import detect
from donghanh.documents.reading.formats.limits import DEFAULT, Limits, decimal
from donghanh.documents.reading.source import NeedsRecognition, Source, Unreadable

FRAME = struct.Struct("!II")
CHUNK = 1 << 18
# A child that grew is replaced before the next file, so that one large file does not hold memory for ever.
LARGEST_IDLE = 400 * 1024 * 1024
HOME = Path(__file__).resolve().parents[3]
# The child needs the formats, not the grammar that the package itself would import.
BOOT = f"""
import sys, types
sys.path[:] = sys.argv[1:]
package = types.ModuleType({__package__!r})
package.__path__ = [{str(Path(__file__).resolve().parent)!r}]
sys.modules[package.__name__] = package
from {__package__} import sandbox_child
sandbox_child.main()
"""
# What the child and the programs that it starts need; a server's secrets are not among it.
ENVIRONMENT = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "TESSDATA_PREFIX")
NEED_TOOLS = ("pdf", "image", "ole", "rtf")
AGAIN = "Đề nghị mở tệp bằng phần mềm đã soạn nó, lưu lại rồi thử lại."
CRASHED = f"Chương trình đọc đã dừng đột ngột vì tệp này, có thể tệp bị hỏng. {AGAIN}"
BUSY = "Máy chủ đang bận đọc nhiều tệp khác. Đề nghị thử lại sau ít phút."


class Sandbox:
    """One child process that reads one file at a time; safe to share between threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._socket: socket.socket | None = None
        self._owner = os.getpid()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def pid(self) -> int | None:
        """The child that would read the next file, if one is alive."""
        return self._child.pid if self._child and self._child.poll() is None else None

    def load(self, source: bytes | Path, *, name: str = "", limits: Limits = DEFAULT) -> Source:
        """Read a file as `formats.load` does, but where it can do no harm."""
        data, name = contents(source, name, limits)
        kind = detect.by_signature(data)
        if kind == "txt":
            return formats.load(data, name=name, limits=limits)
        seconds = limits.seconds + (limits.tool_seconds if kind in NEED_TOOLS else 0)
        with self._lock:
            head, text = self._ask(data, {"name": name, "limits": asdict(limits)}, seconds, limits)
        return answer(head, text)

    def draw(self, data: bytes, *, page: int = 0, limits: Limits = DEFAULT) -> bytes:
        """One page of a PDF or of a picture, drawn as a JPEG."""
        limits.check_size(len(data))
        request = {"name": "", "limits": asdict(limits), "draw": page}
        with self._lock:
            head, picture = self._ask(data, request, limits.seconds, limits)
        if "error" in head:
            raise Unreadable(head["error"])
        return picture

    def run(self, work: str, data: bytes, *, limits: Limits = DEFAULT) -> tuple[dict[str, Any], bytes]:
        """Have another function of ours work on a file; `work` is "module:function"."""
        limits.check_size(len(data))
        request = {"name": "", "limits": asdict(limits), "work": work}
        with self._lock:
            head, body = self._ask(data, request, limits.seconds, limits)
        if "error" in head:
            raise Unreadable(head["error"])
        return head, body

    def close(self) -> None:
        """End the child."""
        with self._lock:
            self._end()

    def _ask(
        self, data: bytes, request: Mapping[str, Any], seconds: float, limits: Limits
    ) -> tuple[dict[str, Any], bytes]:
        """Have one thing done; what died while idle, or of the file before, gets one successor."""
        fresh = self._child is None
        try:
            head, text = self._exchange(request, data, seconds)
        except OSError as error:
            status = self._end()
            if fresh or status == -signal.SIGXCPU:
                raise Unreadable(reason_of_death(status, limits)) from error
            return self._ask(data, request, seconds, limits)
        if head.get("spent") or head.get("memory", 0) > LARGEST_IDLE:
            self._end()
        return head, text

    def _exchange(
        self, request: Mapping[str, Any], data: bytes, seconds: float
    ) -> tuple[dict[str, Any], bytes]:
        """Send one file to the child and wait for its answer; a child that is too slow is ended."""
        deadline = time.monotonic() + seconds
        try:
            connection = self._ready()
            send(connection, request, data, deadline)
            return receive(connection, deadline)
        except TimeoutError as error:
            self._end()
            raise Unreadable(too_slow(seconds)) from error
        except OSError:
            raise
        except BaseException:
            # An interrupt leaves an answer on its way; the next file must not get it.
            self._end()
            raise

    def _ready(self) -> socket.socket:
        """The connection to a living child, started now if there is none."""
        if self._owner != os.getpid():
            # After a fork the child is the other process's; only our copy of its socket is ours to close.
            self._child = None
            self._end()
            self._owner = os.getpid()
        if self._socket is None or self._child is None or self._child.poll() is not None:
            self._end()
            self._start()
        if self._socket is None:
            raise ConnectionError
        return self._socket

    def _start(self) -> None:
        """Start a clean interpreter: no fork of this process, no site packages' start-up code."""
        ours, theirs = socket.socketpair()
        # The installation may be an editable one, known to an import hook rather than to the path.
        path = [*(entry for entry in sys.path if entry and Path(entry).exists()), str(HOME)]
        with theirs:
            self._child = subprocess.Popen(  # noqa: S603 - our own interpreter with our own arguments
                [sys.executable, "-I", "-S", "-c", BOOT, *path],
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env={name: os.environ[name] for name in ENVIRONMENT if name in os.environ},
                start_new_session=True,
            )
        self._socket = ours

    def _end(self) -> int | None:
        """End the child with all that it started; returns how it ended."""
        if self._socket is not None:
            self._socket.close()
            self._socket = None
        child, self._child = self._child, None
        if child is None:
            return None
        with contextlib.suppress(subprocess.TimeoutExpired):
            # A closed socket ends it; its own death, if it was first, is what we want to know.
            child.wait(timeout=0.2)
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(child.pid, signal.SIGKILL)
        return child.wait()


def send(connection: socket.socket, head: Mapping[str, Any], body: bytes, deadline: float | None) -> None:
    """Write one message, before the deadline if there is one."""
    packed = json.dumps(head).encode()
    for part in (FRAME.pack(len(packed), len(body)) + packed, body):
        connection.settimeout(left(deadline))
        connection.sendall(part)


def receive(connection: socket.socket, deadline: float | None) -> tuple[dict[str, Any], bytes]:
    """Read one message, before the deadline if there is one."""
    head, body = FRAME.unpack(receive_exactly(connection, FRAME.size, deadline))
    message = json.loads(receive_exactly(connection, head, deadline))
    return message, receive_exactly(connection, body, deadline)


def receive_exactly(connection: socket.socket, size: int, deadline: float | None) -> bytes:
    """So many bytes, or `ConnectionError` when the other side is gone."""
    buffer = bytearray()
    while len(buffer) < size:
        connection.settimeout(left(deadline))
        piece = connection.recv(min(size - len(buffer), CHUNK))
        if not piece:
            raise ConnectionError
        buffer += piece
    return bytes(buffer)


def left(deadline: float | None) -> float | None:
    """The seconds until a deadline, or `TimeoutError`; none without a deadline."""
    if deadline is None:
        return None
    seconds = deadline - time.monotonic()
    if seconds <= 0:
        raise TimeoutError
    return seconds


def contents(source: bytes | Path, name: str, limits: Limits) -> tuple[bytes, str]:
    """The bytes and the name of a file; a file too large is not even read."""
    if isinstance(source, bytes):
        limits.check_size(len(source))
        return source, name
    try:
        limits.check_size(source.stat().st_size)
        with source.open("rb") as stream:
            data = stream.read(limits.size + 1)
    except OSError as error:
        raise Unreadable(no_access(source, error)) from error
    limits.check_size(len(data))
    return data, name or source.name


def no_access(path: Path, error: OSError) -> str:
    """Why a file on disk cannot be opened."""
    if isinstance(error, FileNotFoundError):
        return f"Không tìm thấy tệp {path}. Đề nghị kiểm tra lại đường dẫn."
    if isinstance(error, IsADirectoryError):
        return f"{path} là thư mục, không phải tệp. Đề nghị chọn từng tệp trong đó."
    if isinstance(error, PermissionError):
        return f"Không có quyền mở tệp {path}. Đề nghị kiểm tra quyền đọc của tệp."
    return f"Không mở được tệp {path}: {error.strerror}."


def answer(head: Mapping[str, Any], text: bytes) -> Source:
    """The child's answer as a source, or its refusal."""
    if "error" in head:
        raise (NeedsRecognition if head.get("scan") else Unreadable)(head["error"])
    return Source(
        text=text.decode("utf-8"), format=head["format"], pages=head["pages"], notes=tuple(head["notes"])
    )


def too_slow(seconds: float) -> str:
    """What a person is told when a file takes too long."""
    return (
        f"Tệp mất hơn {decimal(seconds)} giây để đọc nên đã dừng. Đề nghị tách tệp hoặc lưu lại rồi thử lại."
    )


def reason_of_death(status: int | None, limits: Limits) -> str:
    """What a person is told of a child that died, by how it died."""
    if status == -signal.SIGXCPU:
        return too_slow(limits.seconds)
    return CRASHED


class Pool:
    """A few sandboxes for the threads of one process."""

    def __init__(self, size: int) -> None:
        self._free: queue.LifoQueue[Sandbox] = queue.LifoQueue()
        self._all = [Sandbox() for _ in range(size)]
        for sandbox in self._all:
            self._free.put(sandbox)

    def load(self, source: bytes | Path, *, name: str, limits: Limits) -> Source:
        """Read with one of the sandboxes."""
        with self._taken(limits) as sandbox:
            return sandbox.load(source, name=name, limits=limits)

    def draw(self, data: bytes, *, page: int, limits: Limits) -> bytes:
        """Draw with one of the sandboxes."""
        with self._taken(limits) as sandbox:
            return sandbox.draw(data, page=page, limits=limits)

    def run(self, work: str, data: bytes, *, limits: Limits) -> tuple[dict[str, Any], bytes]:
        """Have another function of ours work on a file in one of the sandboxes."""
        with self._taken(limits) as sandbox:
            return sandbox.run(work, data, limits=limits)

    @contextlib.contextmanager
    def _taken(self, limits: Limits) -> Iterator[Sandbox]:
        """The sandbox that was free last, so that few children are ever started."""
        try:
            sandbox = self._free.get(timeout=limits.seconds)
        except queue.Empty as error:
            raise Unreadable(BUSY) from error
        try:
            yield sandbox
        finally:
            self._free.put(sandbox)

    def close(self) -> None:
        """End all children."""
        for sandbox in self._all:
            sandbox.close()


POOL = Pool(max(2, os.cpu_count() or 2))
atexit.register(POOL.close)


def load(source: bytes | Path, *, name: str = "", limits: Limits = DEFAULT) -> Source:
    """Read a file in a child process of the shared pool; plain text needs none."""
    return POOL.load(source, name=name, limits=limits)


def draw(data: bytes, *, page: int = 0, limits: Limits = DEFAULT) -> bytes:
    """One page of a PDF or of a picture as a JPEG, drawn in a child process of the shared pool."""
    return POOL.draw(data, page=page, limits=limits)


def run(work: str, data: bytes, *, limits: Limits = DEFAULT) -> tuple[dict[str, Any], bytes]:
    """Have another function of ours work on a file in a child process of the shared pool."""
    return POOL.run(work, data, limits=limits)
