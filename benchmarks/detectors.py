"""The detectors on the seed corpus and on feedback of students: what each finds, fires in vain, and costs.

    LACHAN_CORPORA=… .venv/bin/python -m benchmarks.detectors

The rules were read against the seed corpus while they were written, so the shares found there are no estimate for other
texts; UIT-VSFC was looked at only for false alarms.
"""

from __future__ import annotations

import csv
import statistics
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from benchmarks.record import corpora, record
from classifier.detectors import DETECTORS, Scanner
from classifier.normalize import Normalized, normalize

SEED = Path("datasets/seed/messages")
ROUNDS = 5


def main() -> None:
    """Measure and record."""
    scanner = Scanner(DETECTORS)
    rows = [(row, normalize(row["text"])) for row in _rows(*sorted(SEED.glob("*.csv")))]
    clean = [text for row, text in rows if not row["categories"]]
    record("detectors.seed.found", _found(scanner, rows), seed=0)
    record("detectors.seed.clean", _alarms(scanner, clean), seed=0)
    folder = corpora()
    if folder is not None:
        feedback = [normalize(row["sents"]) for row in _rows(folder / "uit_vsfc" / "train.csv")]
        record("detectors.uit_vsfc", _alarms(scanner, feedback), seed=0)
    bare = {text.original for row, text in rows if "no_marks" in row["style"]}
    speed = {
        "marked_us": _microseconds(scanner, [text for text in clean if text.original not in bare]),
        "without_marks_us": _microseconds(scanner, [text for text in clean if text.original in bare]),
        "words": round(statistics.mean(len(text.text.split()) for text in clean), 1),
    }
    record("detectors.speed", speed, seed=0)


def _rows(*files: Path) -> Iterator[dict[str, str]]:
    for file in files:
        with file.open(encoding="utf-8", newline="") as lines:
            yield from csv.DictReader(lines)


def _found(scanner: Scanner, rows: list[tuple[dict[str, str], Normalized]]) -> dict[str, float]:
    """Share of the messages labelled with a signal in which a detector of that signal fires."""
    labelled: Counter[str] = Counter()
    found: Counter[str] = Counter()
    for row, text in rows:
        signals = {hit.detector.signal.value for hit in scanner.scan(text)}
        labelled.update(row["signals"].split())
        found.update(signals & set(row["signals"].split()))
    return {signal: round(found[signal] / count, 3) for signal, count in sorted(labelled.items())}


def _alarms(scanner: Scanner, texts: list[Normalized]) -> dict[str, float]:
    """Share of harmless messages in which nothing fires, and the number of alarms of each detector."""
    alarms: Counter[str] = Counter()
    quiet = 0
    for text in texts:
        names = {hit.detector.name for hit in scanner.scan(text)}
        alarms.update(names)
        quiet += not names
    return {"messages": len(texts), "quiet": round(quiet / len(texts), 4), **alarms}


def _microseconds(scanner: Scanner, texts: list[Normalized]) -> float:
    """Time of a message, the best of some rounds."""
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.perf_counter()
        for text in texts:
            scanner.scan(text)
        best = min(best, time.perf_counter() - start)
    return round(best / len(texts) * 1e6, 1)


if __name__ == "__main__":
    main()
