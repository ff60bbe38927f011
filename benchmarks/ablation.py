"""What each part of the text model gives: macro-F1 on a public task with the part left out, or another in its place.

    LACHAN_CORPORA=… .venv/bin/python -m benchmarks.ablation [vihsd victsd vlsp2019 vihatecategorizer]

Five folds of the task's train part, equal texts on one side; each class's offset is chosen on the other folds. The
table is in docs/decisions/0008-text-model.md. Cleaning labels needs cleanlab, which the product does not install:
without it that row is left out, and says so.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.util import find_spec
from typing import Any

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ[variable] = "1"

import numpy as np  # noqa: E402 - after the number of threads is set
from numpy.typing import NDArray  # noqa: E402
from scipy.special import softmax  # noqa: E402
from sklearn.model_selection import StratifiedGroupKFold  # noqa: E402

from benchmarks.public_tasks import FILES, TEACHERS  # noqa: E402
from benchmarks.record import corpora, record  # noqa: E402
from classifier.features.compounds import learnt  # noqa: E402
from classifier.features.vectors import bags, learn  # noqa: E402
from classifier.normalize import normalize  # noqa: E402
from training.corpus import group_of  # noqa: E402
from training.fit import Settings, plain_column, ratio_column, read  # noqa: E402
from training.labelled import Labelled, read_files  # noqa: E402
from training.offsets import best_offsets, macro_f1  # noqa: E402
from training.second_reading import KINDS, log_chances  # noqa: E402
from training.style import style_of  # noqa: E402
from training.task_model import without  # noqa: E402

SEED = 0
FOLDS = 5
STRENGTH = 6.0
MARKED, BARE = "wcbs", "vdet"  # the first letters of the features of the two views (classifier/features/grams.py)
LEFT_OUT = {
    "only the view with marks": MARKED,
    "only the view without marks": BARE,
    "without n-grams of characters": "wbsvet",
    "without pairs of words": "wcsvdt",
    "without compounds": "wcbvde",
}

Column = Callable[[Any, NDArray[np.bool_]], tuple[NDArray[np.float64], float]]


def plain(rows: Any, labels: NDArray[np.bool_]) -> tuple[NDArray[np.float64], float]:  # noqa: ANN401 - SciPy
    """Fit the features as they are."""
    return plain_column(rows, labels, None, Settings(STRENGTH, SEED))


def ratios(rows: Any, labels: NDArray[np.bool_]) -> tuple[NDArray[np.float64], float]:  # noqa: ANN401 - SciPy
    """Fit the features weighted by how much they tell."""
    return ratio_column(rows, labels, None, Settings(STRENGTH, SEED))


def both(rows: Any, labels: NDArray[np.bool_]) -> tuple[NDArray[np.float64], float]:  # noqa: ANN401 - SciPy
    """Fit both, and take the mean."""
    one, other = plain(rows, labels), ratios(rows, labels)
    return (one[0] + other[0]) / 2, (one[1] + other[1]) / 2


class Trial:
    """One task: its truth, its folds, and the table that grows."""

    def __init__(self, whole: Labelled) -> None:
        self.truth = np.unique(np.asarray(whole.labels, dtype=str), return_inverse=True)[1]
        self.count = int(self.truth.max()) + 1
        self.groups = [group_of(text) for text in whole.texts]
        parts = StratifiedGroupKFold(FOLDS, shuffle=True, random_state=SEED)
        self.folds = list(parts.split(self.truth, self.truth, self.groups))
        self.table: dict[str, dict[str, float]] = {}

    def margins(self, rows: Any, column: Column) -> NDArray[np.float64]:  # noqa: ANN401 - a SciPy matrix
        """Give (n, k) margins by models that had not seen the row."""
        margins = np.zeros((len(self.truth), self.count))
        for taught, held in self.folds:
            margins[held] = self._fitted(rows, taught, held, column)
        return margins

    def cleaned(self, rows: Any) -> NDArray[np.float64]:  # noqa: ANN401 - a SciPy matrix
        """Do the same without the labels that cleanlab doubts, found inside each fold's own training rows.

        Found over all rows at once, the held labels would help to choose what is learnt: macro-F1 rose by .02 so.
        """
        find = import_module("cleanlab.filter").find_label_issues  # not among the product's packages
        margins = np.zeros((len(self.truth), self.count))
        for taught, held in self.folds:
            inner = np.zeros((len(taught), self.count))
            part = self._inner(taught)
            for each in range(FOLDS):
                inner[part == each] = self._fitted(rows, taught[part != each], taught[part == each], both)
            doubted = find(self.truth[taught], softmax(inner, axis=1))
            margins[held] = self._fitted(rows, taught[~doubted], held, both)
        return margins

    def _inner(self, taught: NDArray[np.intp]) -> NDArray[np.intp]:
        """Part training rows into folds; equal texts go together."""
        part = np.zeros(len(taught), dtype=np.intp)
        parts = StratifiedGroupKFold(FOLDS, shuffle=True, random_state=SEED + 1)
        groups = [self.groups[at] for at in taught]
        for number, (_, inside) in enumerate(parts.split(taught, self.truth[taught], groups)):
            part[inside] = number
        return part

    def _fitted(
        self,
        rows: Any,  # noqa: ANN401 - a SciPy matrix
        taught: NDArray[np.intp],
        held: NDArray[np.intp],
        column: Column,
    ) -> NDArray[np.float64]:
        margins = np.zeros((len(held), self.count))
        for index in [1] if self.count == 2 else range(self.count):  # noqa: PLR2004 - two classes, one column
            coefficients, intercept = column(rows[taught], self.truth[taught] == index)
            margins[:, index] = rows[held] @ coefficients + intercept
        if self.count == 2:  # noqa: PLR2004
            margins[:, 0] = -margins[:, 1]
        return margins

    def note(self, name: str, scores: NDArray[np.float64], *, offsets: bool = True) -> None:
        """Measure scores that were given to unseen rows, and print the line."""
        reached = []
        for taught, held in self.folds:
            shift = best_offsets(scores[taught], self.truth[taught])[0] if offsets else np.zeros(self.count)
            reached.append(macro_f1(self.truth[held], (scores[held] + shift).argmax(axis=1), self.count))
        self.table[name] = {
            "macro_f1": round(float(np.mean(reached)), 4),
            "spread": round(float(np.std(reached, ddof=1)), 4),
        }
        print(f"  {self.table[name]['macro_f1']:.4f} ± {self.table[name]['spread']:.4f}  {name}", flush=True)

    def second(self, kind: str, views: NDArray[np.float64]) -> NDArray[np.float64]:
        """Give what a second model says of unseen rows."""
        scores = np.zeros((len(self.truth), self.count))
        for taught, held in self.folds:
            scores[held] = log_chances(KINDS[kind](SEED).fit(views[taught], self.truth[taught]), views[held])
        return scores


def main(names: Sequence[str]) -> None:
    """Print and record the table of each task."""
    folder = corpora()
    if folder is None:
        sys.exit("LACHAN_CORPORA names no folder with the public corpora.")
    for name in names or ["vihsd"]:
        begun = time.perf_counter()
        print(name, flush=True)
        whole = read_files([folder / FILES[name][0]])
        beside = [read_files([folder / file]) for task, file in TEACHERS.items() if task != name]
        trial = Trial(whole)
        own = _linear(trial, whole)
        _second(trial, whole, beside, own)
        record(
            "ablation", {"task": name, "table": trial.table, "seconds": round(time.perf_counter() - begun)}, seed=SEED
        )


def _linear(trial: Trial, whole: Labelled) -> NDArray[np.float64]:
    material = read(whole.texts, seed=SEED)
    own = trial.margins(material.rows, both)
    trial.note("the model: two views, mean of plain and ratio-weighted", own)
    trial.note("without offsets of the classes", own, offsets=False)
    trial.note("plain only", trial.margins(material.rows, plain))
    trial.note("ratio-weighted only", trial.margins(material.rows, ratios))
    kinds = np.array([name[0] for name in material.vectors.names])
    for part, letters in LEFT_OUT.items():
        trial.note(part, trial.margins(material.rows[:, np.isin(kinds, list(letters))], both))
    raw = [text.lower() for text in whole.texts]
    compounds = learnt(raw[:20_000])
    read_raw = bags(raw, compounds)
    trial.note(
        "texts as written (small letters), not normalised",
        trial.margins(learn(read_raw, compounds).of_bags(read_raw), both),
    )
    if find_spec("cleanlab"):
        trial.note("without the labels that cleanlab doubts", trial.cleaned(material.rows))
    else:
        print("  (cleanlab is not installed: labels were not cleaned)", flush=True)
    return own


def _second(trial: Trial, whole: Labelled, beside: Sequence[Labelled], own: NDArray[np.float64]) -> None:
    style = style_of(whole.texts)
    groups = [group_of(text) for text in whole.texts]
    told = [_of_another(without(corpus, groups), whole) for corpus in beside]
    views = {
        "the margins": [own],
        "the margins and style": [own, style],
        "the margins and the corpora beside": [own, *told],
        "the margins, style and the corpora beside": [own, style, *told],
    }
    for kind in KINDS:
        for name, parts in views.items():
            trial.note(f"second reading, {kind}, over {name}", trial.second(kind, np.column_stack(parts)))


def _of_another(corpus: Labelled, whole: Labelled) -> NDArray[np.float64]:
    """Give what models of another corpus say of the task's texts."""
    material = read(corpus.texts, seed=SEED)
    rows = material.vectors.of_bags(bags([normalize(text).text for text in whole.texts], material.vectors.compounds))
    labels = np.unique(np.asarray(corpus.labels, dtype=str), return_inverse=True)[1]
    fitted = [both(material.rows, labels == index) for index in range(int(labels.max()) + 1)]
    return np.column_stack([rows @ coefficients + intercept for coefficients, intercept in fitted])


if __name__ == "__main__":
    main(sys.argv[1:])
