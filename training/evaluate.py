"""How good a model is on texts it never saw: per corpus, per category and per slice, with what the numbers are worth.

Nothing is measured where the corpus says nothing (``known`` is False), and nothing is claimed from a handful of texts:
below `LEAST` harmful or harmless ones only the counts are given.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from classifier.taxonomy import Category
from training.corpus import CATEGORIES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from classifier.text_model import TextModel
    from training.corpus import Corpus

ALL = "all"
THRESHOLD = 0.5  # probabilities are calibrated: above it harm is likelier than not
LEAST = 20  # harmful and harmless texts each, below which a figure would be noise
BINS = 15  # of the calibration error: Guo et al. 2017, arXiv:1706.04599

_DRAWS = 200
_SHORT, _MIDDLE = 3, 10  # words


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with the interval that 95 of 100 bootstrap draws of the same texts fall into."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Measure:
    """One category on one slice of one corpus. The figures are None where there is too little to tell."""

    corpus: str  # a corpus' name, or "all"
    slice: str  # "all", or what sets these texts apart
    category: Category
    texts: int  # of which the category is known
    harmful: int
    pr_auc: Figure | None = None  # average precision; a blind guess gives harmful / texts
    f1: Figure | None = None  # of the harmful class, at THRESHOLD
    macro_f1: Figure | None = None  # mean of the F1 of both classes
    calibration_error: float | None = None  # expected calibration error over BINS bins of equal width, 0..1
    false_alarms: float | None = None  # share of the harmless texts above THRESHOLD


def evaluate(model: TextModel, corpus: Corpus, *, seed: int = 0) -> list[Measure]:
    """Measure ``model`` on ``corpus`` (the test part): all of it and its slices first, then corpus by corpus."""
    probabilities = model.probabilities(corpus.texts) if len(corpus) else np.zeros((0, len(CATEGORIES)))
    rng = np.random.default_rng(seed)
    measures = []
    for name, part, mask in _slices(corpus):
        for column, category in enumerate(CATEGORIES):
            rows = mask & corpus.known[:, column]
            if rows.any():
                truth, guess = corpus.labels[rows, column], probabilities[rows, column]
                measures.append(_measure(name, part, category, truth, guess, rng))
    return measures


def as_facts(measures: list[Measure]) -> list[dict[str, Any]]:
    """Give the measures as plain values for a bundle's manifest, rounded to what they are worth."""
    return [{key: _plain(value) for key, value in asdict(measure).items() if value is not None} for measure in measures]


def _plain(value: object) -> object:
    if isinstance(value, dict):
        return {key: round(number, 4) for key, number in value.items()}
    return round(value, 4) if isinstance(value, float) else value


def _slices(corpus: Corpus) -> Iterator[tuple[str, str, NDArray[np.bool_]]]:
    """Yield corpus, slice and mask; a slice that is empty or the whole is left out."""
    everything = np.ones(len(corpus), dtype=np.bool_)
    yield ALL, ALL, everything
    words = np.array([len(text.split()) for text in corpus.texts], dtype=np.intp)
    unmarked = np.array([_bare(text) for text in corpus.texts], dtype=np.bool_)
    masks = {
        f"1-{_SHORT} words": words <= _SHORT,
        f"{_SHORT + 1}-{_MIDDLE} words": (words > _SHORT) & (words <= _MIDDLE),
        f"over {_MIDDLE} words": words > _MIDDLE,
        "no Vietnamese mark": unmarked,
    }
    for style in sorted(frozenset[str]().union(*corpus.styles)):
        masks[f"style {style}"] = np.array([style in styles for styles in corpus.styles], dtype=np.bool_)
    for region in sorted(set(corpus.regions) - {""}):
        masks[f"region {region}"] = np.array([region == at for at in corpus.regions], dtype=np.bool_)
    for name, mask in masks.items():
        if mask.any() and not mask.all():
            yield ALL, name, mask
    sources = np.array(corpus.sources, dtype=np.str_)
    if len(set(corpus.sources)) > 1:
        for source in sorted(set(corpus.sources)):
            yield source, ALL, sources == source


def _bare(text: str) -> bool:
    """Tell whether no letter carries a Vietnamese mark (an emoji is no letter)."""
    return not any(letter.isalpha() and not letter.isascii() for letter in text)


def _measure(
    corpus: str,
    part: str,
    category: Category,
    truth: NDArray[np.bool_],
    guess: NDArray[np.float64],
    rng: np.random.Generator,
) -> Measure:
    harmful = int(truth.sum())
    harmless = truth.size - harmful
    false_alarms = float((guess[~truth] > THRESHOLD).mean()) if harmless >= LEAST else None
    if min(harmful, harmless) < LEAST:
        return Measure(corpus, part, category, truth.size, harmful, false_alarms=false_alarms)
    weights = np.ones((_DRAWS + 1, truth.size))  # the first draw is the texts as they are
    for draw in weights[1:]:
        draw[:] = np.bincount(rng.integers(truth.size, size=truth.size), minlength=truth.size)
    harmful_f1, harmless_f1 = _f1(truth, guess > THRESHOLD, weights), _f1(~truth, guess <= THRESHOLD, weights)
    return Measure(
        corpus,
        part,
        category,
        truth.size,
        harmful,
        pr_auc=_figure(average_precision(truth, guess, weights)),
        f1=_figure(harmful_f1),
        macro_f1=_figure((harmful_f1 + harmless_f1) / 2),
        calibration_error=calibration_error(truth, guess),
        false_alarms=false_alarms,
    )


def average_precision(
    truth: NDArray[np.bool_], guess: NDArray[np.float64], weights: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Give the area under the precision-recall curve for each row of ``weights`` (draws, n); ties count as one step."""
    order = np.argsort(-guess, kind="stable")
    steps = np.flatnonzero(np.append(np.diff(guess[order]) != 0, [True]))
    found = np.cumsum(weights[:, order] * truth[order], axis=1)[:, steps]
    shown = np.cumsum(weights[:, order], axis=1)[:, steps]
    precision = np.divide(found, shown, out=np.zeros_like(found), where=shown > 0)
    gained = np.diff(found, axis=1, prepend=0.0)
    total: NDArray[np.float64] = found[:, -1]
    area: NDArray[np.float64] = (precision * gained).sum(axis=1)
    return np.divide(area, total, out=np.zeros_like(total), where=total > 0)


def calibration_error(truth: NDArray[np.bool_], guess: NDArray[np.float64]) -> float:
    """Give the mean distance of a probability from the share of harm among the texts that got about as much."""
    bins = np.minimum((guess * BINS).astype(np.intp), BINS - 1)
    gaps = np.abs(np.bincount(bins, weights=guess - truth, minlength=BINS))
    return float(gaps.sum() / truth.size)


def _f1(truth: NDArray[np.bool_], guess: NDArray[np.bool_], weights: NDArray[np.float64]) -> NDArray[np.float64]:
    both, either = weights @ (truth & guess), weights @ truth.astype(np.float64) + weights @ guess.astype(np.float64)
    return np.divide(2 * both, either, out=np.zeros_like(either), where=either > 0)


def _figure(draws: NDArray[np.float64]) -> Figure:
    low, high = np.quantile(draws[1:], [0.025, 0.975])
    return Figure(float(draws[0]), float(low), float(high))
