"""What the reader is trained on, and that training changes what ships."""

import json
import random
from pathlib import Path

import pytest

from eval.adapter.bert import Shape
from eval.reader.example import (
    Example,
    OwnPassage,
    Shown,
    close_passages,
    general_examples,
    own_examples,
    own_passages,
)
from eval.reader.joint import JointBert
from eval.reader.known import known_of
from eval.reader.mined import Mined, mined_examples
from eval.reader.shipment import ship
from eval.reader.training import Sitting, train
from eval.reader.window import Sizes, nearest, window, without
from index.reader import open_reader
from tests.index.made_model import made_model, with_int8_graph

# Four sentences: [0, 10) [10, 20) [20, 30) [30, 40).
TEXT = "".join(f"{name}一二三四五六七八。" for name in "甲乙丙丁")


class Least(random.Random):
    """Chance that always takes the least number and the first of what there is."""

    def randint(self, a: int, b: int) -> int:
        return a

    def randrange(self, start: int, stop: int | None = None, step: int = 1) -> int:
        return 0

    def random(self) -> float:
        return 0.0

    def choice(self, seq):  # pyright: ignore
        return seq[0]


@pytest.mark.parametrize(
    ("words", "least", "shown"),
    [
        pytest.param((12, 14), 2, (10, 20), id="一句之内"),
        pytest.param((12, 14), 12, (10, 30), id="往后多取到句号"),
        pytest.param((0, 3), 3, (0, 10), id="开头"),
        pytest.param((38, 40), 2, (30, 40), id="末尾"),
    ],
)
def test_a_window_holds_the_words_and_ends_where_sentences_do(
    words: tuple[int, int], least: int, shown: tuple[int, int]
):
    assert window(TEXT, words, Sizes(least, 99), Least()) == shown


@pytest.mark.parametrize("seed", range(30))
def test_a_window_holds_the_words_whatever_is_drawn(seed: int):
    chance = random.Random(seed)
    start = chance.randrange(len(TEXT))
    end = chance.randint(start + 1, len(TEXT))
    first, last = window(TEXT, (start, end), Sizes(5, 25), chance)
    assert 0 <= first <= start
    assert end <= last <= len(TEXT)


def test_a_window_without_the_answer_does_not_show_it():
    chance = random.Random(1)
    found = [without(TEXT, ("乙",), Sizes(4, 8), chance) for _ in range(20)]
    assert any(found)
    assert all("乙" not in TEXT[slice(*one)] for one in found if one)
    assert without("乙" * 30, ("乙",), Sizes(4, 8), chance) is None


def test_a_near_miss_is_shown_the_sentence_it_sounds_like():
    assert nearest("学费照收。由县里补助五百元。六月底前办完。", "由省里补助多少？") == (5, 14)
    assert nearest("甲", "由省里补助多少？") == (0, 1)


def passage(id_: str, text: str, *questions: tuple[str, str, str]) -> OwnPassage:
    return OwnPassage(id_, "某市办法 第一章", text, "办法.txt", questions)


def test_an_answered_question_is_shown_the_answer_and_a_near_miss_is_not():
    fee = passage("p1", "每户补助五百元。", ("shared", "每户补助多少？", "五百元"), ("near", "由谁补助？", ""))
    late = "申报人应当在六月底前把全部材料交到县农业农村局，逾期不予受理，材料不全的一次告知。"
    when = passage("p2", late)
    answered, near = own_examples([fee, when], Least())
    assert answered == Example(
        "每户补助多少？",
        (
            Shown("某市办法 第一章", "五百元。", (0, 3), answers=True),
            Shown("某市办法 第一章", late, None, answers=False),
        ),
    )
    assert near == Example("由谁补助？", (Shown("某市办法 第一章", "每户补助五百元。", None, answers=False),))


def test_our_own_passages_hold_their_answers_and_a_tenth_is_kept_back():
    passages = own_passages()
    asked = [(one, kind, answer) for one in passages for kind, _, answer in one.questions]
    assert len(passages) > 1_500
    assert all(answer in one.text for one, _, answer in asked)
    assert all(bool(answer) == (kind in ("shared", "other")) for _, kind, answer in asked)
    assert 0.05 < sum(one.kept_back for one in passages) / len(passages) < 0.15


