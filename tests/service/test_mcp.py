"""The tools over the Model Context Protocol, asked by a real client of a real process."""

import json
import subprocess
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from anyio.from_thread import BlockingPortal, start_blocking_portal
from mcp import ClientSession
from mcp.client.stdio import StdioServerParameters, stdio_client
from mcp_types import CallToolResult, InitializeResult

from index.library import Library
from service.cli import exit_code
from service.tool import TOOLS
from tests.service.conftest import ROOT, TIAOWEN, Process

GREETING = (
    {
        "jsonrpc": "2.0",
        "id": 1,
        "method": "initialize",
        "params": {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}},
    },
    {"jsonrpc": "2.0", "method": "notifications/initialized"},
)


@dataclass
class Assistant:
    """A client, asked from a test that is no coroutine."""

    portal: BlockingPortal
    session: ClientSession
    greeting: InitializeResult

    def call(self, tool: str, **arguments: Any) -> CallToolResult:
        return self.portal.call(self.session.call_tool, tool, arguments)

    def told(self, tool: str, **arguments: Any) -> Any:
        answer = self.call(tool, **arguments)
        assert not answer.is_error, answer.content
        return answer.structured_content

    def refused(self, tool: str, **arguments: Any) -> dict[str, str]:
        answer = self.call(tool, **arguments)
        assert answer.is_error
        assert isinstance(answer.structured_content, dict)
        return answer.structured_content["error"]


@asynccontextmanager
async def connected(environment: dict[str, str]) -> AsyncIterator[tuple[ClientSession, InitializeResult]]:
    started = StdioServerParameters(command=TIAOWEN[0], args=[*TIAOWEN[1:], "mcp"], env=environment, cwd=ROOT)
    async with stdio_client(started) as (incoming, outgoing), ClientSession(incoming, outgoing) as session:
        yield session, await session.initialize()


def assistant_of(environment: dict[str, str]) -> Iterator[Assistant]:
    with start_blocking_portal() as portal, portal.wrap_async_context_manager(connected(environment)) as met:
        yield Assistant(portal, *met)


@pytest.fixture(scope="module")
def assistant(process: Process) -> Iterator[Assistant]:
    yield from assistant_of(process.environment)


@pytest.fixture
def at_empty_library(process: Process, tmp_path: Path) -> Iterator[Assistant]:
    Library.open(tmp_path / "library.sqlite").close()
    (tmp_path / "models").symlink_to(Path(process.environment["TIAOWEN_HOME"]) / "models")
    yield from assistant_of({**process.environment, "TIAOWEN_HOME": str(tmp_path)})


def test_the_server_says_who_it_is_and_how_to_quote(assistant: Assistant):
    assert assistant.greeting.server_info.name == "tiaowen"
    assert "verbatim" in (assistant.greeting.instructions or "")


def test_every_tool_describes_itself_its_arguments_and_its_answer(assistant: Assistant):
    tools = {tool.name: tool for tool in assistant.portal.call(assistant.session.list_tools).tools}
    assert set(tools) == {tool.name for tool in TOOLS}
    for tool in tools.values():
        assert tool.description and tool.output_schema and tool.output_schema["type"] == "object"
        assert tool.input_schema["additionalProperties"] is False
        assert all(given.get("description") for given in tool.input_schema["properties"].values())
        assert tool.annotations and tool.annotations.read_only_hint
    search = tools["search"].input_schema
    assert search["required"] == ["question"]
    assert set(search["properties"]) == {"question", "limit", "issuer", "region", "year", "genre", "notice"}


def test_search_finds_the_clause_with_its_citation(assistant: Assistant):
    answer = assistant.told("search", question="哪些措施涉及职教本科", limit=3)
    assert len(answer["passages"]) == 3
    best = answer["passages"][0]
    assert (best["notice"]["id"], best["path"]) == ("jjzc-2024-4", ["七"])
    assert best["citation"] == "《职业教育产教融合赋能提升行动十项措施》（吉教职成〔2024〕4号）七"


def test_search_keeps_to_its_filters(assistant: Assistant):
    found = assistant.told("search", question="产教融合", region="梅河口", limit=5)["passages"]
    assert {passage["notice"]["region"]["county"] for passage in found} == {"梅河口市"}


def test_ask_answers_by_quotation_or_says_that_it_cannot(assistant: Assistant):
    answer = assistant.told("ask", question="吉林省要立项建设多少个产教融合实训中心？")
    assert answer["answered"] and answer["claims"][0]["quotes"][0]["notice"]["id"] == "jjzc-2024-4"
    refused = assistant.told("ask", question="公积金贷款利率是多少？")
    assert (refused["answered"], refused["claims"]) == (False, [])


