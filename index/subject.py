"""What a list is wanted of: the question without its frame, cut into the things it names, each with its own words."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from index.asking import ASKING
from index.folded import fold
from index.frame import things_named
from index.tokens import HAN, words_cut, words_of
from index.topic import FRAMING, Rarity, Widenings, stands

_OF = "的"
_WORD = 2
# A body named in full is that body only: 长春职业技术学院 is no other 职业技术学院.
_BODY = re.compile(
    r"(?!.*(?:建|办|[支扶]持|开展|推[进动]|加强|打造|发展|的|与|和))[\u4e00-\u9fff]{6,}(?:(?<!产业|二级|企业|社区|工匠)学院|大学|医院|公司|集团)$"
)
# Words that begin what several before them share.
_LINKING = frozenset("到向给在中由")
# Words of one sign that make no word with their neighbours.
_BETWEEN = frozenset("的了是在对和与及或把被将向等之其着过都也还就有里中上来去跟从给让这那各能会要可")
# A thing named in common words alone does not count whole beside one named in rare words: 领域 of 急需紧缺的人才、领域.
_OWN = 0.5
# What a word weighs that no passage holds, as a part of its rarity: none can have it, the others are left to judge by.
# Precision where recall is .95, the lists that share words of each of two authors fitted on the other's: .85 and .93
# with this, .74 and .93 with 1.
_UNHELD = 0.5


@dataclass(frozen=True, slots=True)
class Pair:
    """Two signs over the border of two words; they count only where the words beside them stand as well.

    words: of those two the ones of more than one sign
    """

    signs: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Thing:
    """One of the things that a question names: 订单班 of 订单班或者现代学徒制.

    printed: as asked, folded
    words:   folded -> weight: how rare it is in the library
    pairs:   over the borders of those words -> weight; those that a passage holds
    also:    for each form in it that a thesaurus widens the others, all folded
    rarest:  of the words that the library holds; "" where it holds none
    """

    printed: str
    words: Mapping[str, float]
    pairs: Mapping[Pair, float]
    also: Widenings = ()
    rarest: str = ""

    @property
    def whole(self) -> float:
        """The weight of all words and pairs."""
        return sum(self.words.values()) + sum(self.pairs.values())

    def weight_in(self, text: str) -> float:
        """Return the weight of what stands in `text`, folded, the words of a form also where another form stands."""
        said = self._said(text) if self.also else ()
        there = {word for word in self.words if word in text and stands(text, word)}
        if said:
            there.update(word for word in self.words if any(word in form for form in said))
        weight = sum(map(self.words.__getitem__, there))
        for pair, more in self.pairs.items():
            if (pair.signs in text and there.issuperset(pair.words)) or any(pair.signs in form for form in said):
                weight += more
        return weight

    def has_rarest(self, text: str) -> bool:
        """Say whether its rarest word, or another form of what holds that, stands in `text`, folded."""
        return bool(self.rarest) and (
            stands(text, self.rarest) or any(self.rarest in form for form in self._said(text))
        )

    def run_in(self, text: str) -> float:
        """Return the part of it that stands in `text`, folded, in one run, or in another form: 0 to 1."""
        longest = max(map(len, self._said(text)), default=0)
        for start in range(len(self.printed)):
            while start + longest < len(self.printed) and self.printed[start : start + longest + 1] in text:
                longest += 1
        return longest / len(self.printed)

    def _said(self, text: str) -> list[str]:
        """Return the forms asked of which another stands in `text`."""
        return [form for form, others in self.also if any(stands(text, other) for other in others)]


@dataclass(frozen=True)
class Subject:
    """What a list is wanted of: clauses on any of its things."""

    things: tuple[Thing, ...]

    @property
    def printed(self) -> str:
        """The things as they are asked for, with stops between."""
        return "、".join(thing.printed for thing in self.things)

    def covered(self, text: str) -> float:
        """Return the greatest share of a thing's weight that stands in `text`, folded, 0 to 1."""
        return max((thing.weight_in(text) / whole for thing, whole in self._wholes), default=0.0)

    def has_rarest(self, text: str) -> bool:
        """Say whether the rarest word of a thing that counts whole stands in `text`, folded."""
        return any(thing.has_rarest(text) for thing in self._own)

    def run(self, text: str) -> float:
        """Return the greatest part of a thing that counts whole that stands in `text`, folded, in one run, 0 to 1."""
        return max((thing.run_in(text) for thing in self._own), default=0.0)

    def terms_in(self, text: str) -> list[tuple[str, str]]:
        """Return (form asked, other form) for each other form that stands in `text`, folded."""
        also = dict.fromkeys(pair for thing in self.things for pair in thing.also)
        return [(form, other) for form, others in also for other in others if stands(text, other)]

    @cached_property
    def _least(self) -> float:
        return max((thing.whole for thing in self.things), default=0.0) * _OWN

    @cached_property
    def _wholes(self) -> list[tuple[Thing, float]]:
        return [(thing, max(thing.whole, self._least) or 1.0) for thing in self.things]

    @cached_property
    def _own(self) -> list[Thing]:
        return [thing for thing in self.things if thing.whole >= self._least]


