"""Why a clause that answers stands too low, told mechanically."""

import pytest

from eval.failure import ClauseText, Reason, Standing, content_words, failures
from eval.question import Kind, Question, Wording

TEXTS = {
    "甲#一": ClauseText("支持职业学校升格为本科学校。", "办法\n一、升格"),
    "甲#二": ClauseText("各地安排资金。", "办法\n二、职业学校经费"),
    "乙#一": ClauseText("加强医疗服务。", "通知"),
}


def question(text: str, *clauses: str) -> Question:
    return Question("q", text, Kind.FACT, Wording.SHARED, frozenset(clauses))


# Asked too, so that the notice 乙 is one of those that were judged; it is answered first and does not fail.
OTHER = Question("q2", "医疗服务怎么加强", Kind.FACT, Wording.SHARED, frozenset({"乙#一"}))


def reasons(asked: Question, own: list[str], words: list[str], meaning: list[str], *others: Question) -> set[Reason]:
    standings = {"q": Standing(own, words, meaning), "q2": Standing(["乙#一"], [], [])}
    (failure,) = failures([asked, *others], standings, TEXTS)
    return {reason for missed in failure.missed for reason in missed.reasons}


@pytest.mark.parametrize(
    ("own", "words", "meaning", "expected"),
    [
        pytest.param(
            ["乙#一", "甲#一"], ["乙#一", "甲#一"], ["甲#一", "乙#一"], {Reason.BEATEN_BY_WORDS}, id="beaten by words"
        ),
        pytest.param(
            ["乙#一", "甲#一"], ["甲#一"], ["乙#一", "甲#一"], {Reason.BEATEN_BY_MEANING}, id="beaten by meaning"
        ),
        pytest.param(["乙#一", "甲#一"], ["乙#一"], ["乙#一", "甲#一"], {Reason.BEATEN_BY_BOTH}, id="beaten by both"),
        pytest.param(["乙#一", "甲#一"], ["甲#一"], ["甲#一"], set[Reason](), id="only scaling put it below"),
        pytest.param(
            ["甲#二", "甲#一"],
            ["甲#二", "甲#一"],
            ["甲#一", "甲#二"],
            {Reason.WRONG_CLAUSE, Reason.BEATEN_BY_WORDS},
            id="another clause of the right notice",
        ),
    ],
)
def test_ranks_tell_what_beat_the_clause(own: list[str], words: list[str], meaning: list[str], expected: set[Reason]):
    assert reasons(question("职业学校怎么升格", "甲#一"), own, words, meaning, OTHER) == expected


@pytest.mark.parametrize(
    ("text", "clause", "expected"),
    [
        pytest.param("读完中专还能往上念吗", "甲#一", {Reason.NO_SHARED_WORD}, id="no word in common"),
        pytest.param("职业学校的钱从哪来", "甲#二", {Reason.ONLY_IN_HEADING}, id="the words are in the heading"),
    ],
)
def test_words_tell_whether_the_clause_could_be_matched(text: str, clause: str, expected: set[Reason]):
    ranks = ["乙#一", clause]
    found = reasons(question(text, clause), ranks, [clause], [clause], OTHER)
    assert found == expected


def test_what_stands_in_a_notice_that_answers_no_question_is_unjudged():
    assert reasons(question("职业学校怎么升格", "甲#一"), ["乙#一", "甲#一"], ["甲#一"], ["甲#一"]) == {Reason.UNJUDGED}


def test_a_question_whose_clauses_are_all_shown_and_first_does_not_fail():
    standing = Standing(["甲#一", "甲#二"], [], [])
    assert not list(failures([question("升格", "甲#一", "甲#二")], {"q": standing}, TEXTS))


def test_a_wrong_first_place_names_the_best_placed_clause_that_answers():
    standing = Standing(["乙#一", "甲#二", "甲#一"], [], [])
    (failure,) = failures([question("升格", "甲#一", "甲#二")], {"q": standing}, TEXTS)
    assert (failure.first, failure.first_is_wrong, failure.words) == ("乙#一", True, "加强医疗服务。")
    assert [(missed.unit, missed.rank) for missed in failure.missed] == [("甲#二", 2)]


def test_a_clause_below_the_tenth_place_is_missed_with_its_rank_or_none():
    others = [f"丙#{number}" for number in range(10)]
    standing = Standing(["甲#一", *others, "甲#二"], [], [])
    (failure,) = failures([question("升格", "甲#一", "甲#二", "乙#一")], {"q": standing}, TEXTS)
    assert not failure.first_is_wrong
    assert [(missed.unit, missed.rank) for missed in failure.missed] == [("乙#一", None), ("甲#二", 12)]


def test_a_question_without_an_answer_cannot_fail():
    assert not list(failures([question("食堂几点开门")], {}, TEXTS))


def test_content_words_leave_out_question_words_and_single_characters():
    assert content_words("哪些职业学校由谁升格为本科？") == {"职业", "学校", "升格", "本科"}
