"""`tiaowen search`: a question in, ranked passages with their citations out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from corpus.citation import cite, page_text
from corpus.record import url
from service.filter_options import Genre, Issuer, NoticeName, Region, Year
from service.hits import DEFAULT_LIMIT, MAX_LIMIT, search_record, timed_search
from service.home import open_stocked_engine
from service.marks import stretches
from service.settings import Settings
from service.terminal import AsJson, print_json, print_note, results

if TYPE_CHECKING:
    from index.search import Hit


def add_to(app: typer.Typer) -> None:
    """Hang this command on the program."""
    app.command("search")(search)


def search(  # noqa: PLR0913 - one parameter an option: that is how typer declares them
    question: Annotated[str, typer.Argument(metavar="QUESTION", help="In Chinese or English.")],
    *,
    limit: Annotated[int, typer.Option(min=1, max=MAX_LIMIT, help="How many passages at most.")] = DEFAULT_LIMIT,
    issuer: Issuer = None,
    region: Region = None,
    year: Year = None,
    genre: Genre = None,
    notice: NoticeName = None,
    as_json: AsJson = False,
) -> None:
    """Find the passages that answer a question, best first."""
    from index.search import Filters

    engine = open_stocked_engine(Settings.read())
    filters = Filters(issuer=issuer, region=region, year=year, genre=genre, notice=notice)
    hits, took_ms = timed_search(engine, question, limit, filters)
    engine.close()
    if as_json:
        print_json(search_record(question, hits, took_ms))
    else:
        _print_hits(hits, took_ms)


def _print_hits(hits: Sequence[Hit], took_ms: float) -> None:
    for rank, hit in enumerate(hits, 1):
        for line in (_headline(rank, hit), marked_text(hit), _reasons(hit), Text()):
            # The terminal folds the line: what is copied from it is then still verbatim.
            results().print(line, soft_wrap=True)
    print_note(f"{len(hits)} passages in {took_ms:.0f} ms")


def _headline(rank: int, hit: Hit) -> Text:
    citation = cite(hit.notice, hit.passage.path, hit.passage.span, hit.passage.paragraph)
    page = page_text(hit.notice.page_at(hit.passage.span))
    headline = Text.assemble((f"{rank:>2}. ", "bold"), (citation, "bold cyan"), "  ", (hit.passage.heading, "bold"))
    return headline.append(f"  {page}", "dim") if page else headline


def marked_text(hit: Hit) -> Text:
    """Return the passage's words, verbatim, those that matched in bold yellow."""
    cut = stretches(hit.passage.text, hit.highlights)
    return Text.assemble(*((stretch.words, "bold yellow" if stretch.marked else "") for stretch in cut))


def _reasons(hit: Hit) -> Text:
    why = f"score {hit.score:.2f} (meaning {hit.why.meaning:.2f}, words {hit.why.words:.1f})"
    terms = f", {' '.join(hit.why.terms)}" if hit.why.terms else ""
    return Text(f"{why}{terms}  {url(hit.notice, hit.passage.path, hit.passage.span)}", style="dim")
