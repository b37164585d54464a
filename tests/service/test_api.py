import re
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from corpus.errors import DamagedLibrary, LibraryBusy, TiaowenError
from corpus.notice import Notice
from index.search import Filters
from service.app import create_app

# The keys of CONTRACT.md, "Notice, clause, passage as JSON"; what we add stands in the second set.
NOTICE_KEYS = set(
    [
        "id",
        "title",
        "number",
        "issuers",
        "genre",
        "region",
        "date",
        "year",
        "addressees",
        "attachments",
        "instruments",
        "references",
        "status",
        "source",
        "sha256",
        "warnings",
    ]
)
CLAUSE_KEYS = set(["path", "label", "heading", "text", "span", "children"])
PASSAGE_KEYS = set(
    ["notice", "path", "heading", "text", "span", "page", "paragraph", "highlights", "score", "why", "citation", "url"]
)
SUMMARY_KEYS = set(["id", "title", "number", "issuers", "date", "region", "genre"])


@pytest.fixture
def client(engine) -> TestClient:
    return TestClient(create_app(engine))


def test_a_search_answers_in_the_contracts_shape(client: TestClient, notice: Notice):
    answer = client.get("/api/search", params={"q": "职教本科"}).json()
    assert set(answer) == {"question", "passages", "took_ms"}
    assert answer["question"] == "职教本科"
    best = answer["passages"][0]
    assert set(best) == PASSAGE_KEYS
    assert set(best["notice"]) == SUMMARY_KEYS
    assert best["path"] == ["一"]
    assert best["highlights"] == [[2, 6]]
    assert best["text"][2:6] == "职教本科"
    assert re.sub(r"\s", "", notice.text[slice(*best["span"])]) == best["text"]
    assert (best["score"], best["why"]) == (0.8346, {"meaning": 0.8123, "words": 12.41, "terms": ["职教本科=职业本科"]})
    assert best["citation"] == "《职业教育三项措施》（某教〔2024〕7号）一"
    assert [p["url"] for p in answer["passages"]][1] == "/notices/mj-2024-7#二/（二）"


def test_what_was_asked_reaches_the_engine(client: TestClient, engine):
    asked = {
        "q": "本科",
        "limit": 3,
        "issuer": "教育厅",
        "region": "某省",
        "year": 2024,
        "genre": "通知",
        "notice": "mj",
    }
    client.get("/api/search", params=asked)
    assert engine.asked == [
        ("本科", 3, Filters(issuer="教育厅", region="某省", year=2024, genre="通知", notice="mj")),
    ]


def test_blank_filters_are_no_filters(client: TestClient, engine):
    client.get("/api/search?q=x&issuer=&region=+&year=&genre=&notice=")
    assert engine.asked == [("x", 10, Filters())]


@pytest.mark.parametrize(
    ("address", "where"),
    [
        pytest.param("/api/search", "query parameter q", id="没有问题"),
        pytest.param("/api/search?q=x&limit=0", "query parameter limit", id="条数太少"),
        pytest.param("/api/search?q=x&limit=101", "query parameter limit", id="条数太多"),
        pytest.param("/api/search?q=x&limit=ten", "query parameter limit", id="条数不是数字"),
        pytest.param("/api/search?q=x&year=24", "query parameter year", id="年份不是四位"),
        pytest.param("/api/search?q=x&yaer=2024", "query parameter yaer", id="参数名写错"),
        pytest.param("/api/search?q=" + "x" * 1001, "query parameter q", id="问题太长"),
    ],
)
def test_a_wrong_parameter_is_refused_by_name(client: TestClient, address: str, where: str):
    refused = client.get(address)
    assert refused.status_code == 422
    error = refused.json()["error"]
    assert set(error) == {"code", "what", "where", "fix"}
    assert (error["code"], error["where"]) == ("bad_request", where)
    assert error["fix"]


def test_an_empty_question_is_refused(client: TestClient):
    refused = client.get("/api/search?q=")
    assert (refused.status_code, refused.json()["error"]["code"]) == (422, "empty_question")


def test_the_notices_are_listed(client: TestClient):
    answer = client.get("/api/notices").json()
    assert [held["id"] for held in answer["notices"]] == ["mj-2024-7", "second-2023"]
    assert set(answer["notices"][0]) == NOTICE_KEYS


def test_a_notice_comes_with_its_clauses_and_its_text(client: TestClient, notice: Notice):
    answer = client.get("/api/notices/mj-2024-7").json()
    assert set(answer) == NOTICE_KEYS | {"clauses", "text"}
    assert answer["text"] == notice.text
    assert [clause["label"] for clause in answer["clauses"]] == ["一", "二", "附件"]
    assert set(answer["clauses"][0]) == CLAUSE_KEYS | {"citation", "url", "page"}
    assert answer["region"] == {"province": "某省", "city": None, "county": None}


