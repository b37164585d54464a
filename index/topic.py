"""What a question is about: its words after the frame is taken away, each weighed by how rare it is in the library."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from index.asking import ASKING, asked_for
from index.folded import fold
from index.tokens import HAN, words_of

Rarity = Callable[[str], float]
# (form asked, folded; forms that mean the same, folded): what a thesaurus gives.
Widenings = Sequence[tuple[str, Sequence[str]]]

# Words that frame a question about clauses: they say that clauses are wanted, not which.
FRAMING = frozenset(
    """
    条款 条文 措施 举措 内容 文件 规定 规矩 做法 情况 方面 打算 安排 列出 列举 列出来 出来
    各份 各地 各地方 想找 所有 全部 地方 请列出 主要 具体 分别 一共 总共 要求 政策 哪里 那里 里面 这项 几个 几份
    几处 几条 多少个 处 提 讲 写 说 都 中 里 有 会 能 吗 呢 要 的
    measures measure clauses clause provisions provision articles article notices notice mention mentions concern touch
    about deal deals any many much there it its from has have been will would should could may must into their they
    """.split()  # noqa: SIM905 - the list is easier to read and to extend as words than as strings
)
# Signs that join words and are no word themselves: a pair over them is no word either.
_JOINTS = re.compile(r"[的了是在对和与及或把被将向等之其着过都也还就]")
# A form of so many signs is made of words that mean other things alone; more than this part of it must stand there.  On
# our lists that share words recall and precision .988 and .876 without, .985 and .875 with this, and of the 61 facts
# the first sentence answers 60 instead of 59; with the whole form asked for .955 and .893.
_COMPOUND, _ENOUGH = 4, 0.5
_LATIN_SIGN = re.compile(r"[a-z0-9]")


@dataclass(frozen=True, slots=True)
class Topic:
    """The words asked about.

    weights: word or pair of signs, folded -> rarity, 0 upwards; what every passage holds weighs next to nothing
    words:   those of `weights` that are words, as a reader is told
    also:    for each form that a thesaurus widens the others, all folded
    """

    weights: Mapping[str, float]
    words: tuple[str, ...] = ()
    also: Widenings = field(default=())

    @property
    def whole(self) -> float:
        """The weight of all words together."""
        return sum(self.weights.values())

    @property
    def of_words(self) -> tuple[str, ...]:
        """Those of `words` that have a weight."""
        return tuple(word for word in self.words if word in self.weights)

    @property
    def terms(self) -> tuple[str, ...]:
        """The words asked about and those that are taken for the same."""
        widened = [one for form, others in self.also for one in (form, *others)]
        told = sorted(dict.fromkeys([*widened, *self.words]), key=len, reverse=True)
        within = {one for at, one in enumerate(told) if any(one in longer for longer in told[:at])}
        return tuple(dict.fromkeys([*widened, *(word for word in self.words if word not in within)]))

    def held(self, text: str) -> frozenset[str]:
        """Return which words stand in `text`, folded, those of a widened form also where another form stands there.

        A small part of a widened form does not count alone: 本科院校 says nothing of 职教本科.
        """
        found = {word for word in self.weights if stands(text, word)}
        for form, others in self.also:
            inside = {word for word in self.weights if word in form}
            if any(stands(text, other) for other in others):
                found |= inside
            elif len(form) >= _COMPOUND and _part(form, found & inside) <= _ENOUGH:
                found -= inside
        return frozenset(found)

    def covered(self, text: str) -> float:
        """Return the share of the weight whose words stand in `text`, folded, 0 to 1."""
        return self.share(self.held(text))

    def share(self, words: frozenset[str]) -> float:
        """Return the share of the weight that `words` have, 0 to 1; 0 where the question has no words."""
        return sum(self.weights[word] for word in words) / (self.whole or 1.0)

    def terms_in(self, text: str) -> list[tuple[str, str]]:
        """Return (form asked, other form) for each other form that stands in `text`, folded."""
        return [(form, other) for form, others in self.also for other in others if stands(text, other)]


def topic_of(question: str, rarity: Rarity, also: Widenings = ()) -> Topic:
    """Return what `question` is about; `rarity` of a word the library does not hold is the highest there is.

    Pairs of signs count only where the library holds them: the others stand over the border of two words.
    """
    rest = asked_for(question)
    words = [word for word in words_of(rest) if word not in ASKING and word not in FRAMING]
    unheld = rarity("\0")
    pairs = [pair for run in HAN.findall(fold(rest)) for piece in _JOINTS.split(run) for pair in _pairs(piece)]
    kept = [pair for pair in pairs if pair not in FRAMING and pair not in ASKING and rarity(pair) < unheld]
    weights = {word: rarity(word) for word in dict.fromkeys([*words, *kept])}
    return Topic(weights, tuple(dict.fromkeys(words)), also)


def stands(text: str, word: str) -> bool:
    """Say whether `word` stands in `text`, both folded; a Latin word or a number only as a whole."""
    start = text.find(word)
    if start < 0 or not (_LATIN_SIGN.match(word[0]) or _LATIN_SIGN.match(word[-1])):
        return start >= 0
    return re.search(rf"(?<![a-z0-9]){re.escape(word)}(?![a-z0-9])", text) is not None


def _pairs(run: str) -> list[str]:
    return [run[at : at + 2] for at in range(len(run) - 1)]


def _part(form: str, words: Iterable[str]) -> float:
    """Return the part of the signs of `form` that `words` take where they first stand in it, 0 to 1."""
    places = {at for word in words for at in range(form.find(word), form.find(word) + len(word))}
    return len(places) / len(form)
