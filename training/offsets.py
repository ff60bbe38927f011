"""Which class wins: offsets that are added to the classes' scores, so that rare ones do not always lose."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_STEPS = (1.0, 0.5, 0.25, 0.125)  # log-odds


def best_offsets(margins: NDArray[np.float64], truth: NDArray[np.intp]) -> tuple[NDArray[np.float64], float]:
    """Search, one class after the other in ever smaller steps, the offsets that give the best macro-F1, and give both.

    The first class keeps 0: only differences count.
    """
    count = margins.shape[1]
    offsets = np.zeros(count)
    best = macro_f1(truth, margins.argmax(axis=1), count)
    for step in _STEPS:
        better = True
        while better:
            better = False
            for index in range(1, count):
                for change in (-step, step):
                    tried = offsets.copy()
                    tried[index] += change
                    reached = macro_f1(truth, (margins + tried).argmax(axis=1), count)
                    if reached > best:
                        best, offsets, better = reached, tried, True
    return offsets, best


def macro_f1(truth: NDArray[np.intp], guess: NDArray[np.intp], count: int) -> float:
    """Give the mean F1 of ``count`` classes; a class that neither has nor is given counts 0."""
    return float(f1_by_class(truth, guess, count).mean())


def f1_by_class(truth: NDArray[np.intp], guess: NDArray[np.intp], count: int) -> NDArray[np.float64]:
    """Give the F1 of each of ``count`` classes."""
    table = np.bincount(truth * count + guess, minlength=count * count).reshape(count, count)
    totals = table.sum(axis=0) + table.sum(axis=1)
    scores: NDArray[np.float64] = 2 * np.diag(table) / np.maximum(totals, 1)
    return scores
