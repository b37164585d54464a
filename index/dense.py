"""Nearest passages by meaning: inner products of unit vectors, in FAISS; rounded vectors, or codes, say of which."""

import io
import zlib
from collections.abc import Collection, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple, Self, cast

import faiss
import numpy as np
from numpy.typing import NDArray

from corpus.errors import DamagedIndex
from index.codes import are_current, codes_of, likely
from index.encoder import Vectors
from index.manifest import write_whole
from index.rounded import ROUNDED_FROM, Rounded, surely_nearest

Ids = NDArray[np.int64]


class Scored(NamedTuple):
    """A passage and how near it is to a question, by cosine or BM25: higher is nearer."""

    passage: int
    score: float


class Nearest(NamedTuple):
    """Passages and their cosines with a question, row by row."""

    passages: Ids
    cosines: Vectors


# What share of the rows may be dead before codes are made anew; each makes the search look at one row more.
MOST_DEAD = 0.2


class DenseIndex:
    """Passages by their vectors.  Ids only ever grow in a library, so rows stay sorted by id.

    A search of all passages looks at those that are near when rounded or, where `settle` has given them codes, at those
    whose codes are near; one of some passages looks at every row of theirs.  Codes cannot let a row go: it stays, dead.
    """

    def __init__(self, ids: Ids, flat: Any, codes: Any = None) -> None:
        self._ids = ids
        self._flat: Any = flat
        self._codes: Any = codes
        self._rounded: Rounded | None = None
        self._searched = False
        self._dead = np.zeros(len(ids), np.bool_)

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

    @property
    def passages(self) -> Ids:
        """All passages, ascending."""
        return self._ids[~self._dead]

    @property
    def by_codes(self) -> bool:
        """Say whether a search of all passages goes by codes."""
        return self._codes is not None

    def __len__(self) -> int:
        return int(np.count_nonzero(~self._dead))

    def update(self, ids: Ids, rows: Vectors, removed: Collection[int]) -> None:
        """Take out the passages `removed`, put in `ids` (in place of older rows with those ids)."""
        replaced = np.isin(self._ids, ids)
        gone = np.isin(self._ids, np.fromiter(removed, np.int64, len(removed))) | replaced
        self._dead |= gone
        if self._dead.any() and (not self.by_codes or replaced.any()):
            self._compact()
        if len(ids) and len(self._ids) and ids[0] <= self._ids[-1]:
            raise ValueError(f"passage {ids[0]} comes after {self._ids[-1]}: ids must ascend")
        for index in (self._flat, self._codes) if self.by_codes else (self._flat,):
            index.add(np.ascontiguousarray(rows, np.float32))
        self._rounded, self._searched = None, False
        self._ids = np.concatenate([self._ids, ids])
        self._dead = np.concatenate([self._dead, np.zeros(len(ids), np.bool_)])

    def settle(self, exact_up_to: int) -> bool:
        """Give codes to more than `exact_up_to` passages, or take them away; say whether anything changed.

        Codes with many dead rows are made anew; that, as any making, takes seconds for 100,000 passages.
        """
        wanted = len(self) > exact_up_to
        if wanted == self.by_codes and np.count_nonzero(self._dead) <= MOST_DEAD * len(self._dead):
            return False
        self._compact()
        if wanted:
            self._codes = codes_of(self._flat.reconstruct_n(0, len(self._ids)))
        return True

    def _compact(self) -> None:
        """Let go of the dead rows, of the codes and of the rounded rows."""
        self._codes = self._rounded = None
        if self._dead.any():
            self._flat.remove_ids(np.flatnonzero(self._dead))
        self._ids, self._dead = self._ids[~self._dead], np.zeros(len(self), np.bool_)

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
            found = self._of_all(vector, limit) if passages is None else None
            rows, cosines = found or self._one_by_one(vector, min(limit, len(self)), passages)
        return Nearest(self._ids[rows], np.clip(cosines, -1.0, 1.0))

    def _of_all(self, vector: Vectors, limit: int) -> tuple[Ids, Vectors] | None:
        """Return the rows nearest of all, and their cosines; None where it takes a look at every row to tell them."""
        if self.by_codes:
            rows = likely(self._codes, vector, limit, self._dead)
            return _highest(rows, self._cosines(rows, vector), limit)
        rounded = self._in_bytes() if len(self) >= max(ROUNDED_FROM, 2 * limit) else None
        if rounded is None:
            return None
        rows, about = rounded.likely(vector, limit)
        cosines = self._cosines(rows, vector)
        return _highest(rows, cosines, limit) if surely_nearest(about, cosines, limit) else None

    def _in_bytes(self) -> Rounded | None:
        """Return the rows rounded; None for the first search after a change: to round them takes as long as ten."""
        if self._rounded is None and self._searched:
            self._rounded = Rounded(self._flat.reconstruct_n(0, len(self._ids)))
        self._searched = True
        return self._rounded

    def _one_by_one(self, vector: Vectors, limit: int, passages: Ids | None) -> tuple[Ids, Vectors]:
        cosines, rows = self._flat.search(vector[None, :], limit, params=self._only(passages))
        found = rows[0] >= 0
        return rows[0][found], cosines[0][found]

    def _cosines(self, rows: Ids, vector: Vectors) -> Vectors:
        """Return the cosine of each of `rows`, read where they lie: to copy a thousand takes as long as to multiply."""
        rows, vector = np.ascontiguousarray(rows, np.int64), np.ascontiguousarray(vector, np.float32)
        found, at = np.empty(len(rows), np.float32), cast(Any, faiss).swig_ptr
        with _one_thread():
            cast(Any, faiss).fvec_inner_products_by_idx(
                at(found), at(vector), self._flat.get_xb(), at(rows), self.dim, 1, len(rows)
            )
        return found

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
            rows = np.minimum(np.searchsorted(self._ids, passages), len(self._ids) - 1)
            held = (self._ids[rows] == passages) & ~self._dead[rows]
            found[held] = np.clip(self._cosines(rows[held], vector), -1.0, 1.0)
        return found

    def _only(self, passages: Ids | None) -> Any:
        if passages is None:
            return None
        bits = np.packbits(np.isin(self._ids, passages) & ~self._dead, bitorder="little")
        return cast(Any, faiss).SearchParameters(sel=cast(Any, faiss).IDSelectorBitmap(bits))

    def save(self, file: Path) -> int:
        """Write the index to `file` in one step; return the checksum that `load` will ask for."""
        written = io.BytesIO()
        codes = faiss.serialize_index(self._codes) if self.by_codes else np.empty(0, np.uint8)
        np.savez(written, ids=self._ids, dead=self._dead, index=faiss.serialize_index(self._flat), codes=codes)
        content = written.getvalue()
        write_whole(file, content)
        return zlib.crc32(content)

    @classmethod
    def load(cls, file: Path, checksum: int) -> Self:
        """Read what `save` wrote, codes of it included; raise DamagedIndex where it is not that."""
        try:
            content = file.read_bytes()
            if zlib.crc32(content) != checksum:
                raise ValueError("its checksum is not the one in its manifest")
            if content[:4] == b"IxM2":
                return cls._of_first_form(content)
            with np.load(io.BytesIO(content), allow_pickle=False) as kept:
                index = faiss.deserialize_index(kept["index"])
                if isinstance(index, faiss.IndexHNSW):
                    return cls._of_graph(kept["ids"], kept["dead"], index)
                dense = cls(kept["ids"], index, _codes(kept.get("codes", np.empty(0, np.uint8))))
                dense._dead = cast(NDArray[np.bool_], kept["dead"])
                if not dense.by_codes:
                    dense._compact()
                return dense
        except (OSError, ValueError, RuntimeError, AttributeError, MemoryError, KeyError) as error:
            what = f"the index of meanings cannot be read: {str(error).splitlines()[0]}"
            raise DamagedIndex(what, where=str(file), fix="run `tiaowen reindex`") from error

    @classmethod
    def _of_graph(cls, ids: Ids, dead: NDArray[np.bool_], graph: Any) -> Self:
        """Read what was written when there was a graph over the rows of a large library."""
        rows = cast(Any, faiss).downcast_index(graph.storage).reconstruct_n(0, len(ids))
        return cls.build(ids[~dead], rows[~dead])

    @classmethod
    def _of_first_form(cls, content: bytes) -> Self:
        """Read FAISS's own map of ids to rows: what was written first."""
        mapped = cast(Any, faiss.deserialize_index(np.frombuffer(content, np.uint8)))
        ids = cast(Ids, faiss.vector_to_array(mapped.id_map))
        return cls.build(ids, faiss.downcast_index(mapped.index).reconstruct_n(0, len(ids)))


def _codes(kept: NDArray[np.uint8]) -> Any:
    """Read codes; None for those of an older kind, which `settle` then makes anew."""
    codes = faiss.deserialize_index(kept) if len(kept) else None
    return codes if codes is not None and are_current(codes) else None


def _highest(rows: Ids, cosines: Vectors, limit: int) -> tuple[Ids, Vectors]:
    best = np.argsort(-cosines, kind="stable")[:limit]
    return rows[best], cosines[best]


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
