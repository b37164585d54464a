"""How places become counted units."""

import pytest

from eval.ranking import counted, one_each
from index.fusion import reciprocal_rank_fusion

PIECES = [frozenset({"甲", "乙", "丙"}), frozenset({"乙"}), frozenset({"丁", "戊"}), frozenset({"丁", "己"})]


@pytest.mark.parametrize(
    ("wanted", "units"),
    [
        pytest.param(
            {"甲", "丙"},
            ["丙", "甲", "乙", "丁", "戊", "己"],
            id="what is wanted comes first among what a piece shows",
        ),
        pytest.param({"乙"}, ["乙", "丙", "甲", "丁", "戊", "己"], id="what was counted before takes no place"),
        pytest.param(
            {"己"}, ["丙", "乙", "甲", "丁", "戊", "己"], id="a wrong piece is as many wrong places as it shows"
        ),
    ],
)
def test_a_piece_takes_as_many_places_as_it_shows_clauses(wanted: set[str], units: list[str]):
    assert counted(PIECES, wanted) == units


def test_what_answers_as_well_is_passed_over():
    assert counted(one_each(["戊", "甲", "己", "乙"]), {"乙"}, passed_over={"戊", "己"}) == ["甲", "乙"]
    assert counted(PIECES, {"乙"}, passed_over={"甲"})[0] == "乙"


def test_a_ranking_of_single_clauses_is_counted_as_it_is():
    assert counted(one_each(["甲", "乙", "丙"]), {"丙"}) == ["甲", "乙", "丙"]


def test_the_reciprocal_rank_baseline_adds_one_over_sixty_plus_rank():
    # 1: 1/61; 2: 1/62 + 1/61; 3: 1/63 + 1/63 = .0317 beats 1's .0164; plain ranks with k = 0 would put 1 (1.0) above 3 (.67)
    assert reciprocal_rank_fusion([[1, 2, 3], [2, 9, 3]]) == [2, 3, 1, 9]
