"""Public question sets, ranked by the product's own tokens, vectors and fusion, and by what users pick instead."""

from collections.abc import Collection, Iterator, Sequence
from functools import partial
from pathlib import Path

import numpy as np

from corpus.errors import UnreadableFile
from eval.baseline import MIXES, Baseline, Names, Row
from eval.half import Half, half_of
from eval.miss import Misses, misses_of
from eval.outcome import Baselines, SetReport, Wanted, outcomes_of
from eval.peer import PACKAGES, peer_systems
from eval.product import MODES
from eval.ranking import Ranking, one_each
from eval.system import System, folder_bytes, try_system
from eval.testset import TestPassage, TestSet, read_testset, set_folders
from eval.workplace import Workplace
from index.dense import DenseIndex
from index.encoder import Encoder
from index.entry import Entry, embedded_text
from index.ranking import Asked, Indexes, Mode, rank
from index.words import WordsIndex

USUAL = Names(dense="dense", words="jieba-bm25", both="rrf")
BASELINES = Baselines((USUAL.dense, USUAL.words, USUAL.both, *MIXES, *PACKAGES), usual=USUAL.both)


def public_sets(folder: Path, only: Collection[str]) -> list[TestSet]:
    """Return every set in `folder`, or those called `only`, by their folders or by their titles."""
    held = [read_testset(sub) for sub in set_folders(folder)]
    unknown = set(only) - {name for one in held for name in (one.name, one.title)}
    if unknown:
        names = ", ".join(one.title for one in held)
        raise UnreadableFile(f"no set is called {min(unknown)}", where=str(folder), fix=f"name one of {names}")
    return [one for one in held if not only or {one.name, one.title} & set(only)]


def public_reports(sets: Sequence[TestSet], work: Workplace) -> Iterator[SetReport]:
    """Yield the report on every set."""
    for one in sets:
        yield _report(one, work)


def public_misses(sets: Sequence[TestSet], work: Workplace, half: Half) -> Iterator[Misses]:
    """Yield what the product's own ranking does not find first, of one half of every set."""
    for one in sets:
        work.say(f"{one.title}: {len(one.passages)} passages, {len(one.questions)} questions")
        work.encoder.learn(list(one.questions.values()))
        yield misses_of(one, next(_product_systems(one, work.encoder, work.scratch / one.title)), half)


def _report(held: TestSet, work: Workplace) -> SetReport:
    work.say(f"{held.title}: {len(held.passages)} passages, {len(held.questions)} questions")
    systems = public_systems(held, work)
    work.encoder.learn(list(held.questions.values()))
    trials = [
        try_system(system, list(held.questions.items()), work.encoder) for system in _announced(systems, held, work)
    ]
    halves = {half.value: [id_ for id_ in held.grades if half_of(id_) is half] for half in Half}
    wanted = Wanted(held.grades, halves)
    outcomes = outcomes_of(trials, wanted, BASELINES)
    return SetReport(held.name, len(held.passages), outcomes, wanted.sizes, title=held.title)


def _announced(systems: list[System], held: TestSet, work: Workplace) -> Iterator[System]:
    for system in systems:
        work.say(f"{held.title}: {system.name}")
        yield system


def public_systems(held: TestSet, work: Workplace) -> list[System]:
    """Return the product's ranking and its halves, then the baselines, then the peers that are installed."""
    folder = work.scratch / held.title
    texts = [_plain_text(passage) for passage in held.passages]
    rows = [Row(text, text, frozenset((passage.id,))) for passage, text in zip(held.passages, texts, strict=True)]
    baseline = Baseline(rows, work.encoder, folder)
    return [
        *_product_systems(held, work.encoder, folder / "product"),
        *baseline.systems(USUAL),
        *baseline.mixes(),
        *peer_systems(held.passages, texts, work, folder),
    ]


def _plain_text(passage: TestPassage) -> str:
    """Return what the baselines index of a passage; the product has its own form, `embedded_text`."""
    return "\n".join(part for part in (passage.text, passage.title) if part)


def _product_systems(held: TestSet, encoder: Encoder, folder: Path) -> Iterator[System]:
    """Yield the rankings of the product with the rows of `held` as its passages; there are no notices to filter by."""
    words = WordsIndex.open(folder)
    words.replace_all(Entry(row, 0, passage.title, passage.text) for row, passage in enumerate(held.passages))
    vectors = encoder.encode_passages([embedded_text(passage.title, passage.text) for passage in held.passages])
    indexes = Indexes(DenseIndex.build(np.arange(len(vectors), dtype=np.int64), vectors), words)
    words_bytes = folder_bytes(folder)
    sizes = {Mode.BOTH: vectors.nbytes + words_bytes, Mode.WORDS: words_bytes, Mode.MEANING: vectors.nbytes}

    def ranked(mode: Mode, question: str, limit: int) -> Ranking:
        """Ask the product; nowhere else here its ranking is called."""
        asked = Asked(question, encoder.encode_questions([question])[0])
        found = rank(indexes, asked, mode=mode, limit=limit)
        return one_each([held.passages[one.passage].id for one in found])

    for name, mode in MODES.items():
        yield System(name, partial(ranked, mode), encodes=mode is not Mode.WORDS, index_bytes=sizes[mode])
