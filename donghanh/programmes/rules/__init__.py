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
from donghanh.programmes.rules.closings import end, pass_on, settle_unit, sync
from donghanh.programmes.rules.editing import (
    add_deadline,
    add_target,
    add_task,
    change_deadline,
    change_programme,
    change_target,
    change_task,
    drop,
    drop_deadline,
    drop_target,
    drop_task,
    end_programme,
    remind,
)
from donghanh.programmes.rules.programmes import (
    agree,
    confirm,
    set_up,
    start,
    undo_confirm,
    withdraw_agreement,
)

__all__ = [
    "add_deadline",
    "add_target",
    "add_task",
    "agree",
    "attach",
    "change_deadline",
    "change_programme",
    "change_target",
    "change_task",
    "confirm",
    "confirm_done",
    "detach",
    "drop",
    "drop_deadline",
    "drop_target",
    "drop_task",
    "end",
    "end_programme",
    "missing_evidence",
    "note_progress",
    "pass_on",
    "remind",
    "report_done",
    "send_back",
    "set_up",
    "settle_unit",
    "start",
    "sync",
    "take_back",
    "undo_confirm",
    "withdraw_agreement",
]