def test_cite_and_read_clause_give_the_same_words(assistant: Assistant):
    cited = assistant.told("cite", citation="吉教职成〔2024〕4号第七条")
    assert (cited["verdict"], cited["clause"]["path"]) == ("exact", ["七"])
    by_id = assistant.told("read_clause", notice="jjzc-2024-4", path="七")
    assert by_id == cited["clause"] == assistant.told("read_clause", notice="吉教职成[2024]04号", path="七")


@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        pytest.param("畅通学生成长通道，强化贯通培养过程管理，开展", "exact", id="逐字"),
        pytest.param("畅通学生成长通道，强化贯通培养过程监督，开展", "differs", id="改了一词"),
    ],
)
def test_check_tells_a_true_quotation_from_a_changed_one(assistant: Assistant, words: str, verdict: str):
    findings = assistant.told("check", text=f"《十项措施》第七条规定，“{words}”。")["findings"]
    assert [(each["kind"], each["verdict"]) for each in findings] == [("citation", "exact"), ("quotation", verdict)]


def test_references_say_what_is_cited(assistant: Assistant):
    cites = assistant.told("references", notice="mjlf-2023-3")["cites"]
    assert cites[0]["title"] == "关于深化现代职业教育体系建设改革的意见" and not cites[0]["held"]


def test_targets_are_those_of_one_notice_with_these_words(assistant: Assistant):
    found = assistant.told("targets", notice="jjzc-2024-4", words="高水平 专业群")
    told = [(one["value"], one["unit"], one["bound"], one["object"]["text"]) for one in found["targets"]]
    assert (100, "个", "about", "特色高水平专业群") in told
    assert found["total"] == len(told) == 4
    second = assistant.told("targets", notice="jjzc-2024-4", words="高水平 专业群", limit=1, offset=1)
    assert (second["targets"], second["total"]) == (found["targets"][1:2], 4)


def test_compare_puts_what_the_levels_say_side_by_side(assistant: Assistant):
    levels = assistant.told("compare", question="产教融合实训中心")["levels"]
    said = {level["level"]: [one["notice"]["id"] for one in level["notices"]] for level in levels}
    assert said["national"] == [] and said["province"] == ["jjzc-2024-4"]
    assert list(said) == ["national", "province", "city", "county"]


def test_list_notices_lists_counts_and_narrows(assistant: Assistant):
    everything = assistant.told("list_notices", limit=2, offset=1)
    assert (len(everything["notices"]), everything["total"]) == (2, 4)
    measures = assistant.told("list_notices", title="十项措施")
    assert [notice["id"] for notice in measures["notices"]] == ["jjzc-2024-4"]


