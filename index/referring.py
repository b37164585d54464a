"""Which references of a library may name a notice: kept by number and title, read once for each notice."""

import re
import threading
from collections.abc import Iterable
from dataclasses import dataclass

from corpus.notice import Reference
from corpus.record import references_from_json
from index.directory import Directory, Known, title_key, untried
from index.filters import number_key
from index.library import Library
from index.resolution import Cited, cited_document

_CODE = re.compile(r"^.*(?=〔|第)")  # 省教育厅吉教职成〔2024〕4号 is looked for under 〔2024〕4号


@dataclass(frozen=True, slots=True)
class Referring:
    """One reference to another document.

    row, id: of the notice that it stands in
    cited:   the document it names
    """

    row: int
    id: str
    reference: Reference
    cited: Cited


class ReferringCase:
    """The references of the library's notices as they are now.  Threads may share one."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._lock = threading.Lock()
        self._read_to = 0
        self._by_name: dict[str, list[Referring]] = {}

    def that_may_name(self, known: Known, directory: Directory) -> list[Referring]:
        """Return the references with a name of a notice, in the order of the library and as printed there.

        Whether they mean it is for `Resolver.meant` to say.
        """
        with self._lock:
            self._read_new()
            named = [one for name in _names_of(known) for one in self._by_name.get(name, ())]
        held = {one.row: None for one in named if directory.known_at(one.row)}
        each = {(one.row, one.reference.span.start, one.reference.span.end): one for one in named if one.row in held}
        return [each[place] for place in sorted(each)]

    def _read_new(self) -> None:
        """Read what came since; what went is left behind, since its row is never used again."""
        for row, notice_id, text, references in self._library.journal.references(self._read_to):
            for reference in references_from_json(references, notice_id):
                if not reference.own:
                    self._put(Referring(row, notice_id, reference, cited_document(reference, text)))
            self._read_to = row

    def _put(self, one: Referring) -> None:
        for name in _names_in(one.cited):
            self._by_name.setdefault(name, []).append(one)


def _names_in(cited: Cited) -> Iterable[str]:
    if cited.number:
        yield _CODE.sub("", number_key(cited.number))
    if cited.title:
        yield f"《{title_key(cited.title)}"


def _names_of(known: Known) -> Iterable[str]:
    if known.number:
        yield _CODE.sub("", known.number)
    titles = {name for title in known.titles for name in (title, untried(title))}
    yield from (f"《{title}" for title in sorted(titles))
