"""Whether lines hold the head of an official document: the organ, the motto, the number."""

import re

HEAD = re.compile(
    r"\bSố\s*:|CỘNG H(?:ÒA|OÀ) XÃ HỘI|ĐOÀN TNCS HỒ CHÍ MINH|ĐOÀN THANH NIÊN CỘNG SẢN|ĐẢNG CỘNG SẢN VIỆT NAM|"
    r"Độc lập\s*[-–—]\s*Tự do"
)
FIRST_LINES = 25


def stands_in(lines: list[str]) -> bool:
    """Whether the head of a document is among the first written lines."""
    written = (line for line in lines if line.strip())
    return any(HEAD.search(line) for line, _ in zip(written, range(FIRST_LINES), strict=False))
