"""Nearest passages by meaning: exact inner products of unit vectors, in FAISS."""

import zlib
from collections.abc import Collection, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple, Self, cast

import faiss
import numpy as np
from numpy.typing import NDArray

from corpus.errors import DamagedIndex
from index.encoder import Vectors
from index.manifest import write_whole

Ids = NDArray[np.int64]


class Scored(NamedTuple):
    """A passage and how near it is to a question, by cosine or BM25: higher is nearer."""

    passage: int
    score: float


class Nearest(NamedTuple):
    """Passages and their cosines with a question, row by row."""

    passages: Ids
    cosines: Vectors


class DenseIndex:
    """Passages by their vectors.  Ids only ever grow in a library, so rows stay sorted by id."""

    def __init__(self, ids: Ids, flat: Any) -> None:
        self._ids, self._flat = ids, flat

    @classmethod
    def build(cls, ids: Ids, rows: Vectors) -> Self:
        """Index the (n, dim) unit `rows` of the n passages `ids`, which ascend; n may be 0, dim must be right."""
        index = cls(np.empty(0, np.int64), faiss.IndexFlatIP(rows.shape[1]))
        index.update(ids, rows, ())
        return index

    @property
    def dim(self) -> int:
        """Length of a vector."""
        return int(self._flat.d)

    def __len__(self) -> int:
        return len(self._ids)

    def update(self, ids: Ids, rows: Vectors, removed: Collection[int]) -> None:
        """Take out the passages `removed`, put in `ids` (in place of older rows with those ids)."""
        gone = np.isin(self._ids, np.concatenate([np.fromiter(removed, np.int64, len(removed)), ids]))
        if gone.any():
            self._flat.remove_ids(np.flatnonzero(gone))
            self._ids = self._ids[~gone]
        if len(ids) and len(self._ids) and ids[0] <= self._ids[-1]:
            raise ValueError(f"passage {ids[0]} comes after {self._ids[-1]}: ids must ascend")
        self._flat.add(np.ascontiguousarray(rows, np.float32))
        self._ids = np.concatenate([self._ids, ids])

    def search(self, vector: Vectors, limit: int, passages: Ids | None = None) -> list[Scored]:
        """Return the best `limit` passages by cosine with the unit `vector` (dim,), among `passages` (None: all)."""
        found = self.nearest(vector, limit, passages)
        order = np.lexsort((found.passages, -found.cosines))
        return [Scored(int(found.passages[at]), float(found.cosines[at])) for at in order]

    def nearest(self, vector: Vectors, limit: int, passages: Ids | None = None) -> Nearest:
        """Return what `search` does, in the index's own order."""
        if not len(self):
            return Nearest(np.empty(0, np.int64), np.empty(0, np.float32))
        with _one_thread():
            cosines, rows = self._flat.search(vector[None, :], min(limit, len(self)), params=self._only(passages))
        found = rows[0] >= 0
        return Nearest(self._ids[rows[0][found]], np.clip(cosines[0][found], -1.0, 1.0))

    def scores(self, vector: Vectors, passages: Collection[int]) -> dict[int, float]:
        """Return the cosine of each of `passages` that is held here."""
        wanted = np.fromiter(passages, np.int64, len(passages))
        cosines = self.cosines(vector, wanted)
        held = ~np.isnan(cosines)
        return dict(zip(wanted[held].tolist(), cosines[held].tolist(), strict=True))

    def cosines(self, vector: Vectors, passages: Ids) -> Vectors:
        """Return the cosine of each of `passages`, in their order; NaN for one that is not held here."""
        found = np.full(len(passages), np.nan, np.float32)
        if len(self) and len(passages):
            rows = np.minimum(np.searchsorted(self._ids, passages), len(self) - 1)
            held = self._ids[rows] == passages
            vectors = cast(Vectors, self._flat.reconstruct_batch(rows[held]))
            found[held] = np.clip(vectors @ vector, -1.0, 1.0)
        return found

    def _only(self, passages: Ids | None) -> Any:
        if passages is None:
            return None
        bits = np.packbits(np.isin(self._ids, passages), bitorder="little")
        return cast(Any, faiss).SearchParameters(sel=cast(Any, faiss).IDSelectorBitmap(bits))

    def save(self, file: Path) -> int:
        """Write the index to `file` in one step; return the checksum that `load` will ask for."""
        mapped = faiss.IndexIDMap2(faiss.IndexFlatIP(self.dim))
        mapped.add_with_ids(self._flat.reconstruct_n(0, len(self)), self._ids)
        content = faiss.serialize_index(mapped).tobytes()
        write_whole(file, content)
        return zlib.crc32(content)

    @classmethod
    def load(cls, file: Path, checksum: int) -> Self:
        """Read what `save` wrote; raise DamagedIndex where it is not that."""
        try:
            content = file.read_bytes()
            if zlib.crc32(content) != checksum:
                raise ValueError("its checksum is not the one in its manifest")
            mapped = cast(Any, faiss.deserialize_index(np.frombuffer(content, np.uint8)))
            ids = cast(Ids, faiss.vector_to_array(mapped.id_map))
            return cls.build(ids, faiss.downcast_index(mapped.index).reconstruct_n(0, len(ids)))
        except (OSError, ValueError, RuntimeError, AttributeError, MemoryError) as error:
            what = f"the index of meanings cannot be read: {str(error).splitlines()[0]}"
            raise DamagedIndex(what, where=str(file), fix="run `tiaowen reindex`") from error


@contextmanager
def _one_thread() -> Generator[None]:
    """Scan with one thread, and leave the number for others as it was: torch may share the same OpenMP.

    One exact scan: 0.54 ms against 1.06 ms with two threads at 10,000 rows, 10.7 against 13.4 at 100,000.
    """
    before = faiss.omp_get_max_threads()
    faiss.omp_set_num_threads(1)
    try:
        yield
    finally:
        faiss.omp_set_num_threads(before)
