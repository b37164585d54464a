"""The targets of a library: of all notices or of some, and those that words name."""

from __future__ import annotations

import re
import threading
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.notice import Notice
from corpus.target import Target, targets_of
from index.filters import Filters
from index.folded import fold
from index.library import Library

# Reading a notice's targets takes 3 microseconds a sign: those of so many notices are kept.
KEPT_NOTICES = 4_096
_BETWEEN_WORDS = re.compile(r"[\s，。；：、,;]+")


@dataclass(frozen=True, slots=True)
class Gathered:
    """A target and the notice whose text its spans count in."""

    notice: Notice
    target: Target


class Gathering:
    """Reads the targets of a library's notices, of each once.  Threads may share one."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._lock = threading.Lock()
        self._kept: OrderedDict[int, Sequence[Target]] = OrderedDict()

    def targets(self, filters: Filters, words: str = "") -> list[Gathered]:
        """Return the targets of the notices that match, in the library's order and as printed.

        words: those between blanks and commas must all stand in what is counted or in the sentence, of any width
        """
        wanted = [fold(word) for word in _BETWEEN_WORDS.split(words) if word]
        rows, _ = self._library.matching(filters)
        return [one for row in rows for one in self._of(row) if _names(one, wanted)]

    def _of(self, row: int) -> Iterator[Gathered]:
        notice = self._library.notice_at(row)
        if notice is None:  # another process removed it just now
            return
        with self._lock:
            held = self._kept.get(row)
            if held is None:
                held = self._kept[row] = targets_of(notice)
            self._kept.move_to_end(row)
            while len(self._kept) > KEPT_NOTICES:
                self._kept.popitem(last=False)
        yield from (Gathered(notice, target) for target in held)


def _names(one: Gathered, wanted: Sequence[str]) -> bool:
    """Say whether all words stand in what is counted or in the sentence, both without their broken lines."""
    if not wanted:
        return True
    spans = [one.target.sentence, *([one.target.counted] if one.target.counted else [])]
    said = "\n".join(fold("".join(span.of(one.notice.text).split())) for span in spans)
    return all(word in said for word in wanted)
