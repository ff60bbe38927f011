from __future__ import annotations

import numpy as np

from training.second_reading import LARGEST, choose


def test_where_nothing_is_gained_the_largest_margin_decides() -> None:
    rng = np.random.default_rng(0)
    truth = rng.integers(0, 3, 300)
    margins = np.eye(3)[truth] + 0.01 * rng.standard_normal((300, 3))
    last = choose(margins, margins, truth, [str(at) for at in range(300)])
    assert (last.name, last.model) == (LARGEST, None)
    assert last.reached[LARGEST] > 0.99


def test_a_view_that_knows_more_is_heard() -> None:
    rng = np.random.default_rng(0)
    truth = rng.integers(0, 2, 400)
    margins = rng.standard_normal((400, 2))
    views = np.column_stack([margins, truth + 0.1 * rng.standard_normal(400)])
    last = choose(margins, views, truth, [str(at) for at in range(400)])
    assert last.name != LARGEST
    assert last.reached[last.name] > last.reached[LARGEST] + 0.2
