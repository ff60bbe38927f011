"""How long something that failed waits for its next turn."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import timedelta

_DOUBLINGS = 20  # enough for every limit; a power without an end would overflow


def pause_after(tries: int, first: timedelta, longest: timedelta) -> timedelta:
    """Give the pause after so many tries: ``first`` after one, double after each further one, at most ``longest``."""
    doubled: int = 2 ** min(tries - 1, _DOUBLINGS)
    return min(longest, first * doubled)
