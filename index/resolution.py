"""Which notice of the library a reference names, and which of its clauses; what several fit is never guessed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.address import Addresses, scope_of
from corpus.mention import Edition, edition_behind, edition_in
from corpus.notice import Notice, Path, Reference
from index.directory import Directory, Named
from index.library import Library

MOST_CANDIDATES = 20
# Names that say which notice is meant; what only ends like a title may be another body's.
_SURE = frozenset({"number", "title", "short"})


@dataclass(frozen=True, slots=True)
class Cited:
    """A document as a notice names it.

    title:   a short name's full one, None where only a number is printed
    edition: given beside the title: （2022年修订）
    """

    title: str | None
    number: str | None
    edition: Edition | None = None


@dataclass(frozen=True, slots=True)
class Meant:
    """The notices that a name fits; `sure` where it is the one and nothing contradicts."""

    found: tuple[Named, ...]
    sure: bool


def cited_document(reference: Reference, text: str) -> Cited:
    """Return the document that a reference of a notice with this text names."""
    title = reference.full or reference.title
    if title is None:
        return Cited(None, reference.number)
    plain, edition = edition_in(title)
    close = text.rfind("》", reference.span.start, reference.span.end)
    return Cited(plain, reference.number, edition or (edition_behind(text, close + 1) if close >= 0 else None))


def resolved(library: Library, notice: Notice, directory: Directory | None = None) -> Notice:
    """Return `notice` with its references looked up in the library: by number, else by title.

    A reference keeps its labels as cited where its notice is not held, and names the candidates where several are.
    """
    if not notice.references:
        return notice
    resolver = Resolver(library, directory or Directory(library))
    return replace(notice, references=tuple(resolver.resolve(each, notice) for each in notice.references))


class Resolver:
    """Looks references up in one state of a library."""

    def __init__(self, library: Library, directory: Directory) -> None:
        self._library, self._directory = library, directory
        self._addresses: dict[str, Addresses] = {}

    def resolve(self, reference: Reference, within: Notice) -> Reference:
        """Return a reference of the notice `within` with what it names."""
        if reference.own:
            return reference
        meant = self.meant(cited_document(reference, within.text), within.id)
        if not meant.sure:
            return replace(reference, candidates=tuple(one.known.id for one in meant.found[:MOST_CANDIDATES]))
        held = self._library.notice_at(meant.found[0].known.row)
        if held is None:
            return reference
        return replace(reference, notice=held.id, paths=self.paths_in(held, reference.paths, meant.found[0].instrument))

    def meant(self, cited: Cited, within: str) -> Meant:
        """Return what a name fits other than the notice with the id `within`.

        Where number and title are of different notices neither is taken; a title whose number nobody here has is of
        the notice that has the title and no number.
        """
        lookup = self._directory.look_up(cited.title, cited.number, cited.edition)
        found, sure = (lookup.found, True) if lookup.by in _SURE else ((), False)
        if not found and cited.number and cited.title:
            titled = self._directory.look_up(cited.title, None, cited.edition)
            unnumbered = tuple(one for one in titled.found if one.known.number is None) if titled.by in _SURE else ()
            found = unnumbered or self._directory.look_up(None, cited.number).found
            sure = bool(unnumbered)
        others = tuple(one for one in found if one.known.id != within)
        return Meant(others, sure and len(others) == 1)

    def paths_in(self, held: Notice, labels: Sequence[Path], instrument: int | None) -> tuple[Path, ...]:
        """Return the clauses that labels name; those that the notice has not are left out.

        instrument: place in Notice.instruments of what was cited, None for the notice
        """
        if held.id not in self._addresses:
            self._addresses[held.id] = Addresses(held.root)
        addresses = self._addresses[held.id]
        scope = _scope(held, instrument)
        found = [addresses.find(each, scope) for each in labels]
        return tuple(dict.fromkeys(path for path in found if path))


def _scope(held: Notice, instrument: int | None) -> str:
    """Return the attachment or instrument in whose clauses to look, "" for the notice itself."""
    if instrument is None:
        return ""
    span = held.instruments[instrument].span
    top = next((clause for clause in held.root.children if clause.span.holds(span)), None)
    return scope_of(top.path) if top else ""
