"""The only code that changes units, groups and what follows from them; one function per deed.

Each deed: right, lock, rule, write, derive the lines anew, record, return.
"""

from donghanh.organisations.actions.batches import (
    drop_batch,
    fail_batch,
    note_check,
    preview_batch,
    read_batch,
    start_batch,
    store_batch,
)
from donghanh.organisations.actions.ending import abolish_level, close, merge, split
from donghanh.organisations.actions.exchange import export_units, import_units, preview_import
from donghanh.organisations.actions.groups import change_group, create_group, remove_group
from donghanh.organisations.actions.proposals import DOERS, approve, propose, refuse, withdraw
from donghanh.organisations.actions.standing import give_code, move, open_unit, rename, set_aliases
from donghanh.organisations.actions.undoing import fail_undoing, finish_undoing, start_undoing, undo

__all__ = [
    "DOERS",
    "abolish_level",
    "approve",
    "change_group",
    "close",
    "create_group",
    "drop_batch",
    "export_units",
    "fail_batch",
    "fail_undoing",
    "finish_undoing",
    "give_code",
    "import_units",
    "merge",
    "move",
    "note_check",
    "open_unit",
    "preview_batch",
    "preview_import",
    "propose",
    "read_batch",
    "refuse",
    "remove_group",
    "rename",
    "set_aliases",
    "split",
    "start_batch",
    "start_undoing",
    "store_batch",
    "undo",
    "withdraw",
]
