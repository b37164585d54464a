"""Public question sets, ranked by the product's own tokens, vectors and fusion, and by the usual baselines."""

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

from corpus.errors import UnreadableFile
from eval.baseline import Baseline, Names, Row
from eval.outcome import SetReport, outcome_of
from eval.product import MODES
from eval.ranking import Ranking, one_each
from eval.system import System, try_system
from eval.testset import TestSet, read_testset, set_folders
from eval.workplace import Workplace
from index.dense import DenseIndex
from index.encoder import Encoder
from index.entry import Entry, embedded_text
from index.ranking import Asked, Indexes, Mode, rank
from index.words import WordsIndex

USUAL = Names(dense="dense", words="jieba-bm25", both="rrf")


def public_reports(folder: Path, only: str | None, work: Workplace) -> Iterator[SetReport]:
    """Yield the report on every set in `folder`, or on the one called `only`."""
    folders = set_folders(folder)
    named = [sub for sub in folders if only in (None, sub.name)]
    if not named:
        held = ", ".join(sub.name for sub in folders)
        raise UnreadableFile(f"no set is called {only}", where=str(folder), fix=f"name one of {held}")
    for sub in named:
        yield _report(read_testset(sub), work)


def _report(held: TestSet, work: Workplace) -> SetReport:
    work.say(f"{held.name}: {len(held.passages)} passages, {len(held.questions)} questions")
    systems = public_systems(held, work.encoder)
    work.encoder.learn(list(held.questions.values()))
    outcomes = [
        outcome_of(try_system(system, list(held.questions.items()), work.encoder), held.grades) for system in systems
    ]
    return SetReport(held.name, len(held.passages), outcomes, {"all": len(held.questions)})


def public_systems(held: TestSet, encoder: Encoder) -> list[System]:
    """Return the product's ranking and its halves, then the baselines; meaning alone is the baseline `dense` too."""
    texts = [embedded_text(passage.title, passage.text) for passage in held.passages]
    rows = [Row(text, text, frozenset((passage.id,))) for passage, text in zip(held.passages, texts, strict=True)]
    usual = [system for system in Baseline(rows, encoder).systems(USUAL) if system.name != USUAL.dense]
    return [*_product_systems(held, texts, encoder), *usual]


def _product_systems(held: TestSet, texts: list[str], encoder: Encoder) -> Iterator[System]:
    """Yield the rankings of the product with the rows of `held` as its passages; there are no notices to filter by."""
    words = WordsIndex.in_memory()
    words.replace_all(Entry(row, 0, passage.title, passage.text) for row, passage in enumerate(held.passages))
    dense = DenseIndex.build(np.arange(len(texts), dtype=np.int64), encoder.encode_passages(texts))
    indexes = Indexes(dense, words)

    def ranked(mode: Mode) -> Callable[[str, int], Ranking]:
        def places(question: str, limit: int) -> Ranking:
            asked = Asked(question, encoder.encode_questions([question])[0])
            found = rank(indexes, asked, mode=mode, limit=limit)
            return one_each([held.passages[one.passage].id for one in found])

        return places

    return (System(name, ranked(mode), encodes=mode is not Mode.WORDS) for name, mode in MODES.items())
