"""A notice written out by hand and an engine of three lines: what the tests of the edge ask."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest

from corpus.errors import EmptyQuestion, UnknownNotice
from corpus.notice import Clause, Instrument, Notice, Passage, Region
from corpus.span import Span
from index.answer import Answer, Claim, quoted
from index.asks import Asks
from index.search import ALL_NOTICES, Filters, Hit, Why

TEXT = """某省教育厅文件
某教〔2024〕7号
某省教育厅关于印发《职业教育
三项措施》的通知
各市教育局：
现将<三项>措施印发给你们。
某省教育厅
2024年5月6日
职业教育三项措施
一、总体要求
坚持职教本科与产业
同步发展。
二、主要任务
（一）建好联合体。由市教育局牵头。
（二）做强本科。支持"职教本科"&升学。
附件
| 序号 | 工作任务 | 责任单位 |
|---|---|---|
| 1 | 建设联合体 | 市教育局 |
| 2 | 升格职教本科 | 省教育厅 |
"""


def at(words: str, after: str = "") -> Span:
    """Return where `words` stand in TEXT, the first time after `after`."""
    start = TEXT.index(words, TEXT.index(after) + len(after) if after else 0)
    return Span(start, start + len(words))


def from_to(first: str, last: str) -> Span:
    return Span(TEXT.index(first), TEXT.index(last) + len(last))


def row(label: str, words: str) -> Clause:
    return Clause(("附件", label), label, "", at(words), (at(words),), row=True)


ROOT = Clause(
    path=(),
    label="",
    heading="",
    span=from_to("现将", "| 2 | 升格职教本科 | 省教育厅 |"),
    paragraphs=(at("现将<三项>措施印发给你们。"),),
    children=(
        Clause(
            ("一",),
            "一",
            "总体要求",
            from_to("一、", "同步发展。"),
            (at("一、总体要求"), from_to("坚持职教", "同步发展。")),
            heading_only=True,
        ),
        Clause(
            ("二",),
            "二",
            "主要任务",
            from_to("二、", "&升学。"),
            (at("二、主要任务"),),
            heading_only=True,
            children=(
                Clause(
                    ("二", "（一）"),
                    "（一）",
                    "建好联合体",
                    from_to("（一）", "牵头。"),
                    (from_to("（一）", "牵头。"),),
                ),
                Clause(
                    ("二", "（二）"),
                    "（二）",
                    "做强本科",
                    from_to("（二）", "&升学。"),
                    (from_to("（二）", "&升学。"),),
                ),
            ),
        ),
        Clause(
            ("附件",),
            "附件",
            "",
            from_to("附件", "| 2 | 升格职教本科 | 省教育厅 |"),
            (at("附件"), at("| 序号 | 工作任务 | 责任单位 |"), at("|---|---|---|")),
            heading_only=True,
            children=(
                row("1", "| 1 | 建设联合体 | 市教育局 |"),
                row("2", "| 2 | 升格职教本科 | 省教育厅 |"),
            ),
        ),
    ),
)


def passage(path: tuple[str, ...], heading: str, text: str, span: Span) -> Passage:
    return Passage(path, heading, ("职业教育三项措施",), text, span)


PASSAGES = (
    passage((), "", "现将<三项>措施印发给你们。", at("现将<三项>措施印发给你们。")),
    passage(("一",), "总体要求", "坚持职教本科与产业同步发展。", from_to("坚持职教", "同步发展。")),
    passage(("二", "（一）"), "建好联合体", "（一）建好联合体。由市教育局牵头。", from_to("（一）", "牵头。")),
    passage(("二", "（二）"), "做强本科", '（二）做强本科。支持"职教本科"&升学。', from_to("（二）", "&升学。")),
    passage(("附件", "1"), "", "| 1 | 建设联合体 | 市教育局 |", at("| 1 | 建设联合体 | 市教育局 |")),
    passage(("附件", "2"), "", "| 2 | 升格职教本科 | 省教育厅 |", at("| 2 | 升格职教本科 | 省教育厅 |")),
)

NOTICE = Notice(
    id="mj-2024-7",
    title="某省教育厅关于印发《职业教育三项措施》的通知",
    number="某教〔2024〕7号",
    issuers=("某省教育厅",),
    genre="通知",
    region=Region(province="某省"),
    date=date(2024, 5, 6),
    year=2024,
    addressees=("各市教育局",),
    attachments=(),
    instruments=(Instrument("职业教育三项措施", None, from_to("职业教育三项措施\n一", "| 省教育厅 |")),),
    references=(),
    source="某教〔2024〕7号.txt",
    sha256="0" * 64,
    text=TEXT,
    header=(
        at("某省教育厅文件"),
        at("某教〔2024〕7号"),
        at("某省教育厅关于印发《职业教育"),
        at("三项措施》的通知"),
        at("各市教育局："),
        at("某省教育厅", after="你们。"),
        at("2024年5月6日"),
        at("职业教育三项措施"),
    ),
    root=ROOT,
    passages=PASSAGES,
)
SECOND = replace(
    NOTICE, id="second-2023", title="关于<b>安全</b>的答复", number=None, genre="答复", date=None, year=2023
)


class FakeJournal:
    def stamp(self) -> int:
        return 1

    def references(self, beyond: int) -> list[tuple[int, str, str, str]]:
        return []


class FakeLibrary:
    journal = FakeJournal()

    def notices(self) -> list[Notice]:
        return [NOTICE, SECOND]

    def particulars(self) -> list[tuple[int, str, str | None, str, str | None, int | None, str]]:
        return []

    def notice(self, notice_id: str) -> Notice:
        for held in self.notices():
            if held.id == notice_id:
                return held
        raise UnknownNotice(f"no notice {notice_id}", where="library", fix="see tiaowen list")


class FakeEngine:
    """Finds passages of the first notice that hold the question, in printed order."""

    def __init__(self) -> None:
        self.library = FakeLibrary()
        self.asked: list[tuple[str, int, Filters]] = []

    def search(self, question: str, *, limit: int = 10, filters: Filters = ALL_NOTICES) -> list[Hit]:
        self.asked.append((question, limit, filters))
        if not question.strip():
            raise EmptyQuestion("the question is empty", where="q", fix="ask something")
        found = [p for p in PASSAGES if question in p.text]
        return [_hit(p, question) for p in found][:limit]

    def ask(
        self, question: str, *, before: Sequence[str] = (), filters: Filters = ALL_NOTICES, least: float = 0.5
    ) -> Answer:
        """Quote the first passage found; the sentence is the passage, the words are the question's."""
        hits = self.search(question, filters=filters)
        quotes = [quoted(NOTICE, hit.passage, hit.highlights[0], (0, len(hit.passage.text))) for hit in hits[:1]]
        claims = tuple(Claim(quote.passage.text, (quote,)) for quote in quotes)
        near = () if claims else (_hit(PASSAGES[1], "本科"),)
        return Answer("".join([*before, question]), Asks.WHAT, claims, 6, len(claims), (question,), near, least)

    def close(self) -> None: ...


