"""`tiaowen references`: what a notice or a clause cites, and what cites it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.text import Text

from corpus.citation import path_text
from service.commands.library import NoticeId
from service.home import open_filled_library
from service.referred import DEFAULT_CITING, MAX_CITING, references_record
from service.settings import Settings
from service.terminal import AsJson, print_json, print_note, results

if TYPE_CHECKING:
    from collections.abc import Iterable

_Record = dict[str, Any]


def add_to(app: typer.Typer) -> None:
    """Hang this command on the program."""
    app.command("references")(references)


def references(
    notice_id: NoticeId,
    path: Annotated[
        str | None, typer.Argument(metavar="[PATH]", help="Only of this clause, such as 三/（二）.")
    ] = None,
    limit: Annotated[
        int, typer.Option(min=1, max=MAX_CITING, help="How many places that cite it at most.")
    ] = DEFAULT_CITING,
    as_json: AsJson = False,
) -> None:
    """Show which notices a notice or a clause cites, and which cite it."""
    from index.referral import Referrals

    library = open_filled_library(Settings.read())
    record = references_record(Referrals(library), library.notice(notice_id), path, limit)
    if as_json:
        print_json(record)
        return
    for line in (*_cites(record["cites"]), *_cited_by(record["cited_by"])):
        results().print(line, soft_wrap=True)
    print_note(f"{len(record['cites'])} references out, {record['cited_by_total']} in")


def _cites(found: Iterable[_Record]) -> Iterable[Text]:
    for one in found:
        held = "held" if one["notice"] else "several fit" if one["held"] else "not held"
        where = one["url"] or " ".join(one["candidates"])
        yield _line("cites", one, (f"{held:12}", "green" if one["notice"] else "yellow"), where)


def _cited_by(found: Iterable[_Record]) -> Iterable[Text]:
    for one in found:
        named = "、".join(path_text(target["path"]) for target in one["targets"])
        yield _line("cited by", one, (f"{named:12}", "bold"), one["url"])


def _line(way: str, one: _Record, state: tuple[str, str], where: str) -> Text:
    from_ = f"{path_text(one['path'])}: " if way == "cites" and one["path"] else ""
    return Text.assemble((f"{way:9}", "dim"), state, "  ", from_, (one["citation"], "bold cyan"), (f"  {where}", "dim"))
