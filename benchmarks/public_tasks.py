"""Macro-F1 on the public tasks: five folds of the train part, and train → dev where there is a dev part.

    LACHAN_CORPORA=… .venv/bin/python -m benchmarks.public_tasks [--beside] [vihsd victsd vlsp2019 vihatecategorizer]

With ``--beside``, every other corpus teaches the second reading one more view (`training.second_reading`); ViHOS and
ViTHSD, which are ViHSD's own comments again, are not among them. Equal texts (by letters, without marks) never stand on
both sides of a fold: duplicates would leak. No official test file is read.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ[variable] = "1"

import numpy as np  # noqa: E402 - after the number of threads is set
from sklearn.model_selection import StratifiedGroupKFold  # noqa: E402

from benchmarks.record import corpora, record  # noqa: E402
from training.benchmark import measure  # noqa: E402
from training.corpus import group_of  # noqa: E402
from training.labelled import Labelled, read_files  # noqa: E402

SEED = 0
FOLDS = 5
FILES = {
    "vihsd": ("vihsd/train.csv", "vihsd/dev.csv"),
    "victsd": ("victsd/train.csv", "victsd/valid.csv"),
    "vlsp2019": ("vlsp2019_hsd/train.csv", None),
    "vihatecategorizer": ("vihatecategorizer/train.csv", None),
}
TEACHERS = {name: train for name, (train, _) in FILES.items()} | {
    "safesense_vi": "safesense_vi/train.csv",
    "uit_vsmec": "uit_vsmec/train.csv",
}
BESIDE = "--beside"


def main(names: list[str]) -> None:
    """Measure and record each task."""
    folder = corpora()
    if folder is None:
        sys.exit("LACHAN_CORPORA names no folder with the public corpora.")
    with_others = BESIDE in names
    for name in [name for name in names if name != BESIDE] or list(FILES):
        train, dev = FILES[name]
        whole = read_files([folder / train])
        beside = [read_files([folder / file]) for task, file in TEACHERS.items() if with_others and task != name]
        figures: dict[str, object] = {"task": name, "beside": len(beside), "folds": _folds(whole, beside)}
        if dev is not None:
            figures["train_to_dev"] = measure(whole, read_files([folder / dev]), beside, seed=SEED)
        record("public_tasks", figures, seed=SEED)


def _folds(whole: Labelled, beside: Sequence[Labelled]) -> dict[str, object]:
    groups = [group_of(text) for text in whole.texts]
    folds = StratifiedGroupKFold(FOLDS, shuffle=True, random_state=SEED)
    found = [
        measure(_take(whole, learnt.tolist()), _take(whole, held.tolist()), beside, seed=SEED)
        for learnt, held in folds.split(whole.texts, whole.labels, groups)
    ]
    scores = np.array([fold["macro_f1"] for fold in found])
    return {
        "macro_f1": round(float(scores.mean()), 4),
        "spread": round(float(scores.std(ddof=1)), 4),
        "each": scores.tolist(),
        "pr_auc": round(float(np.mean([fold["pr_auc"] for fold in found])), 4),
        "texts_per_second": round(float(np.median([fold["texts_per_second"] for fold in found]))),
        "judges": [fold["judge"] for fold in found],
        "seconds": round(float(np.median([fold["seconds"] for fold in found])), 1),
    }


def _take(whole: Labelled, rows: list[int]) -> Labelled:
    return Labelled(tuple(whole.texts[at] for at in rows), tuple(whole.labels[at] for at in rows))


if __name__ == "__main__":
    main(sys.argv[1:])
