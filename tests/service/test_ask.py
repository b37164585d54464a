import json

import pytest
from starlette.testclient import TestClient

from service.app import create_app

# The keys of CONTRACT.md, "ask"; what we add stands in the second set.
ANSWER_KEYS = set(
    ["question", "kind", "answered", "claims", "scanned_clauses", "matched_clauses", "terms", "near", "written_by"]
) | set(["understood", "asks", "certainty", "took_ms", "dropped", "notes"])
QUOTE_KEYS = set(["notice", "path", "text", "span", "citation", "url"]) | set(
    ["heading", "sentence", "page", "paragraph", "why"]
)


@pytest.fixture
def client(engine) -> TestClient:
    return TestClient(create_app(engine))


def test_an_answer_has_the_contracts_shape(client: TestClient, notice):
    answer = client.get("/api/ask", params={"q": "职教本科"}).json()
    assert set(answer) == ANSWER_KEYS
    assert (answer["kind"], answer["answered"], answer["near"]) == ("fact", True, [])
    quote = answer["claims"][0]["quotes"][0]
    assert set(quote) == QUOTE_KEYS
    assert (quote["text"], quote["path"], quote["url"]) == ("职教本科", ["一"], "/notices/mj-2024-7#一")
    assert notice.text[slice(*quote["span"])] == quote["text"]
    assert notice.text[slice(*quote["sentence"]["span"])] == "坚持职教本科与产业\n同步发展。"
    assert answer["claims"][0]["text"] == "坚持职教本科与产业同步发展。"


def test_a_refusal_names_what_comes_closest(client: TestClient):
    answer = client.get("/api/ask", params={"q": "公积金"}).json()
    assert (answer["kind"], answer["answered"], answer["claims"]) == ("none", False, [])
    assert [passage["path"] for passage in answer["near"]] == [["一"]]


def test_earlier_questions_are_sent_along(client: TestClient):
    by_address = client.get("/api/ask", params={"q": "本科", "before": ["职", "教"]}).json()
    by_post = client.post("/api/ask", json={"q": "本科", "before": ["职", "教"]}).json()
    assert by_address["understood"] == by_post["understood"] == "职教本科"


def test_an_answer_streams_as_events(client: TestClient):
    answer = client.get("/api/ask", params={"q": "职教本科"}, headers={"accept": "text/event-stream"})
    assert answer.headers["content-type"].startswith("text/event-stream")
    events = [event.split("\n") for event in answer.text.strip().split("\n\n")]
    assert [name for name, _ in events] == ["event: claim", "event: answer"]
    first, last = (json.loads(value.removeprefix("data: ")) for _, value in events)
    assert first["quotes"][0]["text"] == "职教本科"
    assert last["kind"] == "fact"


@pytest.mark.parametrize(
    ("breadth", "least"), [("narrow", 0.3), ("normal", 0.1), ("wide", 0.05), ("0.5", 0.5)], ids=str
)
def test_a_list_is_widened_and_narrowed(client: TestClient, breadth: str, least: float):
    answer = client.get("/api/ask", params={"q": "职教本科", "breadth": breadth})
    assert answer.json()["certainty"] == least  # the engine of these tests returns what it was given


@pytest.mark.parametrize("breadth", ["much", "2", "-1"])
def test_another_breadth_is_refused(client: TestClient, breadth: str):
    answer = client.get("/api/ask", params={"q": "职教本科", "breadth": breadth})
    assert (answer.status_code, answer.json()["error"]["where"]) == (422, "parameter breadth")


def test_the_page_shows_the_answer_above_the_hits(client: TestClient):
    page = client.get("/", params={"q": "职教本科"}, headers={"accept": "text/html"}).text
    answer, hits = page.split('<ol class="results">')
    assert "<mark>职教本科</mark>" in answer
    assert "/notices/mj-2024-7?q=" in answer
    assert "<mark>职教本科</mark>" in hits


def test_the_page_says_that_nothing_answers(client: TestClient):
    page = client.get("/", params={"q": "公积金"}, headers={"accept": "text/html"}).text
    assert "没有直接回答这个问题" in page
