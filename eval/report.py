"""The tables and the list of failures of our own questions in the terminal."""

from collections import Counter

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from eval.failure import Failure, Missed, Reason
from eval.outcome import Figures, SetReport
from eval.system import SHOWN
from eval.table import with_interval

FOUR_COLUMNS = ("nDCG@10", "R@10", "MRR", "P@1")
QUOTED = 40  # characters of a wrong clause: enough to recognise it
# A question may have seven clauses missing; the terminal names the first of them, JSON all.
NAMED = 2


def print_four_set(console: Console, report: SetReport, shown_failures: int) -> None:
    """Print the table of all questions, then each part's, then what fails."""
    table = _table(f"{report.name}: {report.sizes['all']} questions, {report.passages} passages")
    for part, size in report.sizes.items():
        if not size:
            continue
        table.add_section()
        table.add_row(f"[bold]{part}[/bold] ({size})")
        for outcome in report.outcomes:
            figures = outcome.part(part)
            table.add_row(*_row("  " + outcome.system, figures), f"{outcome.ms:.1f}" if part == "all" else "")
    console.print(table)
    for skipped in report.skipped:
        _say(console, f"not read: {escape(skipped.file)}: {escape(skipped.why)}")
    print_failures(console, report, shown_failures)


def print_failures(console: Console, report: SetReport, shown: int) -> None:
    """Print what fails in the product's ranking: counts of the reasons, then the first `shown` questions."""
    failures = report.failures
    wrong = sum(failure.first_is_wrong for failure in failures)
    missing = sum(_is_missing(failure) for failure in failures)
    _say(console, f"\n[bold]{report.name}: what fails in tiaowen[/bold]")
    _say(console, f"  a wrong clause first: {wrong} questions; a clause missing from the first ten: {missing}")
    unjudged = sum(Reason.UNJUDGED in failure.missed[0].reasons for failure in failures)
    if unjudged:
        _say(console, f"  for {unjudged} questions a distractor came first: nobody judged whether it answers them too")
    reasons = Counter(reason for failure in failures for missed in failure.missed for reason in missed.reasons)
    for reason, count in reasons.most_common():
        _say(console, f"  {count:4} x {reason.value}")
    for failure in failures[:shown]:
        _print_failure(console, failure)
    if len(failures) > shown:
        _say(console, f"\n… {len(failures) - shown} more: --failures {len(failures)}, or --json for everything\n")


def _say(console: Console, line: str) -> None:
    """Print a line as it is: the terminal may break it, a file gets it whole."""
    console.print(line, highlight=False, soft_wrap=True)


def _is_missing(failure: Failure) -> bool:
    return any(missed.rank is None or missed.rank > SHOWN for missed in failure.missed)


def _print_failure(console: Console, failure: Failure) -> None:
    question = failure.question
    kinds = f"{question.kind.value}, {question.wording.value}"
    _say(console, f"\n{question.id} {escape(question.text)} [dim]({kinds})[/dim]")
    for missed in failure.missed[:NAMED]:
        _say(console, f"  wanted {escape(_missed_line(missed))}")
    if len(failure.missed) > NAMED:
        _say(console, f"  and {len(failure.missed) - NAMED} more clauses")
    if failure.first_is_wrong:
        _say(console, f"  first  {escape(failure.first or 'nothing')}: {escape(failure.words[:QUOTED])}…")


def _missed_line(missed: Missed) -> str:
    place = f"at rank {missed.rank}" if missed.rank else "not found"
    return f"{missed.unit}, {place}" + "".join(f"; {reason.value}" for reason in missed.reasons)


def _table(title: str) -> Table:
    table = Table(title=title, title_justify="left")
    table.add_column("system", no_wrap=True)
    for column in (*FOUR_COLUMNS, "ms"):
        table.add_column(column, justify="right", no_wrap=True)
    return table


def _row(name: str, figures: Figures) -> list[str]:
    """Return the cells of a system: the first measure with its interval, the others without, or lines get too long."""
    return [
        name,
        with_interval(figures, FOUR_COLUMNS[0]),
        *(f"{figures.scores[column]:.3f}" for column in FOUR_COLUMNS[1:]),
    ]
