"""How far a figure could be chance: 95 % bootstrap intervals, paired where two things are compared (Efron 1979).

Whole rows are drawn again: a row is what was drawn from the world (a message, a comment), never a part of one.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.stats import bootstrap

if TYPE_CHECKING:
    from numpy.typing import NDArray

CONFIDENCE = 0.95
RESAMPLES = 1000

Metric = Callable[..., float]

_BATCH = 50  # resamples drawn at once: their row numbers bound the memory


def interval(
    metric: Metric, truth: NDArray[Any], *guesses: NDArray[Any], resamples: int = RESAMPLES, seed: int = 0
) -> tuple[float, float]:
    """Give the percentile interval of ``metric(truth, *guesses)``.

    All arrays have the same n rows, of any shape each. ``metric`` sees resampled rows of all of them together, so a
    difference of two guesses is paired (`difference`). The same arguments give the same interval. Raises
    ``ValueError`` where the arrays differ in length or hold fewer than two rows.
    """
    rows = len(truth)
    if any(len(guess) != rows for guess in guesses):
        raise ValueError("truth and guesses differ in length")
    found = bootstrap(
        (np.arange(rows),),
        lambda drawn: metric(truth[drawn], *(guess[drawn] for guess in guesses)),
        n_resamples=resamples,
        batch=_BATCH,
        vectorized=False,
        confidence_level=CONFIDENCE,
        method="percentile",
        random_state=np.random.default_rng(seed),
    ).confidence_interval
    return round(float(found.low), 4), round(float(found.high), 4)


def difference(
    metric: Metric,
    truth: NDArray[Any],
    first: NDArray[Any],
    second: NDArray[Any],
    *,
    resamples: int = RESAMPLES,
    seed: int = 0,
) -> tuple[float, float]:
    """Give the paired interval of how much higher ``metric`` is with ``first`` than with ``second``, on the same rows.

    Both may be the same guesses made for two spellings of a text: a loss is a difference, too.
    """

    def higher(drawn: NDArray[Any], one: NDArray[Any], other: NDArray[Any]) -> float:
        return metric(drawn, one) - metric(drawn, other)

    return interval(higher, truth, first, second, resamples=resamples, seed=seed)
