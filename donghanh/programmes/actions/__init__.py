"""The only code that changes programmes, tasks and assignments; one function per deed.

Each deed: right, lock, rule, write, record, return.
"""

from donghanh.programmes.actions.doing import attach, detach, note_progress, report_done, take_back
from donghanh.programmes.actions.judging import confirm_done, confirm_many, send_back
from donghanh.programmes.actions.making import set_up
from donghanh.programmes.actions.starting import agree, start, withdraw_agreement
from donghanh.programmes.actions.syncing import end, pass_on, sync

__all__ = [
    "agree",
    "attach",
    "confirm_done",
    "confirm_many",
    "detach",
    "end",
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
