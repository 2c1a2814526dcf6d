"""Deeds on documents: taking in, reviewing, registering, sending; and what names in them mean."""

from donghanh.documents.actions.names import Made, materialise, remember
from donghanh.documents.actions.receiving import (
    give_text,
    read_again,
    receive,
    receive_text,
    settle_scan,
    take_up,
)
from donghanh.documents.actions.registering import register, unregister
from donghanh.documents.actions.reviewing import drop, edit, restore
from donghanh.documents.actions.sending import open_dispatch, send

__all__ = [
    "Made",
    "drop",
    "edit",
    "give_text",
    "materialise",
    "open_dispatch",
    "read_again",
    "receive",
    "receive_text",
    "register",
    "remember",
    "restore",
    "send",
    "settle_scan",
    "take_up",
    "unregister",
]
