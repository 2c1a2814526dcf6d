"""The only code that changes units, groups and what follows from them; one function per deed.

Each deed: right, lock, rule, write, derive the lines anew, record, return.
"""

from donghanh.organisations.actions.ending import abolish_level, close, merge, split
from donghanh.organisations.actions.exchange import export_units, import_units, preview_import
from donghanh.organisations.actions.groups import change_group, create_group
from donghanh.organisations.actions.standing import give_code, move, open_unit, rename, set_aliases
from donghanh.organisations.actions.undoing import undo

__all__ = [
    "abolish_level",
    "change_group",
    "close",
    "create_group",
    "export_units",
    "give_code",
    "import_units",
    "merge",
    "move",
    "open_unit",
    "preview_import",
    "rename",
    "set_aliases",
    "split",
    "undo",
]
