"""The text model: for each category, the calibrated probability that a text shows it, and the words that say so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit

from classifier.features import Item, read_words
from classifier.linear import Linear
from classifier.normalize import Normalized, normalize
from classifier.taxonomy import Category
from classifier.words import snap

if TYPE_CHECKING:
    from classifier.features import Words
    from classifier.word_marker import WordMarker

_COLUMNS = {category: column for column, category in enumerate(Category)}
_UNREADABLE = 0.01  # probability of a text that holds nothing the model knows; the assessment abstains from it
_JOINS = 0.3  # a neighbour with this share of the strongest word's weight belongs to the same piece of evidence


class TextModel:
    """Four calibrated linear models, one a category, over the same features; immutable and safe across threads.

    ``slopes`` and ``offsets`` (4,) map margins to log-odds (Platt 1999). ``marker`` was taught which words hurt; it is
    there where a corpus with marked words was among those that were learnt from.
    """

    def __init__(
        self,
        linear: Linear,
        slopes: NDArray[np.float64],
        offsets: NDArray[np.float64],
        marker: WordMarker | None = None,
    ) -> None:
        self.linear = linear
        self.slopes = slopes
        self.offsets = offsets
        self.marker = marker

    def probabilities(self, texts: Sequence[str]) -> NDArray[np.float64]:
        """Score texts as they were written: (n, 4), calibrated, columns in the order of ``Category``."""
        return self.probabilities_of([normalize(text) for text in texts])

    def probabilities_of(self, normalized: Sequence[Normalized]) -> NDArray[np.float64]:
        """Do the same for texts that are normalised already."""
        return self.calibrated(*self.margins_of(normalized))

    def calibrated(self, margins: NDArray[np.float64], readable: NDArray[np.bool_]) -> NDArray[np.float64]:
        """Make probabilities (n, 4) of what `margins_of` gives."""
        probabilities: NDArray[np.float64] = expit(margins * self.slopes + self.offsets)
        probabilities[~readable] = _UNREADABLE
        return probabilities

    def margins_of(self, normalized: Sequence[Normalized]) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
        """Give uncalibrated margins (n, 4), and (n,) whether a text holds anything that the model knows."""
        return self.linear.margins([text.text for text in normalized])

    def evidence(self, normalized: Normalized, category: Category, most: int = 3) -> list[tuple[int, int, float]]:
        """Find the words that speak most for ``category``, strongest first, at most ``most`` pieces.

        Each is ``(start, end, weight)``: offsets in the original text, widened to whole words as underthesea sees them,
        and what they add to the log-odds. Empty where nothing speaks for the category. Of bullying, the words are the
        marker's where it marks any: people taught it which ones hurt.
        """
        if self.marker is not None and category is Category.BULLYING:
            marked = self.marker.evidence(normalized, most)
            if marked:
                return marked
        words = read_words(normalized.text)
        weights = self._weights(words, category)
        found: list[tuple[int, int, float]] = []
        for first, last, weight in _pieces(weights, most):
            start, end = normalized.origin(words.starts[first], words.ends[last - 1])
            start, end = snap(normalized.original, start, end)
            if all(end <= other_start or other_end <= start for other_start, other_end, _ in found):
                found.append((start, end, weight))
        return found

    def _weights(self, words: Words, category: Category) -> list[float]:
        """Share out the margin among the words: an item's part goes to the words that it spans, in equal shares."""
        column = _COLUMNS[category]
        spans: defaultdict[Item, list[tuple[int, int]]] = defaultdict(list)
        for at, word in enumerate(words.written):
            spans[word].append((at, at + 1))
            if at + 1 < len(words.written):
                spans[word, words.written[at + 1]].append((at, at + 2))
        for first, last, compound in self.linear.vectors.compounds.find(words.written):
            spans[compound].append((first, last))
        weights = [0.0] * len(words.written)
        slope = float(self.slopes[column])
        for item, share in self.linear.shares(spans, column).items():
            for first, last in spans[item]:
                for at in range(first, last):
                    weights[at] += slope * share / (last - first)
        return weights


def _pieces(weights: Sequence[float], most: int) -> list[tuple[int, int, float]]:
    """Join strong neighbours into pieces ``(first, last, weight)``, half open; give the heaviest ``most`` of them."""
    strongest = max(weights, default=0.0)
    if strongest <= 0:
        return []
    pieces: list[tuple[int, int, float]] = []
    first: int | None = None
    for at in range(len(weights) + 1):
        strong = at < len(weights) and weights[at] >= _JOINS * strongest
        if strong and first is None:
            first = at
        elif not strong and first is not None:
            pieces.append((first, at, float(sum(weights[first:at]))))
            first = None
    return sorted(pieces, key=lambda piece: -piece[2])[:most]
