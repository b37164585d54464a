"""The passages of a library as answers are looked for in them: folded once, kept until the library changes."""

from collections.abc import Sequence
from functools import cached_property

import numpy as np

from index.dense import Ids
from index.entry import Entry
from index.folded import fold
from index.journal import Journal
from index.manifest import Stamp


class HeldTexts:
    """Every passage of one state of a library.

    entries: ascending by passage
    clauses: of each entry the clause it stands in, equal for passages of one clause
    """

    def __init__(self, entries: Sequence[Entry], clauses: Sequence[str]) -> None:
        self.entries, self.clauses = entries, clauses
        self._ids = np.fromiter((entry.passage for entry in entries), np.int64, len(entries))

    @property
    def ids(self) -> Ids:
        """The passages, ascending."""
        return self._ids

    @cached_property
    def clause_count(self) -> int:
        """How many clauses have a passage."""
        return len(set(self.clauses))

    @cached_property
    def folded(self) -> list[str]:
        """The text of every entry, folded, headings and title in the lines above it."""
        above = {context: fold(context) for context in {entry.context for entry in self.entries}}
        return [f"{above[entry.context]}\n{fold(entry.text)}" for entry in self.entries]

    def folded_at(self, row: int) -> str:
        """Return `folded[row]` without folding all the others."""
        entry = self.entries[row]
        return f"{fold(entry.context)}\n{fold(entry.text)}"

    def below(self, row: int, count: int) -> tuple[int, ...]:
        """Return the rows of the next `count` passages of the same notice, in printed order; fewer at its end."""
        notice = self.entries[row].notice
        rows = range(row + 1, min(row + 1 + count, len(self.entries)))
        return tuple(one for one in rows if self.entries[one].notice == notice)

    def rows(self, passages: Sequence[int]) -> list[int]:
        """Return the places of `passages` in `entries`; those not held are left out."""
        wanted = np.asarray(passages, np.int64)
        places = np.searchsorted(self._ids, wanted)
        return [
            int(place)
            for place, one in zip(places, wanted, strict=True)
            if place < len(self._ids) and self._ids[place] == one
        ]


class TextCase:
    """The texts of a library, read once for each of its states."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._state: Stamp | None = None
        self._texts = HeldTexts((), ())

    def now(self) -> HeldTexts:
        """Return the texts as the library is now; not for several threads at once."""
        state = self._journal.stamp()
        if state != self._state:
            entries = self._journal.entries(0, state.generation)
            clauses = self._journal.clauses(state.generation)
            if len(entries) != len(clauses):  # another process changed the library in between
                return self.now()
            self._texts, self._state = HeldTexts(entries, clauses), state
        return self._texts
