"""How often each passage holds each token: what some hundred candidates are scored by without a look at all passages.

tantivy finds the best of a library at once, but to score passages named to it, it goes through what every token of the
question lists.  Here a passage's tokens lie together.  The scores are tantivy's to the sixth place.
"""

import io
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from hashlib import blake2b
from itertools import chain
from typing import Any, NamedTuple, Self, cast

import numpy as np
from numpy.typing import NDArray

Ids = NDArray[np.int64]
Floats = NDArray[np.float64]
Column = NDArray[Any]

# tantivy's BM25 (k1 and b of Robertson & Zaragoza 2009, as in Lucene).
K1, B = 1.2, 0.75
MOST_COUNTED = 0xFFFF


def _kept_lengths() -> Iterable[int]:
    """Yield the lengths that tantivy, as Lucene, keeps in one byte: to 40 each, then eight of every doubled step."""
    yield from range(41)
    for doubling in range(1, 27):
        yield from (40 + 8 * (2**doubling - 2) + place * 2**doubling for place in range(1, 9))


KEPT_LENGTHS = np.fromiter(_kept_lengths(), np.int64)


class Weight(NamedTuple):
    """What a token of a question adds: to a BM25, times asked by rarity, and to a coverage; 0.0 for nothing."""

    words: float
    share: float


