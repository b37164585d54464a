"""Which notice of the library a reference names, and which of its clauses; what several fit is never guessed."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from corpus.address import Addresses
from corpus.instrument import folded
from corpus.notice import Notice, Path, Reference
from corpus.span import Span
from index.filters import name_key, number_key
from index.library import Library

# 《职业教育法》 is 《中华人民共和国职业教育法》.
_COUNTRY = re.compile(r"^中华人民共和国")
_MOST_CANDIDATES = 20


@dataclass(frozen=True, slots=True)
class _Known:
    row: int
    id: str
    number: str | None
    title: str


def resolved(library: Library, notice: Notice) -> Notice:
    """Return `notice` with its references looked up in the library: by number, else by title.

    A reference keeps its labels as cited where its notice is not held, and names the candidates where several are.
    """
    if not notice.references:
        return notice
    directory = _Directory(library)
    return replace(notice, references=tuple(directory.resolve(r, notice) for r in notice.references))


class _Directory:
    """What the library holds, by number and by title, as it is now."""

    def __init__(self, library: Library) -> None:
        self._library = library
        rows = library.names()
        self._known = [_Known(row, held_id, number, _title_key(title)) for row, held_id, number, title in rows]

    def resolve(self, reference: Reference, within: Notice) -> Reference:
        if reference.own:
            return reference
        found = [known for known in self._named(reference) if known.id != within.id]
        if len(found) != 1:
            ids = tuple(known.id for known in found[:_MOST_CANDIDATES])
            return replace(reference, candidates=ids)
        held = self._library.notice_at(found[0].row)
        if held is None:
            return reference
        paths = _paths_in(held, reference)
        return replace(reference, notice=held.id, paths=paths)

    def _named(self, reference: Reference) -> Sequence[_Known]:
        """Those with the number; else those with the title, whole; else those that issue what has the title."""
        title = _title_key(reference.full or reference.title) if reference.title else ""
        if reference.number:
            numbered = self._by_number.get(number_key(reference.number), [])
            titled = [known for known in numbered if title and known.title == title]
            if numbered:
                return titled or numbered
        return (self._by_title.get(title) or self._issuing(title)) if title else []

    def _issuing(self, title: str) -> list[_Known]:
        """关于印发某办法的通知 issues 某办法."""
        near = [known for known in self._known if len(title) > 3 and title in known.title]
        held = [(known, self._library.notice_at(known.row)) for known in near]
        return [
            known
            for known, notice in held
            if notice and any(_title_key(instrument.title) == title for instrument in notice.instruments)
        ]

    @cached_property
    def _by_number(self) -> Mapping[str, list[_Known]]:
        numbers: dict[str, list[_Known]] = {}
        for known in self._known:
            if known.number:
                numbers.setdefault(known.number, []).append(known)
        return numbers

    @cached_property
    def _by_title(self) -> Mapping[str, list[_Known]]:
        titles: dict[str, list[_Known]] = {}
        for known in self._known:
            titles.setdefault(known.title, []).append(known)
        return titles


def _title_key(title: str) -> str:
    return _COUNTRY.sub("", name_key(folded(title)))


def _paths_in(held: Notice, reference: Reference) -> tuple[Path, ...]:
    """Return the clauses that the labels name; those that the notice has not are left out."""
    addresses = Addresses(held.root)
    scope = _scope(held, reference)
    found = [addresses.find(labels, scope) for labels in reference.paths]
    return tuple(dict.fromkeys(path for path in found if path))


def _scope(held: Notice, reference: Reference) -> str:
    """Return the attachment or instrument whose title the reference gives, "" for the notice itself."""
    title = _title_key(reference.full or reference.title) if reference.title else ""
    named = [i for i in held.instruments if _title_key(i.title) == title]
    path = next((c.path for i in named for c in held.root.children if _holds(c.span, i.span)), ())
    return path[0] if path and named else ""


def _holds(clause: Span, instrument: Span) -> bool:
    return clause.start <= instrument.start and instrument.end <= clause.end
