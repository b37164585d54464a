"""`tiaowen ask`: a question in, an answer made of quotations out, or a refusal with what comes closest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from corpus.citation import cite, page_text
from corpus.layout import joined
from corpus.record import url
from corpus.span import Span
from service.answers import NORMAL, answer_record, dropped_record, timed_answer
from service.filter_options import Genre, Issuer, NoticeName, Region, Year
from service.home import open_stocked_engine, open_writer
from service.settings import Settings
from service.terminal import AsJson, print_json, print_note, results

if TYPE_CHECKING:
    from index.answer import Answer, Claim, Quote
    from index.prose.writer import Part, Prose, Writer
    from index.search import Hit, SearchEngine


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
    issuer: Issuer = None,
    region: Region = None,
    year: Year = None,
    genre: Genre = None,
    notice: NoticeName = None,
    model: Annotated[
        bool, typer.Option("--model/--no-model", help="Let the language model of TIAOWEN_WRITER_URL write, if any.")
    ] = True,
    as_json: AsJson = False,
) -> None:
    """Answer a question by quoting: every clause for a list, the words for a fact."""
    from index.search import Filters

    settings = Settings.read()
    writer = open_writer(settings) if model else None
    engine = open_stocked_engine(settings)
    filters = Filters(issuer=issuer, region=region, year=year, genre=genre, notice=notice)
    try:
        answer, took_ms = timed_answer(engine, question, before=before or (), filters=filters, breadth=breadth)
        if not as_json:
            _print_answer(answer)
            found = f"{answer.matched} of {answer.scanned} clauses quoted"
            print_note(f"{answer.kind}: {found} in {took_ms:.0f} ms")
        prose = _written(writer, answer, engine, shown=not as_json) if writer and answer.claims else None
    finally:
        engine.close()
    if as_json:
        print_json(answer_record(question, answer, took_ms, prose))


def _written(writer: Writer, answer: Answer, engine: SearchEngine, *, shown: bool) -> Prose:
    """Return what the language model writes; each sentence is printed as soon as it passes."""
    from index.answer import Claim
    from index.checker import Checker
    from index.prose.writer import Prose

    parts: list[Part] = []
    for part in writer.write(answer, Checker(engine.library).judge()):
        if shown and isinstance(part, Claim):
            if not any(isinstance(before, Claim) for before in parts):
                results().print(Text(f"Written by {writer.name}, each sentence with its quotes:", style="bold"))
            _print_sentence(part)
        elif shown:
            print_note(_told(part))
        parts.append(part)
    return Prose.of(writer.name, parts)


def _print_sentence(claim: Claim) -> None:
    results().print(Text(claim.text), soft_wrap=True)
    for quote in claim.quotes:
        for line in (Text.assemble("   “", joined(quote.notice.text, quote.span), "”"), quote_source(quote)):
            results().print(line, soft_wrap=True)
    results().print(Text())


def _told(part: Part) -> str:
    """Return in one line what was dropped and why, or what went wrong."""
    from index.prose.gate import Dropped

    return f"dropped, {dropped_record(part)['reason']}: {part.sentence}" if isinstance(part, Dropped) else str(part)


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
    return line.append(f"{why}  {url(notice, passage.path, passage.span)}", "dim")


def near_source(hit: Hit) -> Text:
    """Return where one of the closest passages stands."""
    citation = cite(hit.notice, hit.passage.path, hit.passage.span, hit.passage.paragraph)
    return Text.assemble("   ", (citation, "cyan"), (f"  {url(hit.notice, hit.passage.path, hit.passage.span)}", "dim"))
