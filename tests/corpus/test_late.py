"""A notice whose passages and references are still to be worked out cannot be told from one that holds them."""

import pickle
from collections.abc import Callable
from dataclasses import FrozenInstanceError, replace

import pytest

from corpus.late import late
from corpus.notice import Notice
from corpus.reading import parse_notice
from corpus.record import notice_from_json, notice_to_json
from corpus.span import Span

TEXT = "某市关于某事的通知\n\n一、依照《某法》第二条办理。\n二、请执行。\n"


def parsed() -> Notice:
    return parse_notice(TEXT, source="某.txt", sha256="")


def whole() -> Notice:
    notice = parsed()
    assert [passage.text for passage in notice.passages] == ["一、依照《某法》第二条办理。", "二、请执行。"]
    assert [(one.title, one.paths) for one in notice.references] == [("某法", (("第二条",),))]
    return notice


SEEN: dict[str, Callable[[Notice], object]] = {
    "equal": lambda notice: notice,
    "printed": repr,
    "hashed": hash,
    "pickled": lambda notice: pickle.loads(pickle.dumps(notice)),
    "replaced": lambda notice: replace(notice, id="甲"),
    "given anew": lambda notice: replace(notice, references=()),
    "read": lambda notice: (notice.passages[-1], notice.references[0].span.of(notice.text)),
}


@pytest.mark.parametrize("seen", SEEN.values(), ids=SEEN)
def test_it_is_like_a_notice_that_was_read_whole(seen: Callable[[Notice], object]):
    assert seen(parsed()) == seen(whole())


def test_it_is_frozen():
    with pytest.raises(FrozenInstanceError):
        parsed().passages = ()  # pyright: ignore[reportAttributeAccessIssue]


def test_what_is_late_is_worked_out_once_and_only_when_it_is_read():
    asked: list[str] = []

    def passages() -> tuple[()]:
        asked.append("passages")
        return ()

    notice = replace(parsed(), passages=late(passages))
    assert (notice.title, notice.root.span, asked) == ("某市关于某事的通知", Span(11, 32), [])
    assert (notice.passages, notice.passages, asked) == ((), (), ["passages"])


@pytest.mark.parametrize("seen", SEEN.values(), ids=SEEN)
def test_a_stored_notice_is_like_the_one_that_was_stored(seen: Callable[[Notice], object]):
    stored = notice_from_json(notice_to_json(whole()), TEXT)
    assert seen(stored) == seen(whole())


def test_of_a_stored_notice_clauses_are_made_only_when_they_are_read(monkeypatch: pytest.MonkeyPatch):
    made: list[str] = []
    monkeypatch.setattr("corpus.record._clause", lambda kept: made.append(kept["label"]) or kept)
    stored = notice_from_json(notice_to_json(whole()), TEXT)
    assert (stored.passages[0].text, made) == ("一、依照《某法》第二条办理。", [])
    assert (stored.root, made) == (stored.root, [""])
