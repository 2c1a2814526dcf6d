"""The kinds of notices that exist. Apps above sign theirs in at start-up (`AppConfig.ready`)."""

from dataclasses import dataclass

_signed_in: dict[str, "NoticeKind"] = {}


@dataclass(frozen=True, kw_only=True)
class NoticeKind:
    """Loại thông báo: what it is called, and why it exists, as the settings page tells people.

    An urgent kind cannot be turned off. `default_on=False` is sent only to those who asked for it.
    """

    code: str
    title: str
    why: str
    urgent: bool = False
    default_on: bool = True


def sign_in(*kinds: NoticeKind) -> None:
    """Add kinds to those that exist."""
    for kind in kinds:
        if _signed_in.setdefault(kind.code, kind) != kind:
            raise ValueError(f"two kinds of notices are called {kind.code}")


def known(code: str) -> NoticeKind | None:
    """The kind of this name; none when the app that had it is gone."""
    return _signed_in.get(code)


def every() -> list[NoticeKind]:
    """All kinds, the urgent ones first, in the order in which they were signed in."""
    return sorted(_signed_in.values(), key=lambda kind: not kind.urgent)
