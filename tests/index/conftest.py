"""What the tests of index/ share: the default model, unpacked once, and a model so small that a test makes it."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.bigram import BigramEncoder
from index.search import SearchEngine
from index.weights import DEFAULT_MODEL, unpack_default_model
from tests.index.embeddings_server import Embeddings, serving
from tests.index.made_model import made_model, with_graph, with_int8_graph

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def default_model() -> Path:
    """The default model, unpacked once into var/ (or where TIAOWEN_TEST_MODEL says) and shared by all runs."""
    return unpack_default_model(Path(os.environ.get("TIAOWEN_TEST_MODEL", ROOT / "var" / "models" / DEFAULT_MODEL)))


@pytest.fixture(scope="session")
def tiny_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_model(tmp_path_factory.mktemp("models") / "tiny", {"query": "query: ", "passage": "passage: "})


@pytest.fixture(scope="session")
def onnx_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("models") / "graphed"
    return with_graph(made_model(folder, {"query": "query: ", "passage": "passage: "}))


@pytest.fixture(scope="session")
def int8_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("models") / "rounded"
    return with_int8_graph(made_model(folder, {"query": "query: ", "passage": "passage: "}))


@pytest.fixture
def embeddings_server() -> Iterator[Embeddings]:
    with serving() as server:
        yield server


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[SearchEngine]:
    opened = SearchEngine.open(tmp_path / "home", BigramEncoder())
    yield opened
    opened.close()
