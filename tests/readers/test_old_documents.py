"""DOC, WPS and RTF go through a program that is installed, or are refused with the line that installs one."""

import stat
from pathlib import Path

import pytest

from corpus.errors import UnreadableFile
from corpus.readers import doc
from corpus.readers.doc import read_doc
from corpus.readers.sniff import OLE_MAGIC
from tests.readers.made_files import docx, paragraph

CONTENT = OLE_MAGIC + "WordDocument".encode("utf-16-le")
DOCBOOK = """<?xml version="1.0"?><!DOCTYPE book SYSTEM "http://x/y.dtd"><book><informaltable>
<tgroup><row><entry>序号
</entry><entry>任务</entry></row></tgroup><tgroup><row><entry>1</entry><entry>甲
乙</entry></row></tgroup></informaltable></book>"""


def program(folder: Path, name: str, script: str) -> doc.Find:
    """Write a shell script that stands for an office program; only it is installed."""
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return {name: str(path)}.get


def refused(find: doc.Find) -> UnreadableFile:
    with pytest.raises(UnreadableFile) as caught:
        read_doc(CONTENT, where="a.doc", find=find)
    assert caught.value.where == "a.doc"
    return caught.value


def test_without_a_program_the_error_says_what_to_install():
    error = refused(lambda name: None)
    assert error.what.endswith("no program that reads it is installed")
    assert "apt install libreoffice-writer-nogui" in error.fix
    assert "apt install antiword" in error.fix


def test_libreoffice_saves_it_as_docx_with_a_profile_of_its_own(tmp_path: Path):
    saved = tmp_path / "saved.docx"
    saved.write_bytes(docx(paragraph("第一条") + paragraph("甲")))
    # $1 the profile, $7 the folder to save in, $8 the file
    find = program(
        tmp_path,
        "soffice",
        f'case "$1" in -env:UserInstallation=file:///*) test -s "$8" && cp {saved} "$7/notice.docx";; esac',
    )
    assert read_doc(CONTENT, where="a.doc", find=find).text == "第一条\n甲"


def test_antiword_gives_the_lines_and_its_docbook_the_tables(tmp_path: Path):
    (tmp_path / "db").write_text(DOCBOOK, encoding="utf-8")
    (tmp_path / "txt").write_text("附件\n\n     一、甲\n|序号 |任务 |\n|1    |甲乙 |\n     二、乙\n", encoding="utf-8")
    find = program(tmp_path, "antiword", f'case "$3" in -x) cat {tmp_path}/db;; *) cat {tmp_path}/txt;; esac')
    assert (
        read_doc(CONTENT, where="a.doc", find=find).text
        == "附件\n一、甲\n| 序号 | 任务 |\n|---|---|\n| 1 | 甲乙 |\n二、乙"
    )


@pytest.mark.parametrize("name", ["soffice", "antiword"])
def test_a_program_that_fails_is_named(tmp_path: Path, name: str):
    error = refused(program(tmp_path, name, "exit 1"))
    assert (error.what, error.fix) == (f"{name} cannot read the document", doc.DAMAGED)


def test_libreoffice_that_saves_nothing_has_failed(tmp_path: Path):
    assert refused(program(tmp_path, "soffice", "exit 0")).what == "LibreOffice cannot read the document"


def test_a_program_that_hangs_is_ended_with_all_it_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(doc, "SECONDS_LIMIT", 0.3)
    assert refused(program(tmp_path, "soffice", "sleep 60 & sleep 60")).what == "soffice did not finish after 0.3 s"
