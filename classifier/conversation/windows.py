"""What the text model says over time: the strongest message and the worst run of messages, in constant memory."""

from __future__ import annotations

from collections import deque

import numpy as np

from classifier.conversation.weights import LOOKS, MOST_LOOKS

RUNS = (10, 20)  # messages in a row: one exchange, one sitting

Row = list[float]
"""One number a column. For so few of them plain floats are several times faster than arrays."""


class Windows:
    """Running peak and means of probabilities (k,) a message: over all messages, and the highest over 10 and 20."""

    def __init__(self, columns: int) -> None:
        self.count = 0  # of messages
        self.peak: Row = [0.0] * columns
        self._total: Row = [0.0] * columns
        self._last: deque[Row] = deque(maxlen=RUNS[-1])
        self._sums: list[Row] = [[0.0] * columns for _ in RUNS]
        self._highest: Row = [0.0] * columns  # of the means over full runs

    def add(self, row: Row) -> None:
        """Take the next message's probabilities; they stay as they are."""
        for at, length in enumerate(RUNS):
            total = [before + new for before, new in zip(self._sums[at], row, strict=True)]
            if self.count >= length:
                total = [before - left for before, left in zip(total, self._last[-length], strict=True)]
            self._sums[at] = total
        self._last.append(row)
        self.count += 1
        self._total = [before + new for before, new in zip(self._total, row, strict=True)]
        self.peak = list(map(max, self.peak, row))
        for total, length in zip(self._sums, RUNS, strict=True):
            if self.count >= length:
                self._highest = [max(high, each / length) for high, each in zip(self._highest, total, strict=True)]

    def mean(self) -> Row:
        """Highest mean over 10 and over 20 messages in a row, and over all of them; 0 of fewer than 10.

        Of a few messages the mean is led by the strongest, which chance has a part in.
        """
        if self.count < RUNS[0]:
            return self._highest
        return [max(high, total / self.count) for high, total in zip(self._highest, self._total, strict=True)]

    def looks(self) -> float:
        """Log of how often chance had the occasion: among many messages one looks bad by chance."""
        return float(np.log1p((min(self.count, MOST_LOOKS) - 1) / LOOKS)) if self.count else 0.0
