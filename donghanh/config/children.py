"""Processes that the supervisor keeps alive: each in a group of its own, restarted with growing pauses."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

FIRST_PAUSE = 0.5
LONGEST_PAUSE = 10.0
SETTLED = 30.0  # seconds of life after which the next death starts again at the first pause
PR_SET_PDEATHSIG = 1


@dataclass
class Pause:
    """How long to wait before the next try: doubled each time, short again after a long life."""

    length: float = FIRST_PAUSE
    began: float = field(default_factory=time.monotonic)
    until: float = 0.0

    def died(self) -> float:
        """Take note of a death; says how long to wait."""
        now = time.monotonic()
        if now - self.began > SETTLED:
            self.length = FIRST_PAUSE
        pause, self.length = self.length, min(self.length * 2, LONGEST_PAUSE)
        self.until = now + pause
        return pause

    def over(self) -> bool:
        """Whether the next try is due; if so it counts as begun."""
        if time.monotonic() < self.until:
            return False
        self.began = time.monotonic()
        return True


@dataclass
class Child:
    """One program that is to run all the time."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    seconds_to_end: float
    when_orphaned: signal.Signals = signal.SIGTERM
    process: "subprocess.Popen[bytes] | None" = None
    pause: Pause = field(default_factory=Pause)
    deaths: int = 0

    def start(self) -> None:
        self.process = spawn(self.command, self.environment, self.when_orphaned)

    def tend(self, say: Callable[[str], None]) -> None:
        """Notice a death, say so, and start anew when the pause is over."""
        if self.process is not None and self.process.poll() is not None:
            code = self.process.returncode
            self._end_group()
            self.process = None
            self.deaths += 1
            seconds = f"{self.pause.died():g}".replace(".", ",")
            say(f"{self.name.capitalize()} bị dừng ({ending(code)}); chạy lại sau {seconds} giây.")
        if self.process is None and self.pause.over():
            self.start()

    def end(self) -> None:
        """Ask it to end, wait, then insist; its own children go with it."""
        if self.process is None:
            return
        with suppress(ProcessLookupError):
            self.process.terminate()
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(self.seconds_to_end)
        self.kill()
        self.process.wait()

    def kill(self) -> None:
        """End it and its children at once."""
        if self.process is not None:
            self._end_group()

    def _end_group(self) -> None:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)  # type: ignore[union-attr]


def spawn(
    command: Sequence[str], environment: Mapping[str, str], when_orphaned: signal.Signals
) -> "subprocess.Popen[bytes]":
    """Start a program in a group of its own (Ctrl-C is ours to pass on) that ends when we are killed."""
    return subprocess.Popen(  # noqa: S603 -- our own programs; we run no threads
        command,
        env=dict(environment),
        stdin=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=_end_with_parent(os.getpid(), when_orphaned),  # noqa: PLW1509 -- the supervisor has no threads
    )


def _end_with_parent(parent: int, number: signal.Signals) -> Callable[[], None] | None:
    """Ask Linux to send this signal when the parent dies, in whatever way; other systems cannot."""
    if sys.platform != "linux":
        return None
    libc = ctypes.CDLL(None)

    def ask() -> None:
        libc.prctl(PR_SET_PDEATHSIG, number)
        if os.getppid() != parent:  # it died before we asked
            os._exit(1)

    return ask


def ending(code: int) -> str:
    """How a process ended, in words."""
    if code < 0:
        return f"bị tín hiệu {signal.Signals(-code).name} kết thúc"
    return f"mã lỗi {code}" if code else "tự kết thúc"
