"""What the messages of one submission say together, that none of them says alone.

For every category ``c`` two numbers are joined, ``p = 1 - (1 - text)(1 - signals)``:

``text``
    from the text model's calibrated probabilities of the messages: the largest of the strongest message (its odds
    divided by ``1 + (n - 1) / 5``: among many messages one looks bad by chance), the highest mean over 10 and over 20
    messages in a row, and the mean over all.
``signals``
    from the detectors: in the worst stretch of 20 messages, ``1 - Π(1 - w)`` over the *distinct* signals of the
    category,
    ``w`` being the strongest hit of each. Saying a thing twice counts once; saying another thing always adds.

So one more distinct signal never lowers a probability. Skewness is not used: it answers 0 under ten messages and drops
when most messages are bad. In grooming, a frightened child and a difference of age in the forms of address add a
little to what is there, and nothing where nothing is.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from classifier.detectors import Hit
from classifier.normalize import Normalized
from classifier.schema import Span
from classifier.taxonomy import CATEGORY_OF, Category, Relation, Signal, Speaker

WINDOWS = (10, 20)  # messages in a row: one exchange, one sitting

# Of the confidence in a hit, how much speaks for the category. Distress is a reason to look, and seldom self-harm.
_SHARE = {Signal.CHILD_DISTRESS: 0.3}
_DISTRESS_BESIDE = 0.25  # weight of a frightened child beside signals of grooming
_KINSHIP_BESIDE = 0.05  # weight of "chú" and "cháu" beside them: weak, half of Vietnam speaks so
# Every fifth message more doubles the doubt of the first: of the seed's clean messages 0.9 % pass .5 and 0.06 % pass .9
# for grooming, so that forty of them in a row must hold one at .9 before the whole is more likely than not.
_LOOKS = 5
_BY_CHANCE = 20  # messages of which one more may look like bullying to the text model by chance
_BEYOND_SWEARING = (
    0.8  # swear words are made of sexual ones; below this the text model may have heard no more than that
)
_OWN_WORDS = 0.5  # of a child's own message in a conversation: the harm is looked for in what the other person writes

_ELDER = re.compile(r"(?<!\w)(?:anh|chú|bác|thầy|dượng|ông)(?!\w)")
_YOUNGER = re.compile(r"(?<!\w)(?:em|cháu|con|bé|nhóc)(?!\w)")


@dataclass(frozen=True, slots=True)
class Reading:
    """What is known of one message before the others are looked at."""

    normalized: Normalized
    speaker: Speaker
    probabilities: NDArray[np.float64]  # (4,), in the order of ``Category``
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class Softened:
    """A weak sign that weighs less for who seems to say it: shown as counter-evidence, never as silence."""

    signal: Signal
    message: int  # index of the message that holds the sign
    relation: Relation
    span: Span  # the words that tell the relation, as written; they may stand in another message


@dataclass(frozen=True, slots=True)
class Conversation:
    """What the messages say together."""

    probabilities: Mapping[Category, float]  # every category, 0..1
    signals: Mapping[Signal, float]  # those found anywhere, with the confidence of the strongest hit
    grooming_beside_meeting: float  # 0..1: signals of grooming other than the meeting, in the same stretch
    bullying_repeated: bool  # in more messages than one, and than chance would make of so many
    child_spoke: bool
    explicit_by_other: bool  # sexual words by the other person (or by somebody unknown)
    softened: tuple[Softened, ...] = ()  # in the order of the messages


def read(readings: Sequence[Reading]) -> Conversation:
    """Join the readings of one submission, in the order of its messages; none gives probabilities of 0."""
    both = {Speaker.CHILD, Speaker.OTHER} <= {reading.speaker for reading in readings}
    text = _text(readings, both=both)
    stretch = _worst_stretch(readings)
    beside = _beside(readings, stretch)
    probabilities = {}
    for category in Category:
        weights = stretch[category].values()
        quiet = (1.0 - text[category]) * math.prod(1.0 - weight for weight in weights)
        if category is Category.GROOMING:
            quiet *= beside
        probabilities[category] = 1.0 - quiet
    strongest: dict[Signal, float] = {}
    for reading in readings:
        for hit in reading.hits:
            signal = hit.detector.signal
            strongest[signal] = max(strongest.get(signal, 0.0), hit.detector.confidence)
    return Conversation(
        probabilities=probabilities,
        signals=strongest,
        grooming_beside_meeting=_beside_meeting(readings),
        bullying_repeated=sum(_is(reading, Category.BULLYING) for reading in readings)
        > 1 + len(readings) // _BY_CHANCE,
        child_spoke=any(reading.speaker is Speaker.CHILD for reading in readings),
        explicit_by_other=any(
            reading.speaker is not Speaker.CHILD and _is(reading, Category.EXPLICIT, _BEYOND_SWEARING)
            for reading in readings
        ),
    )


def _text(readings: Sequence[Reading], *, both: bool) -> dict[Category, float]:
    if not readings:
        return dict.fromkeys(Category, 0.0)
    table = np.array([reading.probabilities for reading in readings], dtype=np.float64)
    if both:
        own = np.array([reading.speaker is Speaker.CHILD for reading in readings])
        table[own, list(Category).index(Category.GROOMING)] *= _OWN_WORDS
    count = len(readings)
    peak = np.clip(table.max(axis=0), 0.0, 1.0)
    looks = 1.0 + (count - 1) / _LOOKS
    best = peak / (peak + (1.0 - peak) * looks)
    sums = np.vstack([np.zeros(table.shape[1]), table.cumsum(axis=0)])
    for length in (*WINDOWS, count):
        size = min(length, count)
        best = np.maximum(best, ((sums[size:] - sums[:-size]) / size).max(axis=0))
    return {category: float(value) for category, value in zip(Category, np.clip(best, 0.0, 1.0), strict=True)}


def _weight(hit: Hit) -> float:
    return hit.detector.confidence * _SHARE.get(hit.detector.signal, 1.0)


def _stretches(readings: Sequence[Reading]) -> list[tuple[int, int]]:
    """Stretches of at most 20 messages that end with a hit: no other can hold more signals."""
    return [(max(0, end + 1 - WINDOWS[-1]), end + 1) for end, reading in enumerate(readings) if reading.hits]


def _worst_stretch(readings: Sequence[Reading]) -> dict[Category, dict[Signal, float]]:
    worst: dict[Category, dict[Signal, float]] = {category: {} for category in Category}
    score = dict.fromkeys(Category, 0.0)
    for start, end in _stretches(readings):
        found: dict[Category, dict[Signal, float]] = {category: {} for category in Category}
        for reading in readings[start:end]:
            for hit in reading.hits:
                signal = hit.detector.signal
                weights = found[CATEGORY_OF[signal]]
                weights[signal] = max(weights.get(signal, 0.0), _weight(hit))
        for category, weights in found.items():
            loud = 1.0 - math.prod(1.0 - weight for weight in weights.values())
            if loud > score[category]:
                score[category], worst[category] = loud, weights
    return worst


def _beside(readings: Sequence[Reading], worst: Mapping[Category, Mapping[Signal, float]]) -> float:
    """Give what is left of the doubt once a frightened child and the forms of address are counted."""
    quiet = 1.0
    if not worst[Category.GROOMING]:
        return quiet
    if any(hit.detector.signal is Signal.CHILD_DISTRESS for reading in readings for hit in reading.hits):
        quiet *= 1.0 - _DISTRESS_BESIDE
    others = [reading.normalized.text for reading in readings if reading.speaker is Speaker.OTHER]
    if any(_ELDER.search(text) and _YOUNGER.search(text) for text in others):
        quiet *= 1.0 - _KINSHIP_BESIDE
    return quiet


def _beside_meeting(readings: Sequence[Reading]) -> float:
    """Signals of grooming within 20 messages of a meeting that is proposed; 0 if none is."""
    best = 0.0
    meetings = [i for i, reading in enumerate(readings) if _holds(reading, Signal.MEETING)]
    for at in meetings:
        weights: dict[Signal, float] = {}
        for reading in readings[max(0, at + 1 - WINDOWS[-1]) : at + WINDOWS[-1]]:
            for hit in reading.hits:
                signal = hit.detector.signal
                if signal is not Signal.MEETING and CATEGORY_OF[signal] is Category.GROOMING:
                    weights[signal] = max(weights.get(signal, 0.0), _weight(hit))
        best = max(best, 1.0 - math.prod(1.0 - weight for weight in weights.values()))
    return best


def _holds(reading: Reading, signal: Signal) -> bool:
    return any(hit.detector.signal is signal for hit in reading.hits)


def _is(reading: Reading, category: Category, likely: float = 0.5) -> bool:
    if any(CATEGORY_OF[hit.detector.signal] is category for hit in reading.hits):
        return True
    return bool(reading.probabilities[list(Category).index(category)] >= likely)
