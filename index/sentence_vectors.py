"""Vectors of a passage's sentences, made when it is added, so that no question waits for them.

A sentence is embedded as it stands, without the headings above it: what draws all sentences of a notice together tells
none of them apart.  Lists in other words, F1 of the best bound with weights fitted on the other authors, three authors
(2026-11-22): without sentences .441, .520, .400; sentences with headings and title .468, .545,
.369; as they stand .486, .537, .462.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Self

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
    """Sentences of one passage, or of several; a number of a vector is a byte: one of 384 numbers takes 388 bytes.

    places: (n, 2) where each stands in its passage's text: offsets from 0, half-open, in printed order
    rows:   (n, dim)
    steps:  (n,) what one step of a row is worth
    """

    places: NDArray[np.int32]
    rows: NDArray[np.int8]
    steps: Vectors

    @classmethod
    def rounded(cls, spans: Sequence[Stretch], vectors: Vectors) -> Self:
        """Round the (n, dim) unit vectors of n sentences."""
        if len(spans) != len(vectors):
            raise ValueError(f"{len(vectors)} vectors for {len(spans)} sentences")
        steps = np.abs(vectors).max(axis=1, initial=0.0).astype(np.float32) / np.float32(MOST)
        rows = np.rint(vectors / np.where(steps > 0, steps, 1)[:, None]).astype(np.int8)
        return cls(np.array(spans, np.int32).reshape(-1, 2), rows, steps)

    @classmethod
    def unpacked(cls, places: bytes, packed: bytes, dim: int) -> Self:
        """Read what `packed` wrote, of one passage or of several together; raise ValueError where it is not that."""
        spans = np.frombuffer(places, "<i4").reshape(-1, 2)
        table = np.frombuffer(packed, np.uint8).reshape(len(spans), _STEP_BYTES + dim)
        steps = np.ascontiguousarray(table[:, :_STEP_BYTES]).view("<f4")[:, 0]
        return cls(spans, table[:, _STEP_BYTES:].view(np.int8), steps)

    def packed(self) -> tuple[bytes, bytes]:
        """Return places and vectors as they are stored."""
        table = np.concatenate([self.steps.astype("<f4")[:, None].view(np.uint8), self.rows.view(np.uint8)], axis=1)
        return self.places.astype("<i4").tobytes(), table.tobytes()

    @property
    def spans(self) -> tuple[Stretch, ...]:
        """The places, as `corpus.sentence` gives them."""
        return tuple((start, end) for start, end in self.places.tolist())

    def __len__(self) -> int:
        return len(self.steps)

    def at(self, rows: slice | NDArray[Any]) -> "SentenceVectors":
        """Return some of them."""
        return SentenceVectors(self.places[rows], self.rows[rows], self.steps[rows])

    def cosines(self, vector: Vectors) -> Vectors:
        """Return how near each is to a unit vector (dim,)."""
        return (self.rows.astype(np.float32) @ vector) * self.steps


def put_together(parts: Sequence[SentenceVectors]) -> SentenceVectors:
    """Return at least one lot of sentences as one."""
    return SentenceVectors(
        np.concatenate([part.places for part in parts]),
        np.concatenate([part.rows for part in parts]),
        np.concatenate([part.steps for part in parts]),
    )
