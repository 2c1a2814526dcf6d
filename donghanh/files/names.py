"""Names of files as people gave them, made harmless."""

import re
import unicodedata

from donghanh.core.text import clean
from donghanh.files.kinds import Kind

LONGEST = 150
FORBIDDEN = re.compile(r'[<>:"|?*]')
# An ending of letters and digits; what follows the last dot of “Kế hoạch 12.KH-HKH” is none.
ENDING = re.compile(r"\.([A-Za-z0-9]{1,8})$")
PROGRAMS = frozenset(
    {"exe", "com", "scr", "pif", "bat", "cmd", "msi", "msp", "dll", "sys", "cpl", "vbs", "vbe", "js", "jse"}
    | {"wsf", "wsh", "hta", "ps1", "psm1", "lnk", "reg", "jar", "apk", "app", "dmg", "deb", "rpm", "sh"}
    | {"bin", "run", "py", "pl", "rb", "php"}
)
KNOWN = {extension: kind for kind in Kind for extension in kind.extensions} | dict.fromkeys(
    (
        "docm",
        "dotm",
        "xlsm",
        "xltm",
        "pptm",
        "zip",
        "rar",
        "7z",
        "gif",
        "bmp",
        "mp4",
        "mp3",
        "mov",
        "avi",
        "svg",
    ),
    None,
)


def cleaned(name: str) -> str:
    """The last part of a path in composed letters, without what systems forbid or eyes cannot see."""
    last = re.split(r"[/\\]", name)[-1]
    visible = "".join(
        letter for letter in last if unicodedata.category(letter) not in {"Cc", "Cf", "Cs", "Co"}
    )
    plain = clean(FORBIDDEN.sub("-", clean(visible))).lstrip(". ").rstrip(". ")
    return shortened(plain) or "tep"


def extension(name: str) -> str:
    """The ending in small letters, without its dot; nothing when there is none."""
    found = ENDING.search(name)
    return found[1].lower() if found else ""


def fitting(name: str, kind: Kind) -> str:
    """The name with an ending that fits the content: a known one is replaced, any other is kept as words."""
    ending = extension(name)
    if ending in kind.extensions:
        return name
    stem = name[: -len(ending) - 1] if ending in KNOWN else name
    return shortened(f"{stem}.{kind.extensions[0]}")


def shortened(name: str) -> str:
    """Not over 150 letters, the ending kept."""
    ending = ENDING.search(name)
    tail = ending[0] if ending else ""
    return name[: LONGEST - len(tail)].rstrip() + tail if len(name) > LONGEST else name
