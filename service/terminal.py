"""The two streams of a command: results on stdout, progress and notes on stderr.

Nothing else in service/ writes to a stream, so that `--json` is always one JSON document on stdout.
"""

import json
import os
import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from io import TextIOWrapper
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.text import Text

AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document, for programs.")]

Bar = Callable[[int, int], None]  # called with (done, total)

# Result lines are read by people and by `grep`: off a terminal nothing is folded at 80 columns.
_UNFOLDED_COLUMNS = 10_000


def speak_utf8() -> None:
    """Make both streams UTF-8 that cannot fail: a Chinese title must not stop at a locale of 1990."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def leave_stdout_if_stuck() -> None:
    """Leave a stdout that nobody reads or that has no room, so that Python does not complain of it on its way out."""
    try:
        sys.stdout.flush()
    except OSError:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - open until the process ends


def results() -> Console:
    """Return the console for what was asked for."""
    width = None if sys.stdout.isatty() else _UNFOLDED_COLUMNS
    return Console(file=sys.stdout, highlight=False, markup=False, emoji=False, soft_wrap=False, width=width)


def notes() -> Console:
    """Return the console for progress, notes and errors."""
    return Console(file=sys.stderr, highlight=False, markup=False, emoji=False, soft_wrap=True)


def print_json(record: Any) -> None:
    """Print one JSON document on stdout."""
    sys.stdout.write(json.dumps(record, ensure_ascii=False, indent=2) + "\n")
    sys.stdout.flush()


def print_note(words: str) -> None:
    """Print one line for a person on stderr."""
    notes().print(Text(words, style="dim"))


def print_failure(record: dict[str, Any], *, as_json: bool) -> None:
    """Print what, where and fix on stderr; with `as_json` also the contract's error on stdout."""
    error = record["error"]
    said = Text.assemble(
        ("error: ", "bold red"), error["what"], f"\n  where: {error['where']}", f"\n  fix:   {error['fix']}"
    )
    notes().print(said)
    if as_json:
        with suppress(OSError):  # the failure may be stdout itself
            print_json(record)


@contextmanager
def progress_bar(title: str) -> Generator[Bar]:
    """Show a bar on stderr while the block runs; nothing at all where stderr is no terminal."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    console = notes()
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as shown:
        task = shown.add_task(title, total=None)
        yield lambda done, total: shown.update(task, completed=done, total=total)
