"""Overlapping spans become pieces that never overlap and lose nothing."""

from hypothesis import given
from hypothesis import strategies as st

from donghanh.documents.paper.marks import MOST_AT_ONCE, Mark, lines


def shown(text, *marks):
    return [
        [(piece.text, [mark.item for mark in piece.marks]) for piece in line] for line in lines(text, marks)
    ]


def mark(start, end, item, kind="task"):
    return Mark(start=start, end=end, item=item, kind=kind)


def test_a_target_inside_a_task_keeps_both_and_comes_first():
    assert shown("mở 02 lớp học", mark(0, 13, 1), mark(3, 9, 2, "target")) == [
        [("mở ", [1]), ("02 lớp", [2, 1]), (" học", [1])]
    ]


def test_spans_that_cross_each_other_are_cut_at_every_edge():
    assert shown("abcdef", mark(0, 4, 1), mark(2, 6, 2)) == [[("ab", [1]), ("cd", [1, 2]), ("ef", [2])]]


def test_a_span_over_lines_is_cut_at_the_line_ends():
    assert shown("ab\n\ncd", mark(1, 5, 1)) == [[("a", []), ("b", [1])], [], [("c", [1]), ("d", [])]]


def test_the_same_words_may_serve_two_values():
    (pieces,) = lines("Bình Minh", [mark(0, 9, 1), mark(0, 9, 2)])

    assert [(piece.text, piece.first) for piece in pieces] == [("Bình Minh", (1, 2))]


def test_an_item_has_one_place_however_many_marks_it_has():
    pieces = [piece for line in lines("a b\nc", [mark(0, 5, 1), mark(2, 3, 1, "actor")]) for piece in line]

    assert [piece.first for piece in pieces] == [(1,), (), ()]


def test_spans_outside_the_text_or_empty_are_left_out():
    assert shown("abc", mark(-1, 2, 1), mark(1, 9, 2), mark(2, 2, 3)) == [[("abc", [])]]


def test_a_span_of_a_line_end_alone_takes_no_place_from_others():
    first, second = lines("ab\ncd", [mark(2, 3, 1), mark(3, 4, 2)])

    assert [piece.first for piece in first] == [()]
    assert [piece.first for piece in second] == [(2,), ()]


SPANS = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=MOST_AT_ONCE)


@given(st.text(alphabet="ab \nđ", max_size=40), SPANS)
def test_pieces_give_back_the_text_and_every_span(text, spans):
    marks = [mark(start, end, item) for item, (start, end) in enumerate(spans, 1)]

    found = list(lines(text, marks))

    assert "\n".join("".join(piece.text for piece in line) for line in found) == text
    for one in marks:
        words = [p.text for line in found for p in line if one.item in {m.item for m in p.marks}]
        inside = text[one.start : one.end] if one.start < one.end <= len(text) else ""
        assert "".join(words) == inside.replace("\n", "")
