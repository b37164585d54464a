"""Which half of a public set a question is in."""

import pytest

from eval.half import Half, half_of


@pytest.mark.parametrize(
    ("question", "half"),
    [
        # printf q2 | sha256sum: bee98b…, q1: c75de8…, 问: 4628c0…, 甲: 33e358…
        pytest.param("q2", Half.TUNING, id="be is even"),
        pytest.param("q1", Half.VALIDATION, id="c7 is odd"),
        pytest.param("问", Half.TUNING, id="46 is even, of the three bytes of UTF-8"),
        pytest.param("甲", Half.VALIDATION, id="33 is odd"),
    ],
)
def test_the_first_byte_of_the_hash_of_its_id_decides(question: str, half: Half):
    assert half_of(question) is half
