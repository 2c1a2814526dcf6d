"""Programs of the machine that some formats need, run with a time limit and without our own limits."""

import contextlib
import resource
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from donghanh.documents.reading.formats.limits import decimal
from donghanh.documents.reading.source import Unreadable

MEMORY = 4 * 1024**3


class TooSlow(Unreadable):
    """A program took too long; what it started in its turn may still be running."""


def run(
    arguments: Sequence[str],
    data: bytes = b"",
    *,
    environment: Mapping[str, str],
    seconds: float,
    folder: Path | None = None,
) -> subprocess.CompletedProcess[bytes]:
    """Run a program to its end; one that takes too long is killed."""
    with wider_memory():
        process = subprocess.Popen(  # noqa: S603 - known programs, no shell, no words of the file in the arguments
            arguments,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            cwd=folder,
        )
    with process:
        try:
            output, _ = process.communicate(data, timeout=seconds)
        except subprocess.TimeoutExpired as error:
            process.kill()
            raise TooSlow(
                f"Chương trình {Path(arguments[0]).name} mất hơn {decimal(seconds)} giây nên đã dừng. "
                "Đề nghị tách tệp hoặc lưu lại ở dạng .docx rồi thử lại."
            ) from error
    return subprocess.CompletedProcess(arguments, process.returncode, output)


@contextlib.contextmanager
def wider_memory() -> Iterator[None]:
    """Start programs with a memory limit of their own: what is enough for us is not for them."""
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    if soft != resource.RLIM_INFINITY:
        resource.setrlimit(
            resource.RLIMIT_AS, (MEMORY if hard == resource.RLIM_INFINITY else min(MEMORY, hard), hard)
        )
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
