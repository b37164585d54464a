"""A language model behind the API, the page and the command line: real sockets, answers worked out by hand."""

import asyncio
import json
import logging
import signal
import threading
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from anyio import to_thread
from starlette.testclient import TestClient

from corpus.errors import BadSetting
from index.answer import Answer
from index.bigram import BigramEncoder
from index.checker import Checker
from index.prose.chat import Chat, ChatServer
from index.prose.gate import Fault
from index.prose.trouble import Trouble
from index.prose.writer import Writer
from index.search import SearchEngine
from service import prose_card
from service.app import create_app
from service.home import open_writer
from service.server import _Server
from service.settings import Settings
from service.writer_pool import AT_ONCE, WriterPool
from tests.index.made_notices import made_notice
from tests.prose import made_model
from tests.prose.made_model import Behaviour, ModelServer, line, running, says, sends

KEY = "sk-do-not-tell-4711"
QUESTION = "要立项建设多少个实训中心？"
GOOD = line("要建设100个实训中心。", (1, "100个实训中心"))
WRONG = line("要建设300个实训中心。", (1, "100个实训中心"))


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchEngine]:
    home: Path = tmp_path_factory.mktemp("asked")
    engine = SearchEngine.open(home, BigramEncoder(256))
    engine.add(made_notice("某省措施", "优化学校布局。", "立项建设50个资源库、100个实训中心。", id="sheng"), origin="")
    yield engine
    engine.close()


def client_of(engine: SearchEngine, server: ModelServer, seconds: float = 10.0) -> TestClient:
    return TestClient(create_app(engine, Writer(Chat(ChatServer(server.url, "qwen", KEY, seconds)), 4000)))


def asked(engine: SearchEngine, behaviour: Behaviour, **parameters: Any) -> dict[str, Any]:
    with running(behaviour) as server:
        return client_of(engine, server).get("/api/ask", params={"q": QUESTION, **parameters}).json()


def test_written_sentences_stand_before_the_quotations(engine: SearchEngine):
    answer = asked(engine, says(GOOD, WRONG))
    plain = TestClient(create_app(engine)).get("/api/ask", params={"q": QUESTION}).json()
    first, *others = answer["claims"]
    assert (first["text"], first["written_by"], answer["written_by"]) == ("要建设100个实训中心。", "qwen", "qwen")
    assert [quote["text"] for quote in first["quotes"]] == ["100个实训中心"]
    assert first["quotes"][0]["sentence"]["text"] == "立项建设50个资源库、100个实训中心。"
    assert (others, {one["written_by"] for one in others}) == (plain["claims"], {"quotation"})
    assert answer["dropped"] == [
        {
            "sentence": "要建设300个实训中心。",
            "code": "figure",
            "reason": "its quotes do not have its number: 300个",
        }
    ]
    assert answer["notes"] == []


def test_without_a_model_nothing_is_written(engine: SearchEngine):
    answer = TestClient(create_app(engine)).get("/api/ask", params={"q": QUESTION}).json()
    assert (answer["written_by"], answer["dropped"], answer["notes"]) == ("quotation", [], [])


def test_a_question_can_leave_the_model_out(engine: SearchEngine):
    with running(says(GOOD)) as server:
        answer = client_of(engine, server).get("/api/ask", params={"q": QUESTION, "model": "false"}).json()
        assert (answer["written_by"], server.asked) == ("quotation", [])


def test_a_refusal_is_not_sent_to_the_model(engine: SearchEngine):
    with running(says(GOOD)) as server:
        answer = client_of(engine, server).get("/api/ask", params={"q": "公积金贷款利率是多少？"}).json()
        assert (answer["kind"], answer["written_by"], server.asked) == ("none", "quotation", [])


@pytest.mark.parametrize(
    ("behaviour", "note"),
    [
        pytest.param(says(WRONG), Trouble.UNVERIFIED.value, id="没有一句站得住"),
        pytest.param(sends(401, f"bad key {KEY}"), f"{Trouble.REFUSED.value} (401)", id="不认钥匙"),
        pytest.param(sends(500), f"{Trouble.REFUSED.value} (500)", id="出了错"),
        pytest.param(made_model.breaks_off(), Trouble.BROKEN.value, id="断了"),
        pytest.param(made_model.is_silent, Trouble.LATE.value, id="不说话"),
    ],
)
def test_where_nothing_survives_the_quotations_stand_with_a_note(
    engine: SearchEngine, behaviour: Behaviour, note: str, caplog: pytest.LogCaptureFixture
):
    plain = TestClient(create_app(engine)).get("/api/ask", params={"q": QUESTION}).json()
    with running(behaviour) as server, caplog.at_level(logging.DEBUG):
        client = client_of(engine, server, seconds=0.5 if behaviour is made_model.is_silent else 10)
        answer = client.get("/api/ask", params={"q": QUESTION})
        metrics = client.get("/metrics").text
    assert KEY not in answer.text + caplog.text + metrics
    assert answer.json()["notes"] == [note]
    assert (answer.json()["claims"], answer.json()["written_by"]) == (plain["claims"], "quotation")


def test_a_list_keeps_every_clause(engine: SearchEngine):
    answer = asked(engine, says(GOOD), q="哪些措施涉及实训中心")
    assert (answer["kind"], answer["written_by"]) == ("list", "qwen")
    assert [claim["written_by"] for claim in answer["claims"]] == ["qwen", "quotation"]
    assert {tuple(quote["path"]) for quote in answer["claims"][1]["quotes"]} == {("二",)}
    assert answer["matched_clauses"] == 1


