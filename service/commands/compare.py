"""`tiaowen compare`: what nation, province, city and county say of one subject, side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from service.answers import NORMAL, least_of
from service.commands.ask import marked_quote, near_source, quote_source
from service.commands.targets import target_line
from service.filter_options import Genre, Issuer, Region, Year
from service.home import open_stocked_engine
from service.settings import Settings
from service.terminal import AsJson, print_json, print_note, results

if TYPE_CHECKING:
    from index.comparison import Comparison, Said


def add_to(app: typer.Typer) -> None:
    """Hang this command on the program."""
    app.command("compare")(compare)


def compare(  # noqa: PLR0913 - one parameter an option: that is how typer declares them
    question: Annotated[str, typer.Argument(metavar="QUESTION", help="The subject, in Chinese or English.")],
    *,
    breadth: Annotated[
        str, typer.Option(help="How much of it: narrow, normal, wide, or the least chance, 0 to 1.")
    ] = NORMAL,
    issuer: Issuer = None,
    region: Region = None,
    year: Year = None,
    genre: Genre = None,
    as_json: AsJson = False,
) -> None:
    """Put what nation, province, city and county say of one subject side by side, with their quantities."""
    from index.search import Filters
    from service.targets import comparison_record, timed_comparison

    least = least_of(breadth)
    engine = open_stocked_engine(Settings.read())
    filters = Filters(issuer=issuer, region=region, year=year, genre=genre)
    try:
        comparison, took_ms = timed_comparison(engine, question, filters, least)
    finally:
        engine.close()
    if as_json:
        print_json(comparison_record(question, comparison, took_ms))
        return
    _print(comparison)
    answer = comparison.answer
    print_note(f"{answer.matched} of {answer.scanned} clauses quoted in {took_ms:.0f} ms")


def _print(comparison: Comparison) -> None:
    if comparison.answer.near:
        results().print(Text("No clause of the library is on this subject. What comes closest:", style="bold"))
        for hit in comparison.answer.near:
            for line in (Text(hit.passage.text), near_source(hit), Text()):
                results().print(line, soft_wrap=True)
        return
    for level, said in comparison.levels.items():
        none = "" if said else "  nothing on this subject"
        results().print(Text.assemble((f"== {level.value}", "bold magenta"), (none, "dim")))
        for one in said:
            _print_said(one)


def _print_said(said: Said) -> None:
    results().print(Text(said.claim.text, style="bold"), soft_wrap=True)
    for quote in said.claim.quotes:
        within = [target for target in said.targets if quote.sentence.holds(target.quantity.span)]
        facts = [target_line(said.notice, target) for target in within]
        for line in (marked_quote(quote), *facts, quote_source(quote), Text()):
            results().print(line, soft_wrap=True)
