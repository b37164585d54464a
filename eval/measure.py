"""How good a ranking is, as the field computes it: ir-measures, nothing of our own."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

import numpy as np
from ir_measures import RR, DefaultPipeline, P, Qrel, R, ScoredDoc, nDCG

from eval.interval import Values

# Under the names of CONTRACT.md.
MEASURES = {"nDCG@10": nDCG @ 10, "R@10": R @ 10, "R@50": R @ 50, "MRR": RR, "P@1": P @ 1}

# Question id -> unit -> grade; grade 0 is a judged miss.
Grades = Mapping[str, Mapping[str, int]]
Scores = dict[str, float]


def measured(grades: Grades, rankings: Mapping[str, Sequence[str]]) -> Scores:
    """Return each measure, 0 to 1, as its mean over the questions of `grades`; one without a ranking counts 0.

    rankings: question id -> distinct units, best first
    """
    return {name: float(values.mean()) for name, values in measured_each(grades, rankings).items()}


def measured_each(grades: Grades, rankings: Mapping[str, Sequence[str]]) -> dict[str, Values]:
    """Return each measure of each question, (len(grades),) in their order; see `measured`."""
    judged = [Qrel(question, unit, grade) for question, units in grades.items() for unit, grade in units.items()]
    run = [
        ScoredDoc(question, unit, -float(rank))
        for question in grades
        for rank, unit in enumerate(rankings.get(question, ()), start=1)
    ]
    calculate = cast(Any, DefaultPipeline).iter_calc  # its types name pandas, which is not installed
    found = {(str(one.measure), one.query_id): one.value for one in calculate(list(MEASURES.values()), judged, run)}
    return {
        name: np.array([found.get((str(measure), question), 0.0) for question in grades], np.float64)
        for name, measure in MEASURES.items()
    }
