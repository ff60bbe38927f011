"""Small corpora count as much as large ones, within reason."""

from __future__ import annotations

import pytest

from training.balance import MOST, weigh


@pytest.mark.parametrize(
    ("sizes", "weights"),
    [
        ({"seed": 10}, {"seed": 1.0}),
        ({"seed": 10, "vihos": 40}, {"seed": 4.0, "vihos": 1.0}),
        ({"seed": 1, "vihos": 400}, {"seed": MOST, "vihos": 1.0}),
        ({}, {}),
    ],
)
def test_corpora_count_alike_as_far_as_the_limit_allows(sizes: dict[str, int], weights: dict[str, float]) -> None:
    sources = [name for name, size in sizes.items() for _ in range(size)]
    assert weigh(sources).tolist() == [weights[name] for name in sources]
