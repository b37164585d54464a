"""Which passages hold each token and how often, token by token."""

import io
import zipfile
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, fields
from hashlib import blake2b
from itertools import chain
from typing import Any, NamedTuple, Self, cast

import numpy as np
from numpy.typing import NDArray

Ids = NDArray[np.int64]

MOST_COUNTED = 0xFFFF


class Counted(NamedTuple):
    """A passage, the row of its notice, and its tokens, repetitions included."""

    passage: int
    notice: int
    tokens: Sequence[str]


@dataclass(frozen=True, slots=True)
class Postings:
    """What is kept of n passages that hold t different tokens in p pairs of both; never changed, only replaced.

    Tokens are known by 64 bits of their BLAKE2 hash: that any two of a million are taken for the same has a chance of
    3 in 100 million.

    passages: (n,) int64, ascending
    notices:  (n,) int64, the row of each one's notice
    lengths:  (n,) int64, in tokens, repetitions counted
    hashes:   (t,) uint64, ascending
    ends:     (t,) int64, of each token's stretch of the next two
    rows:     (p,) int32, places in `passages`, ascending for each token
    counts:   (p,) uint16, how often the passage holds the token
    """

    passages: Ids
    notices: Ids
    lengths: Ids
    hashes: NDArray[np.uint64]
    ends: Ids
    rows: NDArray[np.int32]
    counts: NDArray[np.uint16]

    def __len__(self) -> int:
        return len(self.passages)

    @classmethod
    def of(cls, counted: Iterable[Counted] = ()) -> Self:
        """Return those of passages, each given once."""
        ascending = sorted(counted)
        times = [Counter(one.tokens) for one in ascending]
        different = list(dict.fromkeys(chain.from_iterable(times)))
        hashes, numbers = np.unique(hashes_of(different), return_inverse=True)
        number = dict(zip(different, numbers.tolist(), strict=True))
        tokens = np.fromiter((number[token] for one in times for token in one), np.int64)
        order = np.argsort(tokens, kind="stable")
        rows = np.repeat(np.arange(len(times), dtype=np.int32), [len(one) for one in times])
        counts = np.fromiter((min(count, MOST_COUNTED) for one in times for count in one.values()), np.uint16)
        return cls(
            np.array([one.passage for one in ascending], np.int64),
            np.array([one.notice for one in ascending], np.int64),
            np.array([one.total() for one in times], np.int64),
            hashes,
            np.cumsum(np.bincount(tokens, minlength=len(hashes)), dtype=np.int64),
            rows[order],
            counts[order],
        )

    def sizes(self) -> Ids:
        """Return how many passages hold each token, (t,)."""
        return np.diff(self.ends, prepend=0)

    def places(self, tokens: Sequence[str]) -> Ids:
        """Return the place of each token in `hashes`, -1 where no passage holds it."""
        wanted = hashes_of(tokens)
        if not len(self.hashes):
            return np.full(len(tokens), -1)
        places = np.minimum(np.searchsorted(self.hashes, wanted), len(self.hashes) - 1)
        return np.where(self.hashes[places] == wanted, places, -1)

    def rows_of(self, passages: Ids) -> Ids:
        """Return the row of each of `passages`, -1 for one that is not held."""
        if not len(self):
            return np.full(len(passages), -1)
        rows = np.minimum(np.searchsorted(self.passages, passages), len(self) - 1)
        return np.where(self.passages[rows] == passages, rows, -1)

    def stretch(self, place: int) -> slice:
        """Return which of `rows` and `counts` are those of the token at `place` of `hashes`; none for -1."""
        return (
            slice(int(self.ends[place - 1]) if place > 0 else 0, int(self.ends[place])) if place >= 0 else slice(0, 0)
        )

    def without(self, passages: Collection[int]) -> "Postings":
        """Return those of all other passages."""
        kept = ~np.isin(self.passages, np.fromiter(passages, np.int64, len(passages)))
        if kept.all():
            return self
        each = kept[self.rows]
        ends = self.ends - np.searchsorted(np.flatnonzero(~each), self.ends)
        held = np.diff(ends, prepend=0) > 0
        renumbered = np.cumsum(kept, dtype=np.int32) - np.int32(1)
        ours = (self.passages[kept], self.notices[kept], self.lengths[kept])
        return Postings(*ours, self.hashes[held], ends[held], renumbered[self.rows[each]], self.counts[each])

    def followed_by(self, later: "Postings") -> "Postings":
        """Return those of both; raise ValueError where a passage of `later` does not come behind all of these."""
        if not (len(self) and len(later)):
            return self if len(self) else later
        if later.passages[0] <= self.passages[-1]:
            raise ValueError(f"passage {later.passages[0]} is not behind those held: ids must ascend")
        hashes = np.union1d(self.hashes, later.hashes)
        ends, new = _lists_joined(hashes, self, later)
        rows, counts = np.empty(len(new), np.int32), np.empty(len(new), np.uint16)
        rows[new], counts[new] = later.rows + np.int32(len(self)), later.counts
        old = np.logical_not(new, out=new)
        rows[old], counts[old] = self.rows, self.counts
        return Postings(
            np.concatenate([self.passages, later.passages]),
            np.concatenate([self.notices, later.notices]),
            np.concatenate([self.lengths, later.lengths]),
            hashes,
            ends,
            rows,
            counts,
        )

    def saved(self, beside: bytes) -> bytes:
        """Return everything, and `beside` with it, for `loaded`."""
        written = io.BytesIO()
        columns = {field.name: getattr(self, field.name) for field in fields(self)}
        cast(Any, np).savez(written, beside=np.frombuffer(beside, np.uint8), **columns)
        return written.getvalue()

    @classmethod
    def loaded(cls, content: bytes) -> tuple[Self, bytes]:
        """Return what was `saved`; raise ValueError where it is not that."""
        try:
            with np.load(io.BytesIO(content), allow_pickle=False) as kept:
                return cls(*(kept[field.name] for field in fields(cls))), kept["beside"].tobytes()
        except (KeyError, OSError, EOFError, zipfile.BadZipFile, TypeError) as error:
            raise ValueError(str(error)) from error


def joined(parts: Iterable[Postings]) -> Postings:
    """Return those of all parts, which ascend; those of like size are joined first, so that none is copied often."""
    waiting = [Postings.of()]
    for part in parts:
        waiting.append(part)
        while len(waiting) > 1 and len(waiting[-2]) <= len(waiting[-1]):
            later = waiting.pop()
            waiting[-1] = waiting[-1].followed_by(later)
    while len(waiting) > 1:
        later = waiting.pop()
        waiting[-1] = waiting[-1].followed_by(later)
    return waiting[0]


def _lists_joined(hashes: NDArray[np.uint64], first: Postings, later: Postings) -> tuple[Ids, NDArray[np.bool_]]:
    """Return where the list of each of `hashes` ends, those of `later` behind those of `first`, and which are later."""
    places, sizes = np.searchsorted(hashes, later.hashes), later.sizes()
    each = np.zeros(len(hashes), np.int64)
    each[np.searchsorted(hashes, first.hashes)] = first.sizes()
    each[places] += sizes
    ends = np.cumsum(each)
    new = np.zeros(len(first.rows) + len(later.rows), np.bool_)
    new[np.repeat(ends[places] - later.ends, sizes) + np.arange(len(later.rows))] = True
    return ends, new


def hashes_of(tokens: Sequence[str]) -> NDArray[np.uint64]:
    """Return what each token is known by."""
    digests = (blake2b(token.encode("utf-8", "surrogatepass"), digest_size=8).digest() for token in tokens)
    return np.frombuffer(b"".join(digests), np.uint64)
