"""A normalised text that still knows where each of its characters came from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
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
