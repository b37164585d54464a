"""The reader: what it is shown, that its numbers are the model's, and that it is done without where it cannot be used."""

import json
import logging
import shutil
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest

from index.reader import BIAS, SCORE, SPAN, Reader, open_reader
from index.recipe import read_recipe

# Ids of the made model's tokens: 职 4 业 5 本 6 科 7 学 8 校 9 建 10 设 11 查 12 询 13 文 14 ： 15.
QUESTION, TITLE, TEXT = "职业", "学校", "本科：建设"
PART = "encoder.layer.0.attention.self.query"


@pytest.fixture
def model(tmp_path: Path, int8_model: Path) -> Path:
    shutil.copytree(int8_model, tmp_path / "model")
    return tmp_path / "model"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Matrices and heads of a reader for the made model, by chance, with no known texts."""
    from safetensors.numpy import save_file

    chance = np.random.default_rng(5)
    shapes = {f"{PART}.lora_A": (2, 8), f"{PART}.lora_B": (8, 2), SCORE: (1, 16), BIAS: (1,), SPAN: (2, 8)}
    tensors = {name: chance.normal(size=shape).astype(np.float16) for name, shape in shapes.items()}
    save_file(tensors, tmp_path / "reader.safetensors")
    noted(tmp_path / "reader.safetensors", [])
    return tmp_path / "reader.safetensors"


def noted(file: Path, known: list[dict[str, object]]) -> None:
    file.with_suffix(".json").write_text(json.dumps({"known": known}), encoding="utf-8")


def opened(model: Path, file: Path) -> Reader:
    reader = open_reader(model, file)
    assert reader is not None
    return reader


def test_a_question_a_title_and_a_text_are_read_as_one_row(model: Path, file: Path):
    sheet = opened(model, file).sheet(QUESTION, TITLE, TEXT)
    assert sheet.ids == [0, 4, 5, 2, 2, 8, 9, 2, 6, 7, 15, 10, 11, 2]
    assert sheet.first == 8
    assert sheet.offsets == [(0, 1), (1, 2), (2, 3), (3, 4), (4, 5)]


def test_what_is_too_long_loses_the_end_but_of_a_title_the_beginning(model: Path, file: Path):
    sheet = opened(model, file).sheet("职" * 100, "学" * 100 + "校" * 40, "本" * 500)
    assert sheet.ids.count(4) == 40
    assert (sheet.ids.count(8), sheet.ids.count(9)) == (20, 12), "60 signs, of which 32 tokens"
    assert sheet.ids.count(6) == len(sheet.offsets) == 64, "the made model's longest text"
    assert sheet.offsets[-1] == (63, 64)


def test_what_is_told_is_what_the_changed_model_gives_in_full_precision(model: Path, file: Path):
    import torch
    from safetensors.numpy import load_file
    from transformers import BertModel

    told = opened(model, file).read(QUESTION, [(TITLE, TEXT)])[0]
    tensors = {name: tensor.astype(np.float32) for name, tensor in load_file(file).items()}
    bert = BertModel.from_pretrained(model)
    bert.eval()
    with torch.no_grad():
        change = torch.from_numpy(tensors[f"{PART}.lora_B"] @ tensors[f"{PART}.lora_A"])
        bert.encoder.layer[0].attention.self.query.weight += change
        ids = torch.tensor([[0, 4, 5, 2, 2, 8, 9, 2, 6, 7, 15, 10, 11, 2]])
        hidden = bert(input_ids=ids).last_hidden_state[0].numpy()
    answers = float(tensors[SCORE][0] @ np.concatenate([hidden[0], hidden.mean(0)]) + tensors[BIAS][0])
    edges = hidden[8:13] @ tensors[SPAN].T
    sums = {(a, b + 1): edges[a, 0] + edges[b, 1] for a in range(5) for b in range(a, 5)}
    assert told.answers == pytest.approx(answers, abs=0.1)
    assert sums[told.words] == pytest.approx(max(sums.values()), abs=0.1)


def test_the_reader_is_the_plain_model_s_whatever_the_vectors_are_adapted_with(model: Path, file: Path, tmp_path: Path):
    from safetensors.numpy import load_file, save_file

    tensors = load_file(file)
    adapter = tmp_path / "adapter.safetensors"
    save_file({name: tensor for name, tensor in tensors.items() if name.startswith(PART)}, adapter)
    notes = {"sha256": sha256(adapter.read_bytes()).hexdigest(), "known": {"question": [], "passage": []}}
    adapter.with_suffix(".json").write_text(json.dumps(notes), encoding="utf-8")
    # Added by the reader, and taken away as the adapter's: what is left is the model as it is in the folder.
    reader = open_reader(model, file, adapter=adapter)
    unchanged = tmp_path / "unchanged.safetensors"
    save_file({name: tensor for name, tensor in tensors.items() if not name.startswith(PART)}, unchanged)
    noted(unchanged, [])
    as_it_is = opened(model, unchanged).read(QUESTION, [(TITLE, TEXT)])[0]
    assert reader is not None
    assert reader.read(QUESTION, [(TITLE, TEXT)])[0].answers == pytest.approx(as_it_is.answers, abs=0.01)
    assert open_reader(model, file, adapter=tmp_path / "missing.safetensors") is not None, "the graph is there"


def test_a_text_is_read_the_same_whatever_is_read_beside_it(model: Path, file: Path):
    reader = opened(model, file)
    both = reader.read(QUESTION, [(TITLE, TEXT), ("", "查询")])
    assert both == [*reader.read(QUESTION, [(TITLE, TEXT)]), *reader.read(QUESTION, [("", "查询")])]


def test_an_empty_text_has_no_words(model: Path, file: Path):
    assert opened(model, file).read(QUESTION, [(TITLE, "")])[0].words == (0, 0)


def test_the_graph_is_written_once(model: Path, file: Path):
    opened(model, file)
    (graph,) = model.glob("reader.*.onnx")
    written = graph.stat().st_mtime_ns
    opened(model, file)
    assert graph.stat().st_mtime_ns == written


def test_a_graph_that_says_something_else_of_a_known_text_is_not_used(
    model: Path, file: Path, caplog: pytest.LogCaptureFixture
):
    right = opened(model, file).read(QUESTION, [(TITLE, TEXT)])[0].answers
    for graph in model.glob("reader.*"):
        graph.unlink()
    known = {"question": QUESTION, "title": TITLE, "text": TEXT}
    noted(file, [{**known, "answers": right + 3}])
    with caplog.at_level(logging.WARNING, "tiaowen"):
        assert open_reader(model, file) is None
    assert "reader cannot be used" in caplog.text
    assert not list(model.glob("reader.*.onnx"))
    noted(file, [{**known, "answers": right}])
    assert opened(model, file)


@pytest.mark.parametrize("lacking", ["reader.safetensors", "reader.json"], ids=["没有权重", "没有说明"])
def test_without_its_files_there_is_no_reader(model: Path, file: Path, lacking: str):
    (file.parent / lacking).unlink()
    assert open_reader(model, file) is None


def test_a_model_that_is_no_bert_has_no_reader(tmp_path: Path, file: Path):
    (tmp_path / "other").mkdir()
    assert open_reader(tmp_path / "other", file) is None
    assert read_recipe(tmp_path / "other") is None
