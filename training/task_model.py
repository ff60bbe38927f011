"""The same normaliser, features and linear model, fitted to a public task's own classes.

Every text teaches twice, as written and without marks: one comment in twenty comes without, more among pupils. One
linear model a class, and one more a class of every corpus that is laid beside. Then somebody has the last word: the
largest margin, or a second model over all of them (`training.second_reading`). Rare classes lose without an offset: the
offsets are the ones that give the best macro-F1 on texts that the models had not seen, by cross-validation inside the
training texts. An encoder may join in (`training.blend`): how much it counts is chosen on texts that it keeps aside.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.model_selection import StratifiedGroupKFold

from classifier.linear import Linear
from classifier.normalize import normalize, without_marks
from training.blend import Blend, choose_blend
from training.corpus import group_of
from training.encoder.taught import Taught
from training.fit import Progress, fit_column, read
from training.labelled import BenchmarkError, Labelled
from training.second_reading import choose, log_chances
from training.style import style_of

_FOLDS = 5
_STRENGTH = 6.0  # inverse regularisation; public tasks are larger and noisier than the seed


@dataclass(frozen=True, slots=True, eq=False)
class TaskModel:
    """k classes: ``classes`` their names, ``offsets`` (k,) what is added to the scores before the largest wins.

    The first columns of ``linear`` are the task's (one, where there are two classes), the others the corpora's beside.
    ``second`` has the last word, if it is there: ``judge`` is its kind, ``reached`` what each kind reached on unseen
    training texts. ``blend`` asks an encoder too, and then decides by its own offsets.
    """

    linear: Linear
    classes: tuple[str, ...]
    offsets: NDArray[np.float64]
    second: Any
    judge: str
    reached: dict[str, float]
    blend: Blend | None = None

    def scores(self, texts: Sequence[str]) -> NDArray[np.float64]:
        """Score texts as written: (n, k), offsets not yet added."""
        margins, _ = self.linear.margins([normalize(text).text for text in texts])
        if self.blend is not None:
            return self.blend.scores(_each_class(margins, len(self.classes)), texts)
        if self.second is None:
            return _each_class(margins, len(self.classes))
        return log_chances(self.second, np.column_stack([margins, style_of(texts)]))

    def winners(self, scores: NDArray[np.float64]) -> NDArray[np.intp]:
        """Give the index of the winning class of each row."""
        offsets = self.offsets if self.blend is None else self.blend.offsets
        winners: NDArray[np.intp] = np.argmax(scores + offsets, axis=1)
        return winners


@dataclass(frozen=True, slots=True, eq=False)
class FittedTask:
    """A task's model by n-grams, and ``unseen`` (n, k): margins of its ``texts`` by models that had not seen them."""

    model: TaskModel
    texts: tuple[str, ...]
    truth: NDArray[np.intp]
    unseen: NDArray[np.float64]

    def with_encoder(self, taught: Taught) -> TaskModel:
        """Let an encoder join in, where it gives anything. Raises ``BenchmarkError`` if its classes are others."""
        learnt = taught.encoder.classes[taught.head]
        if learnt != self.model.classes:
            theirs, ours = ", ".join(learnt), ", ".join(self.model.classes)
            raise BenchmarkError(
                f"--encoder: bộ mã hoá học các nhãn {theirs}; tệp này có {ours}.",
                f"--encoder: the encoder was taught the labels {theirs}; this file has {ours}.",
            )
        return replace(self.model, blend=choose_blend(taught, self.texts, self.unseen, self.truth))


def fit_task(
    learning: Labelled, beside: Sequence[Labelled] = (), *, seed: int = 0, progress: Progress | None = None
) -> TaskModel:
    """Fit a model to a task's labels, as `fit_unseen` does, and give it alone."""
    return fit_unseen(learning, beside, seed=seed, progress=progress).model


