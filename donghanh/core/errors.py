"""The two ways in which the rules say no."""


class Refused(Exception):
    """The rules do not allow what was asked; the message says why, in Vietnamese."""

    status = 409


class NotPermitted(Refused):
    """The actor's posts do not give this right."""

    status = 403
