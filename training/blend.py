"""How much the encoder counts beside the n-grams, chosen on texts that neither had seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import log_softmax

from training.encoder.taught import Taught
from training.offsets import best_offsets

_WEIGHTS = (0.25, 0.5, 1.0, 2.0)  # of the encoder's log-probabilities; the n-grams' margins count 1


@dataclass(frozen=True, slots=True, eq=False)
class Blend:
    """The encoder ``taught`` with its ``weight``; ``offsets`` (k,) are added before the largest score wins.

    ``reached`` is the macro-F1 of each weight on the texts kept aside: of 0, the n-grams alone, too.
    """

    taught: Taught
    weight: float
    offsets: NDArray[np.float64]
    reached: dict[str, float]

    def scores(self, margins: NDArray[np.float64], texts: Sequence[str]) -> NDArray[np.float64]:
        """Join the n-grams' margins (n, k) with what the encoder says of the texts as written."""
        return joined(margins, self.taught.encoder.logits(texts, self.taught.head), self.weight)


def joined(margins: NDArray[np.float64], logits: NDArray[np.float64], weight: float) -> NDArray[np.float64]:
    """Add the encoder's log-probabilities, ``weight`` times, to the n-grams' margins: (n, k) each."""
    scores: NDArray[np.float64] = margins + weight * log_softmax(logits, axis=1)
    return scores


def choose_blend(
    taught: Taught, texts: Sequence[str], margins: NDArray[np.float64], truth: NDArray[np.intp]
) -> Blend | None:
    """Choose weight and offsets on the texts that the encoder keeps aside; ``None`` where it gives nothing there.

    ``margins`` (n, k) come from models that had not seen the rows.
    """
    aside = taught.aside(texts)
    if len(np.unique(truth[aside])) < margins.shape[1]:
        return None
    logits = taught.encoder.logits([texts[at] for at in aside], taught.head)
    found = {weight: best_offsets(joined(margins[aside], logits, weight), truth[aside]) for weight in (0.0, *_WEIGHTS)}
    best = max(found, key=lambda weight: found[weight][1])
    reached = {f"{weight:g}": score for weight, (_, score) in found.items()}
    return Blend(taught, best, found[best][0], reached) if best else None
