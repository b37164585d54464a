"""Adding and removing over HTTP: only with the token, files told one by one, the library searched as it then is."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from index.bigram import BigramEncoder
from index.search import SearchEngine
from service.app import create_app
from service.body_limit import MOST_UPLOAD_BYTES

TOKEN = "甲-secret"
HEADERS = {"authorization": f"Bearer {TOKEN}".encode()}
PLAN = "某市教育局关于岗前培训的通知\n某市教〔2023〕3号\n各校：\n一、对象\n新入职教师参加岗前培训。\n某市教育局\n2023年5月6日\n"


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[SearchEngine]:
    opened = SearchEngine.open(tmp_path, BigramEncoder(256))
    yield opened
    opened.close()


@pytest.fixture
def client(engine: SearchEngine) -> TestClient:
    return TestClient(create_app(engine, admin_token=TOKEN))


def sent(text: str, name: str = "某.txt") -> tuple[str, tuple[str, bytes]]:
    return "file", (name, text.encode())


def test_a_file_is_added_found_replaced_and_removed(client: TestClient):
    first = client.post("/api/notices", files=[sent(PLAN)], headers=HEADERS)
    assert first.status_code == 201
    (told,) = first.json()["added"]
    assert (told["file"], told["title"], told["number"]) == (
        "某.txt",
        "某市教育局关于岗前培训的通知",
        "某市教〔2023〕3号",
    )
    assert client.get("/api/search", params={"q": "岗前培训"}).json()["passages"][0]["notice"]["id"] == told["id"]

    again = client.post("/api/notices", files=[sent(PLAN)], headers=HEADERS)
    assert (again.status_code, [one["id"] for one in again.json()["unchanged"]]) == (200, [told["id"]])
    changed = client.post("/api/notices", files=[sent(PLAN.replace("新入职", "转岗"))], headers=HEADERS)
    assert (changed.status_code, len(changed.json()["replaced"])) == (201, 1)

    gone = client.delete(f"/api/notices/{told['id']}", headers=HEADERS)
    assert (gone.status_code, gone.json()["removed"]["id"]) == (200, told["id"])
    assert client.get("/api/notices").json()["notices"] == []
    assert client.delete(f"/api/notices/{told['id']}", headers=HEADERS).status_code == 404


def test_two_files_of_one_name_are_two_notices(client: TestClient):
    other = PLAN.replace("3号", "4号").replace("岗前培训", "安全检查")
    for text in (PLAN, other):
        assert len(client.post("/api/notices", files=[sent(text, "通知.txt")], headers=HEADERS).json()["added"]) == 1
    assert len(client.get("/api/notices").json()["notices"]) == 2


def test_a_bad_file_among_others_is_told_and_the_others_are_stored(client: TestClient):
    answer = client.post("/api/notices", files=[sent("", "空.txt"), sent(PLAN)], headers=HEADERS)
    assert answer.status_code == 201
    (failed,) = answer.json()["failed"]
    assert (failed["file"], failed["error"]["code"]) == ("空.txt", "unreadable_file")
    assert len(answer.json()["added"]) == 1


@pytest.mark.parametrize(
    ("files", "code"),
    [([sent("", "../../空.txt")], "unreadable_file"), ([("other", ("某.txt", b"x"))], "bad_request")],
    ids=["读不了", "没有文件"],
)
def test_nothing_to_store_is_an_error(client: TestClient, files: list[tuple[str, tuple[str, bytes]]], code: str):
    answer = client.post("/api/notices", files=files, headers=HEADERS)
    assert (answer.status_code, answer.json()["error"]["code"]) == (422, code)
    assert ".." not in answer.text


@pytest.mark.parametrize("given", [{}, {"authorization": "Bearer wrong"}, {"authorization": f"Basic {TOKEN}".encode()}], ids=["没有", "不对", "别的方式"])  # fmt: skip
def test_without_the_token_nothing_changes(client: TestClient, given: dict[str, str]):
    for answer in (
        client.post("/api/notices", files=[sent(PLAN)], headers=given),
        client.delete("/api/notices/x", headers=given),
    ):
        assert (answer.status_code, answer.json()["error"]["code"]) == (401, "not_allowed")
        assert answer.headers["www-authenticate"] == "Bearer"
    assert client.get("/api/notices").json()["notices"] == []


def test_where_no_token_is_set_there_is_no_way_in(engine: SearchEngine):
    client = TestClient(create_app(engine))
    answer = client.post("/api/notices", files=[sent(PLAN)], headers={"authorization": "Bearer "})
    assert (answer.status_code, answer.json()["error"]["code"]) == (403, "changes_off")
    assert "TIAOWEN_ADMIN_TOKEN" in answer.json()["error"]["fix"]


def test_a_file_that_is_too_large_is_refused(client: TestClient):
    headers = {
        **HEADERS,
        "content-length": str(MOST_UPLOAD_BYTES + 1),
        "content-type": "multipart/form-data; boundary=x",
    }
    answer = client.post("/api/notices", content=b"--x--", headers=headers)
    assert (answer.status_code, answer.json()["error"]["code"]) == (413, "too_large")
