"""All sentences of a library by meaning: of each passage the one that is nearest to a question."""

from collections.abc import Collection, Iterable, Sequence
from typing import Self

import numpy as np

from index.dense import Ids
from index.encoder import Vectors
from index.journal import Journal
from index.manifest import Stamp
from index.sentence_store import SentenceStore
from index.sentence_vectors import SentenceVectors

# Bytes are multiplied as numbers of four bytes, so many rows at once, which stay in the cache.
_AT_ONCE = 1_024


class SentenceIndex:
    """Sentences in memory, a byte a number.  A passage of one sentence, or one from before they were kept, has none."""

    def __init__(self, dim: int) -> None:
        self._rows = np.empty((0, dim), np.int8)
        self._steps = np.empty(0, np.float32)
        self._spans = np.empty((0, 2), np.int32)
        self._ids, self._starts = np.empty(0, np.int64), np.empty(0, np.int64)

    @classmethod
    def build(cls, passages: Sequence[int], sentences: Sequence[SentenceVectors], dim: int) -> Self:
        """Index the sentences of `passages`, which ascend."""
        index = cls(dim)
        index.update(zip(passages, sentences, strict=True), ())
        return index

    def __len__(self) -> int:
        return len(self._rows)

    def update(self, came: Iterable[tuple[int, SentenceVectors]], removed: Collection[int]) -> None:
        """Take out the sentences of the passages `removed`, put in others, in place of older ones of those passages."""
        new = [(passage, said) for passage, said in came if said.spans]
        gone = np.fromiter({*removed, *(passage for passage, _ in new)}, np.int64)
        owners = np.repeat(self._ids, np.diff(self._starts, append=len(self)))
        kept = ~np.isin(owners, gone)
        if not new and kept.all():
            return
        owners = np.concatenate([owners[kept], *(np.full(len(said.spans), passage) for passage, said in new)])
        order = np.argsort(owners, kind="stable")
        self._rows = np.concatenate([self._rows[kept], *(said.rows for _, said in new)])[order]
        self._steps = np.concatenate([self._steps[kept], *(said.steps for _, said in new)])[order]
        self._spans = np.concatenate([self._spans[kept], *(np.array(said.spans, np.int32) for _, said in new)])[order]
        self._ids, self._starts = np.unique(owners[order], return_index=True)

    def of(self, passage: int) -> SentenceVectors | None:
        """Return the sentences of a passage, None where they are not here."""
        at = int(np.searchsorted(self._ids, passage))
        if at == len(self._ids) or self._ids[at] != passage:
            return None
        start, end = (*self._starts[at : at + 2].tolist(), len(self))[:2]
        spans = tuple((begin, stop) for begin, stop in self._spans[start:end].tolist())
        return SentenceVectors(spans, self._rows[start:end], self._steps[start:end])

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
        parts = (self._rows[start : start + _AT_ONCE] for start in range(0, len(self), _AT_ONCE))
        products: Vectors = np.concatenate([part.astype(np.float32) @ vector for part in parts])
        return products * self._steps


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
            self._index.update(self._store.between(since, until, self._dim), self._journal.removed(since, until))
            self._state = state
        return self._index
