"""`python -m eval`: which clause comes back, on our own questions or on public sets."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from corpus.errors import TiaowenError
from eval.four import four_reports
from eval.half import Half
from eval.miss import Misses, misses_record, print_misses
from eval.outcome import SetReport, failure_record, set_record
from eval.plot import drawn
from eval.public import public_misses, public_reports, public_sets
from eval.question import FOUR, read_questions
from eval.report import print_four_set
from eval.table import print_public_table
from eval.workplace import CHECKOUT, DEFAULT_HOME, Workplace, load_model, workplace

DISTRACTORS = CHECKOUT.parent / "shared" / "data" / "notices"

app = typer.Typer(add_completion=False)


@app.command()
def evaluate(  # noqa: PLR0913, PLR0917 - one parameter an option: that is how typer declares them
    data: Annotated[Path | None, typer.Option(help="Folder of public question sets, instead of our own set.")] = None,
    only: Annotated[list[str] | None, typer.Option(help="With --data: this one of its sets; may be repeated.")] = None,
    distractors: Annotated[
        Path | None, typer.Option(help="Notices to hide the four among; ../shared/data/notices where it exists.")
    ] = None,
    alone: Annotated[bool, typer.Option("--alone", help="The four notices only, no distractors.")] = False,
    shown: Annotated[int, typer.Option("--failures", min=0, help="How many failures to print.")] = 10,
    home: Annotated[Path, typer.Option(help="Folder of the model and of remembered vectors.")] = DEFAULT_HOME,
    model: Annotated[str | None, typer.Option(help="Another sentence-transformers model, folder or name.")] = None,
    plot: Annotated[Path | None, typer.Option(help="With --data: draw one half of each set to this SVG file.")] = None,
    misses: Annotated[
        int, typer.Option(min=0, help="With --data: print so many questions with another passage first, to read.")
    ] = 0,
    half: Annotated[Half, typer.Option(help="Which half --misses and --plot are of.")] = Half.VALIDATION,
    as_json: Annotated[bool, typer.Option("--json", help="JSON on stdout instead of tables.")] = False,
) -> None:
    """Evaluate words, meaning, both and the usual baselines."""
    try:
        with workplace(load_model(model, home), home) as work:
            sets = public_sets(data, only or ()) if data else []
            if data and misses:
                _read_misses(public_misses(sets, work, half), misses, as_json)
            elif data:
                _evaluate_public(list(public_reports(sets, work)), (plot, half), as_json)
            else:
                _evaluate_four(work, None if alone else distractors or _default_distractors(), shown, as_json)
    except TiaowenError as error:
        Console(stderr=True).print(str(error), markup=False, highlight=False)
        raise typer.Exit(1) from None


def _read_misses(found: Iterable[Misses], count: int, as_json: bool) -> None:
    if as_json:
        print(json.dumps({one.title: misses_record(one, count) for one in found}, ensure_ascii=False, indent=1))
        return
    for one in found:
        print_misses(Console(), one, count)


def _evaluate_public(reports: Sequence[SetReport], plot: tuple[Path | None, Half], as_json: bool) -> None:
    file, half = plot
    if file:
        file.write_text(drawn(reports, half), encoding="utf-8")
    if as_json:
        print(json.dumps({report.name: set_record(report) for report in reports}, ensure_ascii=False, indent=1))
    else:
        print_public_table(Console(), reports)


def _evaluate_four(work: Workplace, distractors: Path | None, shown: int, as_json: bool) -> None:
    console = Console()
    records: dict[str, Any] = {"sets": {}, "failures": {}, "skipped": {}}
    for report in four_reports(read_questions(FOUR), work, distractors):
        records["sets"][report.name] = set_record(report)
        records["failures"][report.name] = [failure_record(failure) for failure in report.failures]
        records["skipped"][report.name] = [{"file": one.file, "why": one.why} for one in report.skipped]
        if not as_json:
            print_four_set(console, report, shown)
    if as_json:
        print(json.dumps(records, ensure_ascii=False, indent=1))


def _default_distractors() -> Path | None:
    return DISTRACTORS if DISTRACTORS.is_dir() else None
