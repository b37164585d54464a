"""The table of contents of a notice: its clauses by label and heading, for the side of the page."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.layout import is_row
from corpus.notice import Clause, Notice
from corpus.record import own_words
from service.anchor import Anchors, anchors

_DEEPEST = 3  # below that a table of contents is as long as the notice
_SIGNS_SHOWN = 18  # of a clause without a heading; two lines of the side column


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: `words` are the heading, or the first words of a clause without one."""

    anchor: str
    label: str
    words: str
    entries: tuple[Entry, ...]


def contents(notice: Notice) -> tuple[Entry, ...]:
    """Return the entries in printed order; rows of tables are left out."""
    return _entries(notice.root, notice, anchors(notice))


def _entries(clause: Clause, notice: Notice, given: Anchors) -> tuple[Entry, ...]:
    if len(clause.path) >= _DEEPEST:
        return ()
    return tuple(_entry(child, notice, given) for child in clause.children if not child.row)


def _entry(clause: Clause, notice: Notice, given: Anchors) -> Entry:
    words = clause.heading or _first_words(own_words(clause, notice.text))
    return Entry(given[clause.span], clause.label, words, _entries(clause, notice, given))


def _first_words(words: str) -> str:
    if is_row(words):
        return ""
    first = re.split(r"[\n。；：]", words, maxsplit=1)[0]
    return first if len(first) <= _SIGNS_SHOWN else first[:_SIGNS_SHOWN] + "…"
