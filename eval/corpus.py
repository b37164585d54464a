"""`python -m eval.corpus`: is what we read what is printed?  Each section measures one promise on real documents."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, Protocol

import typer
from rich.console import Console

from corpus.errors import TiaowenError
from eval.articles import measure_laws
from eval.outlined import measure_outlines
from eval.scans import measure_scans
from eval.workplace import CHECKOUT

DATA = CHECKOUT.parent / "shared" / "data"

WIDE = 120  # characters: a table in a file or a log is not cut to a terminal's 80

app = typer.Typer(add_completion=False)


class Section(Protocol):
    """What one measurement found."""

    def record(self) -> dict[str, Any]:
        """Return it as JSON."""
        ...

    def show(self, console: Console) -> None:
        """Print it for a person."""
        ...


# Name of a section and what measures it, given the folder of documents; run in this order.
SECTIONS: dict[str, Callable[[Path], Section]] = {
    "outlines": measure_outlines,
    "laws": measure_laws,
    "scans": measure_scans,
}


@app.command()
def evaluate(
    data: Annotated[Path, typer.Option(help="Folder that holds the documents.")] = DATA,
    only: Annotated[str | None, typer.Option(help=f"One section: {', '.join(SECTIONS)}.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="JSON on stdout instead of tables.")] = False,
) -> None:
    """Measure the readers and the parser on real documents."""
    if only and only not in SECTIONS:
        raise typer.BadParameter(f"no section {only}: {', '.join(SECTIONS)}", param_hint="--only")
    console = Console(width=None if sys.stdout.isatty() else WIDE)
    records: dict[str, Any] = {}
    try:
        for name in [only] if only else SECTIONS:
            section = SECTIONS[name](data)
            records[name] = section.record()
            if not as_json:
                section.show(console)
    except TiaowenError as error:
        Console(stderr=True).print(str(error), markup=False, highlight=False)
        raise typer.Exit(1) from None
    if as_json:
        print(json.dumps(records, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    app(prog_name="python -m eval.corpus")
