"""Bootstrap intervals: known answers, pairing, and the same answer twice."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from sklearn.metrics import average_precision_score

from training.bootstrap import difference, interval
from training.offsets import macro_f1

CHANCE = np.random.default_rng(3)
TRUTH = CHANCE.random(800) < 0.3


def _right(share: float) -> NDArray[Any]:
    return np.where(CHANCE.random(len(TRUTH)) < share, TRUTH, ~TRUTH)


def _share_right(truth: NDArray[Any], guess: NDArray[Any]) -> float:
    return float((truth == guess).mean())


def test_a_share_has_the_interval_of_the_normal_approximation() -> None:
    guess = _right(0.8)
    share = _share_right(TRUTH, guess)
    half = 1.96 * np.sqrt(share * (1 - share) / len(TRUTH))
    assert interval(_share_right, TRUTH, guess) == pytest.approx((share - half, share + half), abs=0.006)


@pytest.mark.parametrize("metric", [partial(macro_f1, count=2), average_precision_score])
def test_the_figure_lies_inside_its_interval(metric: object) -> None:
    assert callable(metric)
    truth, guess = TRUTH.astype(int), _right(0.8).astype(int)
    low, high = interval(metric, truth, guess, resamples=200)
    assert 0 < low < metric(truth, guess) < high < 1


def test_four_times_the_rows_give_half_the_width() -> None:
    guess = _right(0.8)
    low, high = interval(_share_right, TRUTH, guess)
    lower, higher = interval(_share_right, np.tile(TRUTH, 4), np.tile(guess, 4))
    assert (higher - lower) / (high - low) == pytest.approx(0.5, abs=0.08)


def test_pairing_tells_apart_what_two_lone_intervals_do_not() -> None:
    worse = _right(0.8)
    better = worse.copy()
    wrong = np.flatnonzero(worse != TRUTH)[:16]
    better[wrong] = TRUTH[wrong]
    assert interval(_share_right, TRUTH, better)[0] < interval(_share_right, TRUTH, worse)[1]
    low, high = difference(_share_right, TRUTH, better, worse)
    assert 0 < low < 16 / len(TRUTH) < high


def test_rows_may_hold_several_numbers() -> None:
    counts = CHANCE.integers(1, 9, (300, 3))
    low, high = interval(lambda rows: float(rows[:, 0].sum() / rows.sum()), counts)
    assert low < counts[:, 0].sum() / counts.sum() < high


def test_the_same_rows_give_the_same_interval() -> None:
    guess = _right(0.8)
    assert interval(_share_right, TRUTH, guess, seed=5) == interval(_share_right, TRUTH, guess, seed=5)
    assert interval(_share_right, TRUTH, guess, seed=5) != interval(_share_right, TRUTH, guess, seed=6)


def test_arrays_of_different_length_are_refused() -> None:
    with pytest.raises(ValueError, match="differ"):
        interval(_share_right, TRUTH, TRUTH[:-1])
