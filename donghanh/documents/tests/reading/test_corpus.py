"""The regression corpus: the mean F1 over all fields, on the documents worked with and those held out."""

import importlib.util
import json
from collections import defaultdict
from pathlib import Path

import pytest

from donghanh.documents import reading

BENCH = Path(__file__).parents[4] / "bench" / "reading"
SPEC = importlib.util.spec_from_file_location("score", BENCH / "score.py")
score = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(score)


def mean(answers):
    """The mean F1 of the fields, as the scorer prints it."""
    totals = defaultdict(lambda: [0, 0])
    for answer in answers:
        gold = json.loads(answer.read_text(encoding="utf-8"))
        text = (BENCH / "documents" / gold["file"]).read_text(encoding="utf-8")
        for name, want, have, agree in score.fields(gold, reading.read_text(text).as_dict()):
            totals[name][0] += len(want) + len(have)
            totals[name][1] += score.pair(want, have, agree)
    scores = [2 * right / both for both, right in totals.values() if both]
    return sum(scores) / len(scores)


@pytest.mark.parametrize(("held_out", "least"), [(False, 0.95), (True, 0.92)])
def test_the_mean_of_all_fields(held_out, least):
    answers = [
        path for path in sorted((BENCH / "gold").glob("*.json")) if path.name.startswith("h_") == held_out
    ]

    assert len(answers) >= 15
    assert mean(answers) >= least
