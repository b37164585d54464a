"""A ranking, and how its places are counted when it is measured."""

from collections.abc import Collection, Sequence

# One place of a ranking: the units a reader is shown there.  A passage shows one clause, a piece may show several.
Place = frozenset[str]
Ranking = Sequence[Place]


def one_each(units: Sequence[str]) -> Ranking:
    """Return the ranking whose places show one unit each."""
    return [frozenset((unit,)) for unit in units]


def counted(ranking: Ranking, wanted: Collection[str]) -> list[str]:
    """Return the units of `ranking`, best first, each once, as the measures count them.

    A place that shows nothing wanted counts as one wrong unit.  One that shows several wanted units stands for them in
    consecutive places, and for nothing else: the wrong units beside them cost nothing.  One that shows only what was
    counted before takes no place.  So every system is measured in clauses, in favour of those that show much at once.
    """
    units: dict[str, None] = {}
    for place in ranking:
        found = place.intersection(wanted)
        units.update(dict.fromkeys(sorted(found) if found else [_name(place)]))
    return list(units)


def _name(place: Place) -> str:
    return " + ".join(sorted(place))
