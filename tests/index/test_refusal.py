from dataclasses import replace

import pytest

from index.focus import around_asking
from index.refusal import ANSWERED_FROM, Evidence, certainty

SURE = Evidence(
    passage=1.0,
    words=0.5,
    typed=True,
    asked=1.0,
    named=1.0,
    unheld=0.0,
    lacking=0.0,
    unlike=False,
    near=0.7,
    margin=0.05,
)


def test_a_sentence_that_holds_all_that_is_asked_answers():
    assert certainty(SURE) >= ANSWERED_FROM


@pytest.mark.parametrize(
    "less",
    [
        pytest.param({"asked": 0.0}, id="所问的那一项不在"),
        pytest.param({"named": 0.4}, id="所说的词不在"),
        pytest.param({"lacking": 0.9}, id="最少见的词不在"),
        pytest.param({"near": 0.3}, id="意思离得远"),
        pytest.param({"typed": False}, id="没有所问的那类词"),
        pytest.param({"unlike": True}, id="年份不在"),
    ],
)
def test_whatever_is_missing_makes_an_answer_less_likely(less: dict[str, float]):
    assert certainty(replace(SURE, **less)) < certainty(SURE)


def test_a_question_on_another_subject_is_refused():
    far = replace(SURE, passage=0.2, asked=0.0, named=0.1, unheld=0.6, lacking=1.0, near=0.05, margin=0.01)
    assert certainty(far) < ANSWERED_FROM


@pytest.mark.parametrize(
    ("question", "around"),
    [
        pytest.param("实训中心立项后每个补助多少资金？", "心立项后每个补助 资金?", id="补助资金"),
        pytest.param("由谁负责", "由 负责", id="谁"),
        pytest.param("申请条件", "", id="没有疑问词"),
    ],
)
def test_what_is_asked_of_a_thing_stands_around_the_word_that_asks(question: str, around: str):
    assert around_asking(question) == around
