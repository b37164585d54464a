"""One table of all public sets: systems by measures, each half of a set apart."""

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from eval.half import Half
from eval.interval import CONFIDENCE, RESAMPLES
from eval.outcome import DECIDING, Figures, Outcome, SetReport
from eval.peer import INSTALL, missing_peers
from eval.significance import ROUNDING

COLUMNS = ("nDCG@10", "R@10", "R@50", "P@1")
# More than the table takes, which is 133: a file, and a narrow terminal, get whole lines.
WIDTH = 150


def print_public_table(console: Console, reports: Sequence[SetReport]) -> None:
    """Print the halves of every set, one below the other, and what the columns mean."""
    wide = Console(width=max(WIDTH, console.width), file=console.file, highlight=False)
    table = Table(title="nDCG@10, recall and P@1 on public questions", title_justify="left")
    table.add_column("system", no_wrap=True)
    for column in (*COLUMNS, "p best", "p usual", "ms", "MB"):
        table.add_column(column, justify="right", no_wrap=True)
    for report in reports:
        for half in Half:
            _add_half(table, report, half)
    wide.print(table)
    for line in notes(reports):
        wide.print(line, soft_wrap=True, markup=False)


def _add_half(table: Table, report: SetReport, half: Half) -> None:
    size = report.sizes[half.value]
    if not size:
        return
    table.add_section()
    table.add_row(f"[bold]{report.title} {half.value}[/bold]", f"{size} questions")
    for outcome in report.outcomes:
        figures = outcome.groups[half.value]
        cells = [with_interval(figures, column) for column in COLUMNS]
        table.add_row(f"  {outcome.system}", *cells, *_compared(report, outcome, half), *_cost(outcome))


def with_interval(figures: Figures, measure: str) -> str:
    """Write a mean and where it lies: .747 (.712–.781)."""
    low, high = figures.intervals[measure]
    return f"{short(figures.scores[measure])} ({short(low)}–{short(high)})"


def short(share: float) -> str:
    """Write 0.747 as .747, and 1 as 1.00."""
    return f"{share:.3f}"[1:] if share < 0.9995 else "1.00"


def _compared(report: SetReport, outcome: Outcome, half: Half) -> list[str]:
    """Return a cell for the best baseline and one for the usual: + where the system is better, and p."""
    cells: list[str] = []
    ours = outcome.groups[half.value]
    theirs = {one.system: one.groups[half.value] for one in report.outcomes}
    for rival in (report.rivals[0], report.rivals[-1]):
        if rival == outcome.system:
            cells.append("this")
        else:
            cells.append(_sign(ours.scores[DECIDING] - theirs[rival].scores[DECIDING]) + _p(ours.p[rival]))
    return cells


def _sign(gain: float) -> str:
    return "= " if abs(gain) < ROUNDING else "+ " if gain > 0 else "− "


def _p(p: float) -> str:
    return "<.001" if p < 0.001 else short(p)


def _cost(outcome: Outcome) -> list[str]:
    size = "" if outcome.index_bytes is None else f"{outcome.index_bytes / 1e6:.1f}"
    return [f"{outcome.ms:.1f}", size]


def notes(reports: Sequence[SetReport]) -> list[str]:
    """Return what a reader of the table has to know."""
    best = "; ".join(f"{report.title}: {report.rivals[0]}" for report in reports)
    usual = reports[0].rivals[-1] if reports else ""
    lines = [
        f"(low–high): {CONFIDENCE:.0%} percentile bootstrap over questions, {RESAMPLES} resamples, fixed seed.",
        f"p: two-sided paired randomisation test of nDCG@10; + better, − worse than the best baseline ({best})"
        f" and than the usual hybrid ({usual}).",
        "halves: tuning where the first byte of sha256(question id) is even. ms: median a question, its encoding"
        " included. MB: the index on disk.",
    ]
    missing = missing_peers()
    if missing:
        lines.append(f"left out, not installed: {', '.join(missing)} ({INSTALL})")
    return lines
