"""Counts what speaks against a harm that the text model suspects.

The detectors are silenced by such words themselves, or not at all where lives are at stake. The text model reads words
one by one and cannot be, so its odds are divided: the doubt is heard, and never silences a message that is bad enough
without it.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from classifier.counter_evidence.finding import doubts
from classifier.normalize import Normalized
from classifier.taxonomy import Category

WORTH_ASKING = 0.25  # below this nothing would change


def weighed(normalized: Sequence[Normalized], chances: NDArray[np.float64]) -> NDArray[np.float64]:
    """Give the probabilities (n, 4) of n messages with what speaks against them counted; the input stays as it is.

    Of several kinds in one message the strongest counts, for they are seldom independent.
    """
    out = chances.copy()
    suspected = chances >= WORTH_ASKING
    if not suspected.any():
        return out
    for at in np.flatnonzero(suspected.any(axis=1)).tolist():
        found = doubts(
            normalized[at], [category for category, asked in zip(Category, suspected[at], strict=True) if asked]
        )
        for column, category in enumerate(Category):
            if found and suspected[at, column]:
                factor = max(doubt.kind.divides.get(category, 1.0) for doubt in found)
                out[at, column] = chances[at, column] / (chances[at, column] + factor * (1.0 - chances[at, column]))
    return out
