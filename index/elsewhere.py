"""Places that a question names: what another place's notice says of another place does not answer."""

import re
from collections.abc import Sequence
from itertools import combinations

from corpus.notice import Region
from corpus.region import is_division, lies_apart
from index.folded import fold
from index.latin_place import latin_places
from index.tokens import HAN, words_cut

# Names of prefectures that are words of their own, or names of much else, where 市 or 州 does not follow.
_ORDINARY = frozenset(
    "朝阳 来宾 安康 大同 日照 白银 阿里 文山 普洱 和田 兴安 东方 吉安 长治 平凉".split()  # noqa: SIM905 - words read easier than strings
)
# Before a place that one goes to, comes from or deals with.
_GOING = frozenset("到 去 赴 往 来 从 自 来自 前往 离开 与 和 同 跟 至 对".split())  # noqa: SIM905 - words read easier than strings
# Of a question's words so many may make up one name: 延边 and 州.
_WORDS = 3
_LEVEL = re.compile(r"(?:省|市|县|区|自治区|州|盟|旗)$")
_SHORTEST = 2


def places_named(question: str) -> list[str]:
    """Return the divisions that `question` asks of, named in whole words: 沈阳市, not the 阿里 of 阿里巴巴; in Latin
    letters too.

    To and from where one goes is not asked of: a rule on 到北京出差 is one's own office's.
    """
    named = latin_places(question)
    for stretch in HAN.findall(fold(question)):
        words = words_cut(stretch)
        places = combinations(range(len(words) + 1), 2)
        short = ((first, end) for first, end in places if end - first <= _WORDS)
        runs = ("".join(words[first:end]) for first, end in short if not first or words[first - 1] not in _GOING)
        named += [run for run in runs if len(run) >= _SHORTEST and run not in _ORDINARY and is_division(run)]
    return named


def is_elsewhere(places: Sequence[str], text: str, region: Region) -> bool:
    """Say whether one of `places` is neither named by a passage nor one that its notice is from.

    text:   of the passage with title and headings, folded
    region: where the notice is from; where that is not known it may be anywhere
    """
    return any(_bare(place) not in text and lies_apart(place, region) for place in places)


def _bare(name: str) -> str:
    """Return `name` as it may be printed shorter: 沈阳 of 沈阳市."""
    bare = _LEVEL.sub("", name)
    return bare if len(bare) >= _SHORTEST else name
