"""What an adapter adds to the model, and when it is refused."""

import json
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import save

from corpus.errors import UnknownModel
from index.adapter import SHIPPED, adapted, joined, noted_sha256, read_adapter

PART = "encoder.layer.3.output.dense"
# Rank 1: the product is [[5, 7], [10, 14], [15, 21]], three out and two in.
MATRICES = {f"{PART}.lora_A": np.array([[5, 7]], np.float16), f"{PART}.lora_B": np.array([[1], [2], [3]], np.float16)}
WEIGHTS = {f"{PART}.weight": np.ones((3, 2), np.float32), "other.weight": np.zeros(2, np.float32)}


def written(folder: Path) -> Path:
    file = folder / "adapter.safetensors"
    file.write_bytes(save(MATRICES))
    known = {"question": [0.25, -0.5], "passage": [0.125, 1.0]}
    file.with_suffix(".json").write_text(json.dumps({"sha256": sha256(file.read_bytes()).hexdigest(), "known": known}))
    return file


def test_the_product_of_a_part_s_matrices_is_added_to_its_weights_and_to_nothing_else(tmp_path: Path):
    adapter = read_adapter(written(tmp_path))
    changed = adapted(WEIGHTS, adapter.matrices)
    assert changed[f"{PART}.weight"].tolist() == [[6, 8], [11, 15], [16, 22]]
    assert changed["other.weight"].tolist() == [0, 0]
    assert WEIGHTS[f"{PART}.weight"].tolist() == [[1, 1]] * 3, "what is given stays"
    assert {matrix.dtype.name for matrix in changed.values()} == {"float32"}
    assert (adapter.known.question, adapter.known.passage) == ((0.25, -0.5), (0.125, 1.0))


def test_an_adapter_of_parts_that_the_model_has_not_is_refused():
    with pytest.raises(KeyError, match=r"layer\.3"):
        adapted({"other.weight": np.zeros(2, np.float32)}, MATRICES)


def test_joined_matrices_give_the_sum_of_their_products():
    first = {"a.lora_A": np.array([[1.0, 2.0]]), "a.lora_B": np.array([[3.0], [4.0]])}
    second = {
        "a.lora_A": np.array([[1.0, 0.0]]),
        "a.lora_B": np.array([[1.0], [1.0]]),
        "b.lora_A": np.array([[5.0, 6.0]]),
        "b.lora_B": np.array([[1.0]]),
    }
    zeros = {"a.weight": np.zeros((2, 2)), "b.weight": np.zeros((1, 2))}
    changed = adapted(zeros, joined(first, second, -1.0))
    # a: 3 6 / 4 8, less 1 0 / 1 0
    assert changed["a.weight"].tolist() == [[2.0, 6.0], [3.0, 8.0]]
    assert changed["b.weight"].tolist() == [[-5.0, -6.0]]


def test_the_notes_tell_the_file_s_sha256_without_reading_it(tmp_path: Path):
    file = written(tmp_path)
    file.unlink()
    assert noted_sha256(file) == sha256(save(MATRICES)).hexdigest()
    assert noted_sha256(None) == ""


@pytest.mark.parametrize(
    ("name", "content"),
    [
        pytest.param("adapter.safetensors", b"another file", id="文件被改过"),
        pytest.param("adapter.json", b"{", id="说明读不了"),
        pytest.param("adapter.json", b'{"known": {}}', id="说明不全"),
        pytest.param("adapter.json", None, id="没有说明"),
    ],
)
def test_a_file_that_its_notes_do_not_belong_to_is_refused_with_the_cure(
    tmp_path: Path, name: str, content: bytes | None
):
    file = written(tmp_path)
    (tmp_path / name).unlink()
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(UnknownModel, match="adapter cannot be read") as refused:
        read_adapter(file)
    assert "make adapter" in refused.value.fix


def test_the_shipped_adapter_belongs_to_its_notes_and_is_small():
    assert SHIPPED
    adapter = read_adapter(SHIPPED)
    assert len(adapter.known.question) == len(adapter.known.passage) == 4
    assert SHIPPED.stat().st_size < 5_000_000
    assert all(np.isfinite(matrix).all() for matrix in adapter.matrices.values())
