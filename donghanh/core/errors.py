"""The ways in which the rules say no."""


class Refused(Exception):
    """The rules do not allow what was asked; the message says why, in Vietnamese."""

    status = 409
    title = "Chưa thực hiện được"


class NotPermitted(Refused):
    """The actor's posts do not give this right."""

    status = 403
    title = "Chưa được giao quyền"


class TooOften(Refused):
    """Asked more often than is fair to the others who use the same server."""

    status = 429
    title = "Đồng chí thao tác quá nhanh"
