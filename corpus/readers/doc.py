"""Old office files (DOC, WPS, RTF), through LibreOffice or antiword where one of them is installed."""

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from itertools import groupby
from pathlib import Path

from corpus.errors import UnreadableFile
from corpus.readers.document import Document
from corpus.readers.docx import read_docx
from corpus.readers.markup import Element, name_of, parse_xml
from corpus.readers.table import Cell, table_lines
from corpus.readers.text import decode

SECONDS_LIMIT = 120  # LibreOffice takes 5 s to start on a slow machine, and one document at a time
INSTALL = (
    "install LibreOffice (apt install libreoffice-writer-nogui) or antiword (apt install antiword),"
    " or save the file as DOCX"
)
DAMAGED = "open it in Word or WPS and save it as DOCX or PDF, then add that file"

Find = Callable[[str], str | None]


def read_doc(content: bytes, *, where: str, find: Find = shutil.which) -> Document:
    """Read an old office file; `find` looks a program up and returns its path."""
    if office := find("soffice") or find("libreoffice"):
        return _through_office(office, content, where=where)
    if antiword := find("antiword"):
        return _through_antiword(antiword, content, where=where)
    raise UnreadableFile(
        "the file is an old office document (DOC, WPS or RTF), and no program that reads it is installed",
        where=where,
        fix=INSTALL,
    )


def _through_office(office: str, content: bytes, *, where: str) -> Document:
    """Let LibreOffice save it as DOCX.

    It gets a profile of its own: without one it would join, or wait for, an office the user has open.
    """
    with tempfile.TemporaryDirectory(prefix="tiaowen-") as folder:
        source = Path(folder, "notice.doc")
        source.write_bytes(content)
        profile = f"-env:UserInstallation={Path(folder, 'profile').as_uri()}"
        convert = ["--headless", "--norestore", "--convert-to", "docx", "--outdir", folder, str(source)]
        _run([office, profile, *convert], where=where)
        saved = Path(folder, "notice.docx")
        if not saved.is_file():
            raise UnreadableFile("LibreOffice cannot read the document", where=where, fix=DAMAGED)
        return read_docx(saved.read_bytes(), where=where)


def _through_antiword(antiword: str, content: bytes, *, where: str) -> Document:
    """Take the lines from antiword's text and the tables from its DocBook: each has what the other has lost."""
    with tempfile.TemporaryDirectory(prefix="tiaowen-") as folder:
        source = Path(folder, "notice.doc")
        source.write_bytes(content)
        printed = _run([antiword, "-m", "UTF-8.txt", "-w", "0", str(source)], where=where)
        marked = _run([antiword, "-m", "UTF-8.txt", "-x", "db", str(source)], where=where)
    lines = [line.strip(" ") for line in decode(printed or b" ", where=where).splitlines()]
    tables = list(_tables(marked, where=where))
    return Document("\n".join(line for line in _with_tables(lines, tables) if line.strip()))


def _with_tables(lines: list[str], tables: list[list[str]]) -> Iterator[str]:
    """Put each table in the place where the text has drawn it; where they cannot be matched, the drawing stays."""
    blocks = [(drawn, list(block)) for drawn, block in groupby(lines, key=lambda line: line.startswith("|"))]
    matched = sum(drawn for drawn, _ in blocks) == len(tables)
    rows = iter(tables)
    for drawn, block in blocks:
        yield from next(rows) if drawn and matched else block


def _tables(docbook: bytes, *, where: str) -> Iterator[list[str]]:
    start = docbook.find(b"<book")
    if start < 0:
        return
    # Without its DOCTYPE, which names a DTD on the network.
    for table in parse_xml(docbook[start:], where=where, part="antiword's output").iter("informaltable"):
        rows = [[Cell(_cell_lines(entry)) for entry in row if name_of(entry) == "entry"] for row in table.iter("row")]
        yield table_lines(rows, where=where)


def _cell_lines(entry: Element) -> tuple[str, ...]:
    words = "".join(str(text) for text in entry.itertext())
    return tuple(line.strip() for line in words.splitlines() if line.strip())


def _run(command: list[str], *, where: str) -> bytes:
    """Run a program and return what it prints; it and all it starts end with it or at the time-out."""
    process = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        printed, _ = process.communicate(timeout=SECONDS_LIMIT)
    except subprocess.TimeoutExpired as slow:
        _end(process)
        raise UnreadableFile(
            f"{Path(command[0]).name} did not finish after {SECONDS_LIMIT} s", where=where, fix=DAMAGED
        ) from slow
    if process.returncode:
        raise UnreadableFile(f"{Path(command[0]).name} cannot read the document", where=where, fix=DAMAGED)
    return printed


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a program with all it has started: soffice is a script that starts the real one."""
    if os.name == "posix":
        os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.communicate()
