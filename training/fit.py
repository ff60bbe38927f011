"""Fit the text model: what the texts are made of, then one linear model a column.

Each column is the mean of two logistic regressions: one over the features as they are, and one over features that are
weighted by how much more often they stand with the label than without it (Wang & Manning 2012, *Baselines and
Bigrams*), where few but telling words count for more. They err on different texts; the mean of two linear models is
one linear model, so scoring knows nothing of it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from classifier.features import Vectors
from classifier.features.compounds import learnt
from classifier.features.vectors import bags, learn
from classifier.linear import Linear
from classifier.normalize import normalize
from classifier.taxonomy import Category
from classifier.text_model import TextModel

Progress = Callable[[str, float], None]

STRENGTH = 12.0  # inverse regularisation; chosen by cross-validation on datasets/seed
_SMOOTHING = 2.0  # added to every feature's mass, in the proportion that labelled and other texts have
_MOST_SEGMENTED = 20_000  # texts that underthesea segments for the dictionary of compounds: ten seconds
_TOLERANCE = 0.01  # of the dual: coefficients differ by less than a thousandth from those at 0.0001, in half the time
_NEVER = -6.0  # log-odds of a label that no text has


@dataclass(frozen=True, slots=True, eq=False)
class Read:
    """Training texts as vectors."""

    vectors: Vectors
    rows: Any  # (n, features), SciPy CSR


@dataclass(frozen=True, slots=True)
class Settings:
    """How a logistic regression is fitted."""

    strength: float = STRENGTH  # inverse regularisation
    seed: int = 0


def read(texts: Sequence[str], *, seed: int = 0, progress: Progress | None = None) -> Read:
    """Normalise texts as written, learn compounds and features from them, and give their vectors."""
    tell = progress or _silent
    tell("normalise", 0.0)
    normal = [normalize(text).text for text in texts]
    tell("segment", 0.1)
    some = np.random.default_rng(seed).permutation(len(normal))[:_MOST_SEGMENTED]
    compounds = learnt(normal[at] for at in np.sort(some))
    tell("features", 0.4)
    read_texts = bags(normal, compounds)
    vectors = learn(read_texts, compounds)
    return Read(vectors, vectors.of_bags(read_texts))


def fit_column(
    rows: Any,  # noqa: ANN401 - a SciPy matrix
    labels: NDArray[np.bool_],
    weights: NDArray[np.float64] | None = None,
    *,
    strength: float = STRENGTH,
    seed: int = 0,
) -> tuple[NDArray[np.float64], float]:
    """Fit one yes-or-no model: coefficients (features,) and intercept, for margins in log-odds.

    Where all labels are equal there is nothing to learn: every text gets the same, very certain margin.
    """
    if labels.all() or not labels.any():
        return np.zeros(rows.shape[1]), -_NEVER if len(labels) and labels.all() else _NEVER
    settings = Settings(strength, seed)
    plain, told = plain_column(rows, labels, weights, settings), ratio_column(rows, labels, weights, settings)
    return (plain[0] + told[0]) / 2, (plain[1] + told[1]) / 2


def plain_column(
    rows: Any,  # noqa: ANN401 - a SciPy matrix
    labels: NDArray[np.bool_],
    weights: NDArray[np.float64] | None,
    settings: Settings,
) -> tuple[NDArray[np.float64], float]:
    """Fit over the features as they are; labels of both kinds must be there."""
    model = LogisticRegression(
        C=settings.strength, solver="liblinear", dual=True, tol=_TOLERANCE, max_iter=2_000, random_state=settings.seed
    ).fit(rows, labels, sample_weight=weights)
    return model.coef_[0], float(model.intercept_[0])


def ratio_column(
    rows: Any,  # noqa: ANN401 - a SciPy matrix
    labels: NDArray[np.bool_],
    weights: NDArray[np.float64] | None,
    settings: Settings,
) -> tuple[NDArray[np.float64], float]:
    """Fit over features that are weighted by how much they tell; the coefficients are for the features as they are."""
    ratios = _ratios(rows, labels, weights)
    coefficients, intercept = plain_column(rows.multiply(ratios).tocsr(), labels, weights, settings)
    return coefficients * ratios, intercept


def _ratios(rows: Any, labels: NDArray[np.bool_], weights: NDArray[np.float64] | None) -> NDArray[np.float64]:  # noqa: ANN401
    """Log of how much larger each feature's share is in texts with the label than in the others."""
    each = np.ones(len(labels)) if weights is None else weights
    with_label = np.asarray(rows.T @ (each * labels))
    without = np.asarray(rows.T @ (each * ~labels))
    share = with_label.sum() / (with_label.sum() + without.sum())
    # in proportion: equal smoothing would make every rare feature speak for the rarer label
    with_label += _SMOOTHING * share
    without += _SMOOTHING * (1 - share)
    ratios: NDArray[np.float64] = np.log(with_label / without) - np.log(share / (1 - share))
    return ratios.astype(np.float32)


def fit(
    texts: Sequence[str],
    labels: NDArray[np.bool_],
    known: NDArray[np.bool_] | None = None,
    *,
    weights: NDArray[np.float64] | None = None,
    seed: int = 0,
    progress: Progress | None = None,
) -> TextModel:
    """Fit the text model of all categories.

    ``labels`` and ``known`` are (n, 4) in the order of ``Category``; a row trains a column only where ``known`` is true
    (all, if it is not given). ``weights`` (n,) says how much each text counts. ``progress`` is told the step and how
    much of the whole is done, 0 to 1. The same texts, labels and seed give the same model. Raises ``ValueError`` where
    shapes do not fit together.
    """
    shape = (len(texts), len(Category))
    if labels.shape != shape or (known is not None and known.shape != shape):
        raise ValueError(f"labels and known must be {shape}")
    if weights is not None and weights.shape != shape[:1]:
        raise ValueError(f"weights must be {shape[:1]}")
    tell = progress or _silent
    material = read(texts, seed=seed, progress=progress)
    coefficients = np.zeros((len(material.vectors), len(Category)), dtype=np.float32)
    intercepts = np.zeros(len(Category))
    for column, category in enumerate(Category):
        tell(str(category), 0.5 + 0.5 * column / len(Category))
        at = np.arange(len(texts)) if known is None else np.flatnonzero(known[:, column])
        coefficients[:, column], intercepts[column] = fit_column(
            material.rows[at], labels[at, column], None if weights is None else weights[at], seed=seed
        )
    tell("fitted", 1.0)
    ones = np.ones(len(Category))
    return TextModel(Linear(material.vectors, coefficients, intercepts), ones, np.zeros(len(Category)))


def _silent(step: str, done: float) -> None:
    """Tell nobody."""
