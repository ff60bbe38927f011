"""How many messages a second the text model scores on one core, and how long one message takes.

    .venv/bin/python -m benchmarks.text_speed

The model is fitted to datasets/seed; the messages are those of the seed, each met for the first time in the first round
("cold": no word was remembered) and again in the second ("warm", as in a service that has run for a while). ``assess``
is the whole judgement of a report of one message: model, detectors, evidence and reasons; half of them are harmful;
``assess_ten`` the same of reports of ten messages. p50 and p99 are wall-clock time; ``processor`` beside them is the
time of this thread alone, which a busy machine lengthens less.
"""

from __future__ import annotations

import csv
import os
import time
from pathlib import Path

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ[variable] = "1"

import numpy as np  # noqa: E402 - after the number of threads is set

from benchmarks.record import REPOSITORY, record  # noqa: E402
from classifier.engine import Classifier  # noqa: E402
from classifier.normalize import normalize  # noqa: E402
from classifier.normalize.tokens import forget  # noqa: E402
from classifier.schema import Message, Submission  # noqa: E402
from classifier.taxonomy import Category, Speaker  # noqa: E402
from training.fit import fit  # noqa: E402

SEED = 0
BATCH = 100
TEN = 10
ROUNDS = 5


def seed_corpus() -> tuple[list[str], np.ndarray[tuple[int, int], np.dtype[np.bool_]]]:
    """Read every message of the seed with its categories."""
    texts: list[str] = []
    labels: list[list[bool]] = []
    for path in sorted(Path(REPOSITORY, "datasets", "seed", "messages").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                texts.append(row["text"])
                labels.append([category in row["categories"].split() for category in Category])
    return texts, np.array(labels)


def main() -> None:
    """Measure and record."""
    texts, labels = seed_corpus()
    half = len(texts) // 2
    order = np.random.default_rng(SEED).permutation(len(texts))
    learnt, met = order[:half], [texts[at] for at in order[half:]]
    model = fit([texts[at] for at in learnt], labels[learnt], seed=SEED)
    forget()

    def batches() -> float:
        before = time.process_time()  # one thread: what one core does, whatever else the machine is busy with
        for first in range(0, len(met), BATCH):
            model.probabilities(met[first : first + BATCH])
        return len(met) / (time.process_time() - before)

    cold = batches()
    warm = max(batches() for _ in range(ROUNDS))
    single = np.array([_seconds(lambda text=text: model.probabilities([text])) for text in met])
    judge = Classifier(model, "benchmark")
    whole = [Submission((Message(text),)) for text in met]
    tens = [
        Submission(
            tuple(Message(text, (Speaker.OTHER, Speaker.CHILD)[at % 2]) for at, text in enumerate(met[first:last]))
        )
        for first, last in ((at, at + TEN) for at in range(0, len(met), TEN))
    ]
    judge.assess_many(whole)  # the phrases are compiled when they are first needed
    before = time.process_time()
    judge.assess_many(whole)
    assessed = len(whole) / (time.process_time() - before)
    one, one_alone = _both(judge, whole)
    ten, ten_alone = _both(judge, tens)
    normal = np.array([_seconds(lambda text=text: normalize(text)) for text in met])
    record(
        "text_speed",
        {
            "messages": len(met),
            "words_a_message": round(float(np.median([len(text.split()) for text in met])), 1),
            "batch_texts_per_second_cold": round(cold),
            "batch_texts_per_second_warm": round(warm),
            "single_p50_ms": round(float(np.median(single)) * 1e3, 3),
            "single_p99_ms": round(float(np.quantile(single, 0.99)) * 1e3, 3),
            "assess_per_second": round(assessed),
            **_told("assess", one),
            **_told("assess_processor", one_alone),
            **_told("assess_ten", ten),
            **_told("assess_ten_processor", ten_alone),
            "normalise_p50_us": round(float(np.median(normal)) * 1e6, 1),
        },
        seed=SEED,
    )


def _both(judge: Classifier, reports: list[Submission]) -> tuple[np.ndarray, np.ndarray]:
    """Judge reports one by one; seconds by the clock on the wall, and of this thread alone."""
    taken = []
    for report in reports:
        wall, alone = time.perf_counter(), time.thread_time()
        judge.assess(report)
        taken.append((time.perf_counter() - wall, time.thread_time() - alone))
    walls, alones = np.array(taken).T
    return walls, alones


def _told(name: str, seconds: np.ndarray) -> dict[str, float]:
    return {
        f"{name}_p50_ms": round(float(np.median(seconds)) * 1e3, 3),
        f"{name}_p99_ms": round(float(np.quantile(seconds, 0.99)) * 1e3, 3),
    }


def _seconds(work: object) -> float:
    assert callable(work)
    before = time.perf_counter()
    work()
    return time.perf_counter() - before


if __name__ == "__main__":
    main()
