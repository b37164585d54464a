"""The words of a passage that answer a question about one thing: the shortest run of parts that stands alone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log

from corpus.sentence import parts, sentences
from index.asks import Asks
from index.detector import bears, typed
from index.folded import fold
from index.highlight import Stretch
from index.topic import Topic


@dataclass(frozen=True, slots=True)
class Weights:
    """What makes words answer.

    place:   of the passage's own score, 0 to 1
    around:  of the share of the question's words in the sentence with its headings
    inside:  of the share in the words themselves, or in the item of an enumeration that they stand in
    kind:    of holding words of the kind asked for
    new:     of the share of the words that the question does not have
    length:  of each factor of e that the words are longer or shorter than `usual`
    crossed: of each sentence border inside
    many:    of each further group of words of the kind asked for
    usual:   usual length of an answer, in signs
    """

    place: float
    around: float
    inside: float
    kind: float
    new: float
    length: float
    crossed: float
    many: float
    usual: float


# Set by hand.  On our four notices the first sentence answers 60 of the 61 facts asked in shared words.
SHORT = Weights(1.0, 1.6, 0.35, 0.5, 0.4, 0.2, 0.5, 0.12, 10)
LONG = Weights(1.0, 1.4, 0.1, 0.15, 0.4, 0.22, 0.1, 0.0, 60)
# Parts in a run at most, and how long it may be.
MOST_PARTS, LONGEST = 10, 320
_LONGEST_ITEM = 24


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


def weights_for(asks: Asks) -> Weights:
    """Return the weights for a kind of answer: figures, days, names and places are short."""
    return SHORT if asks in (Asks.NUMBER, Asks.WHEN, Asks.WHO, Asks.WHERE) else LONG


def best_pick(topic: Topic, asks: Asks, text: str, above: str, place: float) -> Pick | None:
    """Return the words of `text` that answer best, None where it has none.

    above: title and headings
    place: the passage's score, 0 to 1
    """
    found = picks(topic, asks, text, above, place)
    return max(found, key=lambda pick: pick.score, default=None)


def picks(topic: Topic, asks: Asks, text: str, above: str, place: float) -> list[Pick]:
    """Return every run of parts that may answer, with its score."""
    cut = _pieces(text)
    held = [topic.held(fold(text[slice(*piece.words)])) for piece in cut]
    context = topic.held(fold(above))
    scoring = _Scoring(topic, asks, text, weights_for(asks), place, context)
    found = [
        scoring.pick(cut[first : last + 1], held[first : last + 1], _around(cut, held, first, last))
        for first, last in _runs(cut)
    ]
    inner = (scoring.inner(piece, _around(cut, held, at, at)) for at, piece in enumerate(cut))
    return [*found, *(pick for some in inner for pick in some)]


@dataclass(frozen=True, slots=True)
class _Piece:
    words: Stretch
    sentence: Stretch


@lru_cache(maxsize=1_024)
def _pieces(text: str) -> tuple[_Piece, ...]:
    return tuple(_Piece(words, sentence) for sentence in sentences(text) for words in parts(text, sentence))


def _runs(cut: Sequence[_Piece]) -> Iterator[tuple[int, int]]:
    """Yield first and last piece of every run that is not too long; one that crosses a border ends a sentence."""
    for first in range(len(cut)):
        for last in range(first, min(first + MOST_PARTS, len(cut))):
            if cut[last].words[1] - cut[first].words[0] > LONGEST and last > first:
                break
            if cut[first].sentence == cut[last].sentence or _ends(cut, last):
                yield first, last


def _ends(cut: Sequence[_Piece], at: int) -> bool:
    """Say whether the piece `at` is the last of its sentence."""
    return at + 1 == len(cut) or cut[at + 1].sentence != cut[at].sentence


def _around(cut: Sequence[_Piece], held: Sequence[frozenset[str]], first: int, last: int) -> frozenset[str]:
    """Return the question's words in the sentences that the run stands in."""
    begin, end = cut[first].sentence[0], cut[last].sentence[1]
    inside = (one for piece, one in zip(cut, held, strict=True) if begin <= piece.words[0] < end)
    return frozenset[str]().union(*inside)


@dataclass(frozen=True, slots=True)
class _Scoring:
    topic: Topic
    asks: Asks
    text: str
    weights: Weights
    place: float
    above: frozenset[str]

    def pick(self, run: Sequence[_Piece], held: Sequence[frozenset[str]], around: frozenset[str]) -> Pick:
        """Return the run as a pick."""
        words = (run[0].words[0], run[-1].words[1])
        crossed = len({piece.sentence for piece in run}) - 1
        own = frozenset[str]().union(*held)
        return self._scored(words, (run[0].sentence[0], run[-1].sentence[1]), (own, own, around), crossed)

    def inner(self, piece: _Piece, around: frozenset[str]) -> Iterator[Pick]:
        """Yield the words inside a piece that are of the kind asked for, alone and with the item they stand in."""
        start, end = piece.words
        for begin, stop in typed(self.asks, self.text[start:end]):
            item = item_around(self.text, piece.words, (start + begin, start + stop))
            itemized = item != piece.words
            if itemized and self.asks is Asks.NUMBER:  # what is counted stands behind the figure
                item = (start + begin, item[1])
            near = self.topic.held(fold(self.text[slice(*item)]))
            if itemized:
                # What is counted belongs to the answer, though the question has it: 100个实训中心, not 200门课程.
                repeated = frozenset[str]() if self.asks is Asks.NUMBER else near
                yield self._scored(item, piece.sentence, (repeated, near, around), 0)
            # 100个实训中心 stands alone, 100个 does not.
            counted = itemized and self.asks is Asks.NUMBER and item[1] - item[0] <= _LONGEST_ITEM
            if not counted and (start + begin, start + stop) not in (item, piece.words):
                own = self.topic.held(fold(self.text[start + begin : start + stop]))
                yield self._scored((start + begin, start + stop), piece.sentence, (own, near, around), 0)

    def _scored(
        self,
        words: Stretch,
        sentence: Stretch,
        held: tuple[frozenset[str], frozenset[str], frozenset[str]],
        crossed: int,
    ) -> Pick:
        """Return the pick; `held`: the question's words in it, in the item around it, in its sentence."""
        weights, printed = self.weights, self.text[slice(*words)]
        own, near, around = held
        holds = self.topic.share(around | self.above)
        bearing = bears(self.asks, printed)
        asked = len({at for word in own for at in _places(fold(printed), word)})
        score = (
            weights.place * self.place
            + weights.around * (0.7 * self.topic.share(around) + 0.3 * holds)
            + weights.inside * self.topic.share(near)
            + weights.kind * bearing
            + weights.new * max(0.0, 1 - asked / len(printed))
            - weights.length * abs(log(len(printed) / weights.usual))
            - weights.crossed * crossed
            - weights.many * max(0, len(list(typed(self.asks, printed))) - 1)
        )
        return Pick(words, sentence, score, holds, bearing)


def item_around(text: str, piece: Stretch, words: Stretch) -> Stretch:
    """Return the item of an enumeration, 、 before and behind, that `words` stand in; the piece where there is none."""
    start = max(text.rfind("、", piece[0], words[0]) + 1, piece[0])
    end = text.find("、", words[1], piece[1])
    return start, piece[1] if end < 0 else end


def _places(text: str, word: str) -> range:
    """Return the places that `word` takes where it first stands in `text`."""
    at = text.find(word)
    return range(at, at + len(word)) if at >= 0 else range(0)
