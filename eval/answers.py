"""`python -m eval.answers`: are answers complete, right, verbatim, and refused where there is none?"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from corpus.errors import TiaowenError
from eval.answered import EARLIER_ANSWERS, FOUR_ANSWERS, FRESH_ANSWERS, AnswerReport, four_answers, notices_answers
from eval.fitting import fitted
from eval.question import EARLIER, FOUR, FRESH, LISTS_TUNING, read_questions
from eval.refusing import Case, curve, four_cases, public_cases
from eval.testset import read_testset
from eval.workplace import DEFAULT_HOME, Workplace, load_model, workplace

NOTICES = "notices-2020"
# Question sets that ask about other things than the notices of notices-2020 do.
ELSEWHERE = ("statutes", "cmrc2018")
# Of a set that only serves to be refused, so many questions.
_MOST_ELSEWHERE = 200

app = typer.Typer(add_completion=False)


@app.command()
def evaluate(
    data: Annotated[Path | None, typer.Option(help="Folder of public question sets.")] = None,
    home: Annotated[Path, typer.Option(help="Folder of the model and of remembered vectors.")] = DEFAULT_HOME,
    fit: Annotated[bool, typer.Option("--fit", help="Print the weights that the tuning halves give.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="JSON on stdout instead of tables.")] = False,
) -> None:
    """Evaluate lists, facts and refusals on our four notices and, with --data, on notices-2020."""
    try:
        with workplace(load_model(None, home), home, reading=True) as work:
            reports, cases, listed = _reports(work, data)
    except TiaowenError as error:
        Console(stderr=True).print(str(error), markup=False, highlight=False)
        raise typer.Exit(1) from None
    if as_json:
        print(json.dumps([report.record() for report in reports], ensure_ascii=False, indent=1))
        return
    console = Console()
    for report in reports:
        _print(console, report)
    _print_curve(console, cases)
    if fit:
        _print_fitted(console, cases, listed)


def _reports(work: Workplace, data: Path | None) -> tuple[list[AnswerReport], list[Case], list[tuple[Any, bool]]]:
    questions = read_questions(FOUR)
    work.encoder.learn([question.text for question in questions])
    four, listed, seen = four_answers(questions, FOUR_ANSWERS, work)
    fresh, _, _ = four_answers(read_questions(FRESH), FRESH_ANSWERS, work, "four, questions written after the code")
    earlier, earlier_listed, _ = four_answers(
        read_questions(EARLIER), EARLIER_ANSWERS, work, "four, written earlier, tuned on since"
    )
    lists, more_listed, _ = four_answers(read_questions(LISTS_TUNING), None, work, "four, lists by another author")
    listed += [*more_listed, *earlier_listed]
    reports, cases = [four, lists, earlier, fresh], list(four_cases(questions, seen))
    if data:
        held = read_testset(data / NOTICES)
        elsewhere = {name: list(read_testset(data / name).questions.values())[:_MOST_ELSEWHERE] for name in ELSEWHERE}
        elsewhere["four"] = [question.text for question in questions]
        report, more = notices_answers(held, data / NOTICES / "answers.jsonl", work)
        reports.append(report)
        cases += public_cases(held, more, elsewhere, work)
    return reports, cases, listed


def _print(console: Console, report: AnswerReport) -> None:
    console.print(f"\n[bold]{report.name}[/]")
    for name, value, count in report.rows:
        console.print(f"  {name:<56} {value:.3f}  of {count}")


def _print_curve(console: Console, cases: Sequence[Case]) -> None:
    console.print("\n[bold]refusal[/] (threshold, answerable refused, unanswerable answered)")
    for least, refused, answered in curve(cases):
        console.print(f"  {least:.2f}  {refused:.3f}  {answered:.3f}")


def _print_fitted(console: Console, cases: Sequence[Case], listed: Sequence[tuple[Any, bool]]) -> None:
    rows = [(case.signs, case.answerable) for case in cases if case.tuning]
    console.print(f"\nindex/refusal.py WEIGHTS = {fitted(rows)}")
    console.print(f"index/listing.py WEIGHTS = {fitted(listed, balanced=False)}")


if __name__ == "__main__":
    app()
