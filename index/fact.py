"""The words of a passage that answer a question about one thing: the shortest run of parts that stands alone."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from math import log

from corpus.sentence import parts, sentences
from index.asks import Asks
from index.detector import bears, typed
from index.folded import fold
from index.highlight import Stretch
from index.sought import Sought
from index.tokens import words_cut
from index.topic import Topic

# Parts in a run at most, and how long it may be.
MOST_PARTS, LONGEST = 10, 320
_LONGEST_ITEM = 24
# A line that repeats the question is short and has few signs of its own.  Of the three nearest passages of a question
# on notices-2020 7 % are such lines; with what is below in their place the first is right in .654 instead of .633.
_LONGEST_ECHO, _LEAST_NEW = 60, 0.45


@dataclass(frozen=True, slots=True)
class Pick:
    """Words that may answer: offsets in the text they were picked from, half-open.

    score:  higher is better; comparable between passages of one question
    holds:  how much of the question's weight the sentence with its headings has, 0 to 1
    typed:  it holds words of the kind asked for
    """

    words: Stretch
    sentence: Stretch
    score: float
    holds: float
    typed: bool


@dataclass(frozen=True, slots=True)
class Fact:
    """Words of a passage that may answer."""

    passage: int
    pick: Pick


def best_pick(sought: Sought, text: str, above: str, place: float, within: Stretch | None = None) -> Pick | None:
    """Return the words of `text` that answer best, None where it has none.

    above:  title and headings
    place:  the passage's score, 0 to 1
    within: the sentence to look in, None for all
    """
    found = picks(sought, text, above, place)
    inside = [pick for pick in found if pick.sentence == within]
    best = max(inside or found, key=lambda pick: pick.score, default=None)
    return _from_border(text, best) if best and not sought.is_short else best


def _from_border(text: str, pick: Pick) -> Pick:
    """Return the pick from where its clause begins, if it begins inside an enumeration: not 科研院所开展 of
    本科院校、科研院所开展.

    Chosen as before, so that the sentence stays: F1 of the first quote on the tuning half of notices-2020, kinds
    without short answers, .478 before and .479 with this; without picks that begin so .471.
    """
    start = pick.words[0]
    for part in reversed(_cut(text)[1]):
        if part.words[0] < start and text[:start].rstrip().endswith("、"):
            start = part.words[0]
    return replace(pick, words=(start, pick.words[1])) if pick.words[1] - start <= LONGEST else pick


def picks(sought: Sought, text: str, above: str, place: float) -> list[Pick]:
    """Return every run of parts that may answer, and what is of the kind asked for in each part, with its score."""
    passage = _Passage(sought, text, above, place)
    return [*passage.runs(), *passage.inner()]


def echoes(topic: Topic, text: str) -> bool:
    """Say whether `text` only says what was asked, as a heading or a question on a line of its own: what is below it
    may answer, it does not.
    """
    words = text.strip()
    if len(words) > _LONGEST_ECHO or "。" in words:
        return False
    return words.endswith(("？", "?")) or _new(topic, topic.held(fold(words)), words) < _LEAST_NEW


def _new(topic: Topic, held: frozenset[str], printed: str) -> float:
    """Return the share of the signs that are none of the words `held`, 0 to 1."""
    text = fold(printed)
    asked = len({at for word in held for at in _places(text, word)})
    return max(0.0, 1 - asked / len(printed))


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a sentence.

    words:    its place in the text
    sentence: which one it is of, counted from 0
    """

    words: Stretch
    sentence: int


@lru_cache(maxsize=1_024)
def _cut(text: str) -> tuple[tuple[Stretch, ...], tuple[_Part, ...]]:
    """Return the sentences of `text` and their parts."""
    cut = sentences(text)
    return cut, tuple(_Part(words, at) for at, sentence in enumerate(cut) for words in parts(text, sentence))


