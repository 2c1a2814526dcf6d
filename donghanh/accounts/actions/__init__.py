"""The only code that changes posts, roles and accounts; one function per deed.

Each deed: right, lock, rule, write, record, return.
"""

from donghanh.accounts.actions.intake import apply_intake, drop_intake, read_intake
from donghanh.accounts.actions.people import (
    change_contact,
    choose_password,
    issue_slips,
    lock,
    make_account,
    sign_out_elsewhere,
    unlock,
)
from donghanh.accounts.actions.posts import delegate, end_post, give_post, hand_over
from donghanh.accounts.actions.roles import change_role, compose_role, load_standard_roles, remove_role

__all__ = [
    "apply_intake",
    "change_contact",
    "change_role",
    "choose_password",
    "compose_role",
    "delegate",
    "drop_intake",
    "end_post",
    "give_post",
    "hand_over",
    "issue_slips",
    "load_standard_roles",
    "lock",
    "make_account",
    "read_intake",
    "remove_role",
    "sign_out_elsewhere",
    "unlock",
]
