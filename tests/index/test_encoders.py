"""One contract, every encoder."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import UnknownModel
from index.bigram import BigramEncoder
from index.encoder import LONGEST_TEXT, Encoder, SentenceEncoder, unit_rows
from index.remote_encoder import RemoteEncoder, Server
from tests.index.made_model import made_model

TEXTS = ["职业本科", "学校建设", "查询"]


PATHS = {"OpenAI": "/v1/embeddings", "TEI": "/embed"}
MODELS = {"sentence-transformers": "tiny_model", "onnxruntime": "onnx_model", "int8": "int8_model"}


@pytest.fixture(params=["bigram", *MODELS, "OpenAI", "TEI"])
def encoder(request: pytest.FixtureRequest) -> Encoder:
    if request.param == "bigram":
        return BigramEncoder(64)
    if request.param in PATHS:
        server = request.getfixturevalue("embeddings_server")
        return RemoteEncoder.open(Server(server.address + PATHS[request.param], "e5", "", "query: ", "passage: "))
    return SentenceEncoder.load(str(request.getfixturevalue(MODELS[request.param])))


def test_every_row_has_length_one_and_the_declared_number_of_places(encoder: Encoder):
    for rows in (encoder.encode_questions(TEXTS), encoder.encode_passages(TEXTS)):
        assert (rows.shape, rows.dtype) == ((3, encoder.dim), np.dtype(np.float32))
        assert np.linalg.norm(rows, axis=1) == pytest.approx([1, 1, 1], abs=1e-5)


def test_rows_come_in_the_order_of_the_texts(encoder: Encoder):
    together, alone = encoder.encode_passages(TEXTS), [encoder.encode_passages([text])[0] for text in TEXTS]
    assert together == pytest.approx(np.stack(alone), abs=1e-5)
    assert np.abs(together[0] - together[1]).max() > 0.01


def test_no_texts_give_no_rows(encoder: Encoder):
    assert encoder.encode_questions([]).shape == encoder.encode_passages([]).shape == (0, encoder.dim)


def test_a_question_asked_again_or_twice_at_once_has_the_same_row(encoder: Encoder):
    first = encoder.encode_questions(["职业本科"])
    again = encoder.encode_questions(["查询", "职业本科", "职业本科"])
    assert (again[1] == first[0]).all()
    assert (again[2] == first[0]).all()
    assert not (again[0] == first[0]).all()


def test_a_text_that_no_file_could_hold_is_still_encoded(encoder: Encoder):
    rows = encoder.encode_questions(["\ud800职业", "职" * (LONGEST_TEXT + 1), "？！"])
    assert np.isfinite(rows).all()


def test_the_name_is_one_word(encoder: Encoder):
    assert encoder.name == "".join(encoder.name.split())
    assert encoder.name


def test_threads_may_share_an_encoder(encoder: Encoder):
    texts = [f"职业{'本科' * n}" for n in range(1, 9)]
    alone = np.stack([encoder.encode_questions([text])[0] for text in texts])
    fresh = BigramEncoder(64) if isinstance(encoder, BigramEncoder) else encoder
    with ThreadPoolExecutor(4) as pool:
        together = np.stack(list(pool.map(lambda text: fresh.encode_passages([text])[0], texts)))
    again = np.stack([encoder.encode_passages([text])[0] for text in texts])
    assert together == pytest.approx(again, abs=1e-5)
    assert alone.shape == again.shape


def test_unit_rows_keep_direction_and_a_zero_row_stays_zero():
    rows = unit_rows(np.array([[3, 4], [0, 0], [0, -2]], np.float32))
    assert rows.tolist() == [[pytest.approx(0.6), pytest.approx(0.8)], [0, 0], [0, -1]]


def test_bigrams_count_pairs_of_characters_whatever_their_width_and_blanks():
    encoder = BigramEncoder(4096)
    same, other = encoder.encode_questions(["A1 职业", "Ａ１职业"]), encoder.encode_questions(["职业A1"])
    assert (same[0] == same[1]).all()
    # pairs a1 1职 职业 against 职业 业a a1: two of three are shared
    assert same[0] @ other[0] == pytest.approx(2 / 3)


def prompted(folder: Path, prompts: dict[str, str]) -> tuple[float, float]:
    """Return how near a model with `prompts` puts a question, and a passage, to the same text without any prompt."""
    plain = SentenceEncoder.load(str(made_model(folder / "plain", {})))
    model = SentenceEncoder.load(str(made_model(folder / "prompted", prompts)))
    question = model.encode_questions(["职业"])[0] @ plain.encode_questions(["职业"])[0]
    passage = model.encode_passages(["职业"])[0] @ plain.encode_passages(["职业"])[0]
    return float(question), float(passage)


@pytest.mark.parametrize(
    ("prompts", "question_differs", "passage_differs"),
    [
        pytest.param({}, False, False, id="没有声明提示语的模型不加提示语"),
        pytest.param({"query": "query: ", "passage": "passage: "}, True, True, id="E5按声明加两种提示语"),
        pytest.param({"query": "查询："}, True, False, id="只声明查询提示语的只加在问题上"),
        pytest.param({"document": "文"}, False, True, id="document也是文段的提示语"),
    ],
)
def test_prompts_are_those_the_model_declares(
    tmp_path: Path, prompts: dict[str, str], question_differs: bool, passage_differs: bool
):
    question, passage = prompted(tmp_path, prompts)
    assert (question < 0.999, passage < 0.999) == (question_differs, passage_differs)


def test_the_name_follows_the_weights_and_not_the_place(tmp_path: Path, tiny_model: Path):
    name = SentenceEncoder.load(str(tiny_model)).name
    assert name.startswith("tiny@")
    (tmp_path / "else").mkdir()
    moved = tmp_path / "else" / "tiny"
    made_model(moved, {"query": "query: ", "passage": "passage: "})
    assert SentenceEncoder.load(str(moved)).name == name
    weights = bytearray((moved / "model.safetensors").read_bytes())
    weights[200] ^= 1
    (moved / "model.safetensors").write_bytes(weights)
    assert SentenceEncoder.load(str(moved)).name != name


@pytest.mark.parametrize(
    "model",
    [
        "",
        "没有/这个模型",
        "/no/such/folder",
        "./nothing",
        "a b//c",
        "x" * 5000,
        "nul\0byte",
        "no-such-owner/no-such-model",
    ],
    ids=["空名", "中文名", "没有的文件夹", "相对路径", "不成名字", "太长", "空字符", "网上没有"],
)
def test_an_unknown_model_is_refused_within_seconds(model: str, monkeypatch: pytest.MonkeyPatch):
    import huggingface_hub

    def unreachable(*_: object, **__: object):
        raise ConnectionError("no network in tests")

    monkeypatch.setattr(huggingface_hub.HfApi, "model_info", unreachable)
    with pytest.raises(UnknownModel) as refused:
        SentenceEncoder.load(model)
    assert refused.value.where
    assert "TIAOWEN_MODEL" in refused.value.fix


def test_a_folder_without_a_model_is_refused(tmp_path: Path):
    with pytest.raises(UnknownModel, match="no sentence-transformers model"):
        SentenceEncoder.load(str(tmp_path))


def test_a_model_whose_weights_are_damaged_is_refused_when_it_is_first_used(tmp_path: Path):
    folder = made_model(tmp_path / "damaged", {})
    (folder / "model.safetensors").write_bytes(b"not weights")
    with pytest.raises(UnknownModel, match="cannot be loaded") as refused:
        SentenceEncoder.load(str(folder)).encode_questions(["职业"])
    assert refused.value.where == str(folder)


def test_loading_and_encoding_print_nothing(tiny_model: Path, capfd: pytest.CaptureFixture[str]):
    SentenceEncoder.load(str(tiny_model)).encode_passages(["职业"] * 40)
    assert capfd.readouterr() == ("", "")
