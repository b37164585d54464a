"""`tiaowen ask`: a question in, an answer made of quotations out, or a refusal with what comes closest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from corpus.citation import cite, page_text
from corpus.layout import joined
from corpus.record import url
from corpus.span import Span
from service.answers import NORMAL, answer_record, timed_answer
from service.home import open_stocked_engine
from service.settings import Settings
from service.terminal import AsJson, print_json, print_note, results

if TYPE_CHECKING:
    from index.answer import Answer, Quote
    from index.search import Hit


def add_to(app: typer.Typer) -> None:
    """Hang this command on the program."""
    app.command("ask")(ask)


def ask(  # noqa: PLR0913 - one parameter an option: that is how typer declares them
    question: Annotated[str, typer.Argument(metavar="QUESTION", help="In Chinese or English.")],
    *,
    before: Annotated[
        list[str] | None, typer.Option(help="An earlier question that this one goes on from; may be repeated.")
    ] = None,
    breadth: Annotated[
        str, typer.Option(help="How much of a list: narrow, normal, wide, or the least chance, 0 to 1.")
    ] = NORMAL,
    issuer: Annotated[str | None, typer.Option(help="Part of an issuing body's name.")] = None,
    region: Annotated[str | None, typer.Option(help="Part of a province's, city's or county's name.")] = None,
    year: Annotated[int | None, typer.Option(help="Year of the notice.")] = None,
    genre: Annotated[str | None, typer.Option(help="通知, 意见, 答复 …")] = None,
    notice: Annotated[str | None, typer.Option(help="Id or 发文字号 of one notice.")] = None,
    as_json: AsJson = False,
) -> None:
    """Answer a question by quoting: every clause for a list, the words for a fact."""
    from index.search import Filters

    engine = open_stocked_engine(Settings.read())
    filters = Filters(issuer=issuer, region=region, year=year, genre=genre, notice=notice)
    try:
        answer, took_ms = timed_answer(engine, question, before=before or (), filters=filters, breadth=breadth)
    finally:
        engine.close()
    if as_json:
        print_json(answer_record(question, answer, took_ms))
        return
    _print_answer(answer)
    found = f"{answer.matched} of {answer.scanned} clauses quoted"
    print_note(f"{answer.kind}: {found} in {took_ms:.0f} ms")


def _print_answer(answer: Answer) -> None:
    if not answer.claims:
        results().print(Text("The library does not answer this. What comes closest:", style="bold"))
    for claim in answer.claims:
        if answer.kind == "list":
            results().print(Text(claim.text, style="bold"), soft_wrap=True)
        for quote in claim.quotes:
            for line in (marked_quote(quote), quote_source(quote), Text()):
                results().print(line, soft_wrap=True)
    for hit in answer.near:
        for line in (Text(hit.passage.text), near_source(hit), Text()):
            results().print(line, soft_wrap=True)


def marked_quote(quote: Quote) -> Text:
    """Return the sentence, verbatim but for broken lines, the words that answer in bold yellow."""
    text, whole, words = quote.notice.text, quote.sentence, quote.span
    cuts = ((whole.start, words.start, ""), (words.start, words.end, "bold yellow"), (words.end, whole.end, ""))
    return Text.assemble(*((joined(text, Span(start, end)), style) for start, end, style in cuts if start < end))


def quote_source(quote: Quote) -> Text:
    """Return where a quotation stands: citation, page, why it was taken, address."""
    passage, notice = quote.passage, quote.notice
    citation = cite(notice, passage.path, quote.span, passage.paragraph)
    page = page_text(notice.page_at(quote.span))
    why = f"  {', '.join(quote.why)}" if quote.why else ""
    line = Text.assemble("   ", (citation, "cyan"), (f"  {page}" if page else "", "dim"))
    return line.append(f"{why}  {url(notice, passage.path)}", "dim")


def near_source(hit: Hit) -> Text:
    """Return where one of the closest passages stands."""
    citation = cite(hit.notice, hit.passage.path, hit.passage.span, hit.passage.paragraph)
    return Text.assemble("   ", (citation, "cyan"), (f"  {url(hit.notice, hit.passage.path)}", "dim"))
