"""What is known of one message before the others are looked at."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from classifier.detectors import Hit
from classifier.normalize import Normalized
from classifier.taxonomy import Speaker


@dataclass(frozen=True, slots=True)
class Reading:
    """One message as the normaliser, the text model and the detectors read it."""

    normalized: Normalized
    speaker: Speaker
    probabilities: NDArray[np.float64]  # (4,), in the order of ``Category``
    hits: tuple[Hit, ...]
