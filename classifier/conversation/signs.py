"""What one message shows by itself: a detector's hit, or the text model's suspicion."""

from __future__ import annotations

from classifier.conversation.reading import Reading
from classifier.taxonomy import CATEGORY_OF, Category, Signal, signals_of

GROOMING_SIGNS = signals_of(Category.GROOMING)

_CATEGORIES = tuple(Category)
_LIKELY = 0.5
_BEYOND_SWEARING = 0.8  # swear words are made of sexual ones; below this the text model may have heard no more
_BEYOND_INSULT = 0.95  # the same where a detector heard that the words are an insult


def shows(reading: Reading, category: Category, likely: float = _LIKELY) -> bool:
    """Say whether a detector heard this category, or the text model finds it at least so likely."""
    if any(CATEGORY_OF[hit.detector.signal] is category for hit in reading.hits):
        return True
    return bool(reading.probabilities[_CATEGORIES.index(category)] >= likely)


def means_sexual_words(reading: Reading) -> bool:
    """Say whether the words are sexual, and not swearing that is made of such words."""
    insulted = any(hit.detector.signal is Signal.INSULT for hit in reading.hits)
    return shows(reading, Category.EXPLICIT, _BEYOND_INSULT if insulted else _BEYOND_SWEARING)


def suspected_of(reading: Reading, signal: Signal) -> float:
    """Say how much the text model suspects of any harm; of grooming for its own signs, which everyday life shares."""
    grooming = reading.probabilities[_CATEGORIES.index(Category.GROOMING)]
    return float(grooming if signal in GROOMING_SIGNS else reading.probabilities.max())
