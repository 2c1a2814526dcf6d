"""Whether two names as written may be of one office; for warnings and links, not for rights."""

from donghanh.core.text import search_words


def same_words(name: str, *others: str) -> bool:
    """Whether one of the others names the same office: all words of the shorter name are in the longer."""
    words = set(search_words(name))
    for other in others:
        theirs = set(search_words(other))
        if words and theirs and (words <= theirs or theirs <= words):
            return True
    return False
