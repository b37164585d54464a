"""Where a list is wanted from: 梅河口有哪些…, 省里提了哪些… name notices by place, 《…条例》关于… by title."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from corpus.notice import Region as Place
from index.folded import fold
from index.held import HeldTexts
from index.journal import Journal
from index.ranking import Scope

# What follows a place that says where; in 长春汽车职业技术大学 and 吉林大学 it is part of a name.
_BEHIND = (
    r"(?=[里在有对要把将是哪怎如什都这那近今接打准提为就各由已正曾会应需想、，,：:（(？?]"
    r"|的(?!院校|学校|高校|大学|学院|职校|中专|技校|企业|教师|老师|学生)|方面|关于|规定|出台|目前|现在|下一步"
    r"|未来|\s|$)"
)
# The document of a place: 吉林市那份实施方案里…, 上海条例有哪些….
_DOCUMENT = (
    r"的?(?:[那这该][份部个]?|)(?:实施|工作|行动|政策)?"
    r"(?:文件|方案|通知|条例|办法|意见|规划|规定|细则|清单|答复)(?:\([^()]*\))?(?:里面?|中|内|对|关于)?[,的]?"
)
# 哪些措施涉及长春 is about 长春: only what comes first says where.
_AHEAD = r"^(?:请问|请?列[出举]|在)?"
# The province's own notices.  省级 says of what rank something is, not who says it.
_PROVINCIAL = re.compile(rf"{_AHEAD}(省里|省内|我省|全省|省厅|省政府|省教育厅)(?:{_BEHIND}|(?=提|发|定))")
_LEVEL = re.compile(r"(?:省|市|县|区|自治州|州|盟|旗|自治区|自治县)$")
_SHORTEST = 2
# What a title is said by ends so; what stands before it says which, unless that too is in titles of all kinds.
_KIND = re.compile(
    r"(?:办法|条例|规定|规划|方案|通知|意见|措施|政策|细则|计划|纲要|答复|清单|指标|标准|目录|决定|公告"
    r"|法)》?(?:\([^()]*\))?"
)
_ANY = re.compile(r"(?:关于|有关|实施|工作|管理|若干|行动|重点|本|该|各|这|那|哪些|什么|相关|具体)+")
_BEHIND_TITLE = re.compile("[的里中对,:有哪分都在]|关于|规定|提")
_AHEAD_TITLE = re.compile(rf"{_AHEAD}《?")
_MARKS = re.compile(r"[“”‘’\"'「」『』]")
# A title is said in so many parts of it, each of two signs or more: 上海条例 is 上海市职业教育条例.
_PARTS, _LONGEST = 3, 40
# Said in fewer signs it must be the end of a title, or its beginning and its end: 招生计划 is no plan for 招生工作.
_FEW = 6


@dataclass(frozen=True, slots=True)
class Region:
    """Where a notice is from; None where it does not say."""

    notice: int
    province: str | None
    city: str | None
    county: str | None

    @property
    def names(self) -> list[str]:
        """Its places, the widest first."""
        return [fold(name) for name in (self.province, self.city, self.county) if name]


@dataclass(frozen=True, slots=True)
class Locality:
    """What a question says of where.

    rest:    the question without it
    notices: rows of the notices from there; None where it names no place
    """

    rest: str
    notices: frozenset[int] | None = None


class Localities:
    """The places that the notices of a library are from, and what they are called.

    titles: by the notice's row, those of what it issues too
    """

    def __init__(self, regions: Iterable[Region], titles: Mapping[int, Collection[str]] | None = None) -> None:
        self._regions = tuple(regions)
        self._titles = {row: [_MARKS.sub("", fold(one)) for one in ones] for row, ones in (titles or {}).items()}
        self._places = {one.notice: Place(one.province, one.city, one.county) for one in self._regions}
        self._names = _notices_by_name(self._regions)
        names = "|".join(map(re.escape, sorted(self._names, key=len, reverse=True)))
        self._named = re.compile(rf"{_AHEAD}({names}){_BEHIND}") if names else None
        self._issued = re.compile(rf"(?:{_AHEAD}|(?<=[,;?]))({names}){_DOCUMENT}") if names else None

    def of(self, notice: int) -> Place:
        """Return where the notice of a row is from."""
        return self._places.get(notice, Place())

    def named(self, question: str) -> Locality:
        """Return where `question` wants a list from: a place that notices are from, 省里, or notices by their title."""
        text = fold(question)
        titled = self._titled(_MARKS.sub("", text))
        if titled:
            return titled
        found = _PROVINCIAL.search(text)
        notices = frozenset(one.notice for one in self._regions if one.province and not (one.city or one.county))
        for pattern in (self._issued, self._named):
            if not found and pattern:
                found = pattern.search(text)
                notices = self._names[found[1]] if found else notices
        if not found or not notices:
            return Locality(question)
        ahead = text[: found.start(1)].removesuffix("在")
        return Locality(f"{ahead}{text[found.end() :].lstrip('的')}", notices)

    def _titled(self, text: str) -> Locality | None:
        """Return the notices whose title `text` begins with, or what is said for it: the longest that any has."""
        start = _AHEAD_TITLE.match(text)
        begin = start.end() if start else 0
        for kind in reversed(list(_KIND.finditer(text, begin, begin + _LONGEST))):
            said = text[begin : kind.end()].partition("》")[0].partition("(")[0]
            if not _BEHIND_TITLE.match(text, kind.end()) or len(_ANY.sub("", text[begin : kind.start()])) < _SHORTEST:
                continue
            notices = frozenset(row for row, ones in self._titles.items() if any(_says(said, one) for one in ones))
            if notices:
                return Locality(text[kind.end() :].lstrip("的中里对"), notices)
        return None


class LocalityCase:
    """The places of a library, read once for each of its states."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._state: object = None
        self._localities = Localities(())

    def now(self, texts: HeldTexts) -> Localities:
        """Return the places; `texts` is another object when the library has changed."""
        if texts is not self._state:
            titles: dict[int, set[str]] = {}
            for entry in texts.entries:
                titles.setdefault(entry.notice, set()).add(entry.context.partition("\n")[0])
            self._localities = Localities((Region(*row) for row in self._journal.regions()), titles)
            self._state = texts
        return self._localities