class _Passage:
    """A passage in which words are picked."""

    def __init__(self, sought: Sought, text: str, above: str, place: float) -> None:
        self._sought, self._text, self._place = sought, text, place
        self._weights = sought.weights
        topic = sought.topic
        self._sentences, self._parts = _cut(text)
        self._held = [topic.held(fold(text[slice(*part.words)])) for part in self._parts]
        self._above = topic.held(fold(above))
        self._opening = [
            _new(topic, held, text[slice(*part.words)]) for part, held in zip(self._parts, self._held, strict=True)
        ]
        by_sentence: list[frozenset[str]] = [frozenset()] * len(self._sentences)
        for part, held in zip(self._parts, self._held, strict=True):
            by_sentence[part.sentence] |= held
        self._by_sentence = by_sentence

    def runs(self) -> Iterator[Pick]:
        """Yield every run of parts that is not too long; one that crosses a border ends a sentence."""
        for first, part in enumerate(self._parts):
            own = frozenset[str]()
            for last in range(first, min(first + MOST_PARTS, len(self._parts))):
                own |= self._held[last]
                words = (part.words[0], self._parts[last].words[1])
                if words[1] - words[0] > LONGEST and last > first:
                    break
                if part.sentence == self._parts[last].sentence or self._ends(last):
                    yield self._scored(words, (first, last), own, own)

    def inner(self) -> Iterator[Pick]:
        """Yield the words inside a part that are of the kind asked for, alone and with the item they stand in."""
        topic, asks = self._sought.topic, self._sought.asks
        for at, part in enumerate(self._parts):
            start, end = part.words
            for begin, stop in typed(asks, self._text[start:end]):
                alone = (start + begin, start + stop)
                if asks is Asks.WHO and self._asked_about(alone):
                    continue
                item = item_around(self._text, part.words, alone)
                itemized = item != part.words
                if itemized and asks is Asks.NUMBER:  # what is counted stands behind the figure
                    item = (alone[0], item[1])
                near = topic.held(fold(self._text[slice(*item)]))
                if itemized:
                    # What is counted belongs to the answer, though the question has it: 100个实训中心, not 200门课程.
                    repeated = frozenset[str]() if asks is Asks.NUMBER else near
                    yield self._scored(item, (at, at), repeated, near)
                # 100个实训中心 stands alone, 100个 does not.
                counted = itemized and asks is Asks.NUMBER and item[1] - item[0] <= _LONGEST_ITEM
                if not counted and alone not in (item, part.words):
                    yield self._scored(alone, (at, at), topic.held(fold(self._text[slice(*alone)])), near)

    def _asked_about(self, body: Stretch) -> bool:
        """Say whether a body is what the question is about: 某某领导小组 does not say 谁牵头成立领导小组."""
        last = fold(words_cut(self._text[slice(*body)])[-1])
        return last in self._sought.topic.words and not last.startswith(self._sought.focus or ("\0",))

    def _ends(self, at: int) -> bool:
        """Say whether the part `at` is the last of its sentence."""
        return at + 1 == len(self._parts) or self._parts[at + 1].sentence != self._parts[at].sentence

    def _scored(self, words: Stretch, run: tuple[int, int], own: frozenset[str], near: frozenset[str]) -> Pick:
        """Return the pick; `run`: first and last part it stands in; `own`: the question's words in it, `near`: in the
        item around it.
        """
        first, last = (self._parts[at].sentence for at in run)
        around = frozenset[str]().union(*self._by_sentence[first : last + 1])
        whole = self._sought.topic.share(around | self._above)
        bearing = bears(self._sought.asks, self._text[slice(*words)])
        score = (
            self._seen(run, around, whole)
            + self._made(words, run, own)
            + self._weights.inside * self._sought.topic.share(near)
            + self._weights.kind * bearing
        )
        return Pick(words, (self._sentences[first][0], self._sentences[last][1]), score, whole, bearing)

    def _seen(self, run: tuple[int, int], around: frozenset[str], whole: float) -> float:
        """Return what speaks for words where they stand."""
        weights, share = self._weights, self._sought.topic.share
        score = weights.place * self._place + weights.whole * whole
        if weights.around:
            score += weights.around * share(around)
        if weights.led:
            sentence = self._parts[run[0]].sentence
            led = self._by_sentence[sentence - 1] if sentence else frozenset[str]()
            score += weights.led * share(around | self._above | led)
        if weights.before and run[0] and not self._ends(run[0] - 1):
            score += weights.before * share(self._held[run[0] - 1])
        return score

    def _made(self, words: Stretch, run: tuple[int, int], own: frozenset[str]) -> float:
        """Return what speaks for the words themselves."""
        weights, printed = self._weights, self._text[slice(*words)]
        crossed = self._parts[run[1]].sentence - self._parts[run[0]].sentence
        grown = log(len(printed) / weights.usual)
        return (
            weights.new * _new(self._sought.topic, own, printed)
            + weights.opening * self._opening[run[0]]
            + weights.ending * self._ends(run[1])
            + weights.focus * any(one in printed for one in self._sought.focus)
            + weights.length * abs(grown)
            + weights.longer * grown
            + weights.crossed * crossed
            + weights.asking * self._asks(self._parts[run[1]].sentence)
            + weights.many * self._others(printed)
        )

    def _asks(self, sentence: int) -> bool:
        return self._text[: self._sentences[sentence][1]].endswith(("？", "?"))

    def _others(self, printed: str) -> int:
        """Return how many groups of words of the kind asked for there are beside one, where that counts."""
        return max(0, len(list(typed(self._sought.asks, printed))) - 1) if self._weights.many else 0


def item_around(text: str, piece: Stretch, words: Stretch) -> Stretch:
    """Return the item of an enumeration, 、 before and behind, that `words` stand in; the piece where there is none."""
    start = max(text.rfind("、", piece[0], words[0]) + 1, piece[0])
    end = text.find("、", words[1], piece[1])
    return start, piece[1] if end < 0 else end


def _places(text: str, word: str) -> range:
    """Return the places that `word` takes where it first stands in `text`."""
    at = text.find(word)
    return range(at, at + len(word)) if at >= 0 else range(0)
