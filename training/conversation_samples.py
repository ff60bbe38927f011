"""Sequences of readings to fit and to measure the conversation model on, drawn from the seed's own messages.

No Vietnamese corpus of grooming conversations exists, and none may be written. So a sample is a number of harmless
messages of the seed in random order, in half of the samples with one to four messages that show one harm at random
places. Each reading is the one that a model gives which was not trained on that message. Only numbers and signals
leave this module; what such samples can and cannot show: docs/decisions/0007-conversation.md.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from classifier.conversation import ConversationState, Reading
from classifier.conversation.weights import SHARE
from classifier.counter_evidence import weighed
from classifier.detectors import DETECTORS, Scanner
from classifier.normalize import normalize
from classifier.taxonomy import CATEGORY_OF, Category, Speaker
from training.calibrate import calibrate
from training.fit import fit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from classifier.conversation.state import Parts
    from training.corpus import Corpus

FOLDS = 4
LONGEST = 60  # messages
MOST_HARMFUL = 4  # messages of one sample
_CALIBRATION = 6  # one text in so many calibrates a fold's model


@dataclass(frozen=True, slots=True, eq=False)
class Sample:
    """One sequence: what it holds, and what its readings come to."""

    length: int
    harms: NDArray[np.bool_]  # (4,)
    parts: Parts
    probabilities: NDArray[np.float64]  # (4,), as joined by the classifier today
    messages: NDArray[np.float64]  # (length, 4): the text model's, for the baselines
    quiet: NDArray[np.float64]  # (4,): product of 1 - confidence over distinct signals, for the baselines


def folds_of(corpus: Corpus, seed: int = 0) -> NDArray[np.intp]:
    """Give each text a fold; texts of one group stay together."""
    groups = sorted(set(corpus.groups))
    drawn = np.random.default_rng(seed).integers(0, FOLDS, len(groups))
    fold = dict(zip(groups, drawn.tolist(), strict=True))
    return np.array([fold[group] for group in corpus.groups], dtype=np.intp)


def out_of_fold(corpus: Corpus, folds: NDArray[np.intp]) -> list[Reading]:
    """Read every text with a model that was fitted and calibrated without its fold."""
    normalized = [normalize(text) for text in corpus.texts]
    chances = np.zeros((len(corpus), len(Category)))
    for fold in range(FOLDS):
        rest, held = np.flatnonzero(folds != fold), np.flatnonzero(folds == fold)
        groups = sorted({corpus.groups[at] for at in rest})
        aside = set(groups[::_CALIBRATION])
        apart = np.array([corpus.groups[at] in aside for at in rest])
        learning, calibrating = corpus.take(rest[~apart]), corpus.take(rest[apart])
        model = fit(learning.texts, learning.labels, learning.known)
        model = calibrate(model, calibrating.texts, calibrating.labels, calibrating.known)
        texts = [normalized[at] for at in held]
        chances[held] = weighed(texts, model.probabilities_of(texts))
    scanner = Scanner(DETECTORS)
    return [
        Reading(text, Speaker.UNKNOWN, chance, tuple(scanner.scan(text)))
        for text, chance in zip(normalized, chances, strict=True)
    ]


def draw(
    readings: Sequence[Reading], labels: NDArray[np.bool_], rows: NDArray[np.intp], count: int, seed: int
) -> list[Sample]:
    """Draw ``count`` sequences from these rows; lengths are uniform in their logarithm, 1 to 60."""
    chance = np.random.default_rng(seed)
    harmful = labels[rows].any(axis=1)
    clean = rows[~harmful]
    by_harm = [rows[labels[rows, column]] for column in range(len(Category))]
    samples = []
    for _ in range(count):
        length = round(math.exp(chance.uniform(0.0, math.log(LONGEST))))
        at = chance.choice(clean, length)
        if chance.random() < 0.5:  # noqa: PLR2004 - half of them, as the docstring says
            kind = by_harm[chance.integers(len(by_harm))]
            some = min(length, int(chance.integers(1, MOST_HARMFUL + 1)))
            at[chance.choice(length, some, replace=False)] = chance.choice(kind, some)
        samples.append(_sample([readings[i] for i in at], labels[at].any(axis=0)))
    return samples


def _sample(readings: Sequence[Reading], harms: NDArray[np.bool_]) -> Sample:
    state = ConversationState()
    for reading in readings:
        state.take(reading)
    return Sample(
        length=len(readings),
        harms=harms,
        parts=state.parts(),
        probabilities=np.array(list(state.said().probabilities.values())),
        messages=np.array([reading.probabilities for reading in readings]),
        quiet=_quiet(readings),
    )


def _quiet(readings: Sequence[Reading]) -> NDArray[np.float64]:
    found = {hit.detector.signal: 0.0 for reading in readings for hit in reading.hits}
    for reading in readings:
        for hit in reading.hits:
            signal = hit.detector.signal
            found[signal] = max(found[signal], hit.detector.confidence * SHARE.get(signal, 1.0))
    quiet = np.ones(len(Category))
    for signal, confidence in found.items():
        quiet[list(Category).index(CATEGORY_OF[signal])] *= 1.0 - confidence
    return quiet
