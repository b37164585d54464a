"""/metrics as Prometheus reads it: every request counted under the route it was declared as."""

import re

import pytest
from starlette.testclient import TestClient

from service.app import create_app
from service.metrics import CONTENT_TYPE, Metrics
from tests.service.conftest import FakeEngine

_SAMPLE = re.compile(
    r'(?P<name>[a-z_]+)(?:\{(?P<labels>[a-z]+="[^"\\\n]*"(?:,[a-z]+="[^"\\\n]*")*)\})? (?P<value>[0-9.e+-]+)'
)


@pytest.fixture
def client() -> TestClient:
    return TestClient(create_app(FakeEngine()), raise_server_exceptions=False)


def samples(client: TestClient) -> dict[str, float]:
    """Every value by name and labels; a line that is neither a sample nor a comment is no exposition."""
    found: dict[str, float] = {}
    for line in client.get("/metrics").text.splitlines():
        if not line.startswith("# "):
            sample = _SAMPLE.fullmatch(line)
            assert sample, line
            found[f"{sample['name']}{{{sample['labels'] or ''}}}"] = float(sample["value"])
    return found


def test_the_answer_says_what_it_is(client: TestClient):
    answer = client.get("/metrics")
    assert (answer.status_code, answer.headers["content-type"]) == (200, CONTENT_TYPE)


@pytest.mark.parametrize(
    ("method", "address", "route", "status"),
    [
        ("GET", "/api/search?q=职教本科", "/api/search", 200),
        ("GET", "/api/search?limit=x", "/api/search", 422),
        ("GET", "/api/notices/mj-2024-7", "/api/notices/{notice_id}", 200),
        ("GET", "/api/notices/nobody", "/api/notices/{notice_id}", 404),
        ("GET", "/notices/mj-2024-7", "/notices/{notice_id}", 200),
        ("GET", "/no/such", "other", 404),
    ],
)
def test_a_request_is_counted_once_under_its_route(
    client: TestClient, method: str, address: str, route: str, status: int
):
    client.request(method, address)
    counted = samples(client)
    assert counted[f'tiaowen_requests_total{{method="{method}",route="{route}",status="{status}"}}'] == 1
    assert counted[f'tiaowen_request_seconds_count{{route="{route}"}}'] == 1
    assert counted[f'tiaowen_request_seconds_bucket{{route="{route}",le="+Inf"}}'] == 1


def test_what_strangers_invent_makes_no_series(client: TestClient):
    for number in range(20):
        client.request(f"X{number}", f"/no/such/{number}")
    invented = [name for name in samples(client) if "requests_total" in name]
    assert invented == ['tiaowen_requests_total{method="other",route="other",status="404"}']


def test_the_library_is_told(client: TestClient):
    assert samples(client)["tiaowen_notices{}"] == 2


def test_buckets_are_cumulative():
    metrics = Metrics()
    for seconds in (0.001, 0.02, 99.0):
        metrics.count(("GET", "/x", 200), seconds)
    text = metrics.text({})
    assert (
        'le="0.005"} 1\n' in text and 'le="0.025"} 2\n' in text and 'le="30"} 2\n' in text and 'le="+Inf"} 3\n' in text
    )
    assert 'tiaowen_request_seconds_sum{route="/x"} 99.021000' in text
