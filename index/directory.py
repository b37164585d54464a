"""The notices of a library by the names they are cited by: number, title, short title, and what they issue."""

import json
import re
import threading
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from rapidfuzz import fuzz, process

from corpus.instrument import folded
from corpus.mention import Edition, edition_in
from corpus.organ import begins_with_place, names_organs
from index.filters import name_key, number_key
from index.library import Library
from index.tokens import words_cut

_COUNTRY = re.compile(r"^中华人民共和国")
_TRIAL = re.compile(r"[（(](?:试行|暂行|修订|修正|修订版|试点|[\d年]+(?:版|修订|修正|本))[)）]$")
_ISSUED = re.compile(r"关于(?:印发|发布|公布|下发|颁布|转发|修订|重新印发)+(.+)的(?:通知|公告|通告|函|决定|命令)$")
# What each place makes anew under the same words: 《教育法》 is not 《职业教育法》, nor 《实施细则》 any one's.
_ENACTED = re.compile(r"(?:法|条例|办法|细则|规定|规则|规程|章程|决定|解释)$")
# What many titles end with; an abbreviation must keep something of its own.
_GENERIC = re.compile(
    r"(?:工作|实施|行动|管理|指导|具体|总体|有关|重点|任务|若干|专项|改革|建设|相关|的)*(?:通知|意见|方案|办法|措施|计划|规划|细则|规定"
    r"|清单|预案|公告|通告|函|答复|制度|标准|指南|要点|政策|条例|报告|决定|纲要|一览表|表)"
)
_PERIOD = re.compile(r"(?:19|20)\d\d|\d{2,4}年|十[一二三四五六七八九]五")
# A title that every government gives its own every year.
_YEARLY = re.compile(r"(?:政府)?工作(?:报告|要点|计划|总结)")
_VERBS = frozenset("据按依照查如")
_SHORTEST_TAIL = 4
# 《现代职业教育体系建设改革重点任务实施方案》 says enough without the city's name before it; 《工作实施方案》 does not.
_LONG_TAIL = 12
_SHORTEST_CONTAINED = 4
# Near titles are only named, never taken; below this they have little in common (rapidfuzz ratio, 0 to 100).
_NEAR = 75
_MOST_NEAR = 5


@dataclass(frozen=True, slots=True)
class Known:
    """A notice of the library as far as its names go.

    titles: for each name as compared the instrument that has it (its place in Notice.instruments), None for the notice
    """

    row: int
    id: str
    number: str | None
    date: date | None
    year: int | None
    titles: dict[str, int | None] = field(default_factory=dict[str, int | None])


@dataclass(frozen=True, slots=True)
class Named:
    """A notice that a name fits.

    instrument: place in Notice.instruments of what the name names, None for the whole notice
    """

    known: Known
    instrument: int | None = None


@dataclass(frozen=True, slots=True)
class Lookup:
    """What was found under a name.

    found: the notices that it fits; one is sure, several are ambiguous
    near:  others that a reader may have meant, where none fits or the fit is too loose to be sure
    by:    how it was found: "number", "title", "short", "tail", "yearly"; "loose" where it is only like what is held
    """

    found: tuple[Named, ...]
    near: tuple[Named, ...] = ()
    by: str = ""


class Directory:
    """The names of one state of a library."""

    def __init__(self, library: Library) -> None:
        self.known = [_known(*row) for row in library.particulars()]
        self._numbers: dict[str, list[Named]] = {}
        self._titles: dict[str, list[Named]] = {}
        self._untried: dict[str, list[Named]] = {}
        for known in self.known:
            if known.number:
                self._numbers.setdefault(known.number, []).append(Named(known))
            for title, instrument in known.titles.items():
                self._titles.setdefault(title, []).append(Named(known, instrument))
                self._untried.setdefault(untried(title), []).append(Named(known, instrument))

    def look_up(self, title: str | None, number: str | None, edition: Edition | None = None) -> Lookup:
        """Return what title and number, either or both, name; an edition chooses among several of one title."""
        key = title_key(title) if title else ""
        found = self._by_number(key, number) if number else self._by_title(key)
        if edition is not None and found.found and not number:
            return _of_edition(found, edition)
        return replace(found, by="yearly") if not number and _YEARLY.fullmatch(key) else found

    def known_at(self, row: int) -> Known | None:
        """Return the notice in a row of the library, None where there is none."""
        at = bisect_left(self.known, row, key=lambda known: known.row)
        return self.known[at] if at < len(self.known) and self.known[at].row == row else None

    def holds_title(self, title: str) -> bool:
        """Say whether a title is held whole, or without 中华人民共和国."""
        return title_key(title) in self._titles

    def _by_number(self, key: str, number: str) -> Lookup:
        numbered = self._numbered(number_key(number)) or self._behind_organ(number)
        if not numbered:
            return Lookup((), self._near(key), "number")
        if not key:
            return Lookup(tuple(numbered), by="number")
        fits = [Named(one.known, place) for one in numbered for place in _places(one.known, key)]
        if fits:
            return Lookup(tuple(_best_each(fits)), by="number")
        others = self._titles.get(key, [])
        return Lookup((), (*numbered, *others), "number")

    def _numbered(self, key: str) -> list[Named] | None:
        """Return what has a number, 令〔2025〕第12号 or 令〔2025〕12号."""
        other = key.replace("〕第", "〕") if "〕第" in key else key.replace("〕", "〕第")
        return self._numbers.get(key) or self._numbers.get(other)

    def _behind_organ(self, number: str) -> list[Named]:
        """省教育厅吉教职成〔2024〕4号, 据吉教职成〔2024〕4号: a body's name or a verb stands right before the code."""
        wanted = number_key(number)
        return [
            one
            for held, ones in self._numbers.items()
            if wanted.endswith(held) and (wanted[: -len(held)] in _VERBS or names_organs(wanted[: -len(held)]))
            for one in ones
        ]

    def _by_title(self, key: str) -> Lookup:
        if not key:
            return Lookup(())
        for names, by in ((self._titles, "title"), (self._untried, "short")):
            if key in names:
                return Lookup(tuple(_best_each(names[key])), by=by)
        tails = [(title, one) for title, ones in self._titles.items() if title.endswith(key) for one in ones]
        sure = [one for title, one in tails if _is_tail(title, key)]
        if sure:
            return Lookup(tuple(_best_each(sure)), by="tail")
        loose = [one for title, one in tails if _could_be(title, key)]
        return Lookup((), tuple(_best_each(loose)), "loose") if loose else Lookup((), self._near(key), "title")

    def _near(self, key: str) -> tuple[Named, ...]:
        if not key:
            return ()
        best = process.extract(key, self._titles.keys(), scorer=fuzz.ratio, score_cutoff=_NEAR, limit=_MOST_NEAR)
        return tuple(_best_each(one for title, _, _ in best for one in self._titles[title]))


