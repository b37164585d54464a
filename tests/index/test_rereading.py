"""Claims read again: which comes first, in which words, and what was made of them."""

from collections.abc import Sequence

import pytest

from index.asks import Asks
from index.entry import Entry
from index.fact import Fact, Pick
from index.held import HeldTexts
from index.listing import Listed
from index.reader import Told
from index.rereading import Reread, bears_out, reread

# Sentences: [0, 13) [13, 27); [0, 10).
FIRST, SECOND = "每户补助五百元，不得重复。六月底前由乡镇政府发放到位。", "补助按年发放给农户。"
HELD = HeldTexts([Entry(7, 0, "某市办法\n第三条", FIRST), Entry(9, 0, "某市办法\n第四条", SECOND)], ["三", "四"])
SHOWN = [("某市办法 第三条", FIRST), ("某市办法 第四条", SECOND)]


def fact(passage: int, words: tuple[int, int], sentence: tuple[int, int], score: float, *, typed: bool = True) -> Fact:
    return Fact(passage, Pick(words, sentence, score, 1.0, typed))


ONE = fact(7, (0, 13), (0, 13), 0.9)
OTHER = fact(9, (0, 10), (0, 10), 0.8)


class Telling:
    """Tells what it was given, and keeps what it was shown."""

    def __init__(self, *told: Told) -> None:
        self._told, self.shown = told, list[tuple[str, str]]()

    def __call__(self, question: str, texts: Sequence[tuple[str, str]]) -> Sequence[Told]:
        self.shown += texts
        return self._told[: len(texts)]


def test_the_claims_are_shown_with_their_headings():
    telling = Telling(Told(1.0, (0, 0)), Told(1.0, (0, 0)))
    reread(telling, "？", Asks.WHAT, [ONE, OTHER], HELD)
    assert telling.shown == SHOWN


@pytest.mark.parametrize(
    ("answers", "first", "told"),
    [
        pytest.param((2.0, 2.5), 7, (2.0, 2.5), id="读来相差不多，依字词"),
        pytest.param((2.0, 3.5), 9, (3.5, 3.5), id="读来相差一分半，依所读"),
        pytest.param((9.0, 8.0), 7, (6.0, 6.0), id="六以上不再计"),
        pytest.param((-9.0, -8.0), 7, (-6.0, -6.0), id="负六以下不再计"),
    ],
)
def test_what_reads_better_comes_first(answers: tuple[float, float], first: int, told: tuple[float, float]):
    # .9 and .8 by words; a tenth of what is told is added: .9 + .2 > .8 + .25, .9 + .2 < .8 + .35.
    found = reread(Telling(*(Told(one, (0, 0)) for one in answers)), "？", Asks.WHAT, [ONE, OTHER], HELD)
    assert [one.passage for one in found.facts] == [first, 16 - first]
    assert found.told == told


@pytest.mark.parametrize(
    ("asks", "read", "words", "sentence"),
    [
        pytest.param(Asks.NUMBER, (4, 7), (4, 7), (0, 13), id="数"),
        pytest.param(Asks.NUMBER, (4, 8), (4, 7), (0, 13), id="尾上的逗号不算"),
        pytest.param(Asks.WHEN, (13, 17), (13, 17), (13, 27), id="在另一句"),
        pytest.param(Asks.WHO, (18, 22), (18, 22), (13, 27), id="机关"),
        pytest.param(Asks.NUMBER, (4, 20), (4, 12), (0, 13), id="不过句界"),
        pytest.param(Asks.NUMBER, (8, 12), (0, 13), (0, 13), id="不是数，不换"),
        pytest.param(Asks.NUMBER, (7, 8), (0, 13), (0, 13), id="只有标点，不换"),
        pytest.param(Asks.WHAT, (4, 7), (0, 13), (0, 13), id="问什么，不换"),
        pytest.param(Asks.NUMBER, (0, 0), (0, 13), (0, 13), id="没有读出字"),
    ],
)
def test_words_of_short_answers_are_those_that_were_read(
    asks: Asks, read: tuple[int, int], words: tuple[int, int], sentence: tuple[int, int]
):
    (found,) = reread(Telling(Told(3.0, read)), "？", asks, [ONE], HELD).facts
    assert (found.pick.words, found.pick.sentence) == (words, sentence)


@pytest.mark.parametrize(("read", "typed"), [((4, 7), True), ((8, 12), False)], ids=["读出数", "读出的不是数"])
def test_a_number_that_is_read_is_of_the_kind_asked_for(read: tuple[int, int], typed: bool):
    untyped = fact(7, (8, 12), (0, 13), 0.9, typed=False)
    (found,) = reread(Telling(Told(3.0, read)), "？", Asks.NUMBER, [untyped], HELD).facts
    assert found.pick.typed is typed


def test_words_are_counted_from_the_beginning_of_the_passage():
    text = "甲乙丙丁戊己庚辛壬。" * 9 + "每户补助五百元。" + "子丑寅卯辰巳午未申。" * 3
    held = HeldTexts([Entry(3, 0, "某办法", text)], ["一"])
    claim = fact(3, (90, 98), (90, 98), 0.5)
    telling = Telling(Told(3.0, (54, 57)))
    (found,) = reread(telling, "？", Asks.NUMBER, [claim], held).facts
    # Ninety signs at most: five sentences before, three behind.
    assert telling.shown == [("某办法", text[40:128])]
    assert text[slice(*found.pick.words)] == "五百元"


def test_nothing_is_read_where_there_is_no_claim():
    assert reread(Telling(), "？", Asks.WHO, [], HELD) == Reread((), (-6.0, -6.0))


def listed(row: int, chance: float, words: float = 0.5) -> Listed:
    return Listed(row, chance, ((0, 10),), words, 0.5, (), ())


@pytest.mark.parametrize(
    ("chances", "answers", "borne_out", "read"),
    [
        pytest.param((0.5, 0.7), (-3.0, -2.4), True, 2, id="有一条读来像"),
        pytest.param((0.5, 0.7), (-3.0, -2.6), False, 2, id="没有一条读来像"),
        pytest.param((0.5, 0.9), (-6.0, -6.0), True, 0, id="有一条够可靠，不必读"),
        pytest.param((), (), True, 0, id="一条也没有"),
        pytest.param((0.3, 0.7, 0.2, 0.6, 0.4), (-6.0, -6.0, -6.0, -6.0, 6.0), False, 4, id="只读最可靠的四条"),
    ],
)
def test_a_list_must_read_as_if_it_answered(
    chances: tuple[float, ...], answers: tuple[float, ...], borne_out: bool, read: int
):
    telling = Telling(*(Told(one, (0, 0)) for one in answers))
    clauses = [listed(at % 2, chance) for at, chance in enumerate(chances)]
    assert bears_out(telling, "？", clauses, HELD) is borne_out
    assert len(telling.shown) == read


def test_the_likeliest_clause_of_a_list_is_read_first_with_its_headings():
    telling = Telling(Told(1.0, (0, 0)), Told(1.0, (0, 0)))
    bears_out(telling, "？", [listed(0, 0.5), listed(1, 0.6)], HELD)
    assert telling.shown == [SHOWN[1], SHOWN[0]]


def test_a_list_that_has_the_words_in_one_sentence_is_not_read():
    telling = Telling(Told(-6.0, (0, 0)), Told(-6.0, (0, 0)))
    assert bears_out(telling, "？", [listed(0, 0.5), listed(1, 0.4, words=0.95)], HELD)
    assert not telling.shown
