"""Hides small counts so that nobody can work them out from the others.

A count under five can point at a child. Leaving just these out is not enough: where a row's total is given, the only
hidden count of that row can be reckoned. So for each small count a linear program finds the cheapest way in which the
tables could be other tables with the same totals, once with a 0 in that place and once with a 4, and whatever differs
there is hidden, too. What is published then leaves each small count anything from 0 to 4 (the heuristic of Kelly,
Golden and Assad 1992 for "complementary cell suppression"; not the fewest cells, but safe by construction).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import coo_array, hstack

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence

LEAST = 5
"""Smallest count that may be told."""

_OF_A_TOTAL = 1_000  # how much dearer it is to hide a total than a cell: a table without totals helps nobody
_MOVED = 1e-6  # less is the solver's rounding


@dataclass(frozen=True, slots=True)
class Relation:
    """A count that is the sum of others, as every reader of the tables knows."""

    total: Hashable
    parts: tuple[Hashable, ...]


def hidden(counts: Mapping[Hashable, int], relations: Sequence[Relation]) -> frozenset[Hashable]:
    """Choose which counts are not told: all under five, and as many more as it takes.

    ``counts`` are all cells and totals of all tables that are published together, each once, under keys of any kind.
    """
    keys = list(counts)
    small = [place for place, key in enumerate(keys) if counts[key] < LEAST]
    told = np.array([counts[key] for key in keys], dtype=float)
    price = told + 1.0
    totals = {relation.total for relation in relations}
    price[[place for place, key in enumerate(keys) if key in totals]] *= _OF_A_TOTAL
    price[small] = 0.0
    sums = _matrix(keys, relations)
    lowest, highest = told.copy(), told.copy()  # what each count is in some table that the published one could be
    for place in sorted(small, key=lambda place: told[place]):
        for wanted in (0.0, LEAST - 1.0):
            if lowest[place] <= wanted <= highest[place]:
                continue
            moved = _other_table(sums, told, price, place, wanted - told[place])
            price[np.abs(moved) > _MOVED] = 0.0
            np.minimum(lowest, told + moved, out=lowest)
            np.maximum(highest, told + moved, out=highest)
    return frozenset(key for key, cost in zip(keys, price, strict=True) if cost == 0.0)


def _matrix(keys: Sequence[Hashable], relations: Sequence[Relation]) -> coo_array:
    """One row a relation: its parts less its total are nothing."""
    where = {key: place for place, key in enumerate(keys)}
    entries = [
        (row, where[key], sign)
        for row, relation in enumerate(relations)
        for key, sign in ((relation.total, -1.0), *((part, 1.0) for part in relation.parts))
    ]
    rows, columns, signs = zip(*entries, strict=True) if entries else ((), (), ())
    return coo_array((signs, (rows, columns)), shape=(len(relations), len(keys)))


def _other_table(sums: coo_array, told: np.ndarray, price: np.ndarray, place: int, change: float) -> np.ndarray:
    """Tell by how much each count differs if the one at ``place`` does by ``change``, as cheaply as possible."""
    if not sums.shape[0]:
        return np.zeros(len(told))
    number = len(told)
    most = np.concatenate([np.full(number, np.inf), told])  # no count can fall under 0
    least = np.zeros(2 * number)
    up, down = (place, place + number) if change > 0 else (place + number, place)
    least[up] = most[up] = abs(change)
    most[down] = 0.0
    solved: Any = linprog(
        np.concatenate([price, price]) + _MOVED,
        A_eq=hstack([sums, -sums]).tocsr(),
        b_eq=np.zeros(sums.shape[0]),
        # The stubs know pairs only; an array of two columns is documented and takes a tenth of the time.
        bounds=np.column_stack([least, most]),  # type: ignore[call-overload]
        method="highs",
    )
    moved: np.ndarray = solved.x[:number] - solved.x[number:]
    return moved
