"""Two engines, one model: the same vectors, or sentence-transformers alone."""

import json
import logging
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from corpus.errors import UnknownModel
from index.agreement import TEXTS, agree, load_engine, verdict
from index.bert_graph import write_graph
from index.checkpoint import find_checkpoint
from index.engine import Vectors
from index.onnx_engine import TOKENS_AT_ONCE, OnnxEngine, batches, find_graph
from index.recipe import read_recipe
from index.torch_engine import TorchEngine


def settings(folder: Path, name: str, **changed: Any) -> None:
    file = folder / name
    file.write_text(json.dumps({**json.loads(file.read_text()), **changed}))


@pytest.fixture
def model(tmp_path: Path, onnx_model: Path) -> Path:
    """A copy with its graph, which nobody has compared yet."""
    shutil.copytree(onnx_model, tmp_path / "model", ignore=shutil.ignore_patterns("*.agreed"))
    return tmp_path / "model"


def compared(folder: Path) -> bool | None:
    return verdict(find_checkpoint(str(folder)), find_graph(folder) or folder / "model.onnx")


def engine_of(folder: Path) -> type:
    return type(load_engine(find_checkpoint(str(folder))))


def cls_pooling(folder: Path) -> None:
    settings(folder, "1_Pooling/config.json", pooling_mode="cls", pooling_mode_mean_tokens=False)


def lower_case(folder: Path) -> None:
    settings(folder, "sentence_bert_config.json", do_lower_case=True)


def short(folder: Path) -> None:
    settings(folder, "sentence_bert_config.json", max_seq_length=9)


def no_length(folder: Path) -> None:
    settings(folder, "sentence_bert_config.json", max_seq_length=None)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda folder: None, id="平均"),
        pytest.param(cls_pooling, id="取首个"),
        pytest.param(lower_case, id="先转小写"),
        pytest.param(short, id="九个字就截断"),
        pytest.param(no_length, id="没有写明长度"),
    ],
)
def test_both_engines_give_the_same_vectors(model: Path, change: Callable[[Path], None]):
    change(model)
    recipe = read_recipe(model)
    assert recipe is not None
    quick, slow = OnnxEngine.open(model / "model.onnx", recipe), TorchEngine.load(model)
    assert quick.dim == slow.dim == 8
    for question in (True, False):
        ours, theirs = quick.encode(TEXTS, question=question), slow.encode(TEXTS, question=question)
        assert ours == pytest.approx(theirs, abs=1e-5)


def test_a_model_runs_on_onnxruntime_once_its_graph_was_compared(model: Path):
    assert compared(model) is None
    assert engine_of(model) is OnnxEngine
    assert compared(model) is True
    code = (
        "import sys; from index.encoder import SentenceEncoder; "
        f"SentenceEncoder.load({str(model)!r}).encode_questions(['职业']); "
        "print([m for m in ('torch', 'transformers', 'sentence_transformers', 'onnx') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("[]\n", "")


def other_weights(folder: Path) -> None:
    """Leave the graph of another model there, with its weights, as a folder that was trained further may keep it."""
    (folder / "onnx").mkdir()
    (folder / "model.onnx").rename(folder / "onnx" / "model.onnx")
    content = (folder / "model.safetensors").read_bytes()
    data = 8 + int.from_bytes(content[:8], "little")
    others = np.frombuffer(content, "<f4", offset=data)[::-1].tobytes()
    (folder / "onnx" / "model.safetensors").write_bytes(content[:data] + others)


def without_prompt(folder: Path) -> None:
    settings(folder, "1_Pooling/config.json", include_prompt=False)


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda folder: (folder / "model.onnx").unlink(), id="没有图"),
        pytest.param(lambda folder: (folder / "model.onnx").write_bytes(b"no graph"), id="图坏了"),
        pytest.param(lambda folder: (folder / "model.onnx").write_bytes(b""), id="图是空的"),
        pytest.param(other_weights, id="图属于别的权重"),
        pytest.param(lambda folder: settings(folder, "config.json", layer_norm_eps=0.5), id="图按旧设定写成"),
        pytest.param(lambda folder: (folder / "tokenizer.json").unlink(), id="分词器是别的样子"),
        pytest.param(without_prompt, id="提示语不计入平均"),
    ],
)
def test_a_graph_that_cannot_be_trusted_leaves_the_work_to_torch(model: Path, damage: Callable[[Path], object]):
    assert engine_of(model) is OnnxEngine
    damage(model)
    assert compared(model) is None
    assert engine_of(model) is TorchEngine
    assert engine_of(model) is TorchEngine, "and the second time"


