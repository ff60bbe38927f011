"""What underthesea's segmenter and normaliser give the text model, and what they cost.

    LACHAN_CORPORA=… .venv/bin/python -m benchmarks.underthesea_views

Five folds of ViHSD's train part, equal texts on one side; macro-F1 with each class's offset chosen on the other folds.
The table is in docs/decisions/0002-underthesea.md.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Sequence
from functools import lru_cache

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ[variable] = "1"

import numpy as np  # noqa: E402 - after the number of threads is set
from sklearn.model_selection import StratifiedGroupKFold  # noqa: E402
from underthesea import text_normalize, word_tokenize  # noqa: E402

from benchmarks.record import corpora, record  # noqa: E402
from classifier.features import Compounds  # noqa: E402
from classifier.features.compounds import learnt  # noqa: E402
from classifier.features.vectors import bags, learn  # noqa: E402
from classifier.normalize import normalize  # noqa: E402
from training.corpus import group_of  # noqa: E402
from training.fit import fit_column  # noqa: E402
from training.labelled import read_files  # noqa: E402
from training.offsets import best_offsets, macro_f1  # noqa: E402

SEED = 0
FOLDS = 5
TIMED = 2_000  # texts that a step's speed is measured on

Step = Callable[[str], str]


class Segmented(Compounds):
    """The compounds that underthesea itself finds in each text."""

    def find(self, words: Sequence[str]) -> list[tuple[int, int, str]]:
        """List compounds as the dictionary does."""
        return list(_segmented(tuple(words)))


@lru_cache(maxsize=100_000)
def _segmented(words: tuple[str, ...]) -> tuple[tuple[int, int, str], ...]:
    found: list[tuple[int, int, str]] = []
    at = 0
    for word in word_tokenize(" ".join(words), use_token_normalize=False):
        syllables = word.split()
        if len(syllables) > 1:
            found.append((at, at + len(syllables), " ".join(syllables)))
        at += len(syllables)
    return tuple(found)


def _ours(text: str) -> str:
    return normalize(text).text


def _theirs(text: str) -> str:
    return str(text_normalize(text)).lower()


def _theirs_then_ours(text: str) -> str:
    return normalize(str(text_normalize(text))).text


VIEWS: dict[str, tuple[Step, Callable[[Sequence[str]], Compounds]]] = {
    "our normaliser, no compounds": (_ours, lambda _texts: Compounds()),
    "our normaliser, dictionary of underthesea's compounds": (_ours, learnt),
    "our normaliser, underthesea segments every text": (_ours, lambda _texts: Segmented()),
    "underthesea's normaliser instead of ours, no compounds": (_theirs, lambda _texts: Compounds()),
    "underthesea's normaliser, then ours, no compounds": (_theirs_then_ours, lambda _texts: Compounds()),
}


def main() -> None:
    """Measure and record each view."""
    folder = corpora()
    if folder is None:
        sys.exit("LACHAN_CORPORA names no folder with the public corpora.")
    whole = read_files([folder / "vihsd/train.csv"])
    truth = np.array([int(label) for label in whole.labels])
    groups = [group_of(text) for text in whole.texts]
    folds = list(StratifiedGroupKFold(FOLDS, shuffle=True, random_state=SEED).split(truth, truth, groups))
    for name, (step, compounds) in VIEWS.items():
        texts = [step(text) for text in whole.texts]
        margins = np.zeros((len(truth), 3))
        for learning, held in folds:
            known = compounds([texts[at] for at in learning])
            read = bags([texts[at] for at in learning], known)
            vectors = learn(read, known)
            rows = vectors.of_bags(read)
            there = vectors.of_bags(bags([texts[at] for at in held], known))
            for index in range(3):
                coefficients, intercept = fit_column(rows, truth[learning] == index, seed=SEED)
                margins[held, index] = there @ coefficients + intercept
        scores = np.array([_score(margins, truth, held) for _, held in folds])
        figures = {
            "view": name,
            "macro_f1": round(float(scores.mean()), 4),
            "spread": round(float(scores.std(ddof=1)), 4),
            "texts_per_second": _speed(step, compounds(texts[:TIMED]), whole.texts[:TIMED]),
        }
        record("underthesea_views", figures, seed=SEED)


def _score(margins: np.ndarray, truth: np.ndarray, held: np.ndarray) -> float:
    others = np.setdiff1d(np.arange(len(truth)), held)
    offsets, _ = best_offsets(margins[others], truth[others])
    return macro_f1(truth[held], (margins[held] + offsets).argmax(axis=1), 3)


def _speed(step: Step, compounds: Compounds, texts: Sequence[str]) -> int:
    """Texts a second for reading alone: normalise and find the items."""
    _segmented.cache_clear()
    before = time.process_time()
    bags([step(text) for text in texts], compounds)
    return round(len(texts) / (time.process_time() - before))


if __name__ == "__main__":
    main()