def _hit(found: Passage, question: str) -> Hit:
    ranges = tuple((m.start(), m.end()) for m in re.finditer(re.escape(question), found.text))
    return Hit(NOTICE, found, ranges, 0.83456, Why(0.812345, 12.412, ("职教本科=职业本科",)))


@pytest.fixture
def notice() -> Notice:
    return NOTICE


@pytest.fixture
def engine() -> FakeEngine:
    return FakeEngine()


ROOT = Path(__file__).parents[2]
TIAOWEN = [sys.executable, "-m", "service.cli"]


@dataclass(frozen=True)
class Process:
    """How to run the command as a process of its own, on the real model and the four notices."""

    environment: dict[str, str]

    def run(self, *arguments: str, timeout_s: float = 120) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*TIAOWEN, *arguments], cwd=ROOT, env=self.environment, capture_output=True, text=True, timeout=timeout_s
        )

    def run_python(self, code: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", code], cwd=ROOT, env=self.environment, capture_output=True, text=True, timeout=60
        )

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [*TIAOWEN, *arguments],
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )


@pytest.fixture(scope="session")
def process(tmp_path_factory: pytest.TempPathFactory) -> Process:
    """A home of its own; the model is unpacked once into var/ and shared by all runs of the tests."""
    from index.weights import DEFAULT_MODEL, unpack_default_model

    home = tmp_path_factory.mktemp("home")
    model = unpack_default_model(ROOT / "var" / "models" / DEFAULT_MODEL)
    (home / "models").mkdir()
    (home / "models" / DEFAULT_MODEL).symlink_to(model, target_is_directory=True)
    plain = {name: value for name, value in os.environ.items() if not name.startswith("TIAOWEN_")}
    return Process({**plain, "TIAOWEN_HOME": str(home)})


@pytest.fixture(scope="session")
def server(process: Process) -> Iterator[str]:
    """The address of a real server process; it is told to stop at the end and must leave with 0."""
    serving = process.start("serve", "--port", "0", "--json")
    assert serving.stdout is not None and serving.stderr is not None
    said = ""
    while not said.rstrip().endswith("}"):
        line = serving.stdout.readline()
        assert line, f"the server did not start: {serving.stderr.read()}"
        said += line
    yield json.loads(said)["url"]
    serving.terminate()
    _, log = serving.communicate(timeout=20)
    assert serving.returncode == 0, log
