"""All sentences of a library by meaning: of each passage the one that is nearest to a question."""

from collections.abc import Collection, Sequence
from typing import Self

import numpy as np

from index.dense import Ids
from index.encoder import Vectors
from index.journal import Journal
from index.manifest import Stamp
from index.sentence_store import SentenceStore
from index.sentence_vectors import SentenceVectors, put_together

# Bytes are multiplied as numbers of four bytes, so many rows at once, which stay in the cache.
_AT_ONCE = 1_024


class SentenceIndex:
    """Sentences in memory, a byte a number.  A passage of one sentence, or one from before they were kept, has none."""

    def __init__(self, dim: int) -> None:
        self._said = SentenceVectors.rounded((), np.empty((0, dim), np.float32))
        self._owners = np.empty(0, np.int64)
        self._ids, self._starts = np.unique(self._owners, return_index=True)

    @classmethod
    def build(cls, passages: Sequence[int], sentences: Sequence[SentenceVectors], dim: int) -> Self:
        """Index the sentences of each of `passages`."""
        index = cls(dim)
        owners = np.repeat(np.asarray(passages, np.int64), [len(said) for said in sentences])
        index.update(owners, put_together([index._said, *sentences]), ())
        return index

    def __len__(self) -> int:
        return len(self._owners)

    def update(self, owners: Ids, came: SentenceVectors, removed: Collection[int]) -> None:
        """Take out the sentences of the passages `removed`, put in those that `came`, in place of older ones.

        owners: the passage of each that came; those of one passage together, in printed order
        """
        gone = np.concatenate([np.fromiter(removed, np.int64, len(removed)), owners])
        kept = ~np.isin(self._owners, gone)
        if kept.all() and not len(owners):
            return
        owners = np.concatenate([self._owners[kept], owners])
        order = np.argsort(owners, kind="stable")
        self._said = put_together([self._said.at(kept), came]).at(order)
        self._owners = owners[order]
        self._ids, self._starts = np.unique(self._owners, return_index=True)

    def of(self, passage: int) -> SentenceVectors | None:
        """Return the sentences of a passage, None where they are not here."""
        start, end = np.searchsorted(self._owners, (passage, passage + 1)).tolist()
        return self._said.at(slice(start, end)) if start < end else None

    def nearest(self, vector: Vectors, passages: Ids) -> Vectors:
        """Return the cosine of a unit vector and the nearest sentence of each of `passages`; NaN for one without."""
        found = np.full(len(passages), np.nan, np.float32)
        if len(self) and len(passages):
            best = np.maximum.reduceat(self._cosines(vector), self._starts)
            rows = np.minimum(np.searchsorted(self._ids, passages), len(self._ids) - 1)
            held = self._ids[rows] == passages
            found[held] = best[rows[held]]
        return found

    def _cosines(self, vector: Vectors) -> Vectors:
        parts = (self._said.at(slice(start, start + _AT_ONCE)) for start in range(0, len(self), _AT_ONCE))
        return np.concatenate([part.cosines(vector) for part in parts])


class SentenceCase:
    """The sentences of a library, read when they are first asked for, and brought up to date when it has changed.

    They are read from the library itself: 12 MB for 10,000 passages, and only for what is asked, not for a search.
    """

    def __init__(self, journal: Journal, store: SentenceStore, dim: int) -> None:
        self._journal, self._store, self._dim = journal, store, dim
        self._state = Stamp(0, "")
        self._index = SentenceIndex(dim)

    def now(self) -> SentenceIndex:
        """Return the sentences as the library is now; not for several threads at once."""
        state = self._journal.stamp()
        if state != self._state:
            if not self._journal.knows(self._state):
                self._state, self._index = Stamp(0, ""), SentenceIndex(self._dim)
            since, until = self._state.generation, state.generation
            owners, came = self._store.between(since, until, self._dim)
            self._index.update(owners, came, self._journal.removed(since, until))
            self._state = state
        return self._index
