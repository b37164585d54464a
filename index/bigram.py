"""An encoder without a model: the floor every model must beat, and the encoder of most tests."""

import zlib
from collections.abc import Sequence

import numpy as np

from index.encoder import Vectors, unit_rows
from index.folded import fold


class BigramEncoder:
    """Counts of character pairs, hashed to `dim` places.  The same on every machine and in every process."""

    def __init__(self, dim: int = 256) -> None:
        self._dim = dim

    @property
    def name(self) -> str:
        """`bigram-256`."""
        return f"bigram-{self._dim}"

    @property
    def dim(self) -> int:
        """Length of a vector."""
        return self._dim

    def encode_questions(self, texts: Sequence[str]) -> Vectors:
        """Return (len(texts), dim) float32 unit rows."""
        rows = np.zeros((len(texts), self._dim), np.float32)
        for row, text in zip(rows, texts, strict=True):
            for pair in _pairs(text):
                row[zlib.crc32(pair.encode("utf-8", "replace")) % self._dim] += 1
        return unit_rows(rows)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Return (len(texts), dim) float32 unit rows; passages are read as questions are."""
        return self.encode_questions(texts)


def _pairs(text: str) -> list[str]:
    ink = "".join(fold(text).split())
    return [ink[at : at + 2] for at in range(len(ink) - 1)] or [ink] * bool(ink)
