"""Nearest neighbours by a graph instead of a look at every row: HNSW of Malkov & Yashunin (2016), in FAISS."""

from typing import Any, cast

import faiss
import numpy as np
from numpy.typing import NDArray

from index.encoder import Vectors

# Above so many passages a look at every vector takes longer than the words do: 0.54 ms at 10,000, 10.7 at 100,000.
EXACT_UP_TO = 30_000
# Neighbours of a row, HNSW32 of FAISS's own comparisons.
NEIGHBOURS = 32
# Rows kept in view while searching, for each one asked for, and while building: `make bench` says what share of the
# nearest ten is found.
VIEW, VIEW_AT_LEAST, BUILDING_VIEW = 1.5, 96, 80


def graph_over(rows: Vectors) -> Any:
    """Return a FAISS index that holds `rows`, (n, dim), in a graph."""
    graph = faiss.IndexHNSWFlat(rows.shape[1], NEIGHBOURS, faiss.METRIC_INNER_PRODUCT)
    graph.hnsw.efConstruction = BUILDING_VIEW
    cast(Any, graph).add(np.ascontiguousarray(rows, np.float32))
    return graph


def rows_of(graph: Any) -> Any:
    """Return the FAISS index of the same rows that looks at every one; it lives as long as `graph`."""
    return cast(Any, faiss).downcast_index(graph.storage)


def view_of(limit: int, dead: NDArray[np.bool_]) -> Any:
    """Return how to look for the nearest `limit` rows that are not dead: the dead are walked over, not found."""
    gone = int(dead.sum())
    view = max(VIEW_AT_LEAST, limit * VIEW) * len(dead) / max(1, len(dead) - gone)
    alive = cast(Any, faiss).IDSelectorBitmap(np.packbits(~dead, bitorder="little")) if gone else None
    return cast(Any, faiss).SearchParametersHNSW(efSearch=int(view), sel=alive)
