"""Sign-in codes made from names: the given name, then the initials before it, then a number if need be."""

from collections.abc import Iterable, Iterator
from itertools import chain, count

from donghanh.core.text import search_words
from donghanh.identity.models import User


def stem(full_name: str) -> str:
    """`Trần Ngọc Lan` → `lan.tn`."""
    words = ["".join(filter(str.isalnum, word)) for word in search_words(full_name)]
    words = [word for word in words if word.isascii() and word]
    if not words:
        return "can-bo"
    initials = "".join(word[0] for word in words[:-1])
    made = f"{words[-1]}.{initials}" if initials else words[-1]
    return made[:50] if any(map(str.isalpha, made)) else f"cb.{made[:50]}"


def free_codes(names: Iterable[str], *, besides: Iterable[str] = ()) -> Iterator[str]:
    """A code for each name that no account, no other of these names and none of `besides` has; one query."""
    stems = [stem(name) for name in names]
    taken = _taken(set(stems)) | set(besides)
    for each in stems:
        code = next(code for code in chain([each], (f"{each}{n}" for n in count(2))) if code not in taken)
        taken.add(code)
        yield code


def free_code(name: str) -> str:
    """A code for one name."""
    return next(free_codes([name]))


def _taken(stems: set[str]) -> set[str]:
    pattern = "^(" + "|".join(each.replace(".", r"\.") for each in sorted(stems)) + r")\d*$"
    return set(User.objects.filter(code__regex=pattern).values_list("code", flat=True))