@pytest.mark.parametrize(
    "path",
    [
        pytest.param("二/（二）", id="如引"),
        pytest.param("二/(二)", id="半角括号"),
        pytest.param(quote("二/（二）"), id="百分号编码"),
        pytest.param(quote("二/（二）", safe=""), id="斜线也编码"),
        pytest.param("二/（二）/", id="末尾多斜线"),
    ],
)
def test_a_clause_is_found_however_its_path_is_written(client: TestClient, path: str):
    answer = client.get(f"/api/notices/mj-2024-7/clauses/{path}").json()
    assert set(answer) == CLAUSE_KEYS | {"citation", "url", "page", "notice", "paragraph"}
    assert answer["path"] == ["二", "（二）"]
    assert answer["text"] == '做强本科。支持"职教本科"&升学。'
    assert answer["citation"] == "《职业教育三项措施》（某教〔2024〕7号）二、（二）"


@pytest.mark.parametrize(
    ("address", "status", "code"),
    [
        pytest.param("/api/notices/nope", 404, "unknown_notice", id="没有这份公文"),
        pytest.param("/api/notices/nope/clauses/一", 404, "unknown_notice", id="没有这份公文的条款"),
        pytest.param("/api/notices/mj-2024-7/clauses/九", 404, "unknown_clause", id="没有这一条"),
        pytest.param("/api/nothing", 404, "not_found", id="没有这个地址"),
    ],
)
def test_what_is_not_there_is_said_in_one_shape(client: TestClient, address: str, status: int, code: str):
    refused = client.get(address, headers={"accept": "text/html"})
    assert refused.status_code == status
    assert set(refused.json()["error"]) == {"code", "what", "where", "fix"}
    assert refused.json()["error"]["code"] == code


def test_an_unknown_clause_names_those_there_are(client: TestClient):
    assert "一、二、附件" in client.get("/api/notices/mj-2024-7/clauses/九").json()["error"]["fix"]


def test_a_wrong_method_is_refused_with_the_right_one(client: TestClient):
    refused = client.post("/api/search")
    assert refused.status_code == 405
    assert refused.json()["error"] == {
        "code": "method_not_allowed",
        "what": "POST is not possible here",
        "where": "/api/search",
        "fix": "use GET",
    }


@pytest.mark.parametrize("kind", [DamagedLibrary, LibraryBusy])
def test_a_library_that_cannot_be_read_is_503(engine, kind: type[TiaowenError]):
    def refuse(*_: object, **__: object):
        raise kind("cannot be read", where="var/library.sqlite", fix="tiaowen setup")

    engine.search = refuse
    refused = TestClient(create_app(engine)).get("/api/search?q=x")
    assert (refused.status_code, refused.json()["error"]["where"]) == (503, "var/library.sqlite")


def test_a_bug_of_ours_is_500_without_its_inside(engine):
    def fail(*_: object, **__: object):
        raise RuntimeError("secret path /root/x")

    engine.search = fail
    refused = TestClient(create_app(engine), raise_server_exceptions=False).get("/api/search?q=x")
    assert (refused.status_code, refused.json()["error"]["code"]) == (500, "bug")
    assert "secret" not in refused.text


def test_the_service_is_alive_before_it_is_ready(client: TestClient):
    assert client.get("/healthz").json() == {"alive": True}
    waiting = client.get("/readyz")
    assert (waiting.status_code, waiting.json()["error"]["code"]) == (503, "not_ready")


def test_it_is_ready_once_the_model_is_warm(engine):
    with TestClient(create_app(engine)) as client:
        while engine.asked == []:
            pass
        ready = client.get("/readyz")
    assert (ready.status_code, ready.json()) == (200, {"ready": True, "notices": 2})


def test_why_it_never_gets_ready_is_told(engine):
    def refuse(*_: object, **__: object):
        raise DamagedLibrary("not a database", where="library.sqlite", fix="restore it")

    engine.search = refuse
    with TestClient(create_app(engine)) as client:
        pass
    assert client.get("/readyz").json()["error"]["code"] == "damaged_library"


def test_every_field_says_what_it_is(client: TestClient):
    described = client.get("/openapi.json").json()["components"]["schemas"]
    silent = [
        f"{model}.{field}"
        for model, schema in described.items()
        for field, said in schema.get("properties", {}).items()
        if not said.get("description")
    ]
    assert silent == []


def test_every_route_promises_its_answer_and_its_errors(client: TestClient):
    described = client.get("/openapi.json").json()
    assert set(described["paths"]) == {
        "/api/search",
        "/api/ask",
        "/api/check",
        "/api/cite",
        "/api/notices",
        "/api/notices/{notice_id}",
        "/api/notices/{notice_id}/clauses/{path}",
        "/api/notices/{notice_id}/references",
        "/api/targets",
        "/api/compare",
        "/healthz",
        "/metrics",
        "/readyz",
    }
    search = described["paths"]["/api/search"]["get"]["responses"]
    assert search["200"]["content"]["application/json"]["schema"]["$ref"].endswith("/SearchAnswer")
    assert search["422"]["content"]["application/json"]["schema"]["$ref"].endswith("/FailureDocument")
    assert "HTTPValidationError" not in described["components"]["schemas"]


@pytest.mark.parametrize("address", ["/", "/api/notices", "/static/page.css", "/nothing"])
def test_every_answer_carries_the_security_headers(client: TestClient, address: str):
    headers = client.get(address).headers
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "access-control-allow-origin" not in headers