def fit_unseen(
    learning: Labelled, beside: Sequence[Labelled] = (), *, seed: int = 0, progress: Progress | None = None
) -> FittedTask:
    """Fit a model to a task's labels; classes are sorted by name.

    Texts of the corpora ``beside`` that equal one of the task's are left out, for their labels would tell the task's.
    Raises ``ValueError`` where there are fewer than two classes.
    """
    classes, truth = np.unique(np.asarray(learning.labels, dtype=str), return_inverse=True)
    if len(classes) < 2:  # noqa: PLR2004 - nothing to tell apart
        raise ValueError("a task has at least two classes")
    tell = progress or (lambda _step, _done: None)
    written = [*learning.texts, *map(without_marks, learning.texts)]
    truth = np.concatenate([truth, truth])
    groups = [group_of(text) for text in written]
    others = [without(corpus, groups) for corpus in beside]
    texts = [*written, *(text for corpus in others for text in corpus.texts)]
    material = read(texts, seed=seed, progress=lambda step, done: tell(step, done / 3))
    own = material.rows[: len(truth)]
    tell("fit", 0.35)
    coefficients, intercepts = _with_others(own, truth, others, material.rows[len(truth) :], seed)
    tell("choose", 0.6)
    unseen = _unseen(own, truth, groups, seed)
    told = np.asarray(own @ coefficients[:, unseen.shape[1] :]) + intercepts[unseen.shape[1] :]
    views = np.column_stack([unseen, told, style_of(written)])
    each = _each_class(unseen, len(classes))
    last = choose(each, views, truth, groups, seed=seed)
    tell("fitted", 1.0)
    linear = Linear(material.vectors, coefficients.astype(np.float32), intercepts)
    names = tuple(str(name) for name in classes)
    model = TaskModel(linear, names, last.offsets, last.model, last.name, last.reached)
    written_as = len(learning.texts)  # the copies without marks follow after
    return FittedTask(model, learning.texts, truth[:written_as], each[:written_as])


def without(corpus: Labelled, groups: Iterable[str]) -> Labelled:
    """Leave out the texts that are equal to others (by `training.corpus.group_of`)."""
    barred = frozenset(groups)
    kept = [pair for pair in zip(corpus.texts, corpus.labels, strict=True) if group_of(pair[0]) not in barred]
    return Labelled(tuple(text for text, _ in kept), tuple(label for _, label in kept))


def _with_others(
    own: Any,  # noqa: ANN401 - a SciPy matrix
    truth: NDArray[np.intp],
    others: Sequence[Labelled],
    rows: Any,  # noqa: ANN401 - a SciPy matrix
    seed: int,
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Fit the columns of the task, then those of every other corpus (``rows`` are all of theirs, in order)."""
    fitted, at = [_fit_classes(own, truth, seed)], 0
    for corpus in others:
        labels = np.unique(np.asarray(corpus.labels, dtype=str), return_inverse=True)[1]
        if labels.any():  # one label alone teaches nothing
            fitted.append(_fit_classes(rows[at : at + len(labels)], labels, seed))
        at += len(labels)
    return np.column_stack([columns for columns, _ in fitted]), np.concatenate([starts for _, starts in fitted])


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


def _unseen(
    rows: Any,  # noqa: ANN401 - a SciPy matrix
    truth: NDArray[np.intp],
    groups: Sequence[str],
    seed: int,
) -> NDArray[np.float64]:
    """Give the task's margins by models that had not seen the row, nor one equal to it."""
    count = int(truth.max()) + 1
    margins = np.zeros((len(truth), 1 if count == 2 else count))  # noqa: PLR2004 - two classes, one column
    commonest = int(np.bincount(truth).max())
    folds = StratifiedGroupKFold(min(_FOLDS, commonest), shuffle=True, random_state=seed)
    for learnt, held in folds.split(margins, truth, groups):
        coefficients, intercepts = _fit_classes(rows[learnt], truth[learnt], seed)
        if coefficients.shape[1] == margins.shape[1]:
            margins[held] = np.asarray(rows[held] @ coefficients) + intercepts
    return margins


def _each_class(margins: NDArray[np.float64], count: int) -> NDArray[np.float64]:
    """Give one column a class: of two classes, only the second has a model, and speaks for both."""
    own = margins[:, :1] if count == 2 else margins[:, :count]  # noqa: PLR2004 - two classes, one column
    return np.column_stack([-own, own]) if count == 2 else own  # noqa: PLR2004
