"""The library as an assistant's tools need it: opened on first need, the model loaded while nobody waits."""

from __future__ import annotations

import logging
import threading
from functools import cached_property
from typing import TYPE_CHECKING

from corpus.errors import BadRequest, TiaowenError
from corpus.notice import Notice
from service.home import open_library, open_stocked_engine
from service.settings import Settings

if TYPE_CHECKING:
    from index.checker import Checker
    from index.gathering import Gathering
    from index.library import Library
    from index.referral import Referrals
    from index.search import SearchEngine

_log = logging.getLogger("tiaowen")


class LazyLibrary:
    """Threads may share one.  What cannot be opened is tried again when it is asked for again."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._lock = threading.RLock()
        self._engine: SearchEngine | None = None

    def warm(self) -> None:
        """Begin to load the model in a thread of its own; what fails is told to whoever asks.

        A process that ends waits for it: an engine cut off while it loads takes the process down with SIGABRT.
        """
        threading.Thread(target=self._warmed, name="warming").start()

    def _warmed(self) -> None:
        try:
            self.engine.search("职业教育", limit=1)
        except TiaowenError as error:
            _log.warning("the model is not ready: %s", error)

    @property
    def engine(self) -> SearchEngine:
        """The engine; a home without a library first gets the starting notices."""
        with self._lock:
            if self._engine is None:
                self._engine = open_stocked_engine(self._settings)
            return self._engine

    @cached_property
    def library(self) -> Library:
        """The library, which needs no model where there is one."""
        return open_library(self._settings) or self.engine.library

    @cached_property
    def checker(self) -> Checker:
        """What looks up citations."""
        from index.checker import Checker

        return Checker(self.library)

    @cached_property
    def referrals(self) -> Referrals:
        """What knows which notices cite which."""
        from index.referral import Referrals

        return Referrals(self.library)

    @cached_property
    def gathering(self) -> Gathering:
        """What reads the quantities of notices."""
        from index.gathering import Gathering

        return Gathering(self.library)

    def notice(self, name: str) -> Notice:
        """Return the notice with this id or 发文字号; raises UnknownNotice, and BadRequest where several have it."""
        from index.filters import Filters

        rows, _ = self.library.matching(Filters(notice=name))
        found = [notice for row in rows if (notice := self.library.notice_at(row))]
        if len(found) > 1:
            ids = ", ".join(notice.id for notice in found)
            raise BadRequest(f"{len(found)} notices have the number {name}", where="notice", fix=f"give an id: {ids}")
        return found[0] if found else self.library.notice(name)
