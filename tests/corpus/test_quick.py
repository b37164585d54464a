"""What is made quickly is what its class makes itself: as equal, as hashed, as frozen, with the same defaults."""

import pickle
from dataclasses import FrozenInstanceError, replace

import pytest

from corpus.notice import Clause
from corpus.quick import quick
from corpus.span import Span

SPAN = Span(0, 3)
OWN = Clause(("一",), "一", "甲", SPAN, (SPAN,), paragraph=2)
MADE = quick(Clause)(("一",), "一", "甲", SPAN, (SPAN,), paragraph=2)


def test_it_is_an_instance_like_any_other():
    assert type(MADE) is Clause
    assert (MADE, hash(MADE), repr(MADE)) == (OWN, hash(OWN), repr(OWN))
    assert pickle.loads(pickle.dumps(MADE)) == OWN
    assert replace(MADE, label="二") == replace(OWN, label="二")
    assert list(MADE.walk()) == [OWN]


def test_it_is_frozen():
    with pytest.raises(FrozenInstanceError):
        MADE.label = "二"  # pyright: ignore[reportAttributeAccessIssue]


def test_fields_that_are_missing_or_unknown_are_refused():
    with pytest.raises(TypeError, match="missing 4"):
        quick(Clause)(("一",))  # pyright: ignore[reportCallIssue]
    with pytest.raises(TypeError, match="colour"):
        quick(Clause)(("一",), "一", "甲", SPAN, (SPAN,), colour="red")  # pyright: ignore[reportCallIssue]
