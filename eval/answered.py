"""What the product answers, beside what a reader found: lists, facts and refusals."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from eval.four import NOTICES, add_all
from eval.held import Asking
from eval.question import EARLIER, FOUR, FRESH, Kind, Question, Wording, clause_unit
from eval.refusing import in_tuning
from eval.testset import TestSet
from eval.workplace import Workplace
from index.answer import Answer, Claim
from index.answering import Finding
from index.asks import Asks
from index.quoting import fact_claims
from index.search import Found, Hit, SearchEngine

# The words that answer each fact of a question file, verbatim; any of them will do.
FOUR_ANSWERS, FRESH_ANSWERS, EARLIER_ANSWERS = (
    file.with_name(f"{file.stem}_answers.jsonl") for file in (FOUR, FRESH, EARLIER)
)
# An answer may have been marked with the stop behind it.
_STOPS = "。；，"


@dataclass
class AnswerReport:
    """Figures on one set: what is measured, the mean, and of how many questions."""

    name: str
    sums: dict[str, tuple[float, int]] = field(default_factory=dict[str, tuple[float, int]])

    def note(self, name: str, value: float) -> None:
        """Count one question."""
        total, count = self.sums.get(name, (0.0, 0))
        self.sums[name] = (total + value, count + 1)

    @property
    def rows(self) -> list[tuple[str, float, int]]:
        """Name, mean and count of each figure."""
        return [(name, total / count, count) for name, (total, count) in sorted(self.sums.items())]

    def record(self) -> dict[str, Any]:
        """Return the figures for JSON."""
        return {"set": self.name, "figures": {name: {"value": value, "of": of} for name, value, of in self.rows}}


def four_answers(
    questions: Sequence[Question], answers: Path | None, work: Workplace, name: str = "four"
) -> tuple[AnswerReport, list[tuple[tuple[float, ...], bool]], dict[str, Finding]]:
    """Return the report on our four notices, examples to fit lists from, and what was found for each question.

    answers: the words that answer facts
    name:    of the report
    """
    words = _words_by_id(answers) if answers else {}
    report, examples, seen = AnswerReport(name), list[tuple[tuple[float, ...], bool]](), dict[str, Finding]()
    engine = SearchEngine.open(work.scratch / f"answers, {name}", work.encoder, reader=work.reader)
    try:
        add_all(engine, NOTICES)
        for question in questions:
            found = engine.find(question.text)
            seen[question.id] = found.finding
            best = fact_claims(found.finding.facts, engine.library)
            note_four(report, question, engine.ask(question.text), words.get(question.id, []), best)
            if question.kind is Kind.FACT:
                note_places(report, question, engine.search(question.text, limit=1), best)
            if question.kind is Kind.LIST or (question.kind is Kind.NONE and found.finding.asks is Asks.LIST):
                examples += _examples(engine, engine.find(question.text, least=0.0, as_list=True), question)
    finally:
        engine.close()
    return report, examples, seen


def _words_by_id(file: Path) -> dict[str, list[str]]:
    records = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    return {record["id"]: [_ink(words) for words in record["words"]] for record in records}


def note_four(
    report: AnswerReport, question: Question, answer: Answer, words: Sequence[str], best: Sequence[Claim]
) -> None:
    """Count what `answer` makes of `question`; `words` answer it, verbatim, without blanks; () where none are known.

    best: claims for a fact, as they are before it is decided whether to refuse
    """
    group = question.group
    match question.kind:
        case Kind.NONE:
            report.note(f"none refused, {group}", float(not answer.claims))
        case Kind.LIST:
            found = {clause_unit(q.notice.source, q.passage.path) for claim in answer.claims for q in claim.quotes}
            right = len(found & question.clauses)
            report.note(f"list recall, {group}", right / len(question.clauses))
            report.note(f"list precision, {group}", right / len(found) if found else 0.0)
        case Kind.FACT:
            if words:
                report.note(f"fact, first sentence answers, {group}", float(_says(answer.claims[:1], words)))
                report.note(f"fact, first sentence answers, none refused, {group}", float(_says(best[:1], words)))
            report.note(f"fact refused, {group}", float(not answer.claims))
    if question.kind is Kind.FACT and question.wording is Wording.SHARED and answer.claims:
        printed = _ink(answer.claims[0].quotes[0].text)
        report.note("fact, first quote holds the words, shared", float(any(one in printed for one in words)))


def _says(claims: Sequence[Claim], words: Sequence[str]) -> bool:
    """Say whether a sentence quoted holds any of `words`."""
    sentences = [_ink(quote.sentence.of(quote.notice.text)) for claim in claims for quote in claim.quotes]
    return any(one in sentence for one in words for sentence in sentences)


def note_places(report: AnswerReport, question: Question, hits: Sequence[Hit], best: Sequence[Claim]) -> None:
    """Count whether the first hit of a search, and the first claim, are of a clause that answers."""
    found = {clause_unit(hit.notice.source, hit.passage.path) for hit in hits}
    quoted = {clause_unit(quote.notice.source, quote.passage.path) for claim in best[:1] for quote in claim.quotes}
    report.note(f"fact, search ranks a clause that answers first, {question.group}", float(found <= question.clauses))
    report.note(f"fact, first quote is of such a clause, {question.group}", float(bool(quoted & question.clauses)))


def _examples(engine: SearchEngine, found: Found, question: Question) -> list[tuple[tuple[float, ...], bool]]:
    """Return every passage looked at for a list: what its chance is reckoned from, and whether it belongs there."""
    passages = [found.texts.entries[one.row].passage for one in found.finding.listed]
    units = dict[int, str]()
    for passage, (row, position) in engine.library.places(passages).items():
        notice = engine.library.notice_at(row)
        if notice is not None:
            units[passage] = clause_unit(notice.source, notice.passages[position].path)
    listed = zip(found.finding.listed, passages, strict=True)
    return [(one.given, units[passage] in question.clauses) for one, passage in listed if passage in units]


def notices_answers(held: TestSet, answers: Path, work: Workplace) -> tuple[AnswerReport, Asking]:
    """Return the report on a public set whose answers are words, in halves, and the set to ask on."""
    records = (json.loads(line) for line in answers.read_text(encoding="utf-8").splitlines())
    words = {record["query_id"]: str(record["answer"]) for record in records}
    work.say(f"{held.name}: answering {len(held.questions)} questions")
    asking, report = Asking(held, work), AnswerReport(held.name)
    for id_, text in held.questions.items():
        half = "tuning" if in_tuning(id_) else "validation"
        quotes = asking.quotes(asking.find(text))[:3]
        scores = [f1(quote, words[id_]) for _, quote in quotes] or [0.0]
        rows = [held.passages[row].id for row, _ in quotes]
        report.note(f"F1 of the first quote, {half}", scores[0])
        report.note(f"F1 of the best of three, {half}", max(scores))
        held_there = [
            words[id_] for row, _ in quotes if _ink(words[id_]).strip(_STOPS) in _ink(held.passages[row].text)
        ]
        labelled = _holds(held.grades[id_], rows)
        report.note(f"one of three stands where the answer is labelled, {half}", float(labelled))
        report.note(f"one of three stands so or where its words do, {half}", float(labelled or bool(held_there)))
    return report, asking


def _holds(grades: Mapping[str, int], passages: Sequence[str]) -> bool:
    return any(grades.get(passage, 0) > 0 for passage in passages)


def f1(quote: str, words: str) -> float:
    """Return the harmonic mean of precision and recall of signs, blanks left out, 0 to 1."""
    given, wanted = Counter(_ink(quote)), Counter(_ink(words))
    same = (given & wanted).total()
    return 2 * same / (given.total() + wanted.total()) if same else 0.0


def _ink(words: str) -> str:
    return "".join(words.split())
