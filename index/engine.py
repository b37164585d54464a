"""What turns texts into vectors once they are cut and prompted: sentence-transformers, or onnxruntime."""

from collections.abc import Sequence
from enum import Enum
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]


class Precision(Enum):
    """What a model computes with; the vectors of one are not those of another to the last digit."""

    FLOAT32 = "float32"
    INT8 = "int8"


class Engine(Protocol):
    """A loaded model.  Threads may share one."""

    @property
    def precision(self) -> Precision:
        """What it computes with."""
        ...

    @property
    def dim(self) -> int:
        """Length of a vector."""
        ...

    def encode(self, texts: Sequence[str], *, question: bool) -> Vectors:
        """Return (len(texts), dim) float32 rows of any length for at least one text, with the model's prompt for it."""
        ...
