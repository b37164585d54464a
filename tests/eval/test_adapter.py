"""What the default model's adapter is trained on, and that training changes what ships."""

import json
import lzma
import random
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.numpy import load_file, save_file

from eval.adapter.batch import batches_of, likeness, near_batches, not_wrong
from eval.adapter.bert import AdaptedBert, Shape, batches
from eval.adapter.pair import HeldBack, Pair, in_a_form, own_pairs, read_pairs, statute_pairs
from eval.adapter.rule import QUOTAS, RULES, Asked, read_law, rule_pairs
from eval.adapter.training import Plan, train
from eval.reader.example import OwnPassage
from eval.testset import TestPassage, TestSet
from index.adapter import adapted
from index.encoder import SentenceEncoder
from tests.index.made_model import made_model, with_graph

LAW = """# 某市养犬条例

2020年1月1日 某市人民代表大会常务委员会通过

<!-- INFO END -->

## 第一章 总则

第一条 本条例所称犬只，是指家庭饲养的宠物犬。

第二条 市人民政府公安部门负责全市养犬的监督管理工作。

## 第二章 行为

第三条 养犬人应当给犬只登记，并定期接种疫苗。

养犬人携犬出户应当束牵引带。禁止携犬进入学校、医院和幼儿园。

第四条 有下列情形之一的，不予登记：

（一）烈性犬；

第五条 公安部门应当自收到申请之日起十日内作出是否登记的决定。

第六条 违反本条例规定，在学校门前二十米内遛犬的，由公安部门处一百元罚款。

第七条 违反本条例第三条规定，养犬不登记也不接种疫苗的，由公安部门没收犬只。
"""
NOTHING = HeldBack(frozenset(), frozenset())


class Last(random.Random):
    """Chance that always takes the last of what there is."""

    def choice(self, seq):  # pyright: ignore
        return seq[-1]


@pytest.mark.parametrize(
    ("kind", "asked"),
    [
        pytest.param("define", [Asked("犬只怎么界定", "第一条")], id="定义问词"),
        pytest.param("who", [Asked("哪个部门负责全市养犬的监督管理工作", "第二条")], id="职责问部门"),
        pytest.param("cases", [Asked("不予登记的情形有哪些？", "第四条")], id="情形问哪些"),
        pytest.param(
            "days", [Asked("公安部门应当自收到申请之日起几日内作出是否登记的决定", "第五条")], id="期限问几日"
        ),
        pytest.param("penalty", [Asked("在学校门前二十米内遛犬，有什么后果", "第六条")], id="罚则问后果"),
        pytest.param("crossref", [Asked("养犬不登记也不接种疫苗", "第三条")], id="引用问所引的条"),
        pytest.param(
            "cloze",
            [Asked("禁止携犬进入学校、医院和幼儿园", "第三条", "禁止携犬进入学校、医院和幼儿园。")],
            id="一句问其余",
        ),
    ],
)
def test_a_rule_asks_for_the_article_that_answers(kind: str, asked: list[Asked]):
    law = read_law(LAW)
    made = [one for label in law.articles for one in RULES[kind](law, label, Last())]
    assert made == asked


def test_a_law_is_read_as_articles_without_headings_and_blank_lines():
    law = read_law(LAW)
    assert law.title == "某市养犬条例"
    assert list(law.articles) == ["第一条", "第二条", "第三条", "第四条", "第五条", "第六条", "第七条"]
    assert law.articles["第二条"] == "市人民政府公安部门负责全市养犬的监督管理工作。"
    assert law.articles["第四条"] == "有下列情形之一的，不予登记：\n（一）烈性犬；"


def test_nothing_is_made_of_an_article_that_is_validated_with():
    law = read_law(LAW)
    every = list(rule_pairs([law], NOTHING, random.Random(1)))
    less = list(
        rule_pairs(
            [law],
            HeldBack(frozenset(), frozenset({"违反本条例规定在学校门前二十米内遛犬的由公安部门处一百元罚款"})),
            random.Random(1),
        )
    )
    # No article is asked for twice: the one that a breach names is not asked for by one of its sentences.
    assert {pair.kind for pair in every} == set(QUOTAS) - {"cloze", "may"}
    assert {pair.kind for pair in every} - {pair.kind for pair in less} == {"penalty"}


