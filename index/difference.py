"""How a changed quotation differs from its source, sign by sign."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Levenshtein

from corpus.wording import Wording

# A quotation with more than so much of it changed is another text (of its folded signs); a third lets a short phrase
# keep one changed sign of three, and no more.
MOST_CHANGED = 0.35
# Or so much of it in runs of three signs is in the source: two sentences merged, whatever was left out between.
LEAST_COVERED = 0.5
GRAM = 3
# A lone sign that happens to be the same between two changes is no help to a reader.
_SHORTEST_ISLAND = 2
# So many signs in a row that are the same are no chance.
_RUN = 6
_MOST_SIGNS = 4_000  # of a quotation or a source that are aligned
_ROOM = 40  # signs around the place where a quotation is looked for

Run = tuple[str, str]  # ("same" | "draft" | "source", words)


@dataclass(frozen=True, slots=True)
class Alignment:
    """A quotation laid on its source.

    start, end: in the source's folded form, half-open
    runs:       "same" and "draft" joined are the quotation as printed, "same" and "source" joined the source
    changed:    share of the quotation's signs that are not in the source there, 0 to 1 and more
    """

    start: int
    end: int
    runs: tuple[Run, ...]
    changed: float


def aligned(quotation: Wording, source: Wording, low: int, high: int) -> Alignment | None:
    """Lay a quotation on `source.folded[low:high]`; None where it is not close to any part of it."""
    words = quotation.folded
    if not words or len(words) > _MOST_SIGNS:
        return None
    low, high = _near(words, source.folded, low, high)
    text = source.folded[low:high]
    start, end, distance = nearest(words, text)
    held = covered(words, text)
    close = distance <= MOST_CHANGED * len(words)
    if not close and held < LEAST_COVERED * len(words):
        return None
    if not close or held > covered(words, text[start:end]) + _RUN:
        start, end = _spanned(words, text) or (start, end)
    if start >= end:
        return None
    start, end, runs = _runs(quotation, source, low + start, low + end)
    return Alignment(start, end, runs, distance / len(words))


def nearest(words: str, text: str) -> tuple[int, int, int]:
    """Return start, end and edit distance of the stretch of `text` that is nearest to `words` (Sellers 1980)."""
    if not text:
        return 0, 0, len(words)
    signs, codes = _codes(text), _codes(words)
    last = _last_row(codes, signs, np.zeros(len(signs) + 1, np.int32))
    end, distance = int(last.argmin()), int(last.min())
    begun = signs[max(0, end - 2 * len(words)) : end][::-1]
    anchored = _last_row(codes[::-1], begun, np.arange(len(begun) + 1, dtype=np.int32))
    return end - int(anchored.argmin()), end, distance


def covered(words: str, text: str) -> int:
    """Return how many signs of `words` stand in runs of three that `text` holds."""
    held = {text[at : at + GRAM] for at in range(len(text) - GRAM + 1)}
    marked = bytearray(len(words))
    for at in range(len(words) - GRAM + 1):
        if words[at : at + GRAM] in held:
            marked[at : at + GRAM] = b"\1" * GRAM
    return sum(marked)


def _last_row(words: NDArray[np.int32], text: NDArray[np.int32], row: NDArray[np.int32]) -> NDArray[np.int32]:
    """Return the edit distances of all `words` to what ends at each place of `text`, given those of none of them."""
    places = np.arange(len(text) + 1, dtype=np.int32)
    for sign in words:
        below = row + 1
        below[1:] = np.minimum(below[1:], row[:-1] + (text != sign))
        row = np.minimum.accumulate(below - places) + places
    return row


def _codes(words: str) -> NDArray[np.int32]:
    return np.frombuffer(words.encode("utf-32-le", "surrogatepass"), np.int32)


def _near(words: str, source: str, low: int, high: int) -> tuple[int, int]:
    """Narrow a long source to where most runs of the quotation stand, so that aligning takes time by the quotation."""
    if high - low <= max(3 * len(words), 600):
        return low, high
    grams: dict[str, int] = {}
    for at in range(len(words) - GRAM + 1):
        grams.setdefault(words[at : at + GRAM], at)
    width = len(words) + _ROOM
    votes: dict[int, int] = {}
    for at in range(low, high - GRAM + 1):
        if source[at : at + GRAM] in grams:
            votes[(at - low) // width] = votes.get((at - low) // width, 0) + 1
    if not votes:
        return low, min(high, low + _MOST_SIGNS)
    best = max(votes, key=lambda place: votes[place] + votes.get(place + 1, 0))
    used = [place for place in votes if abs(place - best) <= 1 or votes[place] * 4 >= votes[best]]
    first, last = (min(used), max(used)) if (max(used) - min(used)) * width <= _MOST_SIGNS else (best, best + 1)
    return max(low, low + first * width - _ROOM), min(high, low + (last + 1) * width + _ROOM)


def _spanned(words: str, text: str) -> tuple[int, int] | None:
    """Return the stretch of `text` from the first to the last run of the quotation's words, None without one."""
    places: list[tuple[int, int]] = []
    at = 0
    while at <= len(words) - _RUN:
        place = text.find(words[at : at + _RUN], places[-1][1] if places else 0)
        place = place if place >= 0 else text.find(words[at : at + _RUN])
        if place < 0:
            at += 1
            continue
        length = _RUN
        while at + length < len(words) and words[at + length] == text[place + length : place + length + 1]:
            length += 1
        places.append((place, place + length))
        at += length
    return (min(start for start, _ in places), max(end for _, end in places)) if places else None


