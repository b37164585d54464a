"""Whether the service can answer at full speed: the model warm, the library open."""

import logging
import time

from corpus.errors import TiaowenError
from index.search import SearchEngine
from index.tokens import read_dictionary
from service.catalogue import CatalogueCase
from service.failure import error_record, failure_record

_FIRST_QUESTION = "职业教育"  # any question loads the model; its answer is thrown away
# Wants one thing: what reads claims is loaded for it.
_FIRST_ASKED = "职业教育由谁负责"
_log = logging.getLogger("tiaowen")


class Readiness:
    """Asked by /readyz, told by the thread that warms the model."""

    def __init__(self, engine: SearchEngine, catalogue_case: CatalogueCase) -> None:
        self._engine, self._catalogue_case = engine, catalogue_case
        self._failure: dict[str, object] | None = failure_record(
            "not_ready", "the model is being loaded", where="this service", fix="ask again in a few seconds"
        )

    def warm(self) -> None:
        """Search, ask and list the notices, so that the first visitor need not wait; keep a failure."""
        began = time.perf_counter()
        try:
            read_dictionary()
            self._engine.search(_FIRST_QUESTION, limit=1)
            self._engine.ask(_FIRST_ASKED)
            self._catalogue_case.catalogue()
        except TiaowenError as error:
            self._failure = error_record(error)
            _log.error("not ready: %s", error)
        else:
            self._failure = None
            _log.info("ready: the model was warm after %.1f s", time.perf_counter() - began)

    def failure(self) -> dict[str, object] | None:
        """Return the error for /readyz, or None when all is well."""
        return self._failure
