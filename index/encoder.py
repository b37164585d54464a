"""Texts to unit vectors: what an index needs of an embedding model, and the model of production."""

import threading
from collections.abc import Sequence
from typing import Protocol

import numpy as np

from corpus.errors import UnknownModel
from index.agreement import load_engine, noted_precision
from index.checkpoint import Checkpoint, find_checkpoint
from index.engine import Engine, Precision, Vectors
from index.int8_graph import INT8_GRAPH
from index.recipe import declared_dim

__all__ = ["Encoder", "SentenceEncoder", "Vectors", "unit_rows"]

# A model reads 512 tokens, at most some 3,000 characters; what is longer is only tokenised in vain.
LONGEST_TEXT = 8_000


class Encoder(Protocol):
    """What an index needs to know of a model."""

    @property
    def name(self) -> str:
        """Weights and settings, in one word; stored with every vector."""
        ...

    @property
    def dim(self) -> int:
        """Length of a vector."""
        ...

    def encode_questions(self, texts: Sequence[str]) -> Vectors:
        """Return (len(texts), dim) float32 rows, each of length 1 (or all zero)."""
        ...

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Return (len(texts), dim) float32 rows, each of length 1 (or all zero)."""
        ...


def unit_rows(rows: Vectors) -> Vectors:
    """Scale each row of (n, d) to length 1; a zero row stays zero."""
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.divide(rows, lengths, out=np.zeros_like(rows, dtype=np.float32), where=lengths > 0)


class SentenceEncoder:
    """An Encoder of any sentence-transformers model, prompts as the model's own settings declare them.

    The model is loaded on first use, on the engine that `agreement` chooses, so that a program which only needs `name`
    starts fast.  Threads may share one.
    """

    def __init__(self, checkpoint: Checkpoint) -> None:
        self._checkpoint = checkpoint
        self._engine: Engine | None = None
        self._precision: Precision | None = None
        self._loading = threading.Lock()

    @classmethod
    def load(cls, model: str) -> "SentenceEncoder":
        """Find `model`, a folder or a name on the model hub; raise UnknownModel where it cannot be had."""
        return cls(find_checkpoint(model))

    @property
    def name(self) -> str:
        """The model's name, a fingerprint of its files and, beside float32, the precision: `e5@1f0c2a9b+int8`."""
        if self._precision is None:
            self._precision = noted_precision(self._checkpoint) or self._loaded().precision
        mark = "" if self._precision is Precision.FLOAT32 else f"+{self._precision.value}"
        return f"{self._checkpoint.name}{mark}"

    @property
    def dim(self) -> int:
        """Length of a vector, from the model's settings where they say it."""
        return declared_dim(self._checkpoint.folder) or self._loaded().dim

    def encode_questions(self, texts: Sequence[str]) -> Vectors:
        """Return (len(texts), dim) float32 unit rows."""
        return self._encode(texts, question=True)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Return (len(texts), dim) float32 unit rows."""
        return self._encode(texts, question=False)

    def _encode(self, texts: Sequence[str], *, question: bool) -> Vectors:
        if not texts:
            return self._no_rows()
        readable = [text[:LONGEST_TEXT].encode("utf-8", "replace").decode() for text in texts]
        return unit_rows(self._loaded().encode(readable, question=question))

    def _no_rows(self) -> Vectors:
        return np.empty((0, self.dim), np.float32)

    def _loaded(self) -> Engine:
        with self._loading:
            if self._engine is None:
                engine = load_engine(self._checkpoint)
                if self._precision not in (None, engine.precision):
                    raise self._not_as_named()
                self._engine, self._precision = engine, engine.precision
            return self._engine

    def _not_as_named(self) -> UnknownModel:
        """Say that the vectors would not be those that the name promised, and perhaps a library holds."""
        where = str(self._checkpoint.folder / INT8_GRAPH)
        fix = f"remove {INT8_GRAPH} and run `tiaowen setup`"
        return UnknownModel("the model's graph of 8 bits cannot be used any more", where=where, fix=fix)
