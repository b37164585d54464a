"""The command and the server as processes of their own, on the real model."""

import json
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlsplit

import httpx2
import pytest

ROOT = Path(__file__).parents[2]
NOTICES = ROOT / "corpus" / "notices"
# Seconds of imports that `list` must not wait for.
HEAVY = ("torch", "sentence_transformers", "transformers", "faiss", "fastapi", "uvicorn", "jieba", "tantivy")


@pytest.fixture(scope="module")
def warm(server: str) -> Iterator[httpx2.Client]:
    """A client of the server once /readyz says that it is ready."""
    with httpx2.Client(base_url=server, timeout=60) as client:
        for _ in range(600):
            if client.get("/readyz").status_code == 200:
                break
            time.sleep(0.1)
        yield client


def test_the_headline_question_is_answered_over_http(warm: httpx2.Client):
    answer = warm.get("/api/search", params={"q": "which measures cover 职教本科", "limit": 6}).json()
    found = {(p["notice"]["id"], "/".join(p["path"])) for p in answer["passages"]}
    assert {("jjzc-2024-4", "四"), ("jjzc-2024-4", "七")} <= found
    assert answer["took_ms"] < 5000


def test_every_passage_leads_to_a_clause_that_holds_it(warm: httpx2.Client):
    for passage in warm.get("/api/search", params={"q": "产教融合", "limit": 20}).json()["passages"]:
        path = "/".join(passage["path"])
        clause = warm.get(f"/api/notices/{passage['notice']['id']}/clauses/{quote(path)}").json()
        assert clause["path"] == passage["path"]
        assert clause["span"][0] <= passage["span"][0] and passage["span"][1] <= clause["span"][1]
        page = warm.get(f"/notices/{passage['notice']['id']}").text
        assert not path or f'id="{path}"' in page


def test_a_request_with_bare_chinese_signs_is_understood(server: str):
    host, port = urlsplit(server).netloc.split(":")
    with socket.create_connection((host, int(port)), timeout=60) as raw:
        raw.sendall(
            f"GET /api/search?q=职教本科&limit=1 HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode()
        )
        answer = b"".join(iter(lambda: raw.recv(65536), b"")).decode()
    assert answer.startswith("HTTP/1.1 200 OK")
    assert json.loads(answer.partition("\r\n\r\n")[2])["question"] == "职教本科"


@pytest.mark.parametrize("address", ["/", "/notices", "/api/notices", "/healthz", "/static/page.css"])
def test_a_monitor_that_asks_for_the_head_gets_it(warm: httpx2.Client, address: str):
    answer = warm.head(address)
    assert (answer.status_code, answer.content) == (200, b"")
    assert int(answer.headers["content-length"]) > 0


def test_two_readers_are_served_at_once(warm: httpx2.Client):
    from concurrent.futures import ThreadPoolExecutor

    questions = ["职教本科", "市域产教联合体", "双师型教师", "中高职贯通"] * 3
    with ThreadPoolExecutor(4) as readers:
        answers = list(readers.map(lambda q: warm.get("/api/search", params={"q": q}), questions))
    assert [answer.json()["question"] for answer in answers] == questions


def test_a_port_in_use_is_told_before_any_work(server: str, process):
    port = str(urlsplit(server).port)
    began = time.monotonic()
    done = process.run("serve", "--port", port)
    assert done.returncode == 1
    assert f"where: 127.0.0.1:{port}" in done.stderr and "--port" in done.stderr
    assert "Traceback" not in done.stderr
    assert time.monotonic() - began < 10


def test_another_process_sees_the_library_while_it_is_served(server: str, process):
    done = process.run("list", "--json")
    assert len(json.loads(done.stdout)["notices"]) == 4


def test_reading_commands_start_without_the_models_libraries(process):
    for command in (["--help"], ["list"], ["show", "jjzc-2024-4", "四"], ["parse", str(next(NOTICES.glob("*.txt")))]):
        code = f"import sys; from service.cli import exit_code; exit_code({command!r}); print([m for m in {HEAVY!r} if m in sys.modules], file=sys.stderr)"
        done = process.run_python(code)
        assert done.stderr.strip().splitlines()[-1] == "[]", command


def test_searching_and_adding_leave_torch_alone(process):
    process.run("search", "职教本科")  # the first time the engines are compared, which takes both
    for command in (["search", "职教本科"], ["add", str(next(NOTICES.glob("*.txt")))]):
        code = f"import sys; from service.cli import exit_code; print(exit_code({command!r}), 'torch' in sys.modules, file=sys.stderr)"
        assert process.run_python(code).stderr.strip().splitlines()[-1] == "0 False", command


def test_a_reader_that_has_had_enough_is_no_failure_to_tell(process):
    with process.start("parse", str(next(NOTICES.glob("*.txt"))), "--json") as running:
        running.stdout.close()
        assert running.stderr.read() == ""
        assert running.wait(timeout=30) == 1
