"""Macro-F1 on the public tasks: five folds of the train part, and train → dev where there is a dev part.

    LACHAN_CORPORA=… .venv/bin/python -m benchmarks.public_tasks [vihsd victsd vlsp2019 vihatecategorizer]

Equal texts (by letters, without marks) never stand on both sides of a fold: duplicates would leak. No official test
file is read.
"""

from __future__ import annotations

import os
import sys

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ[variable] = "1"

import numpy as np  # noqa: E402 - after the number of threads is set
from sklearn.model_selection import StratifiedGroupKFold  # noqa: E402

from benchmarks.record import corpora, record  # noqa: E402
from training.benchmark import Labelled, measure, read_files  # noqa: E402
from training.corpus import group_of  # noqa: E402

SEED = 0
FOLDS = 5
FILES = {
    "vihsd": ("vihsd/train.csv", "vihsd/dev.csv"),
    "victsd": ("victsd/train.csv", "victsd/valid.csv"),
    "vlsp2019": ("vlsp2019_hsd/train.csv", None),
    "vihatecategorizer": ("vihatecategorizer/train.csv", None),
}


def main(names: list[str]) -> None:
    """Measure and record each task."""
    folder = corpora()
    if folder is None:
        sys.exit("LACHAN_CORPORA names no folder with the public corpora.")
    for name in names or list(FILES):
        train, dev = FILES[name]
        whole = read_files([folder / train])
        figures = {"task": name, "folds": _folds(whole)}
        if dev is not None:
            figures["train_to_dev"] = measure(whole, read_files([folder / dev]), seed=SEED)
        record("public_tasks", figures, seed=SEED)


def _folds(whole: Labelled) -> dict[str, object]:
    groups = [group_of(text) for text in whole.texts]
    folds = StratifiedGroupKFold(FOLDS, shuffle=True, random_state=SEED)
    found = [
        measure(_take(whole, learnt.tolist()), _take(whole, held.tolist()), seed=SEED)
        for learnt, held in folds.split(whole.texts, whole.labels, groups)
    ]
    scores = np.array([fold["macro_f1"] for fold in found])
    return {
        "macro_f1": round(float(scores.mean()), 4),
        "spread": round(float(scores.std(ddof=1)), 4),
        "each": scores.tolist(),
        "pr_auc": round(float(np.mean([fold["pr_auc"] for fold in found])), 4),
        "texts_per_second": round(float(np.median([fold["texts_per_second"] for fold in found]))),
        "seconds": round(float(np.median([fold["seconds"] for fold in found])), 1),
    }


def _take(whole: Labelled, rows: list[int]) -> Labelled:
    return Labelled(tuple(whole.texts[at] for at in rows), tuple(whole.labels[at] for at in rows))


if __name__ == "__main__":
    main(sys.argv[1:])
