"""The part of a vocabulary cuts as the whole does."""

import json
from pathlib import Path

import pytest

from index.cutter import PART, Cutter, read_tokenizer, write_part
from index.packed import Pieces
from index.recipe import Recipe
from index.tokenizer import tokenizer_json

# Longer pieces are likelier than their characters; the least likely of all is of a script that the part leaves out.
SCORED = {
    "<s>": 0.0, "<pad>": 0.0, "</s>": 0.0, "<unk>": 0.0,
    "▁": -2.0, "▁que": -3.0, "ry": -3.5, ":": -2.5, "职": -6.0, "业": -6.0, "职业": -4.0, "▁职业": -4.5, "本科": -5.0,
    "1": -4.0, "0": -4.0, "10": -3.0, "，": -3.0, "a": -5.0, "b": -5.0, "ab": -4.0, "한국": -14.0, "<mask>": 0.0,
}  # fmt: skip


@pytest.fixture
def recipe(tmp_path: Path) -> Recipe:
    pieces = Pieces(tuple(SCORED), tuple(SCORED.values()), bos=0, pad=1, eos=2, unk=3)
    (tmp_path / "tokenizer.json").write_text(json.dumps(tokenizer_json(pieces)), encoding="utf-8")
    return Recipe(tmp_path, "mean", 12, False, "<pad>", {"query": "query: ", "passage": ""})


TEXTS = [
    pytest.param("职业本科", id="中文"),
    pytest.param("职业，１０人", id="全角数字与不认识的字"),
    pytest.param("ab职业", id="有字母"),
    pytest.param("℃职业", id="折成字母的符号"),
    pytest.param("한국职业", id="别的文字"),
    pytest.param("", id="空"),
    pytest.param("职业本科" * 9, id="太长"),
    pytest.param("<s>职业", id="特殊符号"),
    pytest.param(" 职\n业　本科 ", id="空白"),
]


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("prompt", ["query: ", ""], ids=["有提示语", "没有"])
def test_the_part_cuts_as_the_whole(recipe: Recipe, prompt: str, text: str):
    write_part(recipe)
    whole = read_tokenizer(recipe).encode(prompt + text).ids
    assert Cutter(recipe).cut(prompt, [text]) == [whole]
    assert whole[0] == 0
    assert whole[-1] == 2


def test_the_whole_is_loaded_for_a_text_with_letters_only(recipe: Recipe, monkeypatch: pytest.MonkeyPatch):
    write_part(recipe)
    loaded: list[Recipe] = []
    monkeypatch.setattr("index.cutter.read_tokenizer", lambda of: loaded.append(of) or read_tokenizer(of))
    cutter = Cutter(recipe)
    cutter.cut("query: ", ["职业10", "本科？"])
    assert loaded == []
    cutter.cut("query: ", ["职业", "ab"])
    assert loaded == [recipe]


def test_a_part_of_another_tokenizer_is_not_used(recipe: Recipe):
    write_part(recipe)
    file = recipe.transformer / "tokenizer.json"
    settings = json.loads(file.read_text(encoding="utf-8"))
    settings["model"]["vocab"][8][1], settings["model"]["vocab"][10][1] = -1.0, -9.0
    file.write_text(json.dumps(settings), encoding="utf-8")
    assert (recipe.transformer / PART).exists()
    assert Cutter(recipe).cut("", ["职业"]) == [read_tokenizer(recipe).encode("职业").ids]


def test_the_default_part_cuts_as_the_whole(default_model: Path):
    from index.recipe import read_recipe

    recipe = read_recipe(default_model)
    assert recipe is not None
    assert (default_model / PART).exists()
    whole = read_tokenizer(recipe)
    texts = ["哪些措施涉及职教本科？", "５～10人，〔2024〕4号", "䶮𠮷野！", "", "——（一）…①"]
    cutter = Cutter(recipe)
    for prompt in ("query: ", "passage: "):
        assert cutter.cut(prompt, texts) == [whole.encode(prompt + text).ids for text in texts]
