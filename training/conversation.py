"""Fit the weights that join readings: ``python -m training.conversation`` prints them for the classifier.

Two numbers a category, neither of them negative: what a signal adds to the log-odds, and what the strongest message
loses for each look that chance had. One message without a signal keeps the text model's own probability.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import typer
from scipy.optimize import minimize
from scipy.special import expit, logit

from classifier.conversation.weights import Weights
from classifier.taxonomy import Category
from training import corpus as corpora
from training import manifest as manifests
from training.conversation_samples import FOLDS, draw, folds_of, out_of_fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from training.conversation_samples import Sample

SAMPLES = 6_000
_SMALLEST = 1e-4


def joined(samples: Sequence[Sample], column: int, weights: Weights) -> NDArray[np.float64]:
    """Give the probability of one category for each sample, joined with these weights."""
    peak, mean, signals, looks = _columns(samples, column)
    text = np.maximum(logit(peak) - weights.looks * looks, logit(mean))
    chances: NDArray[np.float64] = expit(text + weights.signals * signals)
    return chances


def fit_weights(samples: Sequence[Sample], column: int) -> Weights:
    """Fit the weights of one category by maximum likelihood, on samples that hold it or no harm at all.

    A sample that holds another harm has reached the counsellors anyway.
    """
    used = [sample for sample in samples if sample.harms[column] or not sample.harms.any()]
    truth = np.array([sample.harms[column] for sample in used])

    def loss(values: NDArray[np.float64]) -> float:
        chances = joined(used, column, Weights(*values.tolist()))
        chances = np.clip(chances, _SMALLEST, 1.0 - _SMALLEST)
        return float(-np.mean(np.where(truth, np.log(chances), np.log(1.0 - chances))))

    found = minimize(loss, [2.0, 1.0], method="L-BFGS-B", bounds=[(0.0, None)] * 2)
    return Weights(*(round(value, 2) for value in found.x.tolist()))


def _columns(samples: Sequence[Sample], column: int) -> NDArray[np.float64]:
    """Give peak, mean, signals and looks of each sample: (4, n)."""
    table = np.array(
        [
            (part.peak[column], part.mean[column], part.signals[column], part.looks)
            for part in (sample.parts for sample in samples)
        ]
    ).T
    table[:2] = np.clip(table[:2], _SMALLEST, 1 - _SMALLEST)
    return table


def main() -> None:
    """Fit on three quarters of the seed and print; the rest is for benchmarks.conversation."""
    seed = corpora.read(manifests.load(manifests.SEED))
    folds = folds_of(seed)
    samples = draw(out_of_fold(seed, folds), seed.labels, np.flatnonzero(folds != FOLDS - 1), SAMPLES, seed=0)
    for column, category in enumerate(Category):
        typer.echo(f"Category.{category.name}: {fit_weights(samples, column)}")


if __name__ == "__main__":
    main()
