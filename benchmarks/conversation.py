"""How well readings are joined, on sequences drawn from seed messages that the weights were not fitted on.

    .venv/bin/python -m benchmarks.conversation

Beside the classifier's: a noisy-or of text and signals, and the mean, the largest and the skewness of the text model's
probabilities. Then forty harmless messages at random: how often do they stay P3, and what costs a message. What such
sequences can and cannot show: docs/decisions/0007-conversation.md.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from scipy.stats import skew
from sklearn.metrics import average_precision_score

from benchmarks.record import record
from classifier import risk
from classifier.conversation import Reading
from classifier.conversation.relation import relation_of
from classifier.conversation.state import HARDLY
from classifier.taxonomy import Category, Speaker, Tier
from classifier.watch import Track
from training import corpus as corpora
from training import manifest as manifests
from training.conversation_samples import FOLDS, Sample, draw, folds_of, out_of_fold

SAMPLES = 4_000
CHATS = 1_000
CHAT = 40  # messages
BINS = 15
_CATEGORIES = tuple(Category)
HALF = 0.5  # from here a category asks for its tier


def main() -> None:
    """Measure and record."""
    seed = corpora.read(manifests.load(manifests.SEED))
    folds = folds_of(seed)
    held = np.flatnonzero(folds == FOLDS - 1)
    readings = out_of_fold(seed, folds)
    samples = draw(readings, seed.labels, held, SAMPLES, seed=1)
    for column, category in enumerate(Category):
        record(f"conversation.{category}", _compared(samples, column), seed=1)
    clean = [readings[at] for at in np.flatnonzero(~seed.labels.any(axis=1))]
    record("conversation.harmless_chats", _chats(clean), seed=1)
    record("conversation.relations", _relations(readings, seed.labels), seed=1)
    record("conversation.signs", _signs(readings, seed.labels), seed=1)
    record("conversation.speed", _speed(clean), seed=1)


def _compared(samples: Sequence[Sample], column: int) -> dict[str, dict[str, float]]:
    used = [sample for sample in samples if sample.harms[column] or not sample.harms.any()]
    truth = np.array([sample.harms[column] for sample in used])
    ways = {
        "joined": np.array([sample.probabilities[column] for sample in used]),
        "noisy_or": np.array([_noisy_or(sample, column) for sample in used]),
        "mean": np.array([sample.messages[:, column].mean() for sample in used]),
        "largest": np.array([sample.messages[:, column].max() for sample in used]),
        "skewness": np.array([_skewness(sample.messages[:, column]) for sample in used]),
    }
    figures = {}
    for way, scores in ways.items():
        figures[way] = {"pr_auc": round(float(average_precision_score(truth, scores)), 3)}
        if way != "skewness":  # a skewness is no probability
            figures[way] |= {
                "ece": _calibration_error(scores, truth),
                "recall_at_half": round(float((scores[truth] >= HALF).mean()), 3),
                "false_alarms_at_half": round(float((scores[~truth] >= HALF).mean()), 4),
            }
    return figures


def _noisy_or(sample: Sample, column: int) -> float:
    """Join as before there were weights: odds of the strongest message divided by the looks, or the mean of a run."""
    peak, looks = sample.parts.peak[column], np.exp(sample.parts.looks)
    chance = peak / (peak + (1.0 - peak) * looks)
    text = max(chance, sample.parts.mean[column], sample.messages[:, column].mean())
    return float(1.0 - (1.0 - text) * sample.quiet[column])


def _skewness(values: NDArray[np.float64]) -> float:
    return float(skew(values)) if len(values) > 2 and np.ptp(values) > 1e-9 else 0.0  # noqa: PLR2004 - undefined below


def _calibration_error(scores: NDArray[np.float64], truth: NDArray[np.bool_]) -> float:
    """Give the expected calibration error over 15 equal bins."""
    bins = np.minimum((scores * BINS).astype(int), BINS - 1)
    gaps = [abs(scores[bins == b].mean() - truth[bins == b].mean()) * (bins == b).mean() for b in set(bins.tolist())]
    return round(float(sum(gaps)), 4)


def _chats(clean: Sequence[Reading]) -> dict[str, object]:
    """Draw chats of forty harmless messages, each text read by a model that does not know it."""
    chance = np.random.default_rng(1)
    tiers: Counter[str] = Counter()
    reasons: Counter[str] = Counter()
    for _ in range(CHATS):
        track = Track()
        for turn, at in enumerate(chance.integers(0, len(clean), CHAT)):
            track.take(replace(clean[at], speaker=(Speaker.OTHER, Speaker.CHILD)[turn % 2]))
        asked = risk.by_messages(track.together)
        tiers[Tier.most_urgent(*(reason.tier for reason in asked)).value] += 1
        reasons.update(reason.code for reason in asked)
    return {"chats": CHATS, "stay_p3": round(tiers["P3"] / CHATS, 3), "tiers": dict(tiers), "reasons": dict(reasons)}


def _relations(readings: Sequence[Reading], labels: NDArray[np.bool_]) -> dict[str, float]:
    """Share of messages that tell who the other person is, among harmless ones and among those of grooming."""
    tells = np.array([relation_of(reading.normalized, reading.speaker) is not None for reading in readings])
    grooming = labels[:, _CATEGORIES.index(Category.GROOMING)]
    return {"harmless": _share(tells[~labels.any(axis=1)]), "grooming": _share(tells[grooming])}


def _signs(readings: Sequence[Reading], labels: NDArray[np.bool_]) -> dict[str, float]:
    """Share of the messages that a detector fires on of which the text model suspects any harm by .15 or more."""
    fires = np.array([bool(reading.hits) for reading in readings])
    suspects = np.array([float(reading.probabilities.max()) >= HARDLY for reading in readings])
    harmless = ~labels.any(axis=1)
    return {"harmless": _share(suspects[fires & harmless]), "harmful": _share(suspects[fires & ~harmless])}


def _share(mask: NDArray[np.bool_]) -> float:
    return round(float(mask.mean()), 4)


def _speed(clean: Sequence[Reading]) -> dict[str, float]:
    """Processor time of one step of the state and the tier, early and late in a conversation."""
    track, times = Track(), []
    for turn in range(2_000):
        message = replace(clean[turn % len(clean)], speaker=(Speaker.OTHER, Speaker.CHILD)[turn % 2])
        start = time.process_time_ns()
        track.take(message)
        times.append(time.process_time_ns() - start)
    early, late = (float(np.median(times[a:b])) / 1_000 for a, b in ((50, 150), (1_850, 1_950)))
    return {"hundredth_message_us": round(early, 1), "nineteen_hundredth_message_us": round(late, 1)}


if __name__ == "__main__":
    main()