@pytest.mark.parametrize(
    ("drawn", "form"),
    [
        (0.4, "养犬应当登记。\n养犬法第三条"),
        (0.6, "第三条 养犬应当登记。\n中华人民共和国养犬法"),
        (0.8, "养犬应当登记。\n中华人民共和国养犬法"),
    ],
)
def test_an_article_is_read_in_the_forms_in_which_passages_come(drawn: float, form: str):
    assert in_a_form("中华人民共和国养犬法", "第三条", "养犬应当登记。", drawn) == form


def test_only_the_tuning_half_is_trained_on_and_our_own_questions_avoid_the_other_half(tmp_path: Path):
    ids = [f"q{n}" for n in range(40)]
    passages = tuple(TestPassage(f"p{id_}", f"{id_}法第一条", f"{id_}应当登记。") for id_ in ids)
    statutes = TestSet(
        "statutes", "statutes", passages, {id_: f"{id_}吗？" for id_ in ids}, {id_: {f"p{id_}": 1} for id_ in ids}
    )
    held_back = HeldBack.of(statutes)
    trained = {pair.question[:-2] for pair in statute_pairs(statutes)}
    validated = {question[:-1] for question in held_back.questions}
    assert trained and validated and trained.isdisjoint(validated)
    assert trained | validated < set(ids), "some of the tuning half are kept back"
    one = sorted(validated)[0]
    told = [
        {"question": "别的吗", "passage": f"第九条 {one}应当登记。", "title": "别法", "source": "a.md#1"},
        {"question": f"{one}吗", "passage": "第九条 另应当登记。", "title": "别法", "source": "a.md#1"},
        {"question": "要登记吗", "passage": "第九条 犬应当登记。", "title": "别法", "source": "a.md#1"},
    ]
    file = tmp_path / "own.jsonl.xz"
    with lzma.open(file, "wt", encoding="utf-8") as lines:
        lines.writelines(f"{json.dumps(one)}\n" for one in told)
    assert [pair.question for pair in own_pairs(held_back, random.Random(1), file)] == ["要登记吗"]


def test_the_readers_passages_are_trained_on_where_they_answer_and_are_not_measured_with():
    asked = (("shared", "谁登记犬？", "公安部门"), ("near", "登记要多少钱？", ""))
    passages = [
        OwnPassage("p1", "养犬法", "第二条 公安部门登记犬。", "a.md#1", asked),
        OwnPassage("p0", "养猫法", "第二条 公安部门登记猫。", "b.md#1", asked),
        OwnPassage("p2", "养鸟法", "第二条 公安部门登记鸟。", "c.md#1", asked),
    ]
    # p0 is kept back for the reader, the third article validates statutes.
    held_back = HeldBack(frozenset(), frozenset({"公安部门登记鸟"}))
    (made,) = read_pairs(held_back, random.Random(1), passages)
    assert (made.kind, made.question, made.group) == ("read", "谁登记犬？", "a.md#1")
    assert "公安部门登记犬。" in made.passages[0] and "养犬法" in made.passages[0]


def pair(question: str, passage: str, group: str = "甲") -> Pair:
    return Pair("own", question, (passage,), group)


def test_what_answers_as_well_is_no_wrong_answer():
    batch = [
        pair("甲", "养犬应当登记。\n甲法"),
        pair("乙", "养犬应当登记。\n乙法"),
        pair("丙", "禁止放炮。\n丙法"),
        pair("丁", "依法纳税。\n丁法"),
    ]
    cosines = torch.tensor([[0.8, 0.9, 0.7, 0.7], [0.7, 0.9, 0.7, 0.7], [0.7, 0.7, 0.8, 0.86], [0.8, 0.7, 0.84, 0.8]])
    found = not_wrong(batch, [one.passages[0] for one in batch], cosines)
    # 甲 and 乙 read the same but for the law; 丁's passage is .06 nearer to 丙 than its own, 丙's only .04 to 丁.
    assert found.nonzero().tolist() == [[0, 1], [1, 0], [2, 3]]


