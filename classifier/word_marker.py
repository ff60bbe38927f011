"""Which words of a hurtful message hurt: a linear model that reads each word with its neighbours.

The text model knows that a message is bad and, roughly, which words made it say so; this one was taught by people who
marked the words (docs of the corpus: ``datasets/vihos``). It says where, never whether: what it marks is shown only of
a message that something else has found.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction import FeatureHasher
from sklearn.utils import murmurhash3_32

from classifier.features import read_words
from classifier.features.vectors import Matrix
from classifier.normalize import Normalized, without_marks

PLACES = 2**18  # features share these places; more gave nothing
_SHORTEST, _LONGEST = 2, 4  # characters of an n-gram, the word's edges counted
_MOST_KEPT = 50_000  # words; some 6 MB when full
_OUTSIDE = "\n"  # stands where there is no neighbour; no word holds it
_HASHER = FeatureHasher(PLACES, input_type="string", alternate_sign=False, dtype=np.float32)

Piece = tuple[int, int, float]
"""``(start, end, weight)``: offsets in the original text, half open, and the log-odds of its words together."""


class WordMarker:
    """Marks words by ``coefficients`` (``PLACES``,) float32 and ``intercept``; safe to use from several threads.

    A word is marked where its log-odds exceed ``threshold``.
    """

    def __init__(self, coefficients: NDArray[np.float32], intercept: float, threshold: float) -> None:
        self.coefficients = coefficients
        self.intercept = intercept
        self.threshold = threshold
        self._own: dict[str, float] = {}  # what a word adds by itself: the larger part, and words come back

    def __getstate__(self) -> dict[str, object]:
        return {"coefficients": self.coefficients, "intercept": self.intercept, "threshold": self.threshold}

    def __setstate__(self, state: dict[str, object]) -> None:
        self.__init__(**state)  # type: ignore[misc]

    def odds(self, words: Sequence[str]) -> NDArray[np.float64]:
        """Give the log-odds of each word of a normalised text to be a hurtful one."""
        if not words:
            return np.zeros(0)
        own = self._own
        missing = [word for word in dict.fromkeys(words) if word not in own]
        if len(own) + len(missing) > _MOST_KEPT:
            own, missing = {}, list(dict.fromkeys(words))
            self._own = own
        if missing:
            own.update(zip(missing, self._sums(map(_of_word, missing)), strict=True))
        around = np.array(self._sums(_of_neighbours(words)))
        return around + [own[word] for word in words] + self.intercept

    def _sums(self, features: Iterable[list[str]]) -> list[float]:
        """Add up what the features of each word weigh, as ``_ones(features) @ coefficients`` would, ten times faster.

        Few rows come at a time, and a sparse matrix costs more to make than to multiply.
        """
        places = [sorted({abs(murmurhash3_32(each)) % PLACES for each in row}) for row in features]
        lengths = np.array(list(map(len, places)))
        weights = np.zeros((len(places), lengths.max()), dtype=np.float32)
        weights[np.arange(weights.shape[1]) < lengths[:, None]] = self.coefficients.take(list(chain(*places)))
        # accumulated, one after the other: a sum would add them in another order and end in other digits
        found: list[float] = np.add.accumulate(weights, axis=1)[:, -1].tolist()
        return found

    def mark(self, normalized: Normalized) -> list[Piece]:
        """Mark the hurtful words in reading order; marked neighbours are one piece, with the space between them."""
        words = read_words(normalized.text)
        over = self.odds(words.written) - self.threshold
        pieces: list[Piece] = []
        last = -2
        for at in np.flatnonzero(over > 0).tolist():
            start, end = normalized.origin(words.starts[at], words.ends[at])
            # two words may stand for one that was written ("vkl"), so neighbours may share their place
            if pieces and (at == last + 1 or start < pieces[-1][1]):
                first, before, weight = pieces[-1]
                pieces[-1] = first, max(before, end), weight + float(over[at])
            else:
                pieces.append((start, end, float(over[at])))
            last = at
        return pieces

    def evidence(self, normalized: Normalized, most: int = 3) -> list[Piece]:
        """Give the heaviest pieces, strongest first, at most ``most``."""
        return sorted(self.mark(normalized), key=lambda piece: -piece[2])[:most]


def rows(words: Sequence[str]) -> Matrix:
    """Give the features of each word of one normalised text, as ones: (number of words, ``PLACES``)."""
    return _ones(map(_of_word, words)) + _ones(_of_neighbours(words))


def _ones(features: Iterable[list[str]]) -> Matrix:
    matrix = _HASHER.transform(features)
    matrix.data[:] = 1  # a gram that a word holds twice says no more than once
    return matrix


def _of_word(word: str) -> list[str]:
    """List what a word is by itself: the word and its n-grams, with marks and without."""
    bare = without_marks(word)
    return ["w" + word, "v" + bare, *_grams("c", word), *_grams("d", bare)]


def _grams(view: str, word: str) -> list[str]:
    edged = f"^{word}$"
    return [
        view + edged[at : at + length]
        for length in range(_SHORTEST, _LONGEST + 1)
        for at in range(len(edged) - length + 1)
    ]


def _of_neighbours(words: Sequence[str]) -> Iterator[list[str]]:
    """List for each word what stands beside it: the neighbours, and the pairs it makes with them in both views."""
    plain = [_OUTSIDE, *words, _OUTSIDE]
    bare = [_OUTSIDE, *map(without_marks, words), _OUTSIDE]
    for at in range(1, len(plain) - 1):
        yield [
            "<" + plain[at - 1],
            ">" + plain[at + 1],
            f"a{plain[at - 1]} {plain[at]}",
            f"b{plain[at]} {plain[at + 1]}",
            f"e{bare[at - 1]} {bare[at]}",
            f"f{bare[at]} {bare[at + 1]}",
        ]
