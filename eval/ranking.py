"""A ranking, and how its places are counted when it is measured."""

from collections.abc import Collection, Sequence

# One place of a ranking: the units a reader is shown there.  A passage shows one clause, a piece may show several.
Place = frozenset[str]
Ranking = Sequence[Place]


def one_each(units: Sequence[str]) -> Ranking:
    """Return the ranking whose places show one unit each."""
    return [frozenset((unit,)) for unit in units]


def counted(ranking: Ranking, wanted: Collection[str], passed_over: Collection[str] = ()) -> list[str]:
    """Return the units of `ranking`, best first, each once, as the measures count them.

    Every system is measured in the clauses it shows: a place that shows three takes three places, what is wanted of
    them first.  What was counted before takes none.

    passed_over: units that answer as well, though they are not among those wanted; a place that shows one is left out,
                 as a condensed list does with what cannot be judged wrong (Sakai, SIGIR 2007)
    """
    units: dict[str, None] = {}
    for place in ranking:
        if not place.intersection(passed_over):
            found = place.intersection(wanted)
            units.update(dict.fromkeys([*sorted(found), *sorted(place - found)]))
    return list(units)