def narrowed(scope: Scope | None, notices: Collection[int] | None, texts: HeldTexts) -> Scope | None:
    """Return the part of `scope` that is of `notices`; None asks for no part."""
    if notices is None:
        return scope
    within = set(notices) if scope is None else set(notices) & set(scope.notices)
    passages = [entry.passage for entry in texts.entries if entry.notice in within]
    return Scope(sorted(within), np.array(passages, np.int64))


def _says(said: str, title: str) -> bool:
    """Say whether `said` is made of a few parts of `title`, in their order."""
    framed = title.startswith(said[:_SHORTEST]) and title.endswith(said[-_SHORTEST:])
    if len(said) < _FEW and not (framed or title.endswith(said)):
        return False
    for _ in range(_PARTS):
        size = next((size for size in range(len(said), 1, -1) if said[:size] in title), 0)
        if not size:
            return False
        title, said = title.partition(said[:size])[2], said[size:]
        if not said:
            return True
    return False


def _notices_by_name(regions: Collection[Region]) -> dict[str, frozenset[int]]:
    """Return the notices from each place, by its name, and by that without 省 or 市 where that names one only."""
    by_name: dict[str, set[int]] = {}
    wholes: dict[str, set[str]] = {}
    for region in regions:
        for name in region.names:
            by_name.setdefault(name, set()).add(region.notice)
            wholes.setdefault(_LEVEL.sub("", name), set()).add(name)
    short = {one: by_name[min(names)] for one, names in wholes.items() if len(names) == 1 and len(one) >= _SHORTEST}
    return {name: frozenset(notices) for name, notices in {**short, **by_name}.items()}
