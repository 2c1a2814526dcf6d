#!/usr/bin/env python3
"""Check that every label of the corpus agrees with its document: python bench/reading/check_labels.py."""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
KEYS = [
    "file",
    "kind",
    "number",
    "symbol",
    "place",
    "issued_on",
    "issuers",
    "title",
    "period",
    "bases",
    "cited_numbers",
    "sections",
    "tasks",
    "targets",
    "deadlines",
    "recipients",
    "archive",
    "signatures",
]
KINDS = ["BC", "CTPH", "CTr", "CV", "GM", "HD", "KH", "KL", "QĐ", "TB", "TL", "TTr", "news"]
EVERY = ["month", "quarter", "half_year", "year", "school_year"]


def fold(text: object) -> str:
    """Case, spacing and punctuation make no difference."""
    lowered = unicodedata.normalize("NFC", str(text or "")).casefold()
    return " ".join(re.sub(r"[^\w%/-]+", " ", lowered).split())


def task_faults(gold: dict[str, Any], text: str) -> list[str]:
    """Tasks that do not start in the text, stand in no section or name nobody who is there."""
    faults = []
    for task in gold["tasks"]:
        if fold(task["starts"]) not in text or not task["starts"]:
            faults.append(f"task not in text: {task['starts']!r}")
        if len(task["starts"].split()) > 9 or not isinstance(task["actors"], list):
            faults.append(f"malformed task: {task['starts']!r}")
        if task["section"] is not None and task["section"] not in gold["sections"]:
            faults.append(f"task in unknown section {task['section']!r}")
        names = task["actors"] + task.get("collaborators", [])
        faults += [f"actor not in text: {name!r}" for name in names if not words_in(name, text)]
    return faults


def words_in(name: str, text: str) -> bool:
    """Whether every word of one spelling of the name stands in the text."""
    known = set(text.split())
    return any(set(fold(way).split()) <= known for way in name.split(" | "))


def end_faults(gold: dict[str, Any], text: str) -> list[str]:
    """Receivers, numbers, targets, deadlines and signatures that the text does not bear."""
    bare = re.sub(r"[\s-]+", "", text)
    numbers = gold["cited_numbers"] + ([gold["number"]] if gold["number"] else [])
    loose = re.sub(r"[\s-]+", "", text.replace("l", "1").replace("o", "0"))
    faults = []
    for number in numbers:
        flat = re.sub(r"[\s-]+", "", fold(number))
        if flat not in bare and flat.replace("l", "1").replace("o", "0") not in loose:
            faults.append(f"number not in text: {number}")
    faults += [f"receiver not in text: {name!r}" for name in gold["recipients"] if not words_in(name, text)]
    faults += [f"unit not in text: {t['unit']!r}" for t in gold["targets"] if fold(t["unit"]) not in text]
    faults += [f"bad every: {d}" for d in gold["deadlines"] if d.get("every", "year") not in EVERY]
    faults += [
        f"bare deadline: {d}" for d in gold["deadlines"] if not {"every", "date", "nested_in"} & set(d)
    ]
    for sign in gold["signatures"]:
        faults += [f"signature not in text: {v!r}" for v in sign.values() if v and not words_in(v, text)]
    return faults


def faults_of(path: Path) -> list[str]:
    """All faults of one label file."""
    gold = json.loads(path.read_text(encoding="utf8"))
    text = fold((HERE / "documents" / gold["file"]).read_text(encoding="utf8"))
    faults = [f"key missing: {key}" for key in KEYS if key not in gold]
    faults += [] if gold["kind"] in KINDS else [f"unknown kind {gold['kind']}"]
    faults += [f"section twice: {s}" for s in set(gold["sections"]) if gold["sections"].count(s) > 1]
    faults += [] if words_in(gold["title"] or "", text) else ["title not in text"]
    cited = gold["cited_numbers"]
    faults += [f"base not cited: {b}" for b in gold["bases"] if b["number"] and b["number"] not in cited]
    faults += ["own number cited"] if gold["number"] in cited else []
    return faults + task_faults(gold, text) + end_faults(gold, text)


def main() -> int:
    """Print every fault; exit status 1 when there is one."""
    labels = sorted((HERE / "gold").glob("*.json"))
    found = [f"{path.stem}: {fault}" for path in labels for fault in faults_of(path)]
    print("\n".join([*found, f"{len(labels)} labels, {len(found)} faults"]))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