def test_pairs_of_one_law_lie_side_by_side():
    pairs = [pair(f"{law}{n}", f"{law}{n}", law) for n in range(8) for law in "甲乙丙丁戊己庚辛壬癸"]
    (batch,) = batches_of(pairs, random.Random(2))
    assert len(batch) == 64
    assert [len({one.group for one in batch[at : at + 8]}) for at in range(0, 64, 8)] == [1] * 8


def test_pairs_that_the_model_confuses_lie_side_by_side_whatever_their_laws():
    pairs = [pair(f"{family}{n}", f"{family}{n}", str(n)) for n in range(64) for family in "甲乙丙丁戊己庚辛"]
    families = torch.eye(8).repeat(64, 1)
    laid = [one for batch in near_batches(pairs, families, families, random.Random(2)) for one in batch]
    assert {one.question for one in laid} == {one.question for one in pairs}
    beside = sum(one.question[0] == two.question[0] for one, two in pairwise(laid))
    assert beside / len(laid) > 0.7  # by chance .125


def test_two_questions_to_one_passage_are_not_confused_however_near_they_are():
    asked, read = torch.tensor([[1.0, 0], [0, 1], [1, 0]]), torch.tensor([[1.0, 0], [0.6, 0.8], [1, 0]])
    passages = torch.tensor([0, 1, 0])
    assert torch.allclose(likeness(0, asked, read, passages), torch.tensor([-9, 0.6, -9]))
    assert torch.allclose(likeness(1, asked, read, passages), torch.tensor([0.6, -9, 0.6]))


def test_texts_of_a_length_are_run_together():
    assert list(batches([3000, 10, 2000, 20])) == [[1, 3], [2], [0]]


def test_the_frozen_model_gives_the_vectors_of_sentence_transformers(onnx_folder: Path):
    model = AdaptedBert(onnx_folder, Shape(0, 2), seed=1)
    right = SentenceEncoder.load(str(onnx_folder)).encode_questions(["职业本科", "学校建设查询"])
    ours = model.upper(model.lower(model.tokens(["query: 职业本科", "query: 学校建设查询"], 64))).detach().numpy()
    assert (ours * right).sum(axis=1) == pytest.approx([1, 1], abs=1e-3)


@pytest.fixture(scope="module")
def onnx_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return with_graph(made_model(tmp_path_factory.mktemp("m") / "tiny", {"query": "query: ", "passage": "passage: "}))


def test_what_was_trained_is_in_the_weights_once_it_is_added(onnx_folder: Path, tmp_path: Path):
    letters = "职业本科学校建设查询文"
    pairs = [pair(letters[n % 11] + letters[n // 11 % 11], letters[(n + 3) % 11], str(n)) for n in range(64)]
    model = AdaptedBert(onnx_folder, Shape(0, 4), seed=1)
    said: list[str] = []
    train(model, pairs, Plan(epochs=30, rate=0.3), said.append)
    matrices = {name: matrix.detach().numpy() for name, matrix in model.matrices.items()}
    weights = adapted(load_file(onnx_folder / "model.safetensors"), matrices)
    folder = with_graph(made_model(tmp_path / "changed", {"query": "query: ", "passage": "passage: "}))
    save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})
    before, after = (SentenceEncoder.load(str(one)).encode_questions(["职业"])[0] for one in (onnx_folder, folder))
    ours = model.upper(model.lower(model.tokens(["query: 职业"], 64)))[0].detach().numpy()
    assert ours @ after == pytest.approx(1, abs=2e-3)
    assert np.dot(before, after) < 0.99, "it did learn"
    assert said[-1].startswith("step 30 of 30: loss ")
