"""Whether putting marks back on unmarked messages helps the text model or the detectors.

    .venv/bin/python -m benchmarks.restoring_marks

A restorer (which marked syllable stands for a bare one, by itself and after its neighbour) is learnt from half of the
seed's messages; the other half is stripped of its marks and judged as it is, restored, and as the mean of both. The
text model is fitted to the first half with its augmented spellings, as ``lachan train`` does. Means over three ways of
halving. The detectors were written against the whole seed, so their figures compare, and estimate nothing.
"""

from __future__ import annotations

import csv
import math
import time
from collections import Counter, defaultdict

import numpy as np
from sklearn.metrics import average_precision_score

from benchmarks.record import REPOSITORY, record
from classifier.detectors import DETECTORS, Scanner
from classifier.normalize import normalize, without_marks
from classifier.taxonomy import Category
from training.augment import augment
from training.fit import fit

SEEDS = (0, 1, 2)
_BIGRAM = 0.8  # share of the neighbour's word in the chance of a word; the rest is the word's own
_FIRST = ""


class Restorer:
    """Marks for bare syllables: the likeliest row of marked ones (Viterbi over pairs of neighbours)."""

    def __init__(self, texts: list[str]) -> None:
        self._one: Counter[str] = Counter()
        self._two: Counter[tuple[str, str]] = Counter()
        forms: defaultdict[str, set[str]] = defaultdict(set)
        for text in texts:
            last = _FIRST
            for word in text.split():
                self._one[word] += 1
                self._two[last, word] += 1
                forms[without_marks(word)].add(word)
                last = word
        self._forms = {bare: sorted(found, key=self._one.__getitem__)[-8:] for bare, found in forms.items()}

    def restored(self, text: str) -> str:
        """Write a bare text with marks."""
        paths: dict[str, tuple[float, list[str]]] = {_FIRST: (0.0, [])}
        for word in text.split():
            options = self._forms.get(word, [word])
            paths = {
                form: max(
                    (
                        (score + self._chance(last, form, options), [*path, form])
                        for last, (score, path) in paths.items()
                    ),
                    key=lambda found: found[0],
                )
                for form in options
            }
        return " ".join(max(paths.values(), key=lambda found: found[0])[1])

    def _chance(self, last: str, form: str, options: list[str]) -> float:
        alone = (self._one[form] + 0.1) / (sum(map(self._one.__getitem__, options)) + 1)
        pairs = sum(self._two[last, option] for option in options)
        together = self._two[last, form] / pairs if pairs else alone
        return math.log(_BIGRAM * together + (1 - _BIGRAM) * alone)


def main() -> None:
    """Measure and record."""
    rows = []
    for path in sorted((REPOSITORY / "datasets" / "seed" / "messages").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            rows += [row for row in csv.DictReader(file) if "no_marks" not in row["style"]]
    runs = [_halved(rows, seed) for seed in SEEDS]
    for way in runs[0]:
        names = runs[0][way]
        figures = {name: round(float(np.mean([run[way][name] for run in runs])), 4) for name in names}
        record(f"restoring_marks.{way}", {"messages": len(rows) // 2, **figures}, seed=SEEDS[0])


def _halved(rows: list[dict[str, str]], seed: int) -> dict[str, dict[str, float]]:
    """Learn from one half; judge the other in each way of writing it."""
    texts = [row["text"] for row in rows]
    labels = np.array([[category in row["categories"].split() for category in Category] for row in rows])
    order = np.random.default_rng(seed).permutation(len(rows))
    learnt, met = order[: len(rows) // 2], order[len(rows) // 2 :]
    known = np.ones((len(learnt), len(Category)), dtype=bool)
    more, more_labels, _ = augment([texts[at] for at in learnt], labels[learnt], known, seed=seed)
    model = fit([*(texts[at] for at in learnt), *more], np.vstack([labels[learnt], more_labels]), seed=seed)
    restorer = Restorer([normalize(texts[at]).text for at in learnt])
    marked = [normalize(texts[at]).text for at in met]
    bare = [without_marks(text) for text in marked]
    before = time.process_time()
    restored = [restorer.restored(text) for text in bare]
    microseconds = (time.process_time() - before) / len(bare) * 1e6
    scanner = Scanner(DETECTORS)
    judged = {}
    for way, written in (("marked", [marked]), ("bare", [bare]), ("restored", [restored]), ("both", [bare, restored])):
        chances = np.mean([model.probabilities(each) for each in written], axis=0)
        judged[way] = {
            "words_right": _right(written[-1], marked),
            **{
                f"ap_{category.value}": float(average_precision_score(labels[met][:, at], chances[:, at]))
                for at, category in enumerate(Category)
            },
            **_found(scanner, written, [rows[at] for at in met]),
            "restoring_us": microseconds,
        }
    return judged


def _right(written: list[str], marked: list[str]) -> float:
    """Share of the words that are as they were."""
    pairs = (pair for a, b in zip(written, marked, strict=True) for pair in zip(a.split(), b.split(), strict=True))
    return float(np.mean([word == was for word, was in pairs]))


def _found(scanner: Scanner, written: list[list[str]], rows: list[dict[str, str]]) -> dict[str, float]:
    """Share of the labelled signals that some way of writing lets be found, and of clean messages without any."""
    labelled = found = clean = quiet = 0
    for texts, row in zip(zip(*written, strict=True), rows, strict=True):
        signals = {hit.detector.signal.value for text in texts for hit in scanner.scan(normalize(text))}
        wanted = set(row["signals"].split())
        labelled += len(wanted)
        found += len(wanted & signals)
        if not row["categories"]:
            clean += 1
            quiet += not signals
    return {"signals_found": found / labelled, "clean_quiet": quiet / clean}


if __name__ == "__main__":
    main()