def subject_of(question: str, rarity: Rarity, also: Widenings = ()) -> Subject:
    """Return what `question` names; `rarity` of a word the library does not hold is the highest there is."""
    named = dict[str, None]()
    for group, of_them in things_named(fold(question)):
        parts = (_thing(words, rarity, also) for words in group)
        things = _spread([thing for thing in parts if thing.words])
        named |= dict.fromkeys(f"{one}{_OF}{part}" for one in things for part in of_them)
        named |= dict.fromkeys(() if things and of_them else things or of_them)
    return Subject(tuple(thing for words in named if (thing := _thing(words, rarity, also)).words))


def _spread(parts: Sequence[Thing]) -> list[str]:
    """Return the things that joining words part, with the words that they share.

    急需紧缺的人才、领域 is about 紧缺的领域, 幼儿园和学校的收费 about 幼儿园的收费, 网络安全或数据安全应急演练 about
    网络安全应急演练.  Recall and precision of the lists that share words of three authors with and without such words,
    with 方面的, 怎么 and titles read as they are now: .994 .830, .954 .880, .944 .697; .991 .823, .949 .859, .927 .631.
    """
    printed = [thing.printed for thing in parts]
    of = next((at for at, words in enumerate(printed) if _OF in words[1:-1]), None)
    if of is None:
        tail = _tail(*map(words_cut, printed[-2:])) if len(printed) > 1 else ""
        return [f"{words}{tail}" for words in printed[:-1]] + printed[-1:]
    owner, _, owned = printed[of].rpartition(_OF)
    heavy = sum(weight for word, weight in parts[of].words.items() if word in owner)
    before = [f"{words}{_OF}{owned}" for words in printed[:of]]
    # What is less rare than its owner means little without it, as does one word beside one: 专业的新增和撤销.
    # 教师的待遇和学前教育 names two things.
    after = [
        f"{owner}{_OF}{thing.printed}"
        if thing.whole < heavy or len(thing.printed) == len(owned) == _WORD
        else thing.printed
        for thing in parts[of + 1 :]
    ]
    return [*before, printed[of], *after]


def _tail(first: Sequence[str], last: Sequence[str]) -> str:
    """Return the end of the words `last` that the words `first`, joined to them, share.

    到学校任教 of 技师、工匠到学校任教, 应急演练 of 网络安全或数据安全应急演练, 开放共享 of 实训基地、实训场所开放共享,
    社会资本参与 of 吸引、带动社会资本参与; none of 实训或实训基地.
    """
    if last[: len(first)] == first:
        return ""
    link = next((at for at, word in enumerate(last) if at and word in _LINKING), len(last))
    close = first[-1][-2:]
    ends = (at for at, word in enumerate(last) if word.endswith(close) and (at or word != first[-1]))
    same = next(ends, len(last)) + 1 if len(close) > 1 else len(last)
    like = len(first) if first[0] == last[0] else len(last)
    verb = 1 if len(first) == 1 and len(first[0]) == len(last[0]) == 2 < len(last) else len(last)
    return "".join(last[min(link, same, like, verb) :])


def _thing(printed: str, rarity: Rarity, also: Widenings) -> Thing:
    asked = dict.fromkeys(word for word in words_of(printed) if word not in ASKING and word not in FRAMING)
    unheld = rarity("\0")
    held = {word for word in asked if rarity(word) < unheld}
    forms = tuple((form, others) for form, others in also if form in printed)
    words = {word: rarity(word) if word in held else _unheld(word, rarity, forms) for word in asked}
    if held == set(asked) and _BODY.fullmatch(printed):
        held, words = {printed}, {printed: max(words.values())}
    pairs = {
        pair: min([rarity(pair.signs), *(words[word] for word in pair.words if word in words)])
        for pair in _pairs(() if printed in words else words_cut(printed))
        if rarity(pair.signs) < unheld and pair.signs not in words
    }
    known = [word for word in words if word in held or any(word in form for form, _ in forms)]
    rarest = max(known, key=lambda word: (words[word], len(word)), default="")
    return Thing(printed, words, pairs, forms, rarest)


def _unheld(word: str, rarity: Rarity, forms: Widenings) -> float:
    """Return what a word weighs that no passage holds: no more than the commonest other form of what it is in.

    职校 weighs what 职业院校 does.  Recall and precision of lists in other Chinese words, mean of six sets: .506, .305
    with this, .495, .296 without; in English, where one word has a form and the others have none: .60, .50 with this,
    .67, .44 without, so Chinese words only.
    """
    others = (other for form, others in forms if word in form and HAN.fullmatch(word) for other in others)
    rarest = [max(map(rarity, words_of(other)), default=rarity("\0")) for other in others]
    return min([rarity("\0") * _UNHELD, *rarest])


def _pairs(cut: Sequence[str]) -> Iterator[Pair]:
    """Yield the last sign of each word with the first of the next."""
    for one, other in pairwise(cut):
        if HAN.fullmatch(one) and HAN.fullmatch(other) and not _BETWEEN & {one, other}:
            yield Pair(one[-1] + other[0], tuple(word for word in (one, other) if len(word) > 1))