def test_quotations_stream_first_then_sentences(engine: SearchEngine):
    with running(says(WRONG, GOOD)) as server:
        answer = client_of(engine, server).get(
            "/api/ask", params={"q": QUESTION}, headers={"accept": "text/event-stream"}
        )
    events = [event.split("\n") for event in answer.text.strip().split("\n\n")]
    names = [name.removeprefix("event: ") for name, _ in events]
    values = [json.loads(value.removeprefix("data: ")) for _, value in events]
    assert names[names.index("answer") :] == ["answer", "dropped", "sentence", "written"]
    assert set(names[: names.index("answer")]) == {"claim"}
    assert values[-2]["text"] == "要建设100个实训中心。"
    assert values[-1] == {"written_by": "qwen", "notes": []}


def test_others_are_answered_while_a_model_is_waited_for(engine: SearchEngine):
    """As many questions wait for the model as the pool of the service has threads."""
    with running(made_model.is_silent) as server, client_of(engine, server, seconds=2) as client:
        client.portal.call(few_threads)
        ask = partial(client.get, "/api/ask", params={"q": QUESTION})
        waiting = [threading.Thread(target=ask) for _ in range(AT_ONCE)]
        for thread in waiting:
            thread.start()
        while len(server.asked) < AT_ONCE:
            time.sleep(0.01)
        began = time.monotonic()
        assert client.get("/api/search", params={"q": "实训中心"}).status_code == 200
        assert time.monotonic() - began < 1.5
        for thread in waiting:
            thread.join()


async def few_threads() -> None:
    to_thread.current_default_thread_limiter().total_tokens = AT_ONCE


def test_the_page_shows_quotations_first_and_sentences_on_demand(engine: SearchEngine):
    with running(says(GOOD, WRONG)) as server:
        client = client_of(engine, server)
        page = client.get("/", params={"q": QUESTION}).text
        assert "data-writing" in page
        assert server.asked == []
        written = client.get("/", params={"q": QUESTION, "model": "true"}).text
        never = client.get("/", params={"q": QUESTION, "model": "false"}).text
    assert "要建设100个实训中心。" in written
    assert "略去 1 句" in written
    assert "引文里没有这个数字：300个" in written
    assert "data-writing" not in written + never
    assert "data-writing" not in TestClient(create_app(engine)).get("/", params={"q": QUESTION}).text


def test_what_a_model_writes_is_no_markup(engine: SearchEngine):
    with running(says(line("<b>要建设100个实训中心</b>。", (1, "100个实训中心")))) as server:
        page = client_of(engine, server).get("/", params={"q": QUESTION, "model": "true"}).text
    assert "<b>要建设" not in page
    assert "&lt;b&gt;要建设" in page


def test_every_fault_and_trouble_has_its_words_on_the_page():
    assert set(prose_card._FAULTS) == set(Fault)
    assert set(prose_card._TROUBLES) == set(Trouble)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TIAOWEN_WRITER_URL", "ftp://h/v1"),
        ("TIAOWEN_WRITER_URL", "h:11434"),
        ("TIAOWEN_WRITER_URL", f"http://me:{KEY}@h/v1"),
        ("TIAOWEN_WRITER_KEY", f"{KEY}\n"),
        ("TIAOWEN_WRITER_KEY", f"{KEY}钥"),
    ],
    ids=["别的协议", "没有协议", "地址里有钥匙", "有换行", "有汉字"],
)
def test_a_setting_that_cannot_be_used_is_refused_without_telling_the_key(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("TIAOWEN_WRITER_URL", "http://h/v1")
    monkeypatch.setenv(name, value)
    with pytest.raises(BadSetting) as refused:
        open_writer(Settings.read())
    assert refused.value.where == name
    assert KEY not in str(refused.value)


def test_no_model_is_named_by_default(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("TIAOWEN_WRITER_URL", raising=False)
    assert open_writer(Settings.read()) is None


def test_who_leaves_gives_the_turn_back_at_once(engine: SearchEngine):
    async def leave(writers: WriterPool, answer: Answer) -> float:
        left = [asyncio.create_task(writers.prose(answer)) for _ in range(AT_ONCE)]
        while len(server.asked) < AT_ONCE:
            await asyncio.sleep(0.01)
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)
        server.behaviour = says(GOOD)
        began = time.monotonic()
        prose = await writers.prose(answer)
        assert prose is not None
        assert len(prose.claims) == 1
        return time.monotonic() - began

    with running(made_model.is_silent) as server:
        writers = WriterPool(Writer(Chat(ChatServer(server.url, "qwen", seconds=15)), 4000), Checker(engine.library))
        assert asyncio.run(leave(writers, engine.ask(QUESTION))) < 10


def test_being_told_to_stop_ends_what_is_written(engine: SearchEngine):
    writer = Writer(Chat(ChatServer("http://127.0.0.1:9", "qwen")), 4000)
    stopping = _Server(uvicorn.Config(create_app(engine, writer)), writer)
    stopping.handle_exit(signal.SIGTERM, None)
    assert stopping.should_exit
    with running(made_model.is_silent) as server:
        writer._chat.server = ChatServer(server.url, seconds=20)
        began = time.monotonic()
        assert len(list(writer.write(engine.ask(QUESTION), Checker(engine.library).judge()))) == 1
        assert time.monotonic() - began < 5
