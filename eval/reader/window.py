"""A stretch of a text that holds certain words, or just some of it: what a reader is shown."""

import random
from dataclasses import dataclass

from corpus.sentence import sentences
from index.highlight import Stretch

# A window may reach so many signs further to begin and end at a sentence's border.
TO_BORDER = 40
BORDERS, PAUSES = "。；！？\n", "。；，、！？"
_TRIES = 8


@dataclass(frozen=True, slots=True)
class Sizes:
    """Signs of a window: one number between is drawn."""

    least: int
    most: int


def window(text: str, words: Stretch, sizes: Sizes, chance: random.Random) -> Stretch:
    """Return a stretch of `text` that holds `words`, at sentence borders where those are near."""
    start, end = words
    room = max(0, chance.randint(sizes.least, sizes.most) - (end - start))
    left = chance.randint(0, room)
    return _begun(text, max(0, start - left), start), _ended(text, min(len(text), end + room - left))


def without(text: str, answers: tuple[str, ...], sizes: Sizes, chance: random.Random) -> Stretch | None:
    """Return some stretch of `text` in which none of `answers` stands, None where it is not met in a few tries."""
    for _ in range(_TRIES):
        start = chance.randrange(len(text))
        found = window(text, (start, min(len(text), start + 10)), sizes, chance)
        shown = text[slice(*found)]
        if len(shown) >= sizes.least // 2 and not any(answer in shown for answer in answers):
            return found
    return None


def nearest(text: str, question: str) -> Stretch:
    """Return the sentence of `text` that shares most pairs of signs with `question`, the first of equals."""
    pairs = {question[at : at + 2] for at in range(len(question) - 1)}
    places = sentences(text) or ((0, len(text)),)
    return max(places, key=lambda place: sum(pair in text[slice(*place)] for pair in pairs))


def _begun(text: str, start: int, words: int) -> int:
    if start == 0:
        return 0
    before = max(text.rfind(sign, 0, start) for sign in BORDERS)
    if before >= 0 and start - before < TO_BORDER:
        return before + 1
    pauses = [at for at in (text.find(sign, start, words) for sign in PAUSES) if at >= 0]
    return min(pauses) + 1 if pauses else start


def _ended(text: str, end: int) -> int:
    after = [at for at in (text.find(sign, end) for sign in BORDERS) if at >= 0]
    return min(after) + 1 if after and min(after) - end < TO_BORDER else end
