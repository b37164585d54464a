"""Our own questions are well formed, and keep the promises of eval/questions/README.md."""

import re
import warnings
from collections import Counter
from collections.abc import Iterable
from functools import cache
from typing import Any, cast

import pytest

from corpus.citation import path_text
from corpus.notice import Clause
from corpus.reading import notice_files, read_notice
from eval.four import NOTICES
from eval.question import EARLIER, FOUR, FRESH, Kind, Question, Wording, clause_unit, notice_of, read_questions

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # invalid escapes in jieba's own source
    import jieba  # pyright: ignore[reportMissingTypeStubs]

QUESTIONS = [*read_questions(), *read_questions(FRESH), *read_questions(EARLIER)]
README = (FOUR.parent / "README.md").read_text(encoding="utf-8")
STOPWORDS = set((FOUR.parent / "stopwords.txt").read_text(encoding="utf-8").split())


@cache
def clauses() -> dict[str, str]:
    """Return the own text of every clause of the four notices, heading included, by unit."""
    found: dict[str, str] = {}
    for file in notice_files(NOTICES):
        notice = read_notice(file)
        for clause in notice.root.walk():
            found[clause_unit(notice.source, clause.path)] = own_text(notice.text, clause)
    return found


def own_text(text: str, clause: Clause) -> str:
    return "".join("".join(span.of(text).split()) for span in clause.paragraphs)


def content_words(text: str) -> set[str]:
    """Return the content words as the README defines them."""
    tokens = cast(list[str], cast(Any, jieba).lcut(text.lower()))
    return {token for token in tokens if len(token) >= 2 and re.fullmatch(r"[\u4e00-\u9fffa-z0-9]+", token)} - STOPWORDS


def answered(wording: Wording, among: Iterable[Question] = QUESTIONS) -> list[Question]:
    return [question for question in among if question.clauses and question.wording is wording]


def test_ids_and_texts_are_unique():
    assert len({question.id for question in QUESTIONS}) == len(QUESTIONS) >= 150
    assert len({question.text for question in QUESTIONS}) == len(QUESTIONS)


def test_every_clause_named_exists_in_the_parsed_notices():
    named = {unit for question in QUESTIONS for unit in question.clauses}
    assert named <= clauses().keys()


def test_only_questions_of_kind_none_have_no_clause():
    assert all((question.kind is Kind.NONE) == (not question.clauses) for question in QUESTIONS)


def test_at_least_half_of_the_answered_questions_of_the_first_set_are_paraphrased():
    four = read_questions(FOUR)
    assert len(answered(Wording.PARAPHRASED, four)) >= len(answered(Wording.SHARED, four))


@pytest.mark.parametrize("question", answered(Wording.PARAPHRASED), ids=lambda question: question.id)
def test_a_paraphrased_question_has_no_content_word_of_a_clause_that_answers(question: Question):
    texts = [clauses()[unit].lower() for unit in question.clauses]
    assert not content_words(question.text) & {word for text in texts for word in content_words(text)}
    assert not [word for word in content_words(question.text) if any(word in text for text in texts)]


@pytest.mark.parametrize("question", answered(Wording.SHARED), ids=lambda question: question.id)
def test_a_question_of_shared_wording_has_a_content_word_of_one(question: Question):
    words = {word for unit in question.clauses for word in content_words(clauses()[unit])}
    assert content_words(question.text) & words


def test_the_readme_counts_what_is_there():
    counts = Counter((question.kind, question.wording) for question in read_questions())
    for kind in Kind:
        shared, paraphrased = counts[kind, Wording.SHARED], counts[kind, Wording.PARAPHRASED]
        assert f"| {kind.value} | {shared} | {paraphrased} | {shared + paraphrased} |" in README
    english = [question for question in read_questions() if question.english]
    assert f"{sum(bool(question.clauses) for question in english)} of those in English" in README.replace("\n", " ")
    several = sum(len({notice_of(unit) for unit in question.clauses}) > 1 for question in read_questions())
    assert f"{several} need clauses of more than one notice" in README


@pytest.mark.parametrize(
    ("text", "english"),
    [
        pytest.param("哪些措施涉及职教本科", False, id="Chinese"),
        pytest.param("which measures cover 职教本科", True, id="English that names a Chinese term"),
        pytest.param("“1+X”是什么", False, id="Chinese that names a Latin term"),
    ],
)
def test_a_question_is_english_by_most_of_its_letters(text: str, english: bool):
    assert Question("q", text, Kind.FACT, Wording.SHARED, frozenset()).english is english


def test_a_clause_is_named_by_its_file_and_path():
    unit = clause_unit("吉教职成〔2024〕4号.txt", ("三", "（二）"))
    assert unit == "吉教职成〔2024〕4号#三/（二）"
    assert notice_of(unit) == "吉教职成〔2024〕4号"
    assert path_text(()) == ""
