"""Vectors from a server: what is sent, what is believed, what is asked again."""

from typing import Any

import pytest

from corpus.errors import UnknownModel
from index import remote_encoder
from index.bigram import BigramEncoder
from index.remote_encoder import RemoteEncoder, Server
from tests.index.embeddings_server import Embeddings


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch, embeddings_server: Embeddings) -> Embeddings:
    monkeypatch.setattr(remote_encoder, "PAUSE_SECONDS", 0)
    return embeddings_server


@pytest.mark.parametrize("path", ["/v1/embeddings", "/embed"], ids=["OpenAI", "TEI"])
def test_rows_come_in_the_order_of_the_texts_and_have_length_one(server: Embeddings, path: str):
    encoder = RemoteEncoder.open(Server(server.address + path, "e5", "secret", "query: ", "passage: "))
    texts = [f"职业{at}" for at in range(70)]
    assert (encoder.dim, encoder.name) == (64, f"e5|query:-|passage:-@{server.address}{path}")
    assert encoder.encode_passages(texts) == pytest.approx(
        BigramEncoder(64).encode_passages([f"passage: {t}" for t in texts]), abs=1e-6
    )
    assert encoder.encode_questions(["职"]) == pytest.approx(BigramEncoder(64).encode_passages(["query: 职"]), abs=1e-6)
    assert encoder.encode_questions([]).shape == (0, 64)
    assert [len(asked.get("inputs") or asked["input"]) for asked in server.seen] == [1, 32, 32, 6, 1]
    assert {asked["key"] for asked in server.seen} == {"Bearer secret"}
    assert server.seen[0].get("model") == (None if path == "/embed" else "e5")


def test_a_failure_that_may_pass_is_asked_again(server: Embeddings):
    encoder = RemoteEncoder.open(Server(server.address))
    server.statuses = [503, 429]
    assert encoder.encode_questions(["职业"]).shape == (1, 64)
    assert len(server.seen) == 4


@pytest.mark.parametrize(("statuses", "asked"), [([401], 1), ([503] * 3, 3)], ids=["不许", "总是忙"])
def test_what_does_not_pass_is_told(server: Embeddings, statuses: list[int], asked: int):
    server.statuses = list(statuses)
    with pytest.raises(UnknownModel, match=str(statuses[0])) as refused:
        RemoteEncoder.open(Server(server.address))
    assert (refused.value.where, len(server.seen)) == (server.address, asked)
    assert "TIAOWEN_ENCODER_URL" in refused.value.fix


@pytest.mark.parametrize(
    "instead",
    [{"error": "no"}, [[1, 2], [3, 4]], [["a"]], [[float("nan")]], [1], "x"],
    ids=["没有向量", "多了一行", "不是数", "不是有限数", "不是行", "不是列表"],
)
def test_an_answer_without_vectors_is_refused(server: Embeddings, instead: Any):
    server.instead = instead
    with pytest.raises(UnknownModel, match="no vectors"):
        RemoteEncoder.open(Server(server.address))


def test_vectors_of_another_length_are_refused(server: Embeddings):
    encoder = RemoteEncoder.open(Server(server.address))
    server.instead = [[1.0, 2.0]]
    with pytest.raises(UnknownModel, match="2 numbers, and before of 64"):
        encoder.encode_questions(["职业"])


@pytest.mark.parametrize("url", ["http://127.0.0.1:9", "ftp://x", "x"], ids=["没有服务", "别的协议", "不是地址"])
def test_where_there_is_no_server_it_is_said(url: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(remote_encoder, "PAUSE_SECONDS", 0)
    with pytest.raises(UnknownModel, match="no answer"):
        RemoteEncoder.open(Server(url))
