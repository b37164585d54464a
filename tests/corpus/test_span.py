"""A span refuses what is impossible, and stays a value: it cannot be changed, sorts, hashes and pickles."""

import pickle
from dataclasses import FrozenInstanceError

import pytest

from corpus.layout import joined
from corpus.span import Span


@pytest.mark.parametrize(("start", "end"), [(3, 3), (4, 3), (-1, 3)], ids=["空的", "反的", "负的"])
def test_an_impossible_span_is_refused(start: int, end: int):
    with pytest.raises(ValueError, match="empty or backwards"):
        Span(start, end)


def test_a_span_is_a_value():
    span = Span(1, 3)
    with pytest.raises(FrozenInstanceError):
        span.start = 0  # pyright: ignore[reportAttributeAccessIssue]
    assert sorted([Span(2, 3), Span(1, 4), span]) == [span, Span(1, 4), Span(2, 3)]
    assert (pickle.loads(pickle.dumps(span)), {span: 1}[Span(1, 3)], repr(span)) == (span, 1, "Span(start=1, end=3)")


@pytest.mark.parametrize(
    ("printed", "words"),
    [
        pytest.param("甲 乙", "甲 乙", id="没有换行"),
        pytest.param("甲 \r\n \n　乙", "甲乙", id="空行与空格"),
        pytest.param("open \u2028source\n", "open source", id="西文之间留一空"),
        pytest.param("  甲\x1c乙  ", "  甲乙  ", id="两端的空格不动"),
    ],
)
def test_broken_lines_are_joined(printed: str, words: str):
    assert joined(printed, Span(0, len(printed))) == words
