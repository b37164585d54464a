"""What users pick instead: texts by meaning alone, by jieba's words alone, and by reciprocal ranks of the two."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from eval.jieba_words import JiebaWords
from eval.ranking import Place, Ranking
from eval.system import DEPTH, System
from index.dense import DenseIndex
from index.encoder import Encoder
from index.fusion import reciprocal_rank_fusion


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
    """The three rankings over one list of rows."""

    def __init__(self, rows: Sequence[Row], encoder: Encoder) -> None:
        self._places = [row.place for row in rows]
        self._encoder = encoder
        self._words = JiebaWords([row.text for row in rows])
        self._dense = DenseIndex.build(
            np.arange(len(rows), dtype=np.int64), encoder.encode_passages([row.embed for row in rows])
        )

    def systems(self, names: Names) -> list[System]:
        """Return the three as systems to be tried."""
        return [
            System(names.dense, self.by_meaning, encodes=True),
            System(names.words, self.by_words, encodes=False),
            System(names.both, self.by_both, encodes=True),
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
        vector = self._encoder.encode_questions([question])[0]
        return [scored.passage for scored in self._dense.search(vector, limit)]

    def _shown(self, rows: Sequence[int]) -> Ranking:
        return [self._places[row] for row in rows]
