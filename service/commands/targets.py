"""`tiaowen targets`: the quantities of one notice or of all, with their sentences, also as an Excel workbook."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from corpus.citation import cite, page_text
from corpus.layout import joined
from corpus.record import url
from corpus.span import Span
from service.filter_options import Genre, Issuer, Region, Year
from service.home import open_filled_library
from service.settings import Settings
from service.terminal import AsJson, print_json, print_note, results

if TYPE_CHECKING:
    from corpus.notice import Notice
    from corpus.target import Target
    from index.gathering import Gathered
    from index.library import Library


def add_to(app: typer.Typer) -> None:
    """Hang this command on the program."""
    app.command("targets")(targets)


def targets(  # noqa: PLR0913 - one parameter an option: that is how typer declares them
    notice: Annotated[
        str | None, typer.Argument(metavar="[ID]", help="Id or 发文字号; all notices without it.")
    ] = None,
    *,
    q: Annotated[str, typer.Option("--q", help="Words of what is counted or of its sentence.")] = "",
    xlsx: Annotated[Path | None, typer.Option(metavar="FILE", help="Save as an Excel workbook.")] = None,
    issuer: Issuer = None,
    region: Region = None,
    year: Year = None,
    genre: Genre = None,
    as_json: AsJson = False,
) -> None:
    """List quantities: what is to be how much and by when, each with the sentence that says so."""
    from index.filters import Filters
    from index.gathering import Gathering
    from service.targets import targets_record

    library = open_filled_library(Settings.read())
    filters = Filters(issuer=issuer, region=region, year=year, genre=genre, notice=_known(library, notice))
    found = Gathering(library).targets(filters, q)
    if xlsx is not None:
        _save(found, xlsx)
    if as_json:
        print_json(targets_record(found))
    else:
        print_targets(found)
        print_note(f"quantities: {len(found)}")


def _known(library: Library, notice: str | None) -> str | None:
    """Return the notice asked for; raises UnknownNotice where the library holds none."""
    from index.filters import Filters

    if notice is not None and not library.matching(Filters(notice=notice))[0]:
        library.notice(notice)
    return notice


def _save(found: Sequence[Gathered], file: Path) -> None:
    from service.workbook import workbook

    if file.suffix.lower() != ".xlsx":
        raise typer.BadParameter(f"{file.name} does not end in .xlsx")
    file.write_bytes(workbook(found))
    print_note(f"saved: {file}")


def print_targets(found: Sequence[Gathered]) -> None:
    """Print each sentence once, its quantities in bold yellow, and below it what each of them says."""
    for _, group in groupby(found, key=lambda one: (one.notice.id, one.target.sentence)):
        standing = list(group)
        notice = standing[0].notice
        lines = [_sentence(notice, [one.target for one in standing])]
        lines += [target_line(notice, one.target) for one in standing]
        for line in (*lines, _source(notice, standing[0].target), Text()):
            results().print(line, soft_wrap=True)


def _sentence(notice: Notice, targets: Sequence[Target]) -> Text:
    whole, at, shown = targets[0].sentence, targets[0].sentence.start, Text()
    for target in targets:
        span = target.quantity.span
        if at < span.start:
            shown.append(joined(notice.text, Span(at, span.start)))
        shown.append(joined(notice.text, span), "bold yellow")
        at = span.end
    return shown.append(joined(notice.text, Span(at, whole.end))) if at < whole.end else shown


def target_line(notice: Notice, target: Target) -> Text:
    """Return what one target says: bound, value, unit, what is counted and by when."""
    quantity = target.quantity
    bound = quantity.bound.value.replace("_", " ")
    joint = "and" if bound == "between" else "to"
    value = f"{quantity.value:,.15g}" + (f" {joint} {quantity.value_to:,.15g}" if quantity.value_to is not None else "")
    counted = joined(notice.text, target.counted) if target.counted else ""
    due = f"  {joined(notice.text, target.deadline.span)}" if target.deadline else ""
    return Text.assemble("   ", (f"{bound} {value} {quantity.unit.name}".rstrip(), "green"), f"  {counted}{due}")


def _source(notice: Notice, target: Target) -> Text:
    citation = cite(notice, target.path, target.quantity.span, target.paragraph)
    page = page_text(notice.page_at(target.quantity.span))
    where = "  ".join(filter(None, (page, url(notice, target.path, target.quantity.span))))
    return Text.assemble("   ", (citation, "cyan"), (f"  {where}", "dim"))
