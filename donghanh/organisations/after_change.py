"""What follows when the tree or a group was changed: apps above sign in what they do then.

after_change.sign_in(follow)    # in AppConfig.ready

`follow` runs inside the transaction of the change, so it does little: it defers a job, which then begins only
if the change was stored. Changes that begin on a later day are for daily jobs.
"""

from collections.abc import Callable

Follow = Callable[[], None]
_signed_in: list[Follow] = []


def sign_in(follow: Follow) -> None:
    """Call this after every change; the same function signs in once."""
    if follow not in _signed_in:
        _signed_in.append(follow)


def tell() -> None:
    """Something changed."""
    for follow in _signed_in:
        follow()
