"""`tiaowen add | remove | list | show`: the library managed and read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table
from rich.text import Text

from corpus.citation import cite, page_text, parse_path
from corpus.errors import TiaowenError
from corpus.layout import joined
from corpus.notice import Clause, Notice
from corpus.record import notice_record
from service.added import AddReport
from service.document import clause_at, clause_document, notice_document
from service.failure import error_record
from service.home import open_engine, open_filled_library, open_library
from service.settings import Settings
from service.terminal import AsJson, Bar, notes, print_json, print_note, progress_bar, results

if TYPE_CHECKING:
    from index.library import Library
    from index.search import SearchEngine

NoticeId = Annotated[str, typer.Argument(metavar="ID", help="Id of the notice, as `tiaowen list` shows it.")]


def add_to(app: typer.Typer) -> None:
    """Hang these commands on the program."""
    app.command("add")(add)
    app.command("remove")(remove)
    app.command("list")(list_notices)
    app.command("show")(show)


def add(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH…", help="Files, or folders to read through.")],
    as_json: AsJson = False,
) -> None:
    """Read files and folders into the library; the same content again changes nothing."""
    report = AddReport()
    files = _files_of(paths, report)
    with progress_bar("reading") as show_progress:
        _add_files(Settings.read(), files, report, show_progress)
    if as_json:
        print_json(report.record())
    else:
        _print_report(report)
    if report.failed:
        raise typer.Exit(1)


def _files_of(paths: list[Path], report: AddReport) -> list[Path]:
    """Return every file under `paths` once, in order; a path that cannot be read goes into the report."""
    from corpus.reading import notice_files  # the readers of all formats: no other command waits for them

    files: dict[Path, None] = {}
    for path in paths:
        try:
            files |= dict.fromkeys(notice_files(path))
        except TiaowenError as error:
            report.failed.append({"file": str(path), **error_record(error)})
    return list(files)


def _add_files(settings: Settings, files: list[Path], report: AddReport, show_progress: Bar) -> None:
    """Store what can be read; where nothing can, no library is made, so that a home stays one without a library."""
    engine: SearchEngine | None = None
    try:
        for done, file in enumerate(files):
            show_progress(done, len(files))
            notices = _read_file(file, report)
            if notices:
                engine = engine or _opened(settings)
                _store_file(engine, file, notices, report)
    finally:
        if engine:
            engine.close()


def _opened(settings: Settings) -> SearchEngine:
    engine = open_engine(settings)
    engine.library.begin_run()
    return engine


def _read_file(file: Path, report: AddReport) -> Sequence[Notice]:
    """Return the notices of a file, none where it cannot be read: the report says why."""
    from corpus.reading import read_notices

    try:
        return read_notices(file)
    except TiaowenError as error:
        report.failed.append({"file": str(file), **error_record(error)})
        return ()


def _store_file(engine: SearchEngine, file: Path, notices: Sequence[Notice], report: AddReport) -> None:
    """Store the notices of a file; what its earlier content held beyond them goes."""
    try:
        report.store(engine, notices, name=str(file), origin=str(file.absolute()))
    except TiaowenError as error:
        report.failed.append({"file": str(file), **error_record(error)})


def _print_report(report: AddReport) -> None:
    styles = {"added": "green", "replaced": "yellow", "unchanged": "dim", "failed": "bold red"}
    for outcome, entries in report.record().items():
        for entry in entries:
            known = "  ".join(filter(None, (entry.get("id"), entry.get("number"), entry.get("title"))))
            reason = entry["error"]["what"] if outcome == "failed" else known
            results().print(Text.assemble((f"{outcome:9}", styles[outcome]), f"  {entry['file']}  {reason}"))
            if outcome == "failed":
                notes().print(f"           fix: {entry['error']['fix']}")
    print_note(", ".join(f"{len(entries)} {outcome}" for outcome, entries in report.record().items()))


def remove(notice_id: NoticeId, as_json: AsJson = False) -> None:
    """Take a notice out of the library."""
    library = open_filled_library(Settings.read())
    notice = library.notice(notice_id)
    library.remove(notice_id)
    if as_json:
        print_json({"removed": notice_record(notice)})
    else:
        results().print(f"removed  {notice.id}  {notice.title}")


def list_notices(as_json: AsJson = False) -> None:
    """List the notices of the library."""
    library = open_library(Settings.read())
    held = library.notices() if library else []
    if as_json:
        print_json({"notices": [notice_record(notice) for notice in held]})
        return
    if not held:
        print_note("no notices yet: tiaowen setup adds the starting ones, tiaowen add PATH your own")
    else:
        results().print(_notice_table(held))


def _notice_table(held: list[Notice]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for head in ("id", "number", "date", "genre", "issuers", "title"):
        table.add_column(head, overflow="fold")
    for notice in held:
        day = notice.date.isoformat() if notice.date else str(notice.year or "")
        table.add_row(notice.id, notice.number or "", day, notice.genre, "、".join(notice.issuers), notice.title)
    return table


def show(
    notice_id: NoticeId,
    path: Annotated[
        str | None, typer.Argument(metavar="[PATH]", help="Clause, such as 三/（二） or 第二十条第三款.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Print a notice, or one of its clauses, verbatim."""
    library = open_filled_library(Settings.read())
    notice = library.notice(notice_id)
    clause = notice.root if path is None else clause_at(notice, parse_path(path))
    if as_json:
        print_json(notice_document(_resolved(library, notice)) if path is None else clause_document(notice, clause))
    elif path is None:
        results().out(notice.text.strip("\n"))
    else:
        results().out(_printed(notice, clause))
        page = page_text(notice.page_at(clause.span))
        cited = cite(notice, clause.path, clause.span, clause.paragraph)
        print_note(f"{cited}  {page}".rstrip())


def _resolved(library: Library, notice: Notice) -> Notice:
    from index.resolution import resolved

    return resolved(library, notice)


def _printed(notice: Notice, clause: Clause) -> str:
    """Return the clause and what is below it, one paragraph a line, lines that a printer broke joined."""
    spans = sorted(span for each in clause.walk() for span in each.paragraphs)
    return "\n".join(joined(notice.text, span) for span in spans)
