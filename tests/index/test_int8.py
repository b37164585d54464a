"""The graph of 8 bits: what is rounded, what is not, and when it is used."""

import shutil
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import UnknownModel
from index.agreement import LEAST_COSINE_INT8, TEXTS, agree, load_engine
from index.checkpoint import find_checkpoint
from index.encoder import SentenceEncoder
from index.int8_engine import Int8Engine
from index.int8_graph import four_bits, rounded
from index.onnx_engine import OnnxEngine
from index.recipe import read_recipe
from index.torch_engine import TorchEngine


@pytest.fixture
def model(tmp_path: Path, int8_model: Path) -> Path:
    """A copy with both graphs, which nobody has compared yet."""
    shutil.copytree(int8_model, tmp_path / "model", ignore=shutil.ignore_patterns("*.agreed"))
    return tmp_path / "model"


def int8_engine(folder: Path) -> Int8Engine:
    recipe = read_recipe(folder)
    assert recipe is not None
    return Int8Engine.open(folder / "model.int8.onnx", recipe)


def test_each_output_of_a_matrix_is_rounded_by_its_own_scale():
    matrix = np.array([[6.3, -1.0, 0.04], [0, 0, 0], [0.63, 0.31, -0.63]], np.float32)
    whole, scales = rounded(matrix)
    assert whole.T.tolist() == [[63, -10, 0], [0, 0, 0], [63, 31, -63]]
    assert scales == pytest.approx([0.1, 0, 0.01])


def test_a_table_of_four_bit_numbers_is_kept_to_the_last_bit():
    steps = np.arange(-8, 8, dtype=np.float32)
    row = np.concatenate([np.tile(steps, 2) * np.float32(0.37), np.tile(steps, 2) * np.float32(-0.11)])
    table = np.stack([row, np.zeros(64, np.float32), -row])
    packed = four_bits(table)
    assert packed is not None
    pairs, scales = packed
    assert (pairs.shape, scales.shape) == ((3, 32), (3, 2))
    assert pairs[0, :2].tolist() == [0x10, 0x32], "-8 is 0, and the first of two lies in the low half"
    assert scales[0].tolist() == [np.float32(0.37), np.float32(-0.11)]


@pytest.mark.parametrize(
    "table",
    [
        pytest.param(np.linspace(-1, 1, 64, dtype=np.float32).reshape(2, 32), id="不是四位数"),
        pytest.param(np.zeros((2, 8), np.float32), id="行太短"),
    ],
)
def test_another_table_is_not_forced_into_four_bits(table: np.ndarray):
    assert four_bits(table) is None


@pytest.mark.parametrize("pooling", ["mean", "cls"], ids=["平均", "取首个"])
def test_vectors_in_8_bits_are_near_those_of_the_model(model: Path, pooling: str):
    ways = {"word_embedding_dimension": 8, "pooling_mode": pooling}
    (model / "1_Pooling" / "config.json").write_text(str(ways).replace("'", '"'))
    quick, slow = int8_engine(model), TorchEngine.load(model)
    assert quick.dim == slow.dim == 8
    assert agree(quick, slow, LEAST_COSINE_INT8)
    difference = quick.encode(TEXTS, question=True) - slow.encode(TEXTS, question=True)
    assert np.abs(difference).max() > 1e-6, "or nothing was rounded"


def test_a_text_has_the_same_vector_whatever_is_encoded_beside_it(model: Path):
    engine = int8_engine(model)
    together = engine.encode(TEXTS, question=False)
    for text, row in zip(TEXTS, together, strict=True):
        assert (engine.encode([text], question=False)[0] == row).all()


def test_8_bits_are_used_once_they_were_compared_and_the_name_says_so(model: Path):
    encoder = SentenceEncoder.load(str(model))
    plain = find_checkpoint(str(model)).name
    assert encoder.name == f"{plain}+int8"
    assert isinstance(load_engine(find_checkpoint(str(model))), Int8Engine)
    (model / "model.int8.onnx").unlink()
    assert SentenceEncoder.load(str(model)).name == plain
    assert isinstance(load_engine(find_checkpoint(str(model))), OnnxEngine)


def test_8_bits_of_other_weights_leave_the_work_to_32(model: Path):
    data = model / "model.int8.onnx_data"
    data.write_bytes(data.read_bytes()[::-1])
    encoder = SentenceEncoder.load(str(model))
    assert encoder.name == find_checkpoint(str(model)).name
    assert isinstance(load_engine(find_checkpoint(str(model))), OnnxEngine)


def test_a_graph_that_fails_after_its_name_was_given_is_an_error(model: Path, monkeypatch: pytest.MonkeyPatch):
    SentenceEncoder.load(str(model)).encode_questions(["职业"])  # compared
    encoder = SentenceEncoder.load(str(model))
    assert encoder.name.endswith("+int8")

    def refuse(*_: object):
        raise RuntimeError("no memory")

    monkeypatch.setattr(Int8Engine, "open", refuse)
    with pytest.raises(UnknownModel, match="8 bits") as refused:
        encoder.encode_questions(["职业"])
    assert refused.value.where.endswith("model.int8.onnx")
