"""`tiaowen check`: a draft in, a verdict on each of its citations and quotations out."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from corpus.errors import UnreadableFile
from service.checked import MAX_DRAFT_SIGNS, check_record, place_words
from service.home import open_filled_library
from service.settings import Settings
from service.terminal import AsJson, print_json, print_note, results

if TYPE_CHECKING:
    from index.checker import Finding

_STYLES = {"exact": "bold green", "ambiguous": "bold yellow", "not_held": "bold yellow"}
_RUN_STYLES = {"same": "", "draft": "strike red", "source": "underline green"}
_RUN_MARKS = {"same": ("", ""), "draft": ("[-", "-]"), "source": ("{+", "+}")}
_WORDS_SHOWN = 60


def add_to(app: typer.Typer) -> None:
    """Hang this command on the program."""
    app.command("check")(check)


def check(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Draft: text, DOCX or any file we read; - for stdin.")],
    report: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Save the report, as DOCX or Markdown by the name's end.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Check every citation and quotation of a draft against the library."""
    from index.checker import Checker

    findings = Checker(open_filled_library(Settings.read())).check(draft_text(file))
    if report is not None:
        _save(findings, report)
    if as_json:
        print_json(check_record(findings))
    else:
        _print_findings(findings)


def draft_text(file: Path) -> str:
    """Return the text of a draft; raises UnreadableFile where it cannot be read or is too long."""
    from corpus.readers import read_document  # no other command waits for the readers

    where = "stdin" if str(file) == "-" else str(file)
    try:
        content = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
    except OSError as error:
        what = f"the file cannot be read: {error.strerror}"
        raise UnreadableFile(what, where=where, fix="check the path and its permissions") from error
    text = read_document(content, where=where).text
    if len(text) > MAX_DRAFT_SIGNS:
        what = f"the draft has {len(text):,} signs, more than {MAX_DRAFT_SIGNS:,}"
        raise UnreadableFile(what, where=where, fix="check it in parts")
    return text


def _save(findings: Sequence[Finding], file: Path) -> None:
    from service.report import docx, markdown

    if file.suffix.lower() == ".docx":
        file.write_bytes(docx(findings))
    elif file.suffix.lower() in (".md", ".markdown", ".txt"):
        file.write_text(markdown(findings), encoding="utf-8")
    else:
        raise typer.BadParameter(f"{file.name} ends neither in .docx nor in .md")
    print_note(f"report saved: {file}")


def _print_findings(findings: Sequence[Finding]) -> None:
    for finding in findings:
        for line in _lines(finding):
            results().print(line, soft_wrap=True)
    from service.report import tally

    print_note(tally(findings))


def _lines(finding: Finding) -> list[Text]:
    judged = finding.judged
    verdict = judged.verdict.value
    words = finding.text if len(finding.text) <= _WORDS_SHOWN else f"{finding.text[:_WORDS_SHOWN]}…"
    place = place_words(judged.place.notice, judged.place) if judged.place else ""
    head = Text.assemble((f"{verdict:14}", _STYLES.get(verdict, "bold red")), f" {words.replace(chr(10), ' ')}")
    lines = [head.append(f"  {place}", "cyan") if place else head]
    if judged.difference:
        lines.append(Text("  ").append_text(_difference(finding)))
    lines += [Text.assemble("  ? ", (place_words(one.notice, one), "cyan")) for one in judged.candidates]
    return [*lines, Text(f"  {judged.note}", style="dim")] if judged.note else lines


def _difference(finding: Finding) -> Text:
    """Show what the draft changed; off a terminal the marks of wdiff stand for colours."""
    shown = Text()
    for kind, words in finding.judged.difference:
        before, behind = _RUN_MARKS[kind]
        shown.append(f"{before}{words}{behind}", _RUN_STYLES[kind])
    return shown
