"""What the encoder gives beside the n-grams on the public tasks, and what it costs.

    LACHAN_CORPORA=… python -m benchmarks.encoder train FOLDER [ROUNDS]      # the extra `encoder`; half an hour a round
    LACHAN_CORPORA=… .venv/bin/python -m benchmarks.encoder measure FOLDER [vihsd victsd vlsp2019 vihatecategorizer]

``train`` teaches one encoder all tasks and, beside them, SafeSense. It never learns what is measured: ViHSD's dev part,
ViCTSD's validation part, and of the two tasks without one the first of five folds (as `benchmarks.public_tasks`
draws). Weight and offsets are chosen on training texts which the encoder had kept aside. No official test file is read.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import Any

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ[variable] = "1"

import numpy as np  # noqa: E402 - after the number of threads is set
from numpy.typing import NDArray  # noqa: E402
from rich.console import Console  # noqa: E402
from scipy.special import log_softmax, softmax  # noqa: E402
from sklearn.model_selection import StratifiedGroupKFold  # noqa: E402

from benchmarks.public_tasks import FILES, FOLDS, TEACHERS  # noqa: E402
from benchmarks.record import corpora, record  # noqa: E402
from classifier.encoder import NETWORK  # noqa: E402
from training.bootstrap import interval  # noqa: E402
from training.corpus import group_of  # noqa: E402
from training.encoder.taught import Taught, read  # noqa: E402
from training.labelled import Labelled, read_files  # noqa: E402
from training.offsets import best_offsets, macro_f1  # noqa: E402
from training.task_model import FittedTask, TaskModel, fit_unseen  # noqa: E402
from training.waiting import waiting  # noqa: E402

SEED = 0
BESIDE = ("safesense_vi",)  # learnt, too, and not measured
ASKED = 0.1  # share of the messages that a cascade sends to the encoder: those of which the n-grams are least sure


def parts(folder: Path, name: str) -> tuple[Labelled, Labelled]:
    """Give the texts of a task that are learnt, and those that are measured."""
    train, dev = FILES[name]
    whole = read_files([folder / train])
    if dev is not None:
        return whole, read_files([folder / dev])
    folds = StratifiedGroupKFold(FOLDS, shuffle=True, random_state=SEED)
    learnt, held = next(iter(folds.split(whole.texts, whole.labels, [group_of(text) for text in whole.texts])))
    return _take(whole, learnt), _take(whole, held)


def train(corpora_folder: Path, to: Path, rounds: int) -> None:
    """Teach one encoder all tasks for so many rounds, and write it."""
    from training.encoder.train import train_encoder  # noqa: PLC0415 - needs the extra

    both = {name: parts(corpora_folder, name) for name in FILES}
    learning = {name: learnt for name, (learnt, _) in both.items()}
    learning |= {name: read_files([corpora_folder / TEACHERS[name]]) for name in BESIDE}
    never = [text for _, measured in both.values() for text in measured.texts]
    with waiting(Console(stderr=True), "encoder") as progress:
        train_encoder(learning, never, to, seed=SEED, rounds=rounds, progress=progress)


def measure(corpora_folder: Path, encoder: Path, names: list[str]) -> None:
    """Measure and record each task: n-grams alone, the encoder alone, both, and a cascade."""
    for name in names:
        learning, measuring = parts(corpora_folder, name)
        taught = read(encoder, name)
        taught.refuse_learnt(measuring.texts)
        fitted = fit_unseen(learning, seed=SEED)
        figures = figures_of(fitted, taught, measuring)
        size = (encoder / NETWORK).stat().st_size / 1e6
        record("encoder", {"task": name, "int8_megabytes": round(size, 1), **figures}, seed=SEED)


def figures_of(fitted: FittedTask, taught: Taught, measuring: Labelled) -> dict[str, Any]:
    """Give macro-F1 with its interval on the same rows of each way to decide, and the speed of each."""
    texts = measuring.texts
    truth = np.array([fitted.model.classes.index(label) for label in measuring.labels])
    count = len(fitted.model.classes)
    ngrams, both = fitted.model, fitted.with_encoder(taught)
    begun = time.process_time()
    alone = ngrams.winners(ngrams.scores(texts))
    ngram_seconds = time.process_time() - begun
    begun = time.process_time()
    logits = taught.encoder.logits(texts, taught.head)
    encoder_seconds = time.process_time() - begun
    joined = both.winners(both.scores(texts))
    asked = _least_sure(ngrams, texts)
    guesses = {
        "ngrams": alone,
        "encoder": (log_softmax(logits, axis=1) + _own_offsets(fitted, taught)).argmax(axis=1),
        "both": joined,
        "cascade": np.where(asked, joined, alone),
    }
    cascade_seconds = ngram_seconds + encoder_seconds * float(asked.mean())
    return {
        "rows": len(texts),
        "judge": ngrams.judge,
        "weight": both.blend.weight if both.blend is not None else 0.0,
        "aside": {} if both.blend is None else {w: round(score, 4) for w, score in both.blend.reached.items()},
        "macro_f1": {way: round(macro_f1(truth, guess, count), 4) for way, guess in guesses.items()},
        "interval": {
            way: interval(lambda known, told: macro_f1(known, told, count), truth, guess, seed=SEED)
            for way, guess in guesses.items()
        },
        "encoder_ms_a_message": round(1000 * encoder_seconds / len(texts), 2),
        "asked": round(float(asked.mean()), 3),
        "ngram_texts_per_second": round(len(texts) / ngram_seconds),
        "cascade_texts_per_second": round(len(texts) / cascade_seconds),
    }


def _least_sure(model: TaskModel, texts: tuple[str, ...]) -> NDArray[np.bool_]:
    """Mark the share of the texts whose two best classes lie nearest to each other."""
    best = np.sort(softmax(model.scores(texts) + model.offsets, axis=1), axis=1)
    gap = best[:, -1] - best[:, -2]
    return np.asarray(gap <= np.quantile(gap, ASKED))


def _own_offsets(fitted: FittedTask, taught: Taught) -> NDArray[np.float64]:
    """Choose offsets for the encoder alone, on the texts that it kept aside."""
    aside = taught.aside(fitted.texts)
    logits = taught.encoder.logits([fitted.texts[at] for at in aside], taught.head)
    return best_offsets(log_softmax(logits, axis=1), fitted.truth[aside])[0]


def _take(whole: Labelled, rows: NDArray[np.intp]) -> Labelled:
    return Labelled(tuple(whole.texts[at] for at in rows), tuple(whole.labels[at] for at in rows))


def main(arguments: list[str]) -> None:
    """Teach or measure."""
    folder = corpora()
    if folder is None:
        sys.exit("LACHAN_CORPORA names no folder with the public corpora.")
    what, encoder, *names = [*arguments, "", ""][: max(2, len(arguments))]
    if what == "train" and encoder:
        train(folder, Path(encoder), int(names[0]) if names else 1)
    elif what == "measure" and encoder:
        measure(folder, Path(encoder), names or list(FILES))
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
