"""jieba's dictionary, read a first character at a time: 350,000 words in 0.2 of a second instead of one.

jieba asks for words that begin with a character of the text at hand, so only those lines of its file are read that
begin with one.
"""

import threading
from collections import defaultdict
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

NEWLINE, BLANK, ZERO = 10, 32, 48


class Dictionary:
    """How often each word occurs, 0 for what only begins words: as jieba's gen_pfdict has it, as far as `read`.

    counts: of the words read so far, and of their beginnings; jieba's FREQ
    total:  the sum of all words' counts, read or not
    """

    def __init__(self, content: bytes) -> None:
        """Take jieba's file: a line for a word, its count, its part of speech; parts of speech may be left out."""
        self._content = content if content.endswith(b"\n") else content + b"\n"
        marks = np.frombuffer(self._content, np.uint8)
        ends = np.flatnonzero(marks == NEWLINE)
        starts = np.concatenate([[0], ends[:-1] + 1])
        self.total = _sum_of_counts(marks, starts, ends)
        self._lines = _by_first_character(self._content, marks, starts, ends)
        self.counts: dict[str, int] = {}
        self._reading = threading.Lock()

    def read(self, characters: Iterable[str]) -> None:
        """Read the words that begin with one of `characters`, where that has not been done yet."""
        for character in characters:
            if character in self._lines:
                with self._reading:
                    self._read(character)

    def read_all(self) -> None:
        """Read every word."""
        self.read(list(self._lines))

    def _read(self, character: str) -> None:
        found: dict[str, int] = {}
        for start, end in self._lines.get(character, ()):
            for line in self._content[start:end].decode("utf-8").splitlines():
                word, count = line.split(" ")[:2]
                found[word] = int(count)
        beginnings = {word[:end] for word in found for end in range(1, len(word))}
        self.counts |= dict.fromkeys(beginnings - found.keys(), 0) | found
        self._lines.pop(character, None)  # last, so that whoever finds it gone finds its words


def _by_first_character(
    content: bytes, marks: NDArray[np.uint8], starts: NDArray[np.int64], ends: NDArray[np.int64]
) -> dict[str, list[tuple[int, int]]]:
    """Return for each first character the stretches of lines, in bytes, that begin with it.

    Lines are told apart by their first four bytes, the most that a character has: a stretch may be cut finer.
    """
    padded = np.concatenate([marks, np.zeros(3, np.uint8)])
    keys = sum(padded[starts + at].astype(np.int64) << 8 * at for at in range(4))
    first = np.flatnonzero(np.concatenate([[True], np.diff(keys) != 0]))
    stops = np.concatenate([ends[first[1:] - 1], ends[-1:]]) + 1
    found: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for start, stop in zip(starts[first].tolist(), stops.tolist(), strict=True):
        found[content[start : start + 4].decode("utf-8", "ignore")[0]].append((start, stop))
    return dict(found)


def _sum_of_counts(marks: NDArray[np.uint8], starts: NDArray[np.int64], ends: NDArray[np.int64]) -> int:
    """Return the sum of what stands behind the first blank of each line."""
    breaks = np.flatnonzero((marks == BLANK) | (marks == NEWLINE))
    first = np.searchsorted(breaks, starts)
    begins, stops = breaks[first] + 1, breaks[first + 1]
    counts = np.zeros(len(starts), np.int64)
    for place in range(int((stops - begins).max())):
        here = begins + place
        counts = np.where(here < stops, counts * 10 + marks[np.minimum(here, len(marks) - 1)] - ZERO, counts)
    return int(counts.sum())
