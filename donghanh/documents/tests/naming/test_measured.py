"""Every name in the papers of `bench/reading`, against what it means by hand: right or honestly open."""

import json
from collections import Counter
from pathlib import Path

import pytest

from donghanh.documents.tests.naming import measuring
from donghanh.documents.tests.naming.measuring import Paper
from donghanh.documents.tests.naming.trees import Trees

NAMES = Path(__file__).resolve().parents[4] / "bench" / "naming" / "names.json"


@pytest.mark.slow
def test_names_of_real_looking_papers_are_right_or_honestly_open(db, capsys):
    papers = [Paper.of(row) for row in json.loads(NAMES.read_text("utf-8"))]
    trees = Trees()
    counts: Counter[str] = Counter()
    wrong, suggested = [], []
    for paper in papers:
        measuring.grow(paper, trees)
        for name, one, label in measuring.understood(paper, trees):
            right = label == paper.names[name]
            counts["names"] += 1
            counts["sure and right"] += one.sure and right
            counts["suggested and right"] += not one.sure and right
            counts["left open"] += not one.sure and not right and not one.means
            if right or (not one.sure and not one.means):
                continue
            (wrong if one.sure else suggested).append(f"{paper.file}: {name} → {label}")

    with capsys.disabled():  # pytest -m slow … shows the figures
        print(dict(counts), "suggested and wrong:", len(suggested), "sure and wrong:", len(wrong))  # noqa: T201
    assert wrong == []
    assert counts["sure and right"] + counts["suggested and right"] >= 0.9 * counts["names"]
    assert len(suggested) <= 0.03 * counts["names"], suggested
