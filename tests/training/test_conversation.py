"""The weights that join readings: drawn by the rules, never negative, and learnt from what the samples say."""

from __future__ import annotations

import numpy as np
import pytest

from classifier.conversation import Reading
from classifier.conversation.weights import LEARNT, Weights
from classifier.detectors import DETECTORS, Hit
from classifier.normalize import normalize
from classifier.taxonomy import Category, Speaker
from training.conversation import fit_weights, joined
from training.conversation_samples import LONGEST, MOST_HARMFUL, Sample, draw

_SECRECY = next(detector for detector in DETECTORS if detector.name == "secrecy")


def _seed(count: int = 400) -> tuple[list[Reading], np.ndarray]:
    """Readings in which a sign of secrecy means grooming nine times in ten, and the text model is half deaf."""
    chance = np.random.default_rng(0)
    labels = np.zeros((count, len(Category)), dtype=np.bool_)
    readings = []
    for at in range(count):
        harm = at % 5
        if harm < len(Category):
            labels[at, harm] = True
        heard = chance.uniform(0.01, 0.1, len(Category)) + 0.5 * labels[at] * chance.random()
        hits = (Hit(_SECRECY, 0, 1),) if chance.random() < (0.9 if labels[at, 0] else 0.01) else ()
        readings.append(Reading(normalize("…"), Speaker.UNKNOWN, heard, hits))
    return readings, labels


@pytest.fixture(scope="module")
def samples() -> list[Sample]:
    readings, labels = _seed()
    return draw(readings, labels, np.arange(len(readings)), 1_500, seed=0)


def test_half_of_the_samples_are_harmless_and_the_others_hold_one_harm(samples: list[Sample]) -> None:
    assert 0.45 < np.mean([not sample.harms.any() for sample in samples]) < 0.55
    assert max(sample.harms.sum() for sample in samples) == 1
    assert {sample.length for sample in samples} <= set(range(1, LONGEST + 1))
    assert MOST_HARMFUL < LONGEST / 10, "harm is rare in a long sample"


def test_the_same_seed_draws_the_same(samples: list[Sample]) -> None:
    readings, labels = _seed()
    again = draw(readings, labels, np.arange(len(readings)), 1_500, seed=0)
    assert [sample.length for sample in again] == [sample.length for sample in samples]
    assert all((a.probabilities == b.probabilities).all() for a, b in zip(samples, again, strict=True))


def test_what_tells_is_weighed_and_what_tells_nothing_is_not(samples: list[Sample]) -> None:
    grooming, bullying = (fit_weights(samples, column) for column in (0, 1))
    assert grooming.signals > 3
    assert min(grooming.looks, bullying.looks, bullying.signals) >= 0


def test_the_fitted_weights_tell_better_than_none(samples: list[Sample]) -> None:
    truth = np.array([sample.harms[0] for sample in samples])
    fitted, none = (joined(samples, 0, weights) for weights in (fit_weights(samples, 0), Weights(0.0, 0.0)))
    assert np.mean((fitted - truth) ** 2) < np.mean((none - truth) ** 2)


def test_the_classifier_joins_as_the_fit_supposes(samples: list[Sample]) -> None:
    for column, category in enumerate(Category):
        supposed = joined(samples, column, LEARNT[category])
        assert supposed == pytest.approx([sample.probabilities[column] for sample in samples], abs=0.06)


def test_no_weight_is_negative_so_that_one_more_signal_never_lowers_a_probability() -> None:
    assert set(LEARNT) == set(Category)
    assert all(min(weights.signals, weights.looks) >= 0 for weights in LEARNT.values())
