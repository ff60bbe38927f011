"""What the text model says over time: the strongest message and the worst run of messages, in constant memory."""

from __future__ import annotations

from collections import deque

import numpy as np
from numpy.typing import NDArray

from classifier.conversation.weights import LOOKS, MOST_LOOKS

RUNS = (10, 20)  # messages in a row: one exchange, one sitting

Row = NDArray[np.float64]


class Windows:
    """Running peak and means of probabilities (k,) a message: over all messages, and the highest over 10 and 20."""

    def __init__(self, columns: int) -> None:
        self.count = 0
        self.peak: Row = np.zeros(columns)
        self._total: Row = np.zeros(columns)
        self._last: deque[Row] = deque(maxlen=RUNS[-1])
        self._sums: list[Row] = [np.zeros(columns) for _ in RUNS]
        self._highest: Row = np.zeros(columns)  # of the means over full runs

    def add(self, row: Row) -> None:
        """Take the next message's probabilities; they stay as they are."""
        for at, length in enumerate(RUNS):
            left = self._last[-length] if self.count >= length else 0.0
            self._sums[at] = self._sums[at] + row - left
        self._last.append(row)
        self.count += 1
        self._total = self._total + row
        self.peak = np.maximum(self.peak, row)
        for total, length in zip(self._sums, RUNS, strict=True):
            if self.count >= length:
                self._highest = np.maximum(self._highest, total / length)

    def mean(self) -> Row:
        """Highest mean over 10 and over 20 messages in a row, and over all of them; 0 of fewer than 10.

        Of a few messages the mean is led by the strongest, which chance has a part in.
        """
        return np.maximum(self._highest, self._total / self.count) if self.count >= RUNS[0] else self._highest

    def looks(self) -> float:
        """Log of how often chance had the occasion: among many messages one looks bad by chance."""
        return float(np.log1p((min(self.count, MOST_LOOKS) - 1) / LOOKS)) if self.count else 0.0
