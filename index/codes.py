"""Nearest neighbours by short codes instead of whole vectors: product quantization of Jégou et al. (2011), in FAISS.

Codes only choose whom to look at; cosines are always those of the vectors.
"""

from typing import Any, cast

import faiss
import numpy as np
from numpy.typing import NDArray

from index.encoder import Vectors

Floats = NDArray[np.float64]
_FAISS: Any = faiss

# Above so many passages a look at every vector takes longer than the words do.  Processor time, busy machine,
# 2026-11-22: rounded to bytes 0.4 ms at 10,000, 5.5 at 100,000 (16.8 as they are), where codes take 1.6.
EXACT_UP_TO = 30_000
# A code has 4 bits for so many numbers of a vector.  100,000 made passages, whose vectors hold much noise, 2026-11-22,
# busy machine: of the nearest ten 1.000 are found, of the nearest 200 .950, in 2.5 ms, where a look at every vector
# takes 17.9; with 4 numbers .927, .643, 1.7 ms.  90,000 mixtures of real passages: 1.000, .997; with 4 .999, .926.
# Turned onto their principal axes (see `turned_evenly`), as they are now, 1,000 looked at: 49,000 real passages and
# 51,000 mixtures of two near each other 1.000 and .995 (.979 unturned), made ones 1.000 and .950; with 3 numbers .999
# and .968, made ones .979 and .778.  Parted into 64 or 256 lists (IVF), half of them looked at, made no better of it.
# FAISS's HNSW32, looking at 300 rows, found .479 and .395 in 5.6 ms, and took minutes to build instead of seconds.
NUMBERS = 2
# Vectors looked at for each one asked for.  Of the nearest ten and 200, for 1, 2 and 5: made passages .993 .580, .999
# .782, 1.000 .950; real ones .999 .773, 1.000 .952, 1.000 .997; 1.7, 1.8, 2.5 ms.
LOOKED_AT, AT_LEAST = 5, 1_000
# Rows that codes are learned from: FAISS takes 256 for each of the 16 values of a code.
LEARNED_FROM, VALUES = 16_384, 16


def codes_of(rows: Vectors) -> Any:
    """Return a FAISS index of the codes of `rows`, (n, dim), turned so that every part of a code says as much."""
    dim, kind = rows.shape[1], _FAISS
    few = np.ascontiguousarray(rows[:: -(-len(rows) // LEARNED_FROM)], np.float32)
    turned = kind.LinearTransform(dim, dim, False)
    kind.copy_array_to_vector(turned_evenly(few).ravel(), turned.A)
    turned.is_trained = True
    fast = kind.IndexPQFastScan(dim, parts_of(dim), 4, faiss.METRIC_INNER_PRODUCT)
    fast.pq.cp.min_points_per_centroid = 1
    codes = kind.IndexPreTransform(turned, fast)
    codes.train(np.resize(few, (max(len(few), VALUES), dim)))
    codes.add(np.ascontiguousarray(rows, np.float32))
    return codes


def parts_of(dim: int) -> int:
    """Return how many parts a code has for vectors of `dim` numbers: each is for as many of them."""
    return dim // NUMBERS if dim % NUMBERS == 0 else dim


def turned_evenly(rows: Vectors) -> Vectors:
    """Return a rotation (dim, dim) onto the principal axes of `rows`, (n, dim), in an order in which parts are even.

    FAISS rounds what all parts of a code give to the same steps: one of the widest axes alone would make them coarse.
    So each part has one of the widest axes, the first part the widest, then the last part the widest of the rest, etc.
    """
    apart = (rows - rows.mean(axis=0)).astype(np.float64)
    axes: Floats = np.linalg.eigh(apart.T @ apart)[1][:, ::-1].T
    dim, parts = rows.shape[1], parts_of(rows.shape[1])
    rounds = [range(begin, begin + parts) for begin in range(0, dim, parts)]
    order = zip(*(each[:: -1 if odd % 2 else 1] for odd, each in enumerate(rounds)), strict=True)
    return np.ascontiguousarray(axes[[axis for part in order for axis in part]], np.float32)


def are_current(codes: Any) -> bool:
    """Say whether `codes` are of the kind that `codes_of` makes."""
    if not isinstance(codes, faiss.IndexPreTransform):
        return False
    fast: Any = faiss.downcast_index(cast(Any, codes).index)
    return bool(parts_of(int(fast.d)) == fast.M)


def likely(codes: Any, vector: Vectors, limit: int, dead: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Return the rows to look at for the nearest `limit` that are not dead, ascending."""
    wide = max(AT_LEAST, limit * LOOKED_AT) + int(np.count_nonzero(dead))
    if wide >= len(dead):
        return np.flatnonzero(~dead)
    rows: NDArray[np.int64] = codes.search(vector[None, :], wide)[1][0]
    rows = rows[rows >= 0]
    return np.sort(rows[~dead[rows]])
