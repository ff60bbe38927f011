"""The worst stretch of twenty messages: how much its distinct signals say, in constant memory."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from classifier.conversation.softening import softens
from classifier.conversation.weights import SHARE, SOFT
from classifier.detectors import Hit
from classifier.taxonomy import CATEGORY_OF, Category, Relation, Signal, Speaker

LENGTH = 20  # messages

_As = Relation | None  # None: as from a stranger
_NO_SUMS: dict[Category, float] = dict.fromkeys(Category, 0.0)
_NONE: dict[_As, float] = dict.fromkeys((None, *Relation), 0.0)
_NO_KINDS: dict[_As, int] = dict.fromkeys((None, *Relation), 0)


@dataclass(slots=True)
class Stretches:
    """Highest sums over the stretches seen so far; saying a thing twice counts once, another thing always adds.

    For every relation the other person might turn out to have, because what tells it may come later than the sign.
    """

    sums: dict[Category, float] = field(default_factory=_NO_SUMS.copy)
    grooming: dict[_As, float] = field(default_factory=_NONE.copy)
    beside_meeting: dict[_As, float] = field(default_factory=_NONE.copy)
    kinds: dict[_As, int] = field(default_factory=_NO_KINDS.copy)
    _recent: deque[tuple[int, Speaker, tuple[Hit, ...]]] = field(default_factory=lambda: deque(maxlen=LENGTH))

    def add(self, index: int, speaker: Speaker, hits: tuple[Hit, ...]) -> None:
        """Take the hits of message ``index``; messages without any need not be told."""
        self._recent.append((index, speaker, hits))
        while self._recent[0][0] <= index - LENGTH:
            self._recent.popleft()
        weights, _ = _strongest(self._recent, None)
        for category in Category:
            total = sum(weight for signal, weight in weights.items() if CATEGORY_OF[signal] is category)
            self.sums[category] = max(self.sums[category], total)
        if any(CATEGORY_OF[signal] is Category.GROOMING for signal in weights):
            for relation in self.grooming:
                self._take(relation, *_strongest(self._recent, relation))

    def _take(self, relation: _As, weights: Mapping[Signal, float], soft: AbstractSet[Signal]) -> None:
        found = {signal: weight for signal, weight in weights.items() if CATEGORY_OF[signal] is Category.GROOMING}
        self.grooming[relation] = max(self.grooming[relation], sum(found.values()))
        self.kinds[relation] = max(self.kinds[relation], len(found.keys() - soft))
        if found.pop(Signal.MEETING, 0.0):
            beside = 1.0 - math.prod(1.0 - weight for weight in found.values())
            self.beside_meeting[relation] = max(self.beside_meeting[relation], beside)


def _strongest(
    messages: Iterable[tuple[int, Speaker, tuple[Hit, ...]]], relation: _As
) -> tuple[dict[Signal, float], set[Signal]]:
    """Give the most that each signal weighs, and the signals that are softened wherever they stand."""
    weights: dict[Signal, float] = {}
    plain: set[Signal] = set()
    for _, speaker, hits in messages:
        for hit in hits:
            signal = hit.detector.signal
            weight = hit.detector.confidence * SHARE.get(signal, 1.0)
            if relation is not None and speaker is not Speaker.CHILD and softens(relation, hit):
                weight *= SOFT
            else:
                plain.add(signal)
            weights[signal] = max(weights.get(signal, 0.0), weight)
    return weights, weights.keys() - plain
