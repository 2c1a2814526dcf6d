"""Desk: the signed-in home."""
