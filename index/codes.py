"""Nearest neighbours by short codes instead of whole vectors: product quantization of Jégou et al. (2011), in FAISS.

Codes only choose whom to look at; cosines are always those of the vectors.
"""

from typing import Any

import faiss
import numpy as np
from numpy.typing import NDArray

from index.encoder import Vectors

# Above so many passages a look at every vector takes longer than the words do.  Processor time, busy machine,
# 2026-11-22: rounded to bytes 0.4 ms at 10,000, 5.5 at 100,000 (16.8 as they are), where codes take 1.6.
EXACT_UP_TO = 30_000
# A code has 4 bits for so many numbers of a vector.  100,000 made passages, whose vectors hold much noise, 2026-11-22,
# busy machine: of the nearest ten 1.000 are found, of the nearest 200 .950, in 2.5 ms, where a look at every vector
# takes 17.9; with 4 numbers .927, .643, 1.7 ms.  90,000 mixtures of real passages: 1.000, .997; with 4 .999, .926.
# FAISS's HNSW32, looking at 300 rows, found .479 and .395 in 5.6 ms, and took minutes to build instead of seconds.
NUMBERS = 2
# Vectors looked at for each one asked for.  Of the nearest ten and 200, for 1, 2 and 5: made passages .993 .580, .999
# .782, 1.000 .950; real ones .999 .773, 1.000 .952, 1.000 .997; 1.7, 1.8, 2.5 ms.
LOOKED_AT, AT_LEAST = 5, 1_000
# Rows that codes are learned from: FAISS takes 256 for each of the 16 values of a code.
LEARNED_FROM, VALUES = 16_384, 16


def codes_of(rows: Vectors) -> Any:
    """Return a FAISS index of the codes of `rows`, (n, dim)."""
    dim = rows.shape[1]
    codes: Any = faiss.IndexPQFastScan(
        dim, dim // NUMBERS if dim % NUMBERS == 0 else dim, 4, faiss.METRIC_INNER_PRODUCT
    )
    codes.pq.cp.min_points_per_centroid = 1
    few = rows[:: -(-len(rows) // LEARNED_FROM)]
    codes.train(np.ascontiguousarray(np.resize(few, (max(len(few), VALUES), dim)), np.float32))
    codes.add(np.ascontiguousarray(rows, np.float32))
    return codes


def likely(codes: Any, vector: Vectors, limit: int, dead: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Return the rows to look at for the nearest `limit` that are not dead, ascending."""
    wide = max(AT_LEAST, limit * LOOKED_AT) + int(dead.sum())
    if wide >= len(dead):
        return np.flatnonzero(~dead)
    rows: NDArray[np.int64] = codes.search(vector[None, :], wide)[1][0]
    rows = rows[rows >= 0]
    return np.sort(rows[~dead[rows]])
