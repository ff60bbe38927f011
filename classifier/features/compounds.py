"""Compound words (``học sinh``, ``nói chuyện``) found again in microseconds.

underthesea's segmenter finds them in the training texts; what it found is a dictionary, and the longest entry that fits
is taken from left to right. Running the segmenter itself on every message would take longer than all the rest together
(docs/decisions/0002-underthesea.md).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

_MOST_SYLLABLES = 4
_SEEN_OFTEN = 3  # a compound found less often is more likely the segmenter's slip


class Compounds:
    """A dictionary of compounds, each a row of syllables with one space between."""

    def __init__(self, entries: Iterable[str] = ()) -> None:
        self.entries = tuple(sorted(set(entries)))
        self._lengths: dict[str, tuple[int, ...]] = {}
        self._known = frozenset(self.entries)
        lengths: defaultdict[str, set[int]] = defaultdict(set)
        for entry in self.entries:
            syllables = entry.split(" ")
            lengths[syllables[0]].add(len(syllables))
        self._lengths = {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()}

    def find(self, words: Sequence[str]) -> list[tuple[int, int, str]]:
        """List the compounds in a row of words as ``(first, last, compound)``, indices half open, left to right."""
        found: list[tuple[int, int, str]] = []
        lengths, known = self._lengths, self._known
        free = 0  # words before this index belong to a compound already
        for at, word in enumerate(words):
            if at < free or word not in lengths:
                continue
            for length in lengths[word]:
                compound = " ".join(words[at : at + length])
                if compound in known and at + length <= len(words):
                    free = at + length
                    found.append((at, free, compound))
                    break
        return found


def learnt(texts: Iterable[str]) -> Compounds:
    """Let underthesea segment ``texts`` (normalised) and keep the compounds that it finds at least three times."""
    from underthesea import word_tokenize  # noqa: PLC0415 - a model of 0.5 s that only training needs

    seen: Counter[str] = Counter()
    for text in texts:
        for word in word_tokenize(text, use_token_normalize=False):
            syllables = word.split()
            if 1 < len(syllables) <= _MOST_SYLLABLES and all(map(str.isalpha, syllables)):
                seen[" ".join(syllables)] += 1
    return Compounds(compound for compound, times in seen.items() if times >= _SEEN_OFTEN)
