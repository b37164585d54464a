"""Vectors of a passage's sentences, made when it is added, so that no question waits for them.

A sentence is embedded as it stands, without the headings above it: what draws all sentences of a notice together tells
none of them apart.  Lists in other words, F1 of the best bound with weights fitted on the other authors, three authors
(2026-11-22, /work/tmp/s7/v/lists): without sentences .441, .520, .400; sentences with headings and title .468, .545,
.369; as they stand .486, .537, .462.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from corpus.sentence import Stretch, sentences
from index.encoder import Vectors

MOST = 127
_STEP_BYTES = 4


def parted(text: str) -> tuple[Stretch, ...]:
    """Return the sentences of a passage that have vectors of their own: none where it is one sentence."""
    cut = sentences(text)
    return cut if len(cut) > 1 else ()


@dataclass(frozen=True, slots=True, eq=False)
class SentenceVectors:
    """The sentences of one passage; a number of a vector is a byte, so that a sentence of 384 numbers takes 388 bytes.

    spans: where each stands in the passage's text: offsets from 0, half-open, in printed order
    rows:  (n, dim) int8
    steps: (n,) what one step of a row is worth
    """

    spans: tuple[Stretch, ...]
    rows: NDArray[np.int8]
    steps: Vectors

    @classmethod
    def rounded(cls, spans: Sequence[Stretch], vectors: Vectors) -> Self:
        """Round the (n, dim) unit vectors of n sentences."""
        if len(spans) != len(vectors):
            raise ValueError(f"{len(vectors)} vectors for {len(spans)} sentences")
        steps = np.abs(vectors).max(axis=1, initial=0.0).astype(np.float32) / np.float32(MOST)
        rows = np.rint(vectors / np.where(steps > 0, steps, 1)[:, None]).astype(np.int8)
        return cls(tuple(spans), rows, steps)

    @classmethod
    def unpacked(cls, spans: bytes, packed: bytes, dim: int) -> Self:
        """Read what `packed` wrote; raise ValueError where it is not that."""
        places = np.frombuffer(spans, "<i4").reshape(-1, 2)
        table = np.frombuffer(packed, np.uint8).reshape(len(places), _STEP_BYTES + dim)
        steps = np.ascontiguousarray(table[:, :_STEP_BYTES]).view("<f4")[:, 0]
        return cls(tuple((start, end) for start, end in places.tolist()), table[:, _STEP_BYTES:].view(np.int8), steps)

    def packed(self) -> tuple[bytes, bytes]:
        """Return spans and vectors as they are stored."""
        table = np.concatenate([self.steps.astype("<f4")[:, None].view(np.uint8), self.rows.view(np.uint8)], axis=1)
        return np.array(self.spans, "<i4").tobytes(), table.tobytes()

    def cosines(self, vector: Vectors) -> Vectors:
        """Return how near each sentence is to a unit vector (dim,)."""
        return (self.rows.astype(np.float32) @ vector) * self.steps
