"""What must hold for every input: the promises of ARCHITECTURE.md, checked on one text or one file."""

import hashlib
from itertools import pairwise

from corpus.errors import TiaowenError, UnreadableFile
from corpus.notice import Notice
from corpus.readers import Reader
from corpus.reading import parse_notice
from corpus.record import clause_record, notice_from_json, notice_record, notice_to_json, passage_record

# Parsing twice takes twice as long: the other promises are checked on every input, this one on one in so many.
EVERY_NTH_IS_PARSED_TWICE = 8


class Broken(AssertionError):
    """A promise does not hold."""


def check_text(text: str) -> None:
    """Parse `text` and check every promise about the notice."""
    try:
        notice = parse_notice(text, source="某.txt", sha256="")
    except UnreadableFile:
        _holds(not text.strip(), "a text with words is refused")
        return
    _check_ink(notice, text)
    _check_passages(notice)
    _check_tree(notice)
    _check_records(notice)
    if hashlib.sha256(text.encode("utf-8", "replace")).digest()[0] % EVERY_NTH_IS_PARSED_TWICE == 0:
        _holds(parse_notice(text, source="某.txt", sha256="") == notice, "the second reading is another one")


def check_file(content: bytes, read: Reader) -> bool:
    """Read `content`, parse what is read, and say whether it was; a file may be refused, but only by our errors."""
    try:
        document = read(content, where="某文件")
    except TiaowenError as error:
        _holds(bool(error.what and error.where and error.fix), "an error does not say what, where and how to fix it")
        return False
    document.text.encode("utf-8")  # what a library cannot store, a reader must not yield
    if document.text.strip():
        check_text(document.text)
    return True


def ink(words: str) -> str:
    """Return what is printed: `words` without white space."""
    return "".join(words.split())


def _holds(promise: bool, otherwise: str) -> None:
    if not promise:
        raise Broken(otherwise)


def _check_ink(notice: Notice, text: str) -> None:
    own = [span for clause in notice.root.walk() for span in clause.paragraphs]
    parts = sorted([*notice.header, *own])
    _holds(len(notice.text) == len(text), "the text has another length")
    _holds(all(before.end <= after.start for before, after in pairwise(parts)), "two parts overlap")
    _holds(ink("".join(span.of(notice.text) for span in parts)) == ink(notice.text), "text is lost")


def _check_passages(notice: Notice) -> None:
    spans = [passage.span for passage in notice.passages]
    _holds(all(before.end <= after.start for before, after in pairwise(spans)), "two passages overlap")
    for passage in notice.passages:
        _holds(ink(passage.text) == ink(passage.span.of(notice.text)), "a passage says something else than its place")
        _holds(passage.text == passage.text.strip() != "", "a passage has blanks at an end")


def _check_tree(notice: Notice) -> None:
    for clause in notice.root.walk():
        for child in clause.children:
            _holds(clause.span.holds(child.span), "a clause stands outside of its parent")
            _holds(child.path == (*clause.path, child.label), "a path is not the parent's with the label")
        spans = [child.span for child in clause.children]
        _holds(spans == sorted(spans), "clauses are not in printed order")


def _check_records(notice: Notice) -> None:
    _holds(notice_from_json(notice_to_json(notice), notice.text) == notice, "the stored notice comes back changed")
    notice_record(notice)
    clause_record(notice.root, notice)
    for passage in notice.passages[:3]:
        passage_record(passage, notice)
