"""Nobody can work a small count out of the published ones: not by taking away, not over several tables."""

import itertools
from collections.abc import Hashable

from hypothesis import given, settings, strategies

from service.statistics.suppression import LEAST, Relation, hidden


def table(cells: list[list[int]], *, name: str = "") -> tuple[dict[Hashable, int], list[Relation]]:
    """A table with its totals; the totals of columns and of all are shared by every table."""
    rows, columns = range(len(cells)), range(len(cells[0]))
    counts: dict[Hashable, int] = {(name, r, c): cells[r][c] for r in rows for c in columns}
    counts |= {(name, r, "*"): sum(cells[r]) for r in rows}
    counts |= {("*", c): sum(row[c] for row in cells) for c in columns} | {"*": sum(map(sum, cells))}
    relations = [Relation((name, r, "*"), tuple((name, r, c) for c in columns)) for r in rows]
    relations += [Relation(("*", c), tuple((name, r, c) for r in rows)) for c in columns]
    relations += [Relation("*", tuple((name, r, "*") for r in rows)), Relation("*", tuple(("*", c) for c in columns))]
    return counts, relations


def test_large_counts_are_all_told() -> None:
    assert hidden(*table([[5, 9], [70, 12]])) == frozenset()


def test_the_only_small_count_of_a_row_is_not_left_alone() -> None:
    counts, relations = table([[3, 20, 30], [40, 50, 60], [70, 80, 90]])
    closed = hidden(counts, relations)
    assert ("", 0, 0) in closed
    assert sum(key in closed for key in ("", 0, 1) and [("", 0, c) for c in range(3)] + [("", 0, "*")]) >= 2
    assert sum(key in closed for key in [("", r, 0) for r in range(3)] + [("*", 0)]) >= 2
    assert len(closed) == 4  # a rectangle of cells is enough; every total is told
    assert not any("*" in str(key) for key in closed)


def test_two_small_counts_whose_sum_gives_them_away_are_covered_too() -> None:
    counts, relations = table([[1, 0, 9], [9, 9, 9], [9, 9, 9]])  # 10 - 9 = 1: one of the two is 1, the other 0
    closed = hidden(counts, relations)
    assert ("", 0, 2) in closed or ("", 0, "*") in closed


def test_tables_that_share_totals_are_covered_together() -> None:
    first, relations = table([[8, 6], [9, 7]], name="weeks")
    second, more = table([[3, 6], [14, 7]], name="schools")
    closed = hidden(first | second, relations + more)
    assert _possible(first | second, relations + more, closed, ("schools", 0, 0)) >= set(range(LEAST))


def test_counts_without_a_total_stand_alone() -> None:
    assert hidden({"a": 2, "b": 7}, []) == {"a"}


def _possible(
    counts: dict[Hashable, int], relations: list[Relation], closed: frozenset[Hashable], asked: Hashable
) -> set[int]:
    """Every value that a count can have for somebody who knows what is published: by trying all (independent check)."""
    unknown = sorted(closed, key=str)
    top = max(counts[key] for key in unknown) + LEAST
    inner = [key for key in unknown if key not in {relation.total for relation in relations}]
    found = set()
    for values in itertools.product(range(top + 1), repeat=len(inner)):
        guess: dict[Hashable, int] = {key: count for key, count in counts.items() if key not in closed}
        guess |= dict(zip(inner, values, strict=True))
        for _ in range(3):  # totals of totals
            for relation in relations:
                if relation.total not in guess and all(part in guess for part in relation.parts):
                    guess[relation.total] = sum(guess[part] for part in relation.parts)
        if all(guess[relation.total] == sum(guess[part] for part in relation.parts) for relation in relations):
            found.add(guess[asked])
    return found


@settings(max_examples=10, deadline=None)
@given(
    strategies.lists(strategies.lists(strategies.integers(0, 9), min_size=2, max_size=2), min_size=2, max_size=2),
)
def test_every_small_count_of_a_small_table_could_be_anything_from_0_to_4(cells: list[list[int]]) -> None:
    counts, relations = table(cells)
    closed = hidden(counts, relations)
    small = {key for key, count in counts.items() if count < LEAST}
    assert small <= closed
    for key in small:
        assert _possible(counts, relations, closed, key) >= set(range(LEAST)), key


@settings(max_examples=8, deadline=None)
@given(strategies.lists(strategies.lists(strategies.integers(0, 40), min_size=4, max_size=4), min_size=1, max_size=30))
def test_larger_tables_end_and_tell_what_they_can(cells: list[list[int]]) -> None:
    counts, relations = table(cells)
    closed = hidden(counts, relations)
    assert {key for key, count in counts.items() if count < LEAST} <= closed