def test_a_graph_of_other_weights_is_compared_once_and_told_in_the_log(model: Path, caplog: pytest.LogCaptureFixture):
    other_weights(model)
    with caplog.at_level(logging.INFO, "tiaowen"):
        assert engine_of(model) is TorchEngine
    assert "does not give the model's vectors" in caplog.text
    assert compared(model) is False


def test_a_model_that_changed_is_compared_anew(model: Path):
    assert engine_of(model) is OnnxEngine
    settings(model, "config_sentence_transformers.json", prompts={"query": "查询："})
    assert compared(model) is None
    assert engine_of(model) is OnnxEngine
    assert compared(model) is True


@pytest.mark.parametrize("cut", [0.5, 0.001], ids=["一半", "只剩开头"])
def test_weights_cut_short_are_refused_and_end_no_process(model: Path, cut: float):
    assert engine_of(model) is OnnxEngine
    weights = (model / "model.safetensors").read_bytes()
    (model / "model.safetensors").write_bytes(weights[: int(len(weights) * cut)])
    with pytest.raises(UnknownModel, match="cannot be loaded"):
        engine_of(model)


def test_a_note_that_cannot_be_read_is_as_none(model: Path):
    assert engine_of(model) is OnnxEngine
    for content in ("{", "[]", "{}", '{"agrees": true}'):
        (model / "model.onnx.agreed").write_text(content)
        assert compared(model) is None


def test_engines_agree_only_where_every_vector_does():
    class Rows:
        dim = 2

        def __init__(self, last: tuple[float, float]) -> None:
            self.rows = np.array([[3, 4]] * (len(TEXTS) - 1) + [last], np.float32)

        def encode(self, texts: object, *, question: bool) -> Vectors:
            return self.rows

    assert agree(Rows((3, 4)), Rows((6, 8)))
    assert not agree(Rows((3, 4)), Rows((3.1, 3.9)))  # cosine 0.9998
    assert not agree(Rows((3, 4)), Rows((float("nan"), 4)))


@pytest.mark.parametrize(
    ("name", "changed"),
    [
        pytest.param("1_Pooling/config.json", {"include_prompt": False}, id="提示语不计入平均"),
        pytest.param("1_Pooling/config.json", {"pooling_mode": "max"}, id="取最大"),
        pytest.param("1_Pooling/config.json", {"pooling_mode": ["mean", "cls"]}, id="两种合用"),
        pytest.param("sentence_bert_config.json", {"transformer_task": "any-to-any"}, id="不止读文字"),
        pytest.param("sentence_bert_config.json", {"query_length": 32}, id="不认识的设定"),
        pytest.param("tokenizer_config.json", {"padding_side": "left"}, id="左边补齐"),
        pytest.param("tokenizer_config.json", {"pad_token": None}, id="没有补齐的符号"),
    ],
)
def test_a_model_that_takes_more_than_the_recipe_has_none(model: Path, name: str, changed: dict[str, Any]):
    assert read_recipe(model) is not None
    settings(model, name, **changed)
    assert read_recipe(model) is None


@pytest.mark.parametrize(
    "kinds",
    [
        pytest.param(["sentence_transformers.models.Transformer"], id="没有汇合"),
        pytest.param(["custom.Transformer", "sentence_transformers.models.Pooling"], id="别人的代码"),
        pytest.param([f"sentence_transformers.models.{kind}" for kind in ("Transformer", "Pooling", "Dense")], id="还有一层"),
    ],
)  # fmt: skip
def test_a_model_of_other_modules_has_no_recipe(model: Path, kinds: list[str]):
    modules = [{"type": kind, "path": "1_Pooling" * (at == 1)} for at, kind in enumerate(kinds)]
    (model / "modules.json").write_text(json.dumps(modules))
    assert read_recipe(model) is None


def test_short_texts_are_run_together_and_long_ones_alone():
    half, more, whole = TOKENS_AT_ONCE // 2, TOKENS_AT_ONCE // 2 + 1, TOKENS_AT_ONCE + 5
    assert list(batches([half, whole, 1, half, more])) == [[2, 0], [3], [4], [1]]
    assert list(batches([])) == []


@pytest.mark.parametrize(
    "changed", [{"model_type": "xlm-roberta"}, {"hidden_act": "relu"}], ids=["别的模型", "别的激活函数"]
)
def test_a_graph_is_written_for_a_plain_bert_only(model: Path, changed: dict[str, str]):
    before = (model / "model.onnx").read_bytes()
    assert write_graph(model).read_bytes() == before, "the same model, the same graph"
    settings(model, "config.json", **changed)
    with pytest.raises(ValueError, match="BertModel"):
        write_graph(model)
