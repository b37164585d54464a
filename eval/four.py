"""The four-notice set: our own questions, with nothing else in the library or among other notices."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import corpus
from corpus.errors import UnreadableFile
from corpus.notice import Notice
from corpus.reading import notice_files, read_notice
from eval.baseline import Baseline, Names, Row
from eval.failure import Failure, Standing, clause_texts, failures
from eval.memory import RememberingEncoder
from eval.outcome import GROUPS, SetReport, Skipped, Wanted, outcomes_of
from eval.piece import cut_pieces
from eval.product import MEANING, TIAOWEN, WORDS, product_systems
from eval.question import Question
from eval.ranking import counted
from eval.system import System, Trial, try_system
from eval.workplace import Workplace
from index.search import SearchEngine

NOTICES = Path(corpus.__file__).parent / "notices"
PIECES = Names(dense="500-dense", words="500-bm25-jieba", both="500-rrf")


def four_reports(questions: Sequence[Question], work: Workplace, distractors: Path | None) -> Iterator[SetReport]:
    """Yield the report on the four notices alone, then, with `distractors`, on the four among the notices there."""
    yield _report("four", questions, [NOTICES], work)
    if distractors:
        yield _report("four+distractors", questions, [NOTICES, distractors], work)


def _report(name: str, questions: Sequence[Question], folders: Sequence[Path], work: Workplace) -> SetReport:
    work.say(f"{name}: reading and adding notices")
    engine = SearchEngine.open(work.scratch / name, work.encoder)
    try:
        skipped = [one for folder in folders for one in add_all(engine, folder)]
        notices = engine.library.notices()
        systems = [*product_systems(engine), *piece_baseline(notices, work.encoder)]
        trials = _tried(name, systems, [question for question in questions if question.clauses], work)
    finally:
        engine.close()
    report = _measured(name, questions, trials)
    wrong = tuple(_what_fails(questions, trials, notices))
    passages = sum(len(notice.passages) for notice in notices)
    return replace(report, passages=passages, failures=wrong, skipped=tuple(skipped))


def add_all(engine: SearchEngine, folder: Path) -> list[Skipped]:
    """Add every notice of `folder` that can be read; return the files that cannot."""
    skipped: list[Skipped] = []
    for file in notice_files(folder):
        try:
            engine.add(read_notice(file), origin=str(file))
        except UnreadableFile as error:
            skipped.append(Skipped(file.name, error.what))
    return skipped


def piece_baseline(notices: Sequence[Notice], encoder: RememberingEncoder) -> list[System]:
    """Return the usual way over `notices`: pieces of 500 characters, no context."""
    pieces = [piece for notice in notices for piece in cut_pieces(notice)]
    return Baseline([Row(piece.text, piece.text, piece.units) for piece in pieces], encoder).systems(PIECES)


def _tried(name: str, systems: Sequence[System], questions: Sequence[Question], work: Workplace) -> dict[str, Trial]:
    work.encoder.learn([question.text for question in questions])
    asked = [(question.id, question.text) for question in questions]
    trials: dict[str, Trial] = {}
    for system in systems:
        work.say(f"{name}: {system.name}")
        trials[system.name] = try_system(system, asked, work.encoder)
    return trials


def _measured(name: str, questions: Sequence[Question], trials: dict[str, Trial]) -> SetReport:
    answered = [question for question in questions if question.clauses]
    wanted = Wanted(
        {question.id: dict.fromkeys(question.clauses, 1) for question in answered},
        {part: [one.id for one in answered if belongs(one)] for part, belongs in GROUPS.items()},
        {question.id: question.also for question in answered},
    )
    return SetReport(name, 0, outcomes_of(list(trials.values()), wanted), wanted.sizes)


def _what_fails(
    questions: Sequence[Question], trials: dict[str, Trial], notices: Sequence[Notice]
) -> Iterator[Failure]:
    standings = {
        question.id: Standing(*(_units(trials[name], question) for name in (TIAOWEN, WORDS, MEANING)))
        for question in questions
        if question.clauses
    }
    return failures(questions, standings, clause_texts(notices))


def _units(trial: Trial, question: Question) -> list[str]:
    return counted(trial.rankings[question.id], question.clauses, question.also)
