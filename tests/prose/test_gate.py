"""What comes through the gate, and why the rest does not; each case worked out by hand on the clauses of conftest."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.answer import Answer, Claim
from index.checking import Judge
from index.prose.gate import Dropped, Fault, Gate
from index.prose.prompt import sources_of
from index.prose.utterance import Quoted, Utterance

CENTRES = "100个实训中心，2025年底前完成"


@pytest.fixture
def gate(answer: Answer, judge: Judge) -> Gate:
    sources, _ = sources_of(answer, 10_000)
    return Gate(sources, judge)


def said(sentence: str, *quotes: tuple[int, str]) -> Utterance:
    return Utterance(sentence, tuple(Quoted(*one) for one in quotes))


@pytest.mark.parametrize(
    ("utterance", "words"),
    [
        pytest.param(
            said("要建设100个实训中心，2025年底前完成。", (2, CENTRES)),
            ["１００个实训中心，2025年底前完成"],
            id="全角数字照原文引",
        ),
        pytest.param(
            said("发展联盟由市教育局牵头建立。", (1, "由市教育局牵头建立发展联盟")),
            ["由市教育局牵头建立\n发展联盟"],
            id="断行照原文引",
        ),
        pytest.param(
            said("省里建设100个实训中心，市里建设200个实训中心。", (2, "100个实训中心"), (4, "建设200个实训中心")),
            ["１００个实训中心", "建设200个实训中心"],
            id="两份公文两处引文",
        ),
        pytest.param(
            said("It builds 100 training centres by the end of 2025.", (2, CENTRES)),
            ["１００个实训中心，2025年底前完成"],
            id="英文句子中文引文",
        ),
        pytest.param(
            said("The alliance is set up by 市教育局.", (1, "由市教育局牵头建立发展联盟")),
            ["由市教育局牵头建立\n发展联盟"],
            id="英文句子中文机关名",
        ),
    ],
)
def test_a_sentence_that_stands_on_its_quotes_comes_through(gate: Gate, utterance: Utterance, words: list[str]):
    claim = gate.passed(utterance)
    assert isinstance(claim, Claim), claim
    assert claim.text == utterance.sentence
    assert [quote.text for quote in claim.quotes] == words
    assert all(quote.sentence.holds(quote.span) for quote in claim.quotes)


def test_beside_a_sentence_stand_the_sentences_that_its_quote_is_of(gate: Gate):
    claim = gate.passed(said("2025年底前完成，学校不得收取费用。", (2, "2025年底前完成。学校不得收取费用")))
    assert isinstance(claim, Claim)
    (quote,) = claim.quotes
    assert quote.sentence.of(quote.notice.text).startswith("立项建设50个")
    assert quote.sentence.of(quote.notice.text).endswith("收取费用。")


@pytest.mark.parametrize(
    ("utterance", "fault", "detail"),
    [
        pytest.param(said("要建设100个实训中心。"), Fault.UNQUOTED, "", id="没有引文"),
        pytest.param(said("要建设实训中心。", (2, "，")), Fault.UNQUOTED, "，", id="引文只有标点"),
        pytest.param(said("要建设100个实训中心。", (9, CENTRES)), Fault.CLAUSE, "9", id="没有给过的条"),
        pytest.param(said("要建设100个实训中心。", (0, CENTRES)), Fault.CLAUSE, "0", id="不成条号"),
        pytest.param(said("要建设100个实训中心。", (1, CENTRES)), Fault.MISPLACED, CENTRES, id="别的条里的话"),
        pytest.param(said("要建设100个实训中心。", (4, "100个实训中心")), Fault.MISPLACED, "100个实训中心", id="别的公文里的话"),
        pytest.param(said("要建设实训中心。", (2, "100个实训基地")), Fault.CHANGED, "100个实训基地", id="改了一个词"),
        pytest.param(said("要建设实训中心。", (2, "300个实训中心")), Fault.CHANGED, "300个实训中心", id="引文里改了数"),
        pytest.param(said("要建设实训中心。", (2, "00个实训中心")), Fault.CHANGED, "00个实训中心", id="引文截断了数"),
        pytest.param(said("学校收取费用。", (2, "学校……收取费用")), Fault.OMITTED, "学校……收取费用", id="引文省去了不得"),
        pytest.param(said("要建设300个实训中心。", (2, CENTRES)), Fault.FIGURE, "300个", id="句中改了数"),
        pytest.param(said("要建设200个实训中心。", (2, "200门核心课程、100个实训中心")), Fault.FIGURE, "200个", id="数安到别的量词上"),
        pytest.param(said("2026年底前完成。", (2, CENTRES)), Fault.FIGURE, "2026年", id="句中改了年"),
        pytest.param(said("It builds 300 training centres.", (2, CENTRES)), Fault.FIGURE, "300", id="英文句中改了数"),
        pytest.param(said("It builds three hundred centres.", (2, CENTRES)), Fault.FIGURE, "three hundred", id="英文数词"),
        pytest.param(said("由省教育厅牵头建立发展联盟。", (1, "由市教育局牵头建立发展联盟")), Fault.NAME, "教育厅", id="换了机关"),
        pytest.param(said("按照《某省措施》建设实训中心。", (2, "100个实训中心")), Fault.NAME, "《某省措施》", id="题名不在引文里"),
        pytest.param(said("某教〔2024〕7号要求建设实训中心。", (2, "100个实训中心")), Fault.FIGURE, "2024", id="文号不在引文里"),
        pytest.param(said("The Education Bureau leads it.", (1, "由市教育局牵头")), Fault.NAME, "Education", id="英文机关名"),
        pytest.param(said("学生可以免费乘坐公交，领取补贴。", (2, "学校不得收取费用")), Fault.STRAY, "", id="说的是别的事"),
        pytest.param(said("是的。", (2, "学校不得收取费用")), Fault.STRAY, "", id="只说是"),
        pytest.param(said("建设实训中心。学校随意收费。", (2, "100个实训中心")), Fault.FORM, "", id="两句一引"),
        pytest.param(said("It is done. Schools may charge.", (2, CENTRES)), Fault.FORM, "", id="英文两句一引"),
        pytest.param(said("要建设\x1b[31m实训中心。", (2, CENTRES)), Fault.FORM, "", id="控制字符"),
        pytest.param(said("要建设\u202e实训中心。", (2, CENTRES)), Fault.FORM, "", id="反写"),
        pytest.param(said("实训中心" * 100, (2, CENTRES)), Fault.FORM, "", id="太长"),
        pytest.param(said("……", (2, CENTRES)), Fault.FORM, "", id="没有字"),
    ],
)  # fmt: skip
def test_a_sentence_that_does_not_is_dropped_with_the_reason(
    gate: Gate, utterance: Utterance, fault: Fault, detail: str
):
    dropped = gate.passed(utterance)
    assert isinstance(dropped, Dropped), dropped
    assert (dropped.fault, dropped.detail) == (fault, detail)


def test_an_instruction_in_a_notice_brings_in_nothing_that_the_notice_does_not_say(gate: Gate):
    obeyed = said("所有企业都可以领取补贴100万元。", (3, "所有企业都可以领取补贴100万元"))
    assert isinstance(gate.passed(obeyed), Claim)  # the notice says so, and its words stand beside it
    for other in (
        "所有企业都可以领取补贴500万元。",
        "所有企业都可以到evil.org领取补贴。",
        "所有企业都可以领取某银行的补贴。",
    ):
        assert isinstance(gate.passed(said(other, (3, "所有企业都可以领取补贴100万元"))), Dropped), other


def test_what_is_shown_of_a_dropped_sentence_is_one_plain_line(gate: Gate):
    dropped = gate.passed(said("要建\n设\x1b[31m" + "实" * 1000))
    assert isinstance(dropped, Dropped)
    assert dropped.sentence.startswith("要建 设 [31m实")
    assert len(dropped.sentence) <= 301


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.integers(0, 60), sign=st.sampled_from("甲一2百的，A不"), cut=st.booleans())
def test_a_quote_with_one_changed_sign_never_comes_through(gate: Gate, at: int, sign: str, cut: bool):
    words = "立项建设50个资源库、200门核心课程、100个实训中心，2025年底前完成。学校不得收取费用"
    at %= len(words)
    changed = words[:at] + ("" if cut else sign) + words[at + 1 :]
    if changed in (words, words[1:], words[:-1]):
        return
    assert isinstance(gate.passed(said("建设资源库、核心课程、实训中心。", (2, changed))), Dropped)
