"""What turns texts into vectors once they are cut and prompted: sentence-transformers, or onnxruntime."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]


class Engine(Protocol):
    """A loaded model.  Threads may share one."""

    @property
    def dim(self) -> int:
        """Length of a vector."""
        ...

    def encode(self, texts: Sequence[str], *, question: bool) -> Vectors:
        """Return (len(texts), dim) float32 rows of any length for at least one text, with the model's prompt for it."""
        ...
