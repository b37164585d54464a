"""The section `outlines`: the parser against outlines made by reading."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from corpus.errors import TiaowenError
from corpus.reading import read_notice
from eval.agreement import Agreement, Difference, Kind, agreement, f1_of
from eval.noticefile import notice_file
from eval.outline import Outline, read_outlines

COLUMNS = ("clauses", "right", "invented", "P", "R", "F1", "fields")


@dataclass(frozen=True, slots=True)
class OutlinesReport:
    """Scores of every notice that has an outline, and the notices that could not be read, with the reason."""

    agreements: tuple[Agreement, ...]
    unread: tuple[tuple[str, str], ...]

    @property
    def micro_f1(self) -> float:
        """F1 over all clauses of all notices."""
        each = self.agreements
        return f1_of(sum(a.right for a in each), sum(a.wanted for a in each), sum(a.found for a in each))

    @property
    def mean_f1(self) -> float:
        """Mean of the notices' F1; 0 without notices."""
        return sum(a.f1 for a in self.agreements) / len(self.agreements) if self.agreements else 0.0

    @property
    def fields_right(self) -> float:
        """Share of head fields that are right, over all notices; 0 without notices."""
        return sum(a.fields_right for a in self.agreements) / len(self.agreements) if self.agreements else 0.0

    def record(self) -> dict[str, Any]:
        """Return everything as JSON."""
        totals = {"micro_f1": self.micro_f1, "mean_f1": self.mean_f1, "fields_right": self.fields_right}
        files = {a.file: _record(a) for a in self.agreements}
        return {**totals, "files": files, "unread": dict(self.unread)}

    def show(self, console: Console) -> None:
        """Print the table of scores, then what differs."""
        console.print(_table(self))
        for file, reason in self.unread:
            _say(console, f"not read: {file}: {reason}")
        for one in self.agreements:
            for line in _difference_lines(one):
                _say(console, line)


def measure_outlines(data: Path) -> OutlinesReport:
    """Read the notices under `data` that have an outline, and compare."""
    return compared(read_outlines(), data)


def compared(outlines: Sequence[Outline], data: Path) -> OutlinesReport:
    """Compare each outline with our reading of its file."""
    agreements: list[Agreement] = []
    unread: list[tuple[str, str]] = []
    for outline in outlines:
        try:
            file = notice_file(data, outline.file, outline.sha256)
            agreements.append(agreement(outline, read_notice(file)))
        except TiaowenError as error:
            unread.append((outline.file, error.what))
    return OutlinesReport(tuple(agreements), tuple(unread))


def _record(one: Agreement) -> dict[str, Any]:
    scores = {"precision": one.precision, "recall": one.recall, "f1": one.f1, "fields_right": one.fields_right}
    counts = {"right": one.right, "wanted": one.wanted, "found": one.found}
    fields = [asdict(field) for field in one.fields]
    return {**scores, **counts, "fields": fields, "differences": [_difference_record(d) for d in one.differences]}


def _difference_record(difference: Difference) -> dict[str, Any]:
    return {**asdict(difference), "kind": difference.kind.value}


def _table(report: OutlinesReport) -> Table:
    table = Table(title="outlines: clause paths and head fields against outlines made by reading", title_justify="left")
    table.add_column("file", no_wrap=True, overflow="ellipsis", max_width=44)
    for column in COLUMNS:
        table.add_column(column, justify="right", no_wrap=True)
    for one in report.agreements:
        counts = [f"{count}" for count in (one.wanted, one.right, one.found - one.right)]
        table.add_row(escape(one.file), *counts, *_figures(one.precision, one.recall, one.f1, one.fields_right))
    table.add_section()
    each = report.agreements
    counts = [sum(a.wanted for a in each), sum(a.right for a in each), sum(a.found - a.right for a in each)]
    figures = _figures(report.micro_f1, report.fields_right)
    table.add_row("all clauses", *map(str, counts), "", "", *figures)
    table.add_row("mean of the files", *[""] * 5, *_figures(report.mean_f1), "")
    return table


def _figures(*shares: float) -> list[str]:
    return [f"{share:.4f}" for share in shares]


def _difference_lines(one: Agreement) -> Iterator[str]:
    wrong = [field for field in one.fields if not field.right]
    if wrong or one.differences:
        yield f"\n[bold]{escape(one.file)}[/bold]"
    for field in wrong:
        yield f"  {field.name}: wanted {escape(field.wanted or 'nothing')}, read {escape(field.found or 'nothing')}"
    for difference in one.differences:
        yield f"  {_difference_line(difference)}"


def _difference_line(difference: Difference) -> str:
    kind, path, words = difference.kind, escape(difference.path), escape(difference.words)
    if kind is Kind.LOST:
        return f"{kind.value} {path}: its words are not printed any more (once at {difference.start})"
    also = f", read as {escape(difference.ours)}" if difference.ours else ""
    return f"{kind.value} {path}{also}, line {difference.line}, offset {difference.start}: {words}"


def _say(console: Console, line: str) -> None:
    console.print(line, highlight=False, soft_wrap=True)