def test_the_text_is_the_structured_answer(assistant: Assistant):
    answer = assistant.call("cite", citation="《十项措施》第四项")
    assert json.loads(answer.content[0].text) == answer.structured_content  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        pytest.param(("search", {}), ("bad_request", "argument question", "give question"), id="没有问题"),
        pytest.param(("search", {"question": "甲", "limt": 3}), ("bad_request", "argument limt", "limit"), id="参数写错"),
        pytest.param(("search", {"question": "甲", "limit": 0}), ("bad_request", "argument limit", "greater"), id="数目太小"),
        pytest.param(("search", {"question": " "}), ("empty_question", "question", ""), id="空问题"),
        pytest.param(("ask", {"question": "甲", "breadth": "huge"}), ("bad_request", "breadth", "narrow"), id="宽窄写错"),
        pytest.param(("read_clause", {"notice": "nobody", "path": "一"}), ("unknown_notice", "", "list"), id="没有这份公文"),
        pytest.param(("read_clause", {"notice": "jjzc-2024-4", "path": "九十九"}), ("unknown_clause", "jjzc-2024-4", "一、二"), id="没有这一条"),
        pytest.param(("compare", {"question": "甲", "breadth": "huge"}), ("bad_request", "breadth", "narrow"), id="对照宽窄写错"),
        pytest.param(("targets", {"limit": 501}), ("bad_request", "argument limit", "500"), id="指标要得太多"),
        pytest.param(("references", {"notice": "nobody"}), ("unknown_notice", "", "list"), id="没有这份公文的引用"),
        pytest.param(("delete", {}), ("bad_request", "tools/call", "search"), id="没有这个工具"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_says_what_where_and_how_to_fix_it(
    assistant: Assistant, asked: tuple[str, dict[str, Any]], expected: tuple[str, str, str]
):
    error = assistant.refused(asked[0], **asked[1])
    code, where, fix = expected
    assert error["code"] == code and error["what"]
    assert where in error["where"]
    assert fix in error["fix"]


def test_an_empty_library_answers_nothing_and_says_so(at_empty_library: Assistant):
    assert at_empty_library.told("list_notices") == {"notices": [], "total": 0}
    assert at_empty_library.told("search", question="职教本科")["passages"] == []
    assert at_empty_library.told("ask", question="职教本科")["answered"] is False
    assert at_empty_library.told("cite", citation="《十项措施》第四项")["verdict"] == "not_held"
    assert at_empty_library.refused("read_clause", notice="jjzc-2024-4", path="七")["code"] == "unknown_notice"


def cite_request(number: int, citation: str) -> dict[str, Any]:
    params = {"name": "cite", "arguments": {"citation": citation}}
    return {"jsonrpc": "2.0", "id": number, "method": "tools/call", "params": params}


@pytest.fixture
def talk(process: Process) -> Iterator[Callable[[Sequence[Any], int], list[Any]]]:
    """Send messages as lines; return the answers by their ids and check that nothing follows them."""
    serving = subprocess.Popen(
        [*TIAOWEN, "mcp"], cwd=ROOT, env=process.environment, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip

    def talked(messages: Sequence[Any], answers: int) -> list[Any]:
        assert serving.stdin and serving.stdout
        serving.stdin.write("".join(json.dumps(message) + "\n" for message in [*GREETING, *messages]))
        serving.stdin.flush()
        told = [json.loads(serving.stdout.readline()) for _ in range(answers + 1)]
        rest, said = serving.communicate(timeout=120)  # the first time it makes a library
        assert (rest, serving.returncode) == ("", 0), said
        return sorted(told[1:], key=lambda one: one["id"])  # requests are answered side by side, in any order

    yield talked
    serving.kill()


def test_stdout_carries_the_protocol_and_nothing_else(talk: Callable[[Sequence[Any], int], list[Any]]):
    (answer,) = talk([cite_request(2, "甲")], 1)
    assert (answer["id"], answer["result"]["structuredContent"]["verdict"]) == (2, "unreadable")


def test_half_a_sign_is_answered_as_an_unknown_one(talk: Callable[[Sequence[Any], int], list[Any]]):
    # json.dumps writes the lone half of an emoji as \ud83d, and a whole one as its two halves
    halved, entire = talk([cite_request(2, "甲\ud83d"), cite_request(3, "乙😀")], 2)
    assert (halved["id"], halved["result"]["structuredContent"]["citation"]) == (2, "甲\ufffd")
    assert (entire["id"], entire["result"]["structuredContent"]["citation"]) == (3, "乙😀")


def test_the_answers_are_those_of_the_api(assistant: Assistant, server: str):
    import httpx2

    with httpx2.Client(base_url=server, timeout=60) as api:
        asked = api.get("/api/search", params={"q": "产教联合体", "limit": 4}).json()
        listed = api.get("/api/notices/mjlf-2023-3/references").json()
        counted = api.get("/api/targets", params={"notice": "jszbf-2022-33", "limit": 7}).json()
        compared = api.get("/api/compare", params={"q": "实训基地"}).json()
        checked = api.post("/api/check", json={"text": "《十项措施》第七条规定，“强化贯通”。"}).json()
    answer = assistant.told("search", question="产教联合体", limit=4)
    assert {**answer, "took_ms": 0} == {**asked, "took_ms": 0}
    assert assistant.told("references", notice="mjlf-2023-3") == listed
    assert assistant.told("check", text="《十项措施》第七条规定，“强化贯通”。") == checked
    assert assistant.told("targets", notice="jszbf-2022-33", limit=7) == counted
    assert {**assistant.told("compare", question="实训基地"), "took_ms": 0} == {**compared, "took_ms": 0}


def test_every_tool_is_tried_here():
    tried = Path(__file__).read_text(encoding="utf-8")
    assert all(f'told("{tool.name}"' in tried for tool in TOOLS)


def test_without_the_package_the_command_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch, capsys):
    monkeypatch.setattr("service.commands.mcp.find_spec", lambda _name: None)
    assert exit_code(["mcp"]) == 1
    said = capsys.readouterr()
    assert said.out == "" and "pip install 'tiaowen[mcp]'" in said.err
