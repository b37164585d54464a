"""`tiaowen parse`: one file read and shown as a tree that a person can check at a glance; nothing is stored."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text
from rich.tree import Tree

from corpus.citation import page_text, path_text
from corpus.notice import Clause, Notice
from corpus.record import own_words
from corpus.span import Span
from service.document import parse_document
from service.terminal import AsJson, print_json, print_note, results

_WORDS_SHOWN = 36  # a line of the tree stays on one line of an 80-column terminal, Chinese characters taking two


def add_to(app: typer.Typer) -> None:
    """Hang this command on the program."""
    app.command("parse")(parse)


def parse(file: Annotated[Path, typer.Argument(metavar="FILE", help="File to read.")], as_json: AsJson = False) -> None:
    """Print one file's header, clause tree and warnings, storing nothing."""
    from corpus.reading import read_notices  # the readers of all formats: no other command waits for them

    notices = read_notices(file)
    if as_json:
        print_json(parse_document(*notices))
        return
    for notice in notices:
        _print_notice(notice)


def _print_notice(notice: Notice) -> None:
    for line in header_lines(notice):
        results().print(line)
    results().print(outline_tree(notice))
    for warning in notice.warnings:
        results().print(Text.assemble(("warning: ", "bold yellow"), warning))
    clauses = sum(1 for _ in notice.root.walk()) - 1
    print_note(f"{clauses} clauses, {len(notice.passages)} passages, {len(notice.warnings)} warnings")


def header_lines(notice: Notice) -> Iterator[Text]:
    """Yield the fields of the header, one a line; a field the notice does not print shows as —."""
    region = notice.region
    for name, words in {
        "id": notice.id,
        "title": notice.title,
        "number": notice.number,
        "issuers": "、".join(notice.issuers),
        "genre": notice.genre,
        "region": " ".join(filter(None, (region.province, region.city, region.county))),
        "date": notice.date.isoformat() if notice.date else "",
        "year": str(notice.year or ""),
        "addressees": "、".join(notice.addressees),
        "attachments": "、".join(notice.attachments),
        "instruments": "、".join(instrument.title for instrument in notice.instruments),
        "references": "、".join(_reference_words(notice)),
    }.items():
        yield Text.assemble((f"{name:12}", "bold"), words or "—")


def _reference_words(notice: Notice) -> list[str]:
    named = [(f"《{r.title}》" if r.title else "") + (r.number or "") for r in notice.references]
    return list(dict.fromkeys(named))


def outline_tree(notice: Notice) -> Tree:
    """Return the clauses as a tree, words under no label among them in printed order."""
    tree = Tree(Text(notice.title, style="bold"), guide_style="dim")
    loose = [passage for passage in notice.passages if not passage.path]
    for part in sorted([*notice.root.children, *loose], key=lambda part: part.span):
        if isinstance(part, Clause):
            _hang(tree, part, notice)
        else:
            tree.add(Text.assemble(_shortened(part.text), "  ", _where(part.span, notice), style="dim"))
    return tree


def _hang(tree: Tree, clause: Clause, notice: Notice) -> None:
    branch = tree.add(clause_line(clause, notice))
    for child in clause.children:
        _hang(branch, child, notice)


def clause_line(clause: Clause, notice: Notice) -> Text:
    """Return one line of the tree: label, heading, the first words after it, path and span."""
    words = own_words(clause, notice.text).removeprefix(clause.heading).strip().lstrip("。：:")
    return Text.assemble(
        (clause.label, "bold cyan"),
        " ",
        (clause.heading, "bold"),
        " " if clause.heading else "",
        (_shortened(words.replace("\n", " "), _WORDS_SHOWN - len(clause.heading)), "dim"),
        "  ",
        (path_text(clause.path), "green"),
        " ",
        (_where(clause.span, notice), "dim"),
    )


def _shortened(words: str, room: int = _WORDS_SHOWN) -> str:
    room = max(room, 8)
    return words if len(words) <= room else words[:room] + "…"


def _where(span: Span, notice: Notice) -> str:
    return f"[{span.start}, {span.end}) {page_text(notice.page_at(span))}".rstrip()