def test_close_questions_hold_their_answers_and_none_is_on_a_passage_kept_back():
    passages = close_passages(own_passages())
    asked = [(one, kind, answer) for one in passages for kind, _, answer in one.questions]
    assert len(asked) > 5_000
    assert all(answer in one.text for one, _, answer in asked)
    assert all(bool(answer) == (kind in ("shared", "other")) for _, kind, answer in asked)
    assert not any(one.kept_back for one in passages)


@pytest.fixture
def comprehension(tmp_path: Path) -> Path:
    files = {
        "corpus.jsonl": {"id": "d1", "title": "鐵塔", "text": "鐵塔高三百米。塔建于某年，由某人設計。"},
        "queries.jsonl": {"id": "q1", "text": "鐵塔有多高？", "answers": ["三百米"]},
    }
    for name, record in files.items():
        (tmp_path / name).write_text(json.dumps(record, ensure_ascii=False) + "\n", encoding="utf-8")
    (tmp_path / "qrels.tsv").write_text("q1\td1\t1\n", encoding="utf-8")
    return tmp_path


def test_a_set_of_reading_comprehension_is_read_in_simplified_script(comprehension: Path):
    (example,) = general_examples(comprehension, random.Random(3))
    right = example.shown[0]
    assert right.words is not None
    assert right.text[slice(*right.words)] == "三百米"
    assert right.text.startswith("铁塔")
    assert all("三百米" not in one.text for one in example.shown[1:] if one.text != right.text)


def test_what_the_model_takes_for_an_answer_is_shown_as_none():
    pool = ["答。\n甲法", "像。\n乙法", "也像。\n丙法"]
    (example,) = mined_examples([Mined("问？", (0,), (1, 2))], pool, random.Random(1))
    assert example.shown[0] == Shown("甲法", "答。", None, answers=True)
    assert {(one.title, one.answers) for one in example.shown[1:]} == {("乙法", False), ("丙法", False)}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = made_model(tmp_path_factory.mktemp("m") / "tiny", {"query": "query: ", "passage": "passage: "})
    return with_int8_graph(made)


def test_words_stand_at_their_tokens_and_cut_words_nowhere(folder: Path):
    model = JointBert(folder, seed=1, shape=Shape(0, 2))
    shown = Shown("学校", "本科：建设", (3, 5), answers=True)
    (row,) = model.rows(Example("职业", (shown,)))
    assert row.ids == [0, 4, 5, 2, 2, 8, 9, 2, 6, 7, 15, 10, 11, 2]
    assert (row.text, row.words) == (slice(8, 13), (11, 12))
    (cut,) = model.rows(Example("职业", (Shown("", "本" * 200 + "设", (200, 201), answers=True),)))
    assert cut.words is None


def test_what_was_trained_is_what_ships_and_tells_answers_apart(folder: Path, tmp_path: Path):
    right, wrong = Shown("", "本科建设", (2, 4), answers=True), Shown("", "学校查询", None, answers=False)
    model, said = JointBert(folder, seed=1, shape=Shape(0, 4)), list[str]()
    examples = (Example("职业", (right, wrong)) for _ in iter(int, 1))
    train(model, {"own": examples}, Sitting(50, 4, 0.05, {"own": 1.0}, warm_up=5), random.Random(1), said.append)
    to = tmp_path / "reader.safetensors"
    ship({**model.matrices, **model.heads}, [], {"known": known_of(model)}, to)
    reader = open_reader(folder, to)
    assert reader is not None
    first, second = reader.read("职业", [("", "本科建设"), ("", "学校查询")])
    assert first.answers > 1 > -1 > second.answers
    assert first.words == (2, 4)
    assert said[-1].startswith("step 50 of 50: loss ")
    assert json.loads(to.with_suffix(".json").read_text(encoding="utf-8"))["sources"]["own"]
