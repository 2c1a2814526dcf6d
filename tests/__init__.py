"""Promises about the whole code, and journeys through it in a browser."""
