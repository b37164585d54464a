"""The product's own search as systems under test: its two halves and its default ranking."""

from collections.abc import Callable

from eval.question import clause_unit
from eval.ranking import Ranking, one_each
from eval.system import System
from index.search import Mode, SearchEngine

TIAOWEN, WORDS, MEANING = "tiaowen", "words", "meaning"
MODES = {TIAOWEN: Mode.BOTH, WORDS: Mode.WORDS, MEANING: Mode.MEANING}


def product_systems(engine: SearchEngine) -> list[System]:
    """Return words, meaning and both over the library of `engine`."""
    return [System(name, _ranked(engine, mode), encodes=mode is not Mode.WORDS) for name, mode in MODES.items()]


def _ranked(engine: SearchEngine, mode: Mode) -> Callable[[str, int], Ranking]:
    def rank(question: str, limit: int) -> Ranking:
        """Return the clauses of the best `limit` passages; of a clause's passages the best one counts."""
        hits = engine.search(question, limit=limit, mode=mode)
        units = [clause_unit(hit.notice.source, hit.passage.path) for hit in hits]
        return one_each(list(dict.fromkeys(units)))

    return rank
