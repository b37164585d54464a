"""Logistic regression, for weights that are then written into the code."""

from collections.abc import Sequence
from typing import cast

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]

# Keeps weights small where the examples do not ask for large ones.
_RIDGE = 0.5
_STEPS, _STEPS_DUAL = 60, 12


def fitted(examples: Sequence[tuple[Sequence[float], bool]], *, balanced: bool = True) -> tuple[float, ...]:
    """Return the weights under which `examples` are likeliest.

    balanced: right and wrong ones count the same in sum; else each example counts one, and chances are those found

    The first sign of each example is the one for the bias.  Newton's method with a ridge.
    """
    signs = np.array([given for given, _ in examples], np.float64)
    right = np.array([yes for _, yes in examples], np.float64)
    share = float(right.mean())
    even: Numbers = np.where(right > 0, 0.5 / share, 0.5 / (1 - share))
    counts = even if balanced else np.ones_like(even)
    ridge = np.full(signs.shape[1], _RIDGE)
    ridge[0] = 1e-6
    weights = np.zeros(signs.shape[1], np.float64)
    for _ in range(_STEPS):
        weights = weights + _step(signs, right, counts, ridge, weights)
    return tuple(round(weight, 2) for weight in weights.tolist())


def likeliest(held: Numbers, right: Numbers, ridge: Numbers) -> Numbers:
    """Return the weights under which examples that have more signs than there are examples are likeliest.

    held:  (examples, signs)
    right: (examples,) 1.0 for the right ones, 0.0 for the others
    ridge: (signs,) how strongly each weight is kept small

    Newton's method in the dual form of the ridge, among the examples.
    """
    scaled = held / ridge
    alike = scaled @ held.T
    odds = np.zeros(len(right))
    shares = odds
    for _ in range(_STEPS_DUAL):
        chance = 1 / (1 + np.exp(-odds))
        slope = np.maximum(chance * (1 - chance), 1e-6)
        wanted = odds + (right - chance) / slope
        shares = np.linalg.solve(alike + np.diag(1 / slope), wanted)
        odds = alike @ shares
    return scaled.T @ shares


def _step(signs: Numbers, right: Numbers, counts: Numbers, ridge: Numbers, weights: Numbers) -> Numbers:
    chance: Numbers = 1 / (1 + np.exp(-(signs @ weights)))
    slope: Numbers = signs.T @ (counts * (right - chance)) - ridge * weights
    bend: Numbers = (signs * (counts * chance * (1 - chance))[:, None]).T @ signs + np.diag(ridge)
    return cast(Numbers, np.linalg.solve(bend, slope))
