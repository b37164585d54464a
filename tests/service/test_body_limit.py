"""A body is taken up to a size, whether its head says how long it is or not."""

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from service.app import create_app
from service.body_limit import MOST_BODY_BYTES
from tests.service.conftest import FakeEngine

LONG = MOST_BODY_BYTES + 1


def in_pieces() -> Iterator[bytes]:
    """A body whose length no head tells."""
    for _ in range(LONG // 65536 + 1):
        yield b" " * 65536


@pytest.mark.parametrize("path", ["/api/check", "/api/ask", "/check"])
@pytest.mark.parametrize("body", [pytest.param(b" " * LONG, id="长度已说明"), pytest.param(None, id="分块")])
def test_a_body_that_is_too_long_is_refused(path: str, body: bytes | None):
    client = TestClient(create_app(FakeEngine()))
    answer = client.post(
        path, content=in_pieces() if body is None else body, headers={"content-type": "application/json"}
    )
    assert answer.status_code == 413
    error = answer.json()["error"]
    assert (error["code"], error["where"]) == ("too_large", path)
    assert "in parts" in error["fix"]


@pytest.mark.parametrize("body", [b"{bad", b"[1]", b"\xff\xfe", b""], ids=["残缺", "数组", "乱码", "空"])
def test_a_body_that_is_no_json_object_is_told_what_to_send(body: bytes):
    answer = TestClient(create_app(FakeEngine())).post(
        "/api/check", content=body, headers={"content-type": "application/json"}
    )
    assert answer.status_code == 422
    assert "content-type application/json" in answer.json()["error"]["fix"]
