"""`tiaowen cite`: a citation in, the clause it names out, or why there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from corpus.layout import joined
from service.checked import cite_record, place_words
from service.home import open_filled_library
from service.settings import Settings
from service.terminal import AsJson, print_json, print_note, results

if TYPE_CHECKING:
    from index.verdict import Place, Ruling

_STYLES = {"exact": "bold green", "ambiguous": "bold yellow", "not_held": "bold yellow"}


def add_to(app: typer.Typer) -> None:
    """Hang this command on the program."""
    app.command("cite")(cite)


def cite(
    citation: Annotated[
        str,
        typer.Argument(metavar="CITATION", help="Such as 吉教职成〔2024〕4号第七条 or 《职业教育法》第三十三条第二款."),
    ],
    as_json: AsJson = False,
) -> None:
    """Find the clause that a citation names, or say why there is none."""
    from index.checker import Checker

    ruling = Checker(open_filled_library(Settings.read())).cite(citation)
    if as_json:
        print_json(cite_record(citation, ruling))
    else:
        _print_ruling(ruling)


def _print_ruling(ruling: Ruling) -> None:
    verdict = ruling.verdict.value
    named = place_words(ruling.notice, ruling.scope[0]) if ruling.notice and ruling.scope else ""
    results().print(Text.assemble((verdict, _STYLES.get(verdict, "bold red")), "  ", (named, "bold cyan")))
    for place in ruling.places:
        results().print(Text(_words(place)), soft_wrap=True)
    for place in ruling.candidates:
        results().print(Text.assemble("  ? ", (place_words(place.notice, place), "cyan")))
    if ruling.note:
        print_note(ruling.note)


def _words(place: Place) -> str:
    """Return the clause and what is below it, one paragraph a line."""
    spans = sorted(span for each in place.clause.walk() for span in each.paragraphs)
    return "\n".join(joined(place.notice.text, span) for span in spans)
