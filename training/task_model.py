"""The same normaliser, features and linear model, fitted to a public task's own classes.

One model a class; which class wins is decided after an offset was added to each class's margin. Rare classes lose
without it: the offsets are the ones that give the best macro-F1 on texts that the models had not seen, by
cross-validation inside the training texts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.model_selection import StratifiedGroupKFold

from classifier.linear import Linear
from classifier.normalize import normalize
from training.corpus import group_of
from training.fit import Progress, fit_column, read

_FOLDS = 3
_STRENGTH = 6.0  # inverse regularisation; public tasks are larger and noisier than the seed
_STEPS = (1.0, 0.5, 0.25, 0.125)  # log-odds


@dataclass(frozen=True, slots=True, eq=False)
class TaskModel:
    """k classes: ``classes`` their names, ``offsets`` (k,) what is added to the margins before the largest wins."""

    linear: Linear
    classes: tuple[str, ...]
    offsets: NDArray[np.float64]

    def margins(self, texts: Sequence[str]) -> NDArray[np.float64]:
        """Score texts as written: (n, k), offsets not yet added."""
        margins, _ = self.linear.margins([normalize(text).text for text in texts])
        return np.column_stack([-margins[:, 0], margins[:, 0]]) if len(self.classes) == 2 else margins  # noqa: PLR2004

    def winners(self, margins: NDArray[np.float64]) -> NDArray[np.intp]:
        """Give the index of the winning class of each row."""
        winners: NDArray[np.intp] = np.argmax(margins + self.offsets, axis=1)
        return winners


def fit_task(
    texts: Sequence[str], labels: Sequence[str], *, seed: int = 0, progress: Progress | None = None
) -> TaskModel:
    """Fit a model to ``labels``, one a text; classes are sorted by name. Two classes need one column only.

    Raises ``ValueError`` where there are fewer than two classes.
    """
    classes, truth = np.unique(np.asarray(labels, dtype=str), return_inverse=True)
    if len(classes) < 2:  # noqa: PLR2004 - nothing to tell apart
        raise ValueError("a task has at least two classes")
    tell = progress or (lambda _step, _done: None)
    material = read(texts, seed=seed, progress=lambda step, done: tell(step, done / 2))
    tell("choose", 0.3)
    groups = [group_of(text) for text in texts]
    offsets = _choose(material.rows, truth, groups, seed)
    tell("fit", 0.8)
    coefficients, intercepts = _fit_classes(material.rows, truth, seed)
    tell("fitted", 1.0)
    linear = Linear(material.vectors, coefficients.astype(np.float32), intercepts)
    return TaskModel(linear, tuple(str(name) for name in classes), offsets)


def _fit_classes(
    rows: Any,  # noqa: ANN401 - a SciPy matrix
    truth: NDArray[np.intp],
    seed: int,
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    count = int(truth.max()) + 1
    fitted = [
        fit_column(rows, truth == index, strength=_STRENGTH, seed=seed)
        for index in ([1] if count == 2 else range(count))  # noqa: PLR2004 - two classes, one column
    ]
    return np.column_stack([column for column, _ in fitted]), np.array([intercept for _, intercept in fitted])


def _choose(
    rows: Any,  # noqa: ANN401 - a SciPy matrix
    truth: NDArray[np.intp],
    groups: Sequence[str],
    seed: int,
) -> NDArray[np.float64]:
    """Choose the offsets by cross-validation; equal texts never stand on both sides."""
    count = int(truth.max()) + 1
    folds = StratifiedGroupKFold(_FOLDS, shuffle=True, random_state=seed)
    parts = list(folds.split(np.zeros(len(truth)), truth, groups))
    margins = np.zeros((len(truth), count))
    for learnt, held in parts:
        coefficients, intercepts = _fit_classes(rows[learnt], truth[learnt], seed)
        found = np.asarray(rows[held] @ coefficients) + intercepts
        margins[held] = np.column_stack([-found, found]) if found.shape[1] == 1 else found
    offsets, _ = best_offsets(margins, truth)
    return offsets


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
