"""Who read the seed a second time, and how far the two readers agree.

Every message that joined the seed after its first edition was labelled again by a reader who knew only the rules of the
card, and saw the text alone. ``datasets/seed/second_reading.csv`` keeps both readings and what was settled, each under
the beginning of the SHA-256 of the message's text.
"""

from __future__ import annotations

import csv
import hashlib
import math
from dataclasses import dataclass
from pathlib import Path

from sklearn.metrics import cohen_kappa_score

from classifier.taxonomy import Category

FILE = "second_reading.csv"
LEFT_OUT = "left out"  # settled by taking the message out: no reader could tell
_DIGITS = 16


@dataclass(frozen=True, slots=True)
class Readings:
    """What two readers said of one message: the categories, separated by spaces, sorted; empty: clean."""

    message: str  # `name_of` its text
    first: str
    second: str
    settled: str  # or ``LEFT_OUT``


def name_of(text: str) -> str:
    """Name a message without telling it."""
    return hashlib.sha256(text.encode()).hexdigest()[:_DIGITS]


def read(folder: Path) -> list[Readings]:
    """Read the readings in a corpus' folder."""
    with (folder / FILE).open(encoding="utf-8", newline="") as file:
        return [Readings(**row) for row in csv.DictReader(file)]


def agreement(readings: list[Readings]) -> dict[str, float]:
    """Give Cohen's kappa of the two blind readings, by category; where neither reader gave it there is none."""
    found: dict[str, float] = {}
    for category in Category:
        first = [category in reading.first.split() for reading in readings]
        second = [category in reading.second.split() for reading in readings]
        if any(first) or any(second):
            kappa = float(cohen_kappa_score(first, second))
            found[category.value] = round(kappa, 3) if math.isfinite(kappa) else 1.0
    return found
