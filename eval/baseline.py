"""What users pick instead: texts by meaning, by words, by reciprocal ranks of the two, and by a plain weighted sum."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from eval.bm25 import Bm25
from eval.jieba_words import jieba_words, mixed_words
from eval.ranking import Place, Ranking
from eval.system import DEPTH, System, folder_bytes
from index.dense import DenseIndex
from index.encoder import Encoder, Vectors
from index.fusion import reciprocal_rank_fusion

# Shares of words in the plain weighted sum: the better one on notices-2020, and the better one on statutes-8k.
MIXES = {"mix-.5": 0.5, "mix-.3": 0.3}


@dataclass(frozen=True, slots=True)
class Row:
    """A text as a baseline indexes it.

    text:  what is cut into words
    embed: what is made into a vector
    place: the units a reader is shown with it
    """

    text: str
    embed: str
    place: Place


@dataclass(frozen=True, slots=True)
class Names:
    """What the three baselines are called on a set."""

    dense: str
    words: str
    both: str


class Baseline:
    """The rankings over one list of rows.

    folder: where the words indexes lie, so that their size is known; None keeps them in memory
    """

    def __init__(self, rows: Sequence[Row], encoder: Encoder, folder: Path | None = None) -> None:
        self._rows, self._encoder, self._folder = rows, encoder, folder
        self._words = Bm25([row.text for row in rows], jieba_words, folder and folder / "jieba")
        self._vectors = encoder.encode_passages([row.embed for row in rows])
        self._dense = DenseIndex.build(np.arange(len(rows), dtype=np.int64), self._vectors)

    def systems(self, names: Names) -> list[System]:
        """Return meaning, words and reciprocal ranks of both as systems to be tried."""
        return [
            System(names.dense, self.by_meaning, encodes=True, index_bytes=self._size(self._vectors.nbytes)),
            System(names.words, self.by_words, encodes=False, index_bytes=self._size(0, "jieba")),
            System(names.both, self.by_both, encodes=True, index_bytes=self._size(self._vectors.nbytes, "jieba")),
        ]

    def mixes(self) -> list[System]:
        """Return the plain weighted sums: BM25 over characters, pairs and jieba's words, and cosine, each scaled."""
        mixed = Bm25([row.text for row in self._rows], mixed_words, self._folder and self._folder / "mixed")
        size = self._size(self._vectors.nbytes, "mixed")

        def by_sum(question: str, limit: int, share: float) -> Ranking:
            """Scale both over all rows: a row without a word of the question has 0."""
            found = mixed.scored(question, len(self._rows))
            words = np.zeros(len(self._rows))
            words[list(found)] = list(found.values())
            sums = (1 - share) * _scaled(self._vectors @ self._vector(question)) + share * _scaled(words)
            return self._shown(np.argsort(-sums, kind="stable")[:limit].tolist())

        return [
            System(name, partial(by_sum, share=share), encodes=True, index_bytes=size) for name, share in MIXES.items()
        ]

    def by_meaning(self, question: str, limit: int) -> Ranking:
        """Rank by cosine."""
        return self._shown(self._meaning_rows(question, limit))

    def by_words(self, question: str, limit: int) -> Ranking:
        """Rank by BM25 over jieba's words."""
        return self._shown(self._words.nearest(question, limit))

    def by_both(self, question: str, limit: int) -> Ranking:
        """Rank by reciprocal ranks of the first DEPTH of both."""
        rankings = (self._words.nearest(question, DEPTH), self._meaning_rows(question, DEPTH))
        return self._shown(reciprocal_rank_fusion(rankings)[:limit])

    def _meaning_rows(self, question: str, limit: int) -> list[int]:
        return [scored.passage for scored in self._dense.search(self._vector(question), limit)]

    def _vector(self, question: str) -> Vectors:
        return self._encoder.encode_questions([question])[0]

    def _shown(self, rows: Sequence[int]) -> Ranking:
        return [self._rows[row].place for row in rows]

    def _size(self, vectors: int, words: str | None = None) -> int | None:
        """Return the bytes of vectors and words together, None where they are in memory."""
        if self._folder is None:
            return None
        return vectors + (folder_bytes(self._folder / words) if words else 0)


def _scaled(scores: NDArray[np.floating]) -> NDArray[np.floating]:
    """Scale so that the least becomes 0 and the greatest 1; where all are the same, all become 0."""
    spread = scores.max() - scores.min()
    return (scores - scores.min()) / (spread or 1.0)
