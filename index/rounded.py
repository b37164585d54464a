"""Vectors with their numbers rounded to a byte each, in FAISS: a quarter of the memory to read for a look at every one.

They only choose whom to look at; cosines are always those of the vectors.
"""

from typing import Any, cast

import faiss
import numpy as np
from numpy.typing import NDArray

from index.encoder import Vectors

# Fewer vectors are read as fast as they are.
ROUNDED_FROM = 2_000
# Vectors looked at for each one asked for.  The nearest 200 of 8,000 to 10,000 were among the nearest 223 by rounded
# vectors, for each of 100 questions in made passages and 150 each in notices-2020 and statutes-8k, 2026-11-22.
LOOKED_AT = 1.5
# No cosine that was not looked at is taken to be further from what was thought of it than so many times the furthest of
# those that were: never so for the questions above, whose 300 were always enough.
FURTHER = 2.0
MOST = 127
AT_ONCE = 4_096


class Rounded:
    """Unit rows (n, dim) in bytes."""

    def __init__(self, rows: Vectors) -> None:
        self._step = _step(rows)
        kind = faiss.ScalarQuantizer.QT_8bit_direct_signed
        self._bytes: Any = faiss.IndexScalarQuantizer(rows.shape[1], kind, faiss.METRIC_INNER_PRODUCT)
        for start in range(0, len(rows), AT_ONCE):
            self._bytes.add(np.rint(rows[start : start + AT_ONCE] / self._step))

    def likely(self, vector: Vectors, limit: int) -> tuple[NDArray[np.int64], Vectors]:
        """Return the rows to look at for the `limit` nearest to `vector`, and their cosines about, descending."""
        step = _step(vector)  # FAISS multiplies bytes by bytes
        products, rows = self._bytes.search(np.rint(vector / step)[None, :], int(limit * LOOKED_AT))
        return cast(NDArray[np.int64], rows[0]), products[0] * (self._step * step)


def surely_nearest(about: Vectors, cosines: Vectors, limit: int) -> bool:
    """Say whether the `limit` nearest are among those looked at, by their `cosines` and what these were thought to be.

    about: descending, so that none that was not looked at was thought to have more than the last
    """
    furthest = float(np.abs(about - cosines).max())
    return float(np.partition(cosines, -limit)[-limit]) > float(about[-1]) + FURTHER * furthest


def _step(numbers: Vectors) -> np.float32:
    """Return what one step of a byte is worth, so that the furthest of `numbers` from 0 is the last."""
    return np.abs(numbers).max(initial=0.0) / np.float32(MOST) or np.float32(1.0)
