"""Making whoever sends too much wait for the answer: a flood sends its next request when the last one was answered."""

from __future__ import annotations

import asyncio

_MOST_WAITING = 500
"""Each holds a connection and some kilobytes, and no thread; whoever comes after that is answered at once."""


class Patience:
    """How long answers to too many requests are held back."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._waiting = 0

    async def wait(self) -> None:
        """Hold one answer back."""
        if self._waiting >= _MOST_WAITING:
            return
        self._waiting += 1
        try:
            await asyncio.sleep(self._seconds)
        finally:
            self._waiting -= 1
