"""A normalised text that still knows where each of its characters came from."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property

from classifier.normalize.marks import without_marks

_WORD = re.compile(r"\w+")

# Vietnamese as it should be written carries a mark on two syllables of three. Under this share the writer left them
# out.
_BARE_BELOW = 0.2


@dataclass(frozen=True)  # no slots: what several readers ask for is worked out once and kept
class Normalized:
    """``text`` in normal form; ``text[i]`` stands for ``original[starts[i]:ends[i]]``."""

    original: str
    text: str
    starts: tuple[int, ...]  # non-decreasing, one a character of ``text``
    ends: tuple[int, ...]  # non-decreasing, exclusive

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in ``original`` of ``text[start:end]`` (half open; an empty range gives an empty range)."""
        if start >= end:
            at = self.starts[start] if start < len(self.starts) else len(self.original)
            return at, at
        return self.starts[start], self.ends[end - 1]

    @cached_property
    def words(self) -> frozenset[str]:
        """The different words of ``text``."""
        return frozenset(_WORD.findall(self.text))

    @cached_property
    def bare(self) -> str:
        """``text`` without Vietnamese marks, as long as it."""
        return without_marks(self.text)

    @cached_property
    def bare_words(self) -> frozenset[str]:
        """The different words of ``bare``."""
        return frozenset(_WORD.findall(self.bare))

    @cached_property
    def lacks_marks(self) -> bool:
        """Whether the writer left the marks out (a shortened word tells nothing: "k" has none to leave out)."""
        if self.original.isascii():
            return True
        words = _WORD.findall(unicodedata.normalize("NFC", self.original))  # decomposed marks are marks too
        return sum(not word.isascii() for word in words) < len(words) * _BARE_BELOW
