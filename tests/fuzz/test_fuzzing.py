"""The fuzzer notices what it is there to notice; `make fuzz` then runs it for as long as one likes."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from corpus.errors import UnreadableFile
from corpus.notice import Notice
from corpus.reading import parse_notice
from corpus.span import Span
from tests.fuzz import finding, oracle
from tests.fuzz.__main__ import Run
from tests.fuzz.finding import Findings, failure, signature
from tests.fuzz.targets import TARGETS

TEXT = "某局关于某事的通知\n\n各单位：\n\n一、甲。\n（一）乙。\n二、丙。\n"


@pytest.mark.parametrize("name", TARGETS)
def test_every_target_reads_its_seeds_and_keeps_its_promises_when_they_are_changed(name: str):
    target, dice = TARGETS[name], Random(7)
    seeds = target.seeds()
    was_read = [target.check(seed) for seed in seeds]
    assert all(was_read) or name == "any"
    changed = [target.change(seed, dice) for seed in seeds for _ in range(3)]
    assert name == "any" or set(changed) - set(seeds)
    for content in changed:
        target.check(content)


def lost_sign(notice: Notice) -> Notice:
    first, *others = notice.header
    return replace(notice, header=(Span(first.start, first.end - 1), *others))


def doubled_sign(notice: Notice) -> Notice:
    return replace(notice, header=(*notice.header, notice.header[0]))


def other_words(notice: Notice) -> Notice:
    first, *others = notice.passages
    return replace(notice, passages=(replace(first, text=first.text + "了"), *others))


def foreign_child(notice: Notice) -> Notice:
    first, *others = notice.root.children
    child = replace(first, path=("九",))
    return replace(notice, root=replace(notice.root, children=(child, *others)))


def refused(notice: Notice) -> Notice:
    raise UnreadableFile("no text", where=notice.source, fix="none")


@pytest.mark.parametrize(
    ("broken", "why"),
    [
        (lost_sign, "text is lost"),
        (doubled_sign, "two parts overlap"),
        (other_words, "a passage says something else than its place"),
        (foreign_child, "a path is not the parent's with the label"),
        (refused, "a text with words is refused"),
    ],
)
def test_a_parser_that_breaks_a_promise_is_found(
    broken: Callable[[Notice], Notice], why: str, monkeypatch: pytest.MonkeyPatch
):
    def parse(text: str, *, source: str, sha256: str) -> Notice:
        return broken(parse_notice(text, source=source, sha256=sha256))

    oracle.check_text(TEXT)
    monkeypatch.setattr(oracle, "parse_notice", parse)
    with pytest.raises(oracle.Broken, match=why):
        oracle.check_text(TEXT)


def spin(_: bytes) -> bool:
    while True:
        pass


def hoard(_: bytes) -> bool:
    return bool(bytearray(300 * 1024 * 1024))


def test_what_takes_too_long_is_a_finding(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(finding, "SECONDS_LIMIT", 0.2)
    assert "Hang" in signature(failure(spin, b"") or AssertionError())


def test_what_fills_the_memory_is_a_finding():
    assert "MemoryBlownUp" in signature(failure(hoard, b"") or AssertionError())


def test_of_one_cause_the_shortest_input_is_kept(tmp_path: Path):
    findings = Findings(tmp_path, "text", ".txt")
    for content in (b"three", b"one", b"four"):
        findings.keep(content, failure(lambda held: bool(held[99]), content) or AssertionError())
    (kept,) = tmp_path.glob("*.txt")
    assert kept.read_bytes() == b"one"
    assert "IndexError" in Path(f"{kept}.why").read_text(encoding="utf-8")
    assert list(findings.counts.values()) == [3]


def test_what_was_found_is_tried_again_and_goes_to_the_corpus_once_it_is_repaired(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    run = Run(tmp_path, ["text"])
    found = tmp_path / "findings" / "text-1.txt"
    found.parent.mkdir()
    found.write_text(TEXT)
    assert run.summary() == 1
    run.prepare([])
    assert run.summary() == 0
    assert TEXT in {path.read_text() for path in (tmp_path / "corpus" / "text").iterdir()}
    assert f"FOUND {found}" in capsys.readouterr().out
