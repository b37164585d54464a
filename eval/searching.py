"""How long a search takes beside encoding, by its parts, in made libraries of several sizes."""

import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from rich.table import Table

from eval.made_library import MadeEncoder, MadeNotices, Stuff, grow
from eval.workplace import Workplace
from index.derived import Choices, DerivedIndexes
from index.library import Library
from index.ranking import Asked, Indexes, rank
from index.search import SearchEngine
from index.thesaurus import read_thesaurus
from index.tokens import read_dictionary

LIMIT = 10


@dataclass(frozen=True, slots=True)
class Searching:
    """Median milliseconds for a question in a library of `passages`; what was asked was not asked before.

    ranking: words + meaning + fusion, from the question and its vector to ten ranked passages; of which
    meaning: the nearest by vectors, and the cosines of what words found
    words:   cutting the question, the best by words, and BM25 and coverage of all candidates
    fusion:  the rest
    whole:   with ten hits, marked, from the library, which has read few of their notices before
    cpu_ms:  processor time of `ranking`, which other programs on the machine disturb less
    codes:   meanings are searched by codes; recall: the share they find of the nearest ten, 1.0 without them
    built_seconds: from an empty library
    """

    passages: int
    ranking: float
    meaning: float
    words: float
    fusion: float
    whole: float
    cpu_ms: float
    codes: bool
    recall: float
    built_seconds: float


def measure_searching(sizes: Sequence[int], asked: Sequence[str], work: Workplace) -> list[Searching]:
    """Measure with the questions `asked` in a library that grows to each of `sizes`, given in ascending order."""
    made = MadeNotices(Stuff.of_the_four_notices(work.encoder))
    encoder, notices = MadeEncoder(work.encoder, made), iter(made)
    work.encoder.learn(asked)
    read_dictionary()
    home, held, took, found = work.scratch / "made", 0, 0.0, list[Searching]()
    for size in sizes:
        work.say(f"a made library of {size:,} passages")
        began = time.perf_counter()
        library = Library.open(home / "library.sqlite")
        grow(library, notices, encoder, size - held)
        library.close()
        SearchEngine.open(home, encoder).close()
        held, took = size, took + time.perf_counter() - began
        found.append(_measured(home, encoder, asked, took))
    return found


def _measured(home: Path, encoder: MadeEncoder, asked: Sequence[str], built_seconds: float) -> Searching:
    library = Library.open(home / "library.sqlite")
    derived = DerivedIndexes.open(home / "indexes", library, encoder, Choices(read_thesaurus(home)))
    questions = [Asked(text, encoder.encode_questions([text])[0]) for text in asked]
    parts = [_parts(derived, question) for question in questions]
    recall = statistics.mean(_recall(derived, question) for question in questions)
    passages, codes = len(derived.dense), derived.dense.by_codes
    library.close()
    ranking, meaning, words, fusion, cpu_ms = map(statistics.median, zip(*parts, strict=True))
    whole = statistics.median(_searches(home, encoder, asked))
    return Searching(passages, ranking, meaning, words, fusion, whole, cpu_ms, codes, recall, built_seconds)


def _parts(derived: DerivedIndexes, question: Asked) -> tuple[float, float, float, float, float]:
    dense, words = _Watched(derived.dense), _Watched(derived.words)
    began, worked = time.perf_counter(), time.thread_time()
    rank(cast(Any, Indexes)(dense, words), question, limit=LIMIT)
    whole, worked = (time.perf_counter() - began) * 1000, (time.thread_time() - worked) * 1000
    return whole, dense.ms[0], words.ms[0], whole - dense.ms[0] - words.ms[0], worked


@dataclass(frozen=True, slots=True)
class _Watched:
    """Something whose methods are timed."""

    watched: object
    ms: list[float] = field(default_factory=lambda: [0.0])

    def __getattr__(self, name: str) -> Callable[..., Any]:
        method = getattr(self.watched, name)

        def timed(*given: Any, **named: Any) -> Any:
            began = time.perf_counter()
            try:
                return method(*given, **named)
            finally:
                self.ms[0] += (time.perf_counter() - began) * 1000

        return timed


def _recall(derived: DerivedIndexes, question: Asked) -> float:
    """Return what share of the nearest ten is found; with all passages named, every row is looked at."""
    if not derived.dense.by_codes:
        return 1.0
    found = derived.dense.search(question.vector, LIMIT)
    nearest = derived.dense.search(question.vector, LIMIT, derived.dense.passages)
    return len({one.passage for one in found} & {one.passage for one in nearest}) / LIMIT


def _searches(home: Path, encoder: MadeEncoder, asked: Sequence[str]) -> Iterator[float]:
    """Yield how long the engine takes for each question, the vector known, notices not read before."""
    engine = SearchEngine.open(home, encoder)
    for question in asked:
        began = time.perf_counter()
        engine.search(question, limit=LIMIT)
        yield (time.perf_counter() - began) * 1000
    engine.close()


def searching_rows(measured: Sequence[Searching]) -> Table:
    """Return the table: a column a size."""
    table = Table(title="Made libraries, a question without encoding, median", title_justify="left")
    table.add_column("passages")
    for one in measured:
        table.add_column(f"{one.passages:,}", justify="right")
    shown = ("ranking", "meaning", "words", "fusion", "whole")
    for name in shown:
        title = {"ranking": "words + meaning + fusion", "whole": "with ten hits loaded"}.get(name, f"  {name}")
        table.add_row(title, *(f"{getattr(one, name):.2f} ms" for one in measured))
    table.add_row("processor time of the first", *(f"{one.cpu_ms:.2f} ms" for one in measured))
    table.add_row("meanings searched", *("by codes" if one.codes else "one by one" for one in measured))
    table.add_row("recall@10 of that", *(f"{one.recall:.3f}" for one in measured))
    table.add_row("built in", *(f"{one.built_seconds:.0f} s" for one in measured))
    return table
