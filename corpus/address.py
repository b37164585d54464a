"""Which clause a chain of numbers names: 第五条第二款第（三）项 in the tree of a notice."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache

from corpus.notice import Clause, Path
from corpus.numeral import integer

_NUMERAL = r"[〇零一二三四五六七八九十百千]{1,12}|\d{1,6}"
_STATUTE = re.compile(
    rf"第(?P<n>{_NUMERAL})(?P<unit>分编|编|章|节|条|款|部分)(?:之(?P<after>[一二三四五六七八九十]{{1,6}}))?"
)
_ITEM = re.compile(r"（([〇零一二三四五六七八九十百]{1,12})）")
_POINT = re.compile(r"(\d{1,3})|（(\d{1,3})）|(\d{1,3})）")
_COMMA = re.compile(r"[〇零一二三四五六七八九十百]{1,12}")
_PART = re.compile(r"附[件表录图]?|《")

Key = tuple[str, int, int]


@lru_cache(maxsize=4096)  # the same few hundred labels come again and again
def key_of(label: str) -> Key | None:
    """Return a label as it is compared: 第七条之一 is (条, 7, 1), （三） is (项, 3, 0), 三 is (部分, 3, 0)."""
    if found := _STATUTE.fullmatch(label):
        return found["unit"], integer(found["n"]), integer(found["after"]) if found["after"] else 0
    if found := _ITEM.fullmatch(label):
        return "项", integer(found[1]), 0
    if found := _POINT.fullmatch(label):
        return "目", int(next(filter(None, found.groups()))), 0
    return ("部分", integer(label), 0) if _COMMA.fullmatch(label) else None


_Place = tuple[str, Clause]  # a clause, and the attachment or instrument it is to be found in


class Addresses:
    """The clauses of one notice by their numbers.

    opened: offsets at which they begin: what stands there is their own label
    """

    def __init__(self, root: Clause) -> None:
        self._clauses: list[Clause] = []
        self._parents = {id(child): root for child in root.children}
        self._by_key: dict[Key, list[_Place]] = {}
        self._articles: list[Clause] = []
        for top in root.children:
            self._take(top, scope_of(top.path))
        self._by_label = {clause.path[0]: clause for clause in root.children if _PART.match(clause.path[0])}
        self._article_places = {id(clause): place for place, clause in enumerate(self._articles)}
        self._starts = [clause.span.start for clause in self._clauses]
        self.opened = frozenset(self._starts)

    def _take(self, top: Clause, scope: str) -> None:
        """Take note of one of the top clauses, whose scope is that of all below it."""
        waiting = [top]
        while waiting:
            clause = waiting.pop()
            if clause.children:
                self._parents.update((id(child), clause) for child in clause.children)
                waiting += reversed(clause.children)
            if clause.label and not clause.row:
                self._clauses.append(clause)
                key = key_of(clause.label)
                if key:
                    self._by_key.setdefault(key, []).append((scope, clause))
                    if key[0] == "条":
                        self._articles.append(clause)

    def around(self, offset: int) -> Clause | None:
        """Return the innermost clause that holds an offset."""
        at = bisect_right(self._starts, offset) - 1
        clause = self._clauses[at] if at >= 0 else None
        while clause is not None and offset >= clause.span.end:
            clause = self._parents.get(id(clause))
        return clause if clause is not None and clause.label else None

    def above(self, clause: Clause | None, unit: str) -> Clause | None:
        """Return the clause itself or the nearest above it that is a 条, 章, 节 …"""
        while clause is not None and (key_of(clause.label) or ("",))[0] != unit:
            clause = self._parents.get(id(clause))
        return clause

    def before(self, clause: Clause, count: int) -> list[Clause]:
        """Return the `count` clauses before one: 前条, 前两条; of an item, its siblings."""
        at = self._article_places.get(id(clause))
        siblings = self._articles
        if at is None:
            siblings = list(self._parents[id(clause)].children)
            at = next(place for place, each in enumerate(siblings) if each is clause)
        return siblings[max(0, at - count) : at] if at >= count else []

    def find(self, labels: Sequence[str], scope: str = "", near: Clause | None = None) -> Path | None:
        """Return the path of the one clause that `labels` name, None where there is none or more than one.

        scope: 附件1 where the clause is to be found in that attachment, "" outside them
        near:  the clause that 款, 项 and 节 are counted in where the labels begin with one
        """
        clause = near
        for place, label in enumerate(labels):
            found = self._step(clause, label, scope) if place or near else self._top(label, scope)
            if found is None and label.endswith("款"):
                continue  # 款 are paragraphs, no clauses of their own
            if found is None:
                return clause.path if clause and place and label.startswith("（") else None
            clause = found
        return clause.path if clause else None

    def between(self, first: str, last: str, scope: str) -> list[Path]:
        """Return the paths from 第三条 to 第五条, all or none."""
        low, high = key_of(first), key_of(last)
        if not low or not high or low[0] != high[0] or not low[1] <= high[1] <= low[1] + 99:
            return []
        found = [self._only((low[0], n, 0), scope) for n in range(low[1], high[1] + 1)]
        return [clause.path for clause in found if clause] if all(found) else []

    def _top(self, label: str, scope: str) -> Clause | None:
        key = key_of(label)
        if key is None:
            return self._by_label.get(label)
        found = self._only(key, scope)
        # 本通知第五条 is 五、 where the notice has no 条.
        return found or (self._only(("部分", key[1], 0), scope) if key[0] == "条" and not self._articles else None)

    def _step(self, clause: Clause | None, label: str, scope: str) -> Clause | None:
        key = key_of(label)
        if clause is None or key is None:
            return self._top(label, scope) if clause is None else None
        inside = [child for child in clause.children if key_of(child.label) == key]
        return inside[0] if len(inside) == 1 else None

    def _only(self, key: Key, scope: str) -> Clause | None:
        places = self._by_key.get(key, [])
        here = [place for place in places if place[0] == scope] or (places if not scope else [])
        return here[0][1] if len(here) == 1 else None


def scope_of(path: Path) -> str:
    """Return the attachment or instrument that a path begins with, "" where it begins with neither."""
    return path[0] if path and _PART.match(path[0]) else ""