class DirectoryCase:
    """The names of a library, read once for each of its states.  Threads may share one."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._lock = threading.Lock()
        self._kept: tuple[object, Directory] | None = None

    def now(self) -> Directory:
        """Return the names as the library is now."""
        stamp = self._library.journal.stamp()
        with self._lock:
            if self._kept is None or self._kept[0] != stamp:
                self._kept = (stamp, Directory(self._library))
            return self._kept[1]


def title_key(title: str) -> str:
    """Return a title as it is compared: width, blanks, title marks and 中华人民共和国 before it make no difference."""
    return _COUNTRY.sub("", name_key(folded(title)))


def untried(title: str) -> str:
    """Return a compared title without （试行） and the like at its end, which citations leave out."""
    return _TRIAL.sub("", title)


def _known(*columns: Any) -> Known:
    """Return a row of Library.particulars."""
    row, notice_id, number, title, day, year, instruments = columns
    known = Known(row, notice_id, number, date.fromisoformat(day) if day else None, year)
    issued = [entry["title"] for entry in json.loads(instruments)]
    for name in (title, edition_in(title)[0]):
        known.titles.setdefault(title_key(name), None)
    about = title.find("关于")
    if about > 0 and names_organs(title[:about]):
        known.titles.setdefault(title_key(title[about:]), None)
    inner = _ISSUED.search(folded(title))
    for place, name in enumerate(issued):
        known.titles.setdefault(title_key(edition_in(name)[0]), place)
    if inner and len(issued) < 2:
        known.titles.setdefault(title_key(inner[1]), 0 if issued else None)
    known.titles.pop("", None)
    return known


def _places(known: Known, key: str) -> list[int | None]:
    """Return what of a notice with the cited number a cited title names; an abbreviation may be looser here."""
    exact = [place for title, place in known.titles.items() if key in (title, untried(title))]
    if exact or len(key) < _SHORTEST_CONTAINED and not _GENERIC.fullmatch(key):
        return exact[:1]
    return [place for title, place in known.titles.items() if title.endswith(key) or _is_issued(key, title)][:1]


def _is_issued(key: str, title: str) -> bool:
    """Say whether a cited title is a held one with its issuer before it: 国务院国家职业教育改革实施方案."""
    return len(title) >= _SHORTEST_CONTAINED and key.endswith(title) and names_organs(key[: -len(title)])


def _best_each(found: Iterable[Named]) -> list[Named]:
    """Keep one name for each notice: the first."""
    first: dict[int, Named] = {}
    for one in found:
        first.setdefault(one.known.row, one)
    return list(first.values())


def _is_tail(title: str, key: str) -> bool:
    """Say whether a cited title is an abbreviation of a held one: its end, from a word on, with something of its own.

    What is enacted in many places (法, 条例, 办法 …) is cited whole, and so is a short name that lacks its place.
    """
    cut = title[: -len(key)]
    if _PERIOD.search(cut) or cut == "国家":  # each year, plan period or place makes its own
        return False
    if len(key) < _SHORTEST_TAIL or _ENACTED.search(untried(key)) or _GENERIC.fullmatch(key):
        return False
    return _ends_word(title, len(cut)) and (len(key) >= _LONG_TAIL or not _is_place(cut))


def _could_be(title: str, key: str) -> bool:
    """Say whether a cited title may stand for a held one, but not surely: the place left out, or only 方案."""
    cut = title[: -len(key)]
    if _GENERIC.fullmatch(key):
        return True
    return _ends_word(title, len(cut)) and (_is_place(cut) or bool(_PERIOD.search(cut)) or cut == "国家")


def _is_place(words: str) -> bool:
    return begins_with_place(words) and len(words) <= 12 or names_organs(words)


def _ends_word(title: str, at: int) -> bool:
    end = 0
    for word in words_cut(title):
        end += len(word)
        if end >= at:
            return end == at
    return False


def _of_edition(found: Lookup, edition: Edition) -> Lookup:
    """Keep what is of the edition cited; of what has no day nothing is known, so it stays among several."""
    same = [one for one in found.found if _is_of(one.known, edition)]
    undated = [one for one in found.found if not one.known.year]
    if same and not undated:
        return Lookup(tuple(same), by=found.by)
    return Lookup((), found.found, "edition" if not undated else "loose")


def _is_of(known: Known, edition: Edition) -> bool:
    if known.year != edition.year:
        return False
    parts: Sequence[tuple[int, Callable[[date], int]]] = (
        (edition.month, lambda day: day.month),
        (edition.day, lambda day: day.day),
    )
    return all(not cited or (known.date is not None and part(known.date) == cited) for cited, part in parts)
