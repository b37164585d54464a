"""Runs of signs that questions for a list have, or questions for one thing: what no list of signs names."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from index.folded import fold
from index.form_sign import last_part

# What each run weighs: lines of run, tab, weight; `python -m eval.list_forms` writes it.
GRAMS = Path(__file__).with_name("list_grams.txt")
# Signs of the longest run.
_LONGEST = 3
# Stand for the beginning and the end of a question, and for a run of its last part.
_FROM, _TO, _LAST = "^", "$", "…"


def grams_of(question: str) -> frozenset[str]:
    """Return the runs of one to three signs of `question`, folded, and of its last part alone."""
    text = fold(question).strip()
    return frozenset([*_runs(text), *(f"{_LAST}{run}" for run in _runs(last_part(text)))])


def gram_odds(question: str) -> float:
    """Return what its runs add to the log odds that `question` wants a list."""
    weights = _weights()
    return sum(weights.get(gram, 0.0) for gram in grams_of(question))


def _runs(text: str) -> Iterator[str]:
    framed = f"{_FROM}{text}{_TO}"
    for size in range(1, _LONGEST + 1):
        for start in range(len(framed) - size + 1):
            yield framed[start : start + size]


@cache
def _weights() -> dict[str, float]:
    lines = (line.split("\t") for line in GRAMS.read_text(encoding="utf-8").split("\n") if line)
    return {gram: float(weight) for gram, weight in lines}
