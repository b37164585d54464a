"""What became of files that were to be added, as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from corpus.notice import Notice

if TYPE_CHECKING:
    from index.search import SearchEngine

Told = dict[str, Any]  # one file of the report


@dataclass(frozen=True, slots=True)
class AddReport:
    """What became of every file, in the order they were read.

    added, replaced, unchanged: {"file", "id", "title", "number"}
    failed:                     {"file", "error": {"code", "what", "where", "fix"}}
    """

    added: list[Told] = field(default_factory=list[Told])
    replaced: list[Told] = field(default_factory=list[Told])
    unchanged: list[Told] = field(default_factory=list[Told])
    failed: list[Told] = field(default_factory=list[Told])

    def record(self) -> dict[str, Any]:
        """Return the four lists under their names."""
        return {name: getattr(self, name) for name in self.__slots__}

    def store(self, engine: SearchEngine, notices: Sequence[Notice], *, name: str, origin: str) -> None:
        """Store the notices of one file, all or none, and note what became of each.

        name:   of the file, as it is told
        origin: its absolute path, whose earlier notices they replace; "" for a file that lies nowhere
        """
        for notice, one in zip(notices, engine.add_file(notices, file=origin), strict=True):
            told = {"file": name, "id": one.id, "title": notice.title, "number": notice.number}
            getattr(self, one.change.name.lower()).append(told)
