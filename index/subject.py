"""What a list is wanted of: the question without its frame, cut into the things it names, each with its own words."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from index.asking import ASKING
from index.folded import fold
from index.tokens import HAN, words_cut, words_of
from index.topic import FRAMING, Rarity, Widenings, stands

# What a list names: clauses, and what clauses lay down.  They say that clauses are wanted, not which, but only beside a
# word that asks or at the end: 宣传职业教育政策 is about 政策.
_CLAUSES = "(?:条款|条文|法条|措施|举措|内容|规定|规矩|要求|安排|做法|说法|办法|任务|政策|文件|地方|情况|打算|部署)"
_COUNTED = "(?:条(?![款文])|个|项|处|份|种|点)"
_MENTION = (
    "(?:涉及到?|提及|提到|提出了?|讲到|说到|谈到|写到|写明|写在|写了|讲了|说了|提了|见于|出现过?|沾边|有关"
    "|相关|关于|规定了?"
    "|[作做]出?了规定|部署了)"
)
_WHICH = f"(?:哪(?:些|几|里|儿)?{_COUNTED}?|什么(?:样)?|多少|如何|怎么(?:样)?|怎样|咋)"
_FRAME = re.compile(
    rf"(?:都|一共|各|分别|在|做|提|讲|要)?(?:了|有|要求|规定|包括|安排)?了?{_WHICH}(?:主要|具体"
    rf"|的)?{_CLAUSES}?(?:里|中|上)?(?:都|也)?"
    rf"|(?:各|这|那|几|所有|全部)份?(?:{_CLAUSES}|地)(?:里面?|中|都)?|[各每几]份"
    rf"|请?(?:列举|列出|罗列|汇总|梳理|找出?|想找|看看|列)(?:一下|来|出)?(?:所有|全部)?(?:关于)?"
    rf"|{_MENTION}|由?谁(?:来?负责)?|方面|分别|请问|所有|全部|也?算上|(?:还|也)包括|[？?。！!：:]"
)
_END = re.compile(rf"(?:(?:的|以及|和|与)?(?:所有|全部|相关|有关)?的?{_CLAUSES}|[的了呢吗是都里])+$")
# Words before what is named: 让教师兼职 is about 教师兼职.
_BEFORE = frozenset("的 了 是 让 把 给 跟 请 对 向 从 在 由 于 有 要 将 要求 讲 关于 建立".split())  # noqa: SIM905 - words read easier than strings
# 老师的水平怎么提高 is about 水平提高, 卖货方面的人才 about its 人才: these words only stand between.
_LINKS = re.compile(
    r"(?<=[\u4e00-\u9fff])(?:各地|应当?|该|都|是)?(?:如何|怎么|怎样|咋)(?!样|规定|说|讲|写|办|做|干|安排|要求"
    r"|部署|打算|抓|弄|算|谈|提(?![高升])|处理)"
    r"(?=[\u4e00-\u9fff]{2})|方面(?=的)"
)
# 工作清单里，哪些任务… and 答复里哪些…: where, not what.
_WITHIN = re.compile(
    r"^[^，,、？?]{1,16}(?:里面?|中|当中)[，,](?=.{6})"
    r"|^[^，,、？?]{0,16}(?:文件|通知|方案|规划|办法|条例|清单|答复|意见|纲要|细则|法)(?:里面?|中|当中)(?=都?有?哪)"
)
# 含兼职 is about 兼职, 要建平台 about 平台.
_AHEAD = re.compile(r"^(?:包括|包含|含|要(?![求素点件闻]))(?=.{2})")
# “工匠”二字 is about 工匠, 获奖者能得到 about 获奖者, 发改局配合的工作 about what that bureau has to do.
_WORDING = re.compile(
    r"[一二两三四五六]个?字(?=[的，,？?。]|$)|这个词|一词|字样|(?:可以|能够?|可|会)?(?:得到|领到|享受|享有"
    r"|获得)(?=什么|哪些|啥)"
    r"|^(?:需要|要|由)(?=.{2,12}(?:配合|参与|牵头|承担|负责|协助))|(?:配合|参与|承担|负责"
    r"|协助)(?:完成)?的(?:工作|任务|事项|事)"
)
_QUOTES = re.compile(r"[“”‘’\"'「」『』]")
_OF = "的"
# A body named in full is that body only: 长春职业技术学院 is no other 职业技术学院.
_BODY = re.compile(r"(?!建|办|支持|开展|推进|加强|推动|打造|发展|.*的)[\u4e00-\u9fff]{6,}(?:学院|大学|医院|公司|集团)$")
# Words that begin what several before them share.
_LINKING = frozenset("到向给在中由")
# What joins the things that a question names.
_JOINS = frozenset("、 和 与 及 或 跟 以及 或者 还有 并 并且 还是".split())  # noqa: SIM905 - words read easier than strings
_STOPS = re.compile(r"[，,；;()（）《》\s]+")
_STOPS_ENGLISH = re.compile(r"[,;()?]|\b(?:and|or)\b")
# What frames a list asked for in English.
_FRAME_ENGLISH = re.compile(
    r"\b(?:please|(?:could|can) you|which|what|clauses?|measures?|provisions?|articles?|passages?|paragraphs?"
    r"|notices?|documents?"
    r"|list|find|show me|tell me|everything|every|each|all|there|deals? with|dealt with|mention(?:s|ed)?"
    r"|concern(?:s|ing)?"
    r"|relat(?:e|es|ed|ing) to|ha(?:s|ve) to do with|(?:is )?said about|says? about|covers?|about|regarding)\b"
)
_LATIN = frozenset("abcdefghijklmnopqrstuvwxyz")
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
    groups = ([_thing(words, rarity, also) for words in group] for group in _named(fold(question)))
    named = dict.fromkeys(words for group in groups for words in _spread([thing for thing in group if thing.words]))
    return Subject(tuple(_thing(words, rarity, also) for words in named))


def _named(question: str) -> Iterator[list[str]]:
    """Yield the things named, without the frame: together those that only joining words part.

    Of a question in English those are its Chinese words, which the notices may hold, else its own.
    """
    han = HAN.findall(question)
    if sum(map(_LATIN.__contains__, question)) > sum(map(len, han)):
        pieces = (" ".join(_FRAME_ENGLISH.sub(" ", piece).split()) for piece in _STOPS_ENGLISH.split(question))
        yield from ([words] for words in han or pieces)
        return
    within = _WORDING.sub("", _LINKS.sub("", _WITHIN.sub("", _QUOTES.sub("", question))))
    for piece in _STOPS.split(_FRAME.sub("，", within)):
        runs = [""]
        for word in words_cut(piece.replace("/", "、")):
            if word in _JOINS:
                runs.append("")
            elif runs[-1] or word not in _BEFORE:
                runs[-1] += word
        yield ["".join(_AHEAD.sub("", _END.sub("", run)).split()) for run in runs]


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
    # What is less rare than its owner means little without it; 教师的待遇和学前教育 names two things.
    after = [f"{owner}{_OF}{thing.printed}" if thing.whole < heavy else thing.printed for thing in parts[of + 1 :]]
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
    words = {word: rarity(word) * (1.0 if word in held else _UNHELD) for word in asked}
    if held == set(asked) and _BODY.fullmatch(printed):
        held, words = {printed}, {printed: max(words.values())}
    pairs = {
        pair: min([rarity(pair.signs), *(words[word] for word in pair.words if word in words)])
        for pair in _pairs(() if printed in words else words_cut(printed))
        if rarity(pair.signs) < unheld and pair.signs not in words
    }
    forms = tuple((form, others) for form, others in also if form in printed)
    known = [word for word in words if word in held or any(word in form for form, _ in forms)]
    rarest = max(known, key=lambda word: (words[word], len(word)), default="")
    return Thing(printed, words, pairs, forms, rarest)


def _pairs(cut: Sequence[str]) -> Iterator[Pair]:
    """Yield the last sign of each word with the first of the next."""
    for one, other in pairwise(cut):
        if HAN.fullmatch(one) and HAN.fullmatch(other) and not _BETWEEN & {one, other}:
            yield Pair(one[-1] + other[0], tuple(word for word in (one, other) if len(word) > 1))
