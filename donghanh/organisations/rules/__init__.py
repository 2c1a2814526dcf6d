"""Why a deed is refused now. One rule per action, of the same name; empty means allowed."""

from donghanh.organisations.rules.batches import drop_batch, note_check, start_batch, store_batch
from donghanh.organisations.rules.groups import change_group, create_group, remove_group
from donghanh.organisations.rules.proposals import approve, refuse, withdraw
from donghanh.organisations.rules.units import (
    UNDONE_ALONE,
    abolish_level,
    close,
    finish_undoing,
    give_code,
    import_units,
    merge,
    move,
    open_unit,
    rename,
    right_to_undo,
    set_aliases,
    split,
    start_undoing,
    two_persons,
    undo,
    undone_by_two,
)

__all__ = [
    "UNDONE_ALONE",
    "abolish_level",
    "approve",
    "change_group",
    "close",
    "create_group",
    "drop_batch",
    "finish_undoing",
    "give_code",
    "import_units",
    "merge",
    "move",
    "note_check",
    "open_unit",
    "refuse",
    "remove_group",
    "rename",
    "right_to_undo",
    "set_aliases",
    "split",
    "start_batch",
    "start_undoing",
    "store_batch",
    "two_persons",
    "undo",
    "undone_by_two",
    "withdraw",
]
