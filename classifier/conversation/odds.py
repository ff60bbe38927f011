"""Probabilities as log-odds, and back."""

from __future__ import annotations

import math

SMALLEST = 1e-4  # probability; the text model is never surer than this


def logit(chance: float) -> float:
    """Give the log-odds of a probability, which is first held between ``SMALLEST`` and its opposite."""
    chance = min(max(chance, SMALLEST), 1.0 - SMALLEST)
    return math.log(chance / (1.0 - chance))


def sigmoid(odds: float) -> float:
    """Give the probability that log-odds stand for."""
    return 1.0 / (1.0 + math.exp(-odds))
