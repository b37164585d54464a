"""Which notices a clause cites, and which cite it, in a library as it is now."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from corpus.notice import Clause, Notice, Passage, Path, Reference
from corpus.sentence import sentences
from corpus.span import Span
from index.directory import DirectoryCase, Known
from index.library import Library
from index.referring import Referring, ReferringCase
from index.resolution import MOST_CANDIDATES, Resolver, resolved
from index.source import innermost


@dataclass(frozen=True, slots=True)
class Referral:
    """One place where a notice refers to another, or to clauses of its own.

    notice:    that refers
    clause:    of it, the innermost that holds the words; the root where none does
    reference: the words, with what the library found for them
    labels:    the clauses as cited, () for a whole notice
    sentence:  around the words, in notice.text
    target:    the notice that is meant, None where none or several fit
    named:     its clauses that are named, () for the whole of it and for labels that it has not
    """

    notice: Notice
    clause: Clause
    reference: Reference
    labels: tuple[Path, ...]
    sentence: Span
    target: Notice | None = None
    named: tuple[Clause, ...] = ()


@dataclass(frozen=True, slots=True)
class CitedBy:
    """The first referrals to a notice, in the order of the library, its own last; `total` counts them all."""

    referrals: tuple[Referral, ...]
    total: int


class Referrals:
    """The references of a library in both directions.  Threads may share one; it needs no model."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._names = DirectoryCase(library)
        self._referring = ReferringCase(library)

    def resolved(self, notice: Notice) -> Notice:
        """Return the notice with its references looked up."""
        return resolved(self._library, notice, self._names.now()) if notice.references else notice

    def cites(self, notice: Notice, within: Clause | None = None) -> list[Referral]:
        """Return what a notice, or one clause of it, refers to, in printed order."""
        found = self.resolved(notice).references
        return [
            self._cites(notice, printed, reference)
            for printed, reference in zip(notice.references, found, strict=True)
            if within is None or within.span.holds(printed.span)
        ]

    def cited_by(self, notice: Notice, within: Clause | None = None, *, most: int) -> CitedBy:
        """Return the first `most` places that name a notice; with `within` only those that name clauses in it.

        Where several notices fit a name each is given as cited; the reference's candidates say so.
        """
        own = [each for each in notice.references if each.own and _is_in(notice, each.paths, within)]
        named = [each for each in self._naming(notice) if _is_in(notice, each[1].paths, within)]
        shown = [one for each in named[:most] if (one := self._cited_by(notice, *each))]
        shown += [self._cites(notice, each, each) for each in own[: most - len(shown)]]
        return CitedBy(tuple(shown), len(named) + len(own))

    def _naming(self, notice: Notice) -> list[tuple[Referring, Reference]]:
        """Return the references of other notices that fit this one, as they are resolved."""
        directory = self._names.now()
        known = next((each for each in directory.known if each.id == notice.id), None)
        if known is None:
            return []
        resolver = Resolver(self._library, directory)
        found = (
            (one, _fitting(resolver, notice, known, one))
            for one in self._referring.that_may_name(known, directory)
            if one.row != known.row
        )
        return [(one, reference) for one, reference in found if reference is not None]

    def _cited_by(self, target: Notice, referring: Referring, reference: Reference) -> Referral | None:
        notice = self._library.notice_at(referring.row)
        return self._referral(notice, referring.reference, reference, target) if notice else None

    def _cites(self, notice: Notice, printed: Reference, reference: Reference) -> Referral:
        target = notice if reference.own else self._held(reference.notice)
        return self._referral(notice, printed, reference, target)

    def _held(self, notice_id: str | None) -> Notice | None:
        row = next((known.row for known in self._names.now().known if known.id == notice_id), None)
        return self._library.notice_at(row) if row is not None else None

    def _referral(self, notice: Notice, printed: Reference, reference: Reference, target: Notice | None) -> Referral:
        named = tuple(_clauses(target, reference.paths)) if target else ()
        clause = innermost(notice, printed.span)
        return Referral(notice, clause, reference, printed.paths, _sentence(notice, printed.span), target, named)


def _fitting(resolver: Resolver, notice: Notice, known: Known, one: Referring) -> Reference | None:
    """Return a reference as it is resolved where it names `notice`, alone or among others."""
    meant = resolver.meant(one.cited, one.id)
    mine = next((named for named in meant.found if named.known.row == known.row), None)
    if mine is None:
        return None
    paths = resolver.paths_in(notice, one.reference.paths, mine.instrument)
    if meant.sure:
        return replace(one.reference, notice=notice.id, paths=paths)
    ids = tuple(named.known.id for named in meant.found[:MOST_CANDIDATES])
    return replace(one.reference, candidates=ids, paths=paths)


def _is_in(notice: Notice, paths: Sequence[Path], within: Clause | None) -> bool:
    return within is None or any(within.span.holds(clause.span) for clause in _clauses(notice, paths))


def _clauses(notice: Notice, paths: Iterable[Path]) -> list[Clause]:
    wanted = dict.fromkeys(paths)
    found: dict[Path, Clause] = {}
    for clause in notice.root.walk() if wanted else ():
        if clause.path in wanted:
            found.setdefault(clause.path, clause)
    return [found[path] for path in wanted if path in found]


def _sentence(notice: Notice, span: Span) -> Span:
    """Return the sentence around words, in Notice.text; outside passages the words themselves."""
    at = bisect_right(notice.passages, span.start, key=lambda passage: passage.span.start) - 1
    passage = notice.passages[at] if at >= 0 else None
    if passage is None or not passage.span.holds(span):
        return span
    return _sentence_in(passage, notice.text, span)


def _sentence_in(passage: Passage, text: str, span: Span) -> Span:
    """Count signs apart from white space: the passage's text has its broken lines joined."""
    places = [at for at in range(passage.span.start, passage.span.end) if not text[at].isspace()]
    inked = list(accumulate((not sign.isspace() for sign in passage.text), initial=0))
    around = [Span(places[inked[start]], places[inked[end] - 1] + 1) for start, end in sentences(passage.text)]
    touched = [each for each in around if each.start < span.end and span.start < each.end]
    return Span(min(touched[0].start, span.start), max(touched[-1].end, span.end)) if touched else span