class Tally:
    """Passages by their tokens, in ascending order of passage.

    Tokens are known by 64 bits of their BLAKE2 hash: that any two of a million are taken for the same has a chance of
    3 in 100 million.
    """

    def __init__(self) -> None:
        self._columns: dict[str, Column] = {
            "passages": np.empty(0, np.int64),
            "lengths": np.empty(0, np.int64),  # in tokens, repetitions counted, as tantivy keeps them
            "ends": np.empty(0, np.int64),  # of each passage's tokens in the next two
            "tokens": np.empty(0, np.uint32),  # places in `hashes`
            "counts": np.empty(0, np.uint16),
            "hashes": np.empty(0, np.uint64),
        }
        self._sorted_hashes()

    def __len__(self) -> int:
        return len(self._columns["passages"])

    def copy(self) -> "Tally":
        """Return another with the same passages, that may be updated on its own."""
        other = Tally()
        other._columns = dict(self._columns)
        other._sorted_hashes()
        return other

    def update(self, added: Sequence[tuple[int, Sequence[str]]], removed: Collection[int]) -> None:
        """Take out the passages `removed`, put in those `added` with their tokens (in place of older ones)."""
        gone = np.array([*removed, *(passage for passage, _ in added)], np.int64)
        self._keep(~np.isin(self._columns["passages"], gone))
        counted = [Counter(tokens) for _, tokens in sorted(added)]
        more = {
            "passages": np.array(sorted(passage for passage, _ in added), np.int64),
            "lengths": _kept(np.array([counts.total() for counts in counted], np.int64)),
            "ends": np.cumsum([len(counts) for counts in counted], dtype=np.int64) + len(self._columns["tokens"]),
            "tokens": self._numbers(list(chain.from_iterable(counted))),
            "counts": np.minimum([count for one in counted for count in one.values()], MOST_COUNTED).astype(np.uint16),
        }
        if len(self) and added and more["passages"][0] <= self._columns["passages"][-1]:
            raise ValueError(f"passage {more['passages'][0]} is not behind those held: ids must ascend")
        self._columns |= {name: np.concatenate([self._columns[name], rows]) for name, rows in more.items()}

    def scores(self, passages: Ids, weights: Mapping[str, Weight], average_length: float) -> tuple[Floats, Floats]:
        """Return BM25 and coverage of each of `passages`, in their order; 0.0 for one that is not held.

        average_length: of a passage, in tokens
        """
        if not (len(self) and len(passages) and weights):
            return np.zeros(len(passages)), np.zeros(len(passages))
        rows = self._rows(passages)
        numbers = self._found(list(weights))
        asked = np.zeros(len(self._columns["hashes"]) + 1, np.uint16)
        asked[numbers] = np.arange(1, len(weights) + 1)
        asked[-1] = 0  # where the tokens lie that no passage holds
        hits = self._hits(rows, asked)
        values = np.array([(0.0, 0.0), *weights.values()])[hits.which]
        lengths = self._columns["lengths"][rows[hits.owners]]
        norms = K1 * (1 - B + B * lengths / (average_length or 1.0))
        bm25 = values[:, 0] * (K1 + 1) * hits.counts / (hits.counts + norms)
        count = len(passages)
        sums = (np.bincount(hits.owners, each, count) for each in (bm25, values[:, 1]))
        words, shares = (cast(Floats, one) for one in sums)
        return words, shares

    def saved(self) -> bytes:
        """Return everything, for `loaded`."""
        written = io.BytesIO()
        cast(Any, np).savez(written, **self._columns)
        return written.getvalue()

    @classmethod
    def loaded(cls, content: bytes) -> Self:
        """Return what was `saved`; raise ValueError, KeyError or OSError where it is not that."""
        tally = cls()
        with np.load(io.BytesIO(content), allow_pickle=False) as kept:
            tally._columns = {name: cast(Column, kept[name]) for name in tally._columns}
        tally._sorted_hashes()
        return tally

    def _keep(self, kept: NDArray[np.bool_]) -> None:
        if kept.all():
            return
        columns = self._columns
        sizes = np.diff(columns["ends"], prepend=0)
        each = np.repeat(kept, sizes)
        columns |= {name: columns[name][kept] for name in ("passages", "lengths")}
        columns |= {name: columns[name][each] for name in ("tokens", "counts")}
        columns["ends"] = np.cumsum(sizes[kept])

    def _rows(self, passages: Ids) -> Ids:
        """Return the row of each passage, -1 where it is not held."""
        if not len(self):
            return np.full(len(passages), -1)
        rows = np.minimum(np.searchsorted(self._columns["passages"], passages), len(self) - 1)
        return np.where(self._columns["passages"][rows] == passages, rows, -1)

    def _hits(self, rows: Ids, asked: NDArray[np.uint16]) -> "_Hits":
        """Return the tokens of `rows` that `asked` numbers from 1."""
        columns, ends = self._columns, self._columns["ends"]
        stops = np.where(rows < 0, 0, ends[rows])
        starts = np.where(rows > 0, ends[rows - 1], 0)
        sizes = np.cumsum(stops - starts)
        bounds = list(zip(starts.tolist(), stops.tolist(), strict=True))
        which = asked[np.concatenate([columns["tokens"][start:stop] for start, stop in bounds])]
        places = np.flatnonzero(which)
        owners = np.searchsorted(sizes, places, side="right")
        counts = columns["counts"][places + (stops - sizes)[owners]]
        return _Hits(owners, which[places], counts.astype(np.float64))

    def _sorted_hashes(self) -> None:
        self._order = np.argsort(self._columns["hashes"])
        self._in_order = self._columns["hashes"][self._order]

    def _found(self, tokens: Sequence[str]) -> Ids:
        """Return the number of each token, -1 where no passage has ever held it."""
        wanted = _hashes(tokens)
        if not len(self._in_order):
            return np.full(len(tokens), -1)
        places = np.minimum(np.searchsorted(self._in_order, wanted), len(self._in_order) - 1)
        return np.where(self._in_order[places] == wanted, self._order[places], -1)

    def _numbers(self, tokens: Sequence[str]) -> NDArray[np.uint32]:
        """Return the number of each token, giving one to those that are new."""
        different = list(dict.fromkeys(tokens))
        numbers = self._found(different)
        new = np.flatnonzero(numbers < 0)
        numbers[new] = len(self._columns["hashes"]) + np.arange(len(new))
        if len(new):
            hashes = _hashes([different[at] for at in new])
            self._columns["hashes"] = np.concatenate([self._columns["hashes"], hashes])
            self._sorted_hashes()
        known = dict(zip(different, numbers.tolist(), strict=True))
        return np.fromiter((known[token] for token in tokens), np.uint32, len(tokens))


class _Hits(NamedTuple):
    """Tokens of a question in passages: the passage's row of those asked for, the token's number, how often."""

    owners: Ids
    which: NDArray[np.uint16]
    counts: Floats


def _hashes(tokens: Sequence[str]) -> NDArray[np.uint64]:
    digests = (blake2b(token.encode("utf-8", "surrogatepass"), digest_size=8).digest() for token in tokens)
    return np.frombuffer(b"".join(digests), np.uint64)


def _kept(lengths: Ids) -> Ids:
    return KEPT_LENGTHS[np.searchsorted(KEPT_LENGTHS, lengths, side="right") - 1]
