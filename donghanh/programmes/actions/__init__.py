"""The only code that changes programmes, tasks and assignments; one function per deed.

Each deed: right, lock, rule, write, record, return.
"""

from donghanh.programmes.actions.confirming import confirm, undo_confirm
from donghanh.programmes.actions.doing import attach, detach, note_progress, report_done, take_back
from donghanh.programmes.actions.editing import Clash, add_task, change_programme, change_task, drop_task
from donghanh.programmes.actions.finishing import drop, end_programme, remind
from donghanh.programmes.actions.judging import confirm_done, confirm_many, send_back
from donghanh.programmes.actions.making import set_up
from donghanh.programmes.actions.parts import (
    add_deadline,
    add_target,
    change_deadline,
    change_target,
    drop_deadline,
    drop_target,
)
from donghanh.programmes.actions.settling import settle_unit
from donghanh.programmes.actions.starting import agree, start, withdraw_agreement
from donghanh.programmes.actions.syncing import end, pass_on, sync

__all__ = [
    "Clash",
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
    "confirm_many",
    "detach",
    "drop",
    "drop_deadline",
    "drop_target",
    "drop_task",
    "end",
    "end_programme",
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
