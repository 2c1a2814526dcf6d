"""Why a deed on programmes is refused now: one function for each action, the reason in Vietnamese or "".

A rule reads and never writes. Pages show the reason before, the action enforces it after.
"""

from donghanh.programmes.rules.assignments import (
    attach,
    confirm_done,
    detach,
    missing_evidence,
    note_progress,
    report_done,
    send_back,
    take_back,
)
from donghanh.programmes.rules.closings import end, pass_on, sync
from donghanh.programmes.rules.programmes import agree, set_up, start, withdraw_agreement

__all__ = [
    "agree",
    "attach",
    "confirm_done",
    "detach",
    "end",
    "missing_evidence",
    "note_progress",
    "pass_on",
    "report_done",
    "send_back",
    "set_up",
    "start",
    "sync",
    "take_back",
    "withdraw_agreement",
]
