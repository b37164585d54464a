"""The list of notices, kept until the library changes: reading thousands of notices for every page would be slow."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from corpus.notice import Notice
from corpus.record import notice_record

if TYPE_CHECKING:
    from index.library import Library


@dataclass(frozen=True, slots=True)
class Facets:
    """The values that occur, each once; years newest first, the rest in the order of the library."""

    issuers: tuple[str, ...]
    regions: tuple[str, ...]
    years: tuple[int, ...]
    genres: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """records: the contract's notices, without clauses and text, in the order of the library."""

    records: tuple[dict[str, Any], ...]
    facets: Facets


class CatalogueCase:
    """Holds the catalogue of one library, and makes it anew when the library says that it has changed."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._lock = threading.Lock()
        self._kept: tuple[object, Catalogue] | None = None

    def catalogue(self) -> Catalogue:
        """Return the catalogue of the library as it is now; one question to the library where nothing changed."""
        with self._lock:
            stamp = self._library.journal.stamp()
            if self._kept is None or self._kept[0] != stamp:
                self._kept = (stamp, catalogue_of(self._library.notices()))
            return self._kept[1]


def catalogue_of(held: Sequence[Notice]) -> Catalogue:
    """Return the catalogue of these notices."""
    regions = (name for n in held for name in (n.region.province, n.region.city, n.region.county) if name)
    facets = Facets(
        issuers=tuple(dict.fromkeys(issuer for notice in held for issuer in notice.issuers)),
        regions=tuple(dict.fromkeys(regions)),
        years=tuple(sorted({notice.year for notice in held if notice.year}, reverse=True)),
        genres=tuple(dict.fromkeys(notice.genre for notice in held if notice.genre)),
    )
    return Catalogue(tuple(notice_record(notice) for notice in held), facets)
