"""How the n-grams and the encoder speak together: weights, curves and band, chosen on the calibration part.

Neither had seen these texts. What the encoder gives is estimated by folds of them, so that a curve never judges a text
that it was fitted to; the curves that are kept are then fitted to all of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold

from classifier.encoder import CATEGORIES, Encoder
from classifier.normalize import normalize
from classifier.second_tier import Joining
from classifier.taxonomy import Category
from classifier.text_model import TextModel
from training.calibrate import FEWEST, STRENGTH
from training.corpus import Corpus

BANDS = (0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.0)  # the encoder is asked from here to 1 minus it
KEEP = 0.9  # share of what asking about every text gives that a narrower band must keep
_FOLDS = 5
_LEAST = 1e-6  # a probability is never taken for surer than that


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was chosen, ``None`` if the encoder gives nothing; ``losses`` by band, of the n-grams alone by "none".

    A loss is the mean log loss of a known cell of the calibration part; ``asked`` the share of its texts in the band.
    """

    joining: Joining | None
    losses: dict[str, float]
    asked: float


@dataclass(frozen=True, slots=True, eq=False)
class _Material:
    """Texts that neither tier learnt: margins and logits (n, 4), labels and what is known (n, 4)."""

    margins: NDArray[np.float64]
    logits: NDArray[np.float64]
    labels: NDArray[np.bool_]
    known: NDArray[np.bool_]


def choose_joining(model: TextModel, encoder: Encoder, calibrating: Corpus, *, seed: int = 0) -> Chosen:
    """Choose how ``encoder`` joins the calibrated ``model``. The same arguments give the same choice.

    A category in which the encoder does not lower the loss of held-out folds keeps what the n-grams say.
    """
    normal = [normalize(text) for text in calibrating.texts]
    margins, readable = model.margins_of(normal)
    logits = encoder.logits_apart([text.text for text in normal], CATEGORIES)
    known = calibrating.known & readable[:, None]
    material = _Material(margins, logits, calibrating.labels, known)
    alone, both = (_held_out(material, seed=seed, with_encoder=asked) for asked in (False, True))
    slopes, offsets = model.slopes.copy(), model.offsets.copy()
    weights = np.zeros(len(Category))
    for column in range(len(Category)):
        rows = known[:, column]
        truth = material.labels[rows, column]
        if not _enough(truth) or _losses(both[rows, column], truth).sum() >= _losses(alone[rows, column], truth).sum():
            both[:, column] = alone[:, column]
            continue
        found = _curve(margins[rows, column], logits[rows, column], truth)
        if found is None:
            both[:, column] = alone[:, column]
        else:
            slopes[column], weights[column], offsets[column] = found
    joining = Joining(_plain(slopes), _plain(weights), _plain(offsets), 0.0)
    if not weights.any():
        return Chosen(None, {"none": _mean_loss(alone, material)}, 0.0)
    return _with_band(joining, model.calibrated(margins, readable), (alone, both), material, readable)


def _with_band(
    joining: Joining,
    probabilities: NDArray[np.float64],
    held_out: tuple[NDArray[np.float64], NDArray[np.float64]],
    material: _Material,
    readable: NDArray[np.bool_],
) -> Chosen:
    """Take the narrowest band that keeps nearly all of what asking about every text gives."""
    alone, both = held_out
    losses = {"none": _mean_loss(alone, material)}
    bands: dict[float, NDArray[np.bool_]] = {}
    for unsure in BANDS:
        bands[unsure] = readable & Joining(joining.slopes, joining.weights, joining.offsets, unsure).asks(probabilities)
        losses[f"{unsure:g}"] = _mean_loss(np.where(bands[unsure][:, None], both, alone), material)
    most = losses["none"] - losses["0"]
    enough = (unsure for unsure in BANDS if losses["none"] - losses[f"{unsure:g}"] >= KEEP * most)
    unsure = next(enough, 0.0)
    chosen = Joining(joining.slopes, joining.weights, joining.offsets, unsure)
    return Chosen(chosen, losses, float(bands[unsure].mean()))


def _held_out(material: _Material, *, seed: int, with_encoder: bool) -> NDArray[np.float64]:
    """Give probabilities (n, 4) by curves that had not seen the row; one half where a category cannot be judged."""
    found = np.full(material.margins.shape, 0.5)
    for column in range(len(Category)):
        rows = np.flatnonzero(material.known[:, column])
        truth = material.labels[rows, column]
        if not _enough(truth):
            continue
        margins = material.margins[rows, column]
        logits = material.logits[rows, column] if with_encoder else np.zeros(len(rows))
        for learnt, held in StratifiedKFold(_FOLDS, shuffle=True, random_state=seed).split(rows, truth):
            curve = _curve(margins[learnt], logits[learnt], truth[learnt]) or (1.0, 0.0, 0.0)
            found[rows[held], column] = expit(curve[0] * margins[held] + curve[1] * logits[held] + curve[2])
    return found


def _curve(
    margins: NDArray[np.float64], logits: NDArray[np.float64], truth: NDArray[np.bool_]
) -> tuple[float, float, float] | None:
    """Fit slope, weight and offset of the log-odds (Platt 1999); ``None`` if either tier would count against itself."""
    fitted = LogisticRegression(C=STRENGTH).fit(np.column_stack([margins, logits]), truth)
    slope, weight = (float(number) for number in fitted.coef_[0])
    return (slope, weight, float(fitted.intercept_[0])) if slope > 0 and weight >= 0 else None


def _enough(truth: NDArray[np.bool_]) -> bool:
    return bool(min(truth.sum(), (~truth).sum()) >= FEWEST)


def _losses(probabilities: NDArray[np.float64], truth: NDArray[np.bool_]) -> NDArray[np.float64]:
    chance = np.clip(np.where(truth, probabilities, 1 - probabilities), _LEAST, 1.0)
    losses: NDArray[np.float64] = -np.log(chance)
    return losses


def _mean_loss(probabilities: NDArray[np.float64], material: _Material) -> float:
    losses = _losses(probabilities, material.labels)
    return float(losses[material.known].mean()) if material.known.any() else 0.0


def _plain(numbers: Sequence[float] | NDArray[np.float64]) -> tuple[float, ...]:
    return tuple(float(number) for number in numbers)