def _runs(quotation: Wording, source: Wording, start: int, end: int) -> tuple[int, int, tuple[Run, ...]]:
    edits = [
        (code.tag, code.src_start, code.src_end, start + code.dest_start, start + code.dest_end)
        for code in Levenshtein.opcodes(quotation.folded, source.folded[start:end])
    ]
    while edits and edits[0][0] == "insert":
        start = edits.pop(0)[4]
    while edits and edits[-1][0] == "insert":
        end = edits.pop()[3]
    runs: list[Run] = []
    for tag, src_start, src_end, dest_start, dest_end in _without_islands(edits):
        if tag == "equal":
            runs.append(("same", _printed(quotation, src_start, src_end)))
        else:
            runs.append(("draft", _printed(quotation, src_start, src_end)))
            runs.append(("source", source.words(dest_start, dest_end)))
    return start, end, _joined([run for run in runs if run[1]])


Edit = tuple[str, int, int, int, int]


def _without_islands(edits: Sequence[Edit]) -> list[Edit]:
    """Count a lone sign that stayed between two changes as changed too."""
    kept: list[Edit] = []
    for place, edit in enumerate(edits):
        lone = edit[0] == "equal" and edit[2] - edit[1] < _SHORTEST_ISLAND and 0 < place < len(edits) - 1
        big = lone and all(max(e[2] - e[1], e[4] - e[3]) > 1 for e in (edits[place - 1], edits[place + 1]))
        kept.append(("replace", *edit[1:]) if big else edit)
    return kept


def _joined(runs: Sequence[Run]) -> tuple[Run, ...]:
    """Join runs of one change: what the draft has, then what the source has."""
    joined: list[Run] = []
    draft = source = ""
    for kind, words in [*runs, ("same", "")]:
        if kind == "draft":
            draft += words
        elif kind == "source":
            source += words
        else:
            changed = [("draft", draft), ("source", source)]
            joined += [run for run in [*changed, ("same", words)] if run[1]]
            draft = source = ""
    return tuple(joined)


def _printed(wording: Wording, start: int, end: int) -> str:
    """Return the printed words of a folded stretch, up to where the next begins: nothing printed is lost."""
    if start >= end:
        return ""
    first = 0 if start == 0 else wording.origins[start]
    last = wording.origins[end] if end < len(wording.origins) else len(wording.text)
    return wording.text[first:last]
