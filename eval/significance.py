"""Is one system better than another on the same questions, or is it chance: a paired randomisation test."""

from itertools import product

import numpy as np
from numpy.typing import NDArray

from eval.interval import SEED, Values

# The least p that can come out is 1 in 10,001; 2 ** 13 arrangements are counted out instead of drawn.
DRAWN = 10_000
CHUNK = 200
# Sums of the same numbers in another order differ by less.
ROUNDING = 1e-9


def paired_p(ours: Values, theirs: Values, seed: int = SEED) -> float:
    """Return the two-sided p that the means of `ours` and `theirs` (n,), of the same n questions, differ so by chance.

    If the two systems were alike, each question's two values could as well be swapped.  p is the share of all ways to
    swap or not that part the means at least as far; where there are more than DRAWN ways, as many are drawn and the one
    observed is added (Smucker, Allan & Carterette, CIKM 2007).  No correction for asking about several systems.
    """
    differences = (ours - theirs)[np.abs(ours - theirs) > ROUNDING]  # equal values swap to the same
    observed = abs(float(differences.sum()))
    if 2 ** len(differences) <= DRAWN:
        return float(_as_far(differences, _every_sign(len(differences)), observed).mean())
    draw = np.random.default_rng(seed)
    signs = (draw.choice([-1.0, 1.0], (CHUNK, len(differences))) for _ in range(DRAWN // CHUNK))
    reached = sum(int(_as_far(differences, some, observed).sum()) for some in signs)
    return (1 + reached) / (1 + DRAWN)


def _every_sign(count: int) -> Values:
    """Return every row of `count` signs, (2 ** count, count) of 1 and -1."""
    return np.array(list(product((-1.0, 1.0), repeat=count)), np.float64)


def _as_far(differences: Values, signs: Values, observed: float) -> NDArray[np.bool_]:
    return np.abs(signs @ differences) >= observed - ROUNDING
