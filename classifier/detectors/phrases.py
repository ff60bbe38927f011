"""Many phrases, and which few of them the words of a message allow: the others need not be searched.

A set of phrases is an integer, one bit a phrase, so that asking a thousand of them costs a few operations.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from classifier.detectors.phrase import Phrase


class Phrases:
    """Phrases in a row; a set of them is an integer whose bit ``i`` stands for the phrase ``i``."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self.row = tuple(phrases)
        self.all = (1 << len(self.row)) - 1
        wanted = [(phrase.key, *phrase.needs) for phrase in self.row]
        self._most = max(map(len, wanted), default=0)
        # A block of bits for each place of the list of needs: what a phrase asks for there, a word may give. Phrases
        # that need less than others have the rest for nothing.
        self._given = 0
        self._gives: dict[str, int] = {}
        for index, needs in enumerate(wanted):
            for place in range(self._most):
                bit = 1 << (place * len(self.row) + index)
                if place >= len(needs):
                    self._given |= bit
                    continue
                for word in needs[place]:
                    self._gives[word] = self._gives.get(word, 0) | bit

    def allowed(self, words: frozenset[str]) -> int:
        """Give the phrases that a message of these words may hold."""
        gives = self._gives
        met = self._given
        for word in words:
            if word in gives:
                met |= gives[word]
        found = self.all
        for _ in range(self._most):
            found &= met
            met >>= len(self.row)
        return found

    def holds(self, text: str, words: frozenset[str]) -> bool:
        """Whether a text holds one of the phrases; ``words`` are its words."""
        return any(self.row[index].pattern.search(text) for index in members(self.allowed(words)))


def members(some: int) -> Iterator[int]:
    """List a set of phrases: the places of its bits, from the lowest."""
    while some:
        lowest = some & -some
        yield lowest.bit_length() - 1
        some ^= lowest
