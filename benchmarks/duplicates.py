"""Near-duplicate text: which copies are known again, and which other reports are taken for copies.

    .venv/bin/python -m benchmarks.duplicates

Reports are put together of two to six messages of one theme of the seed corpus. Copies are made of them as pupils make
them; the others are reports of the same theme, without a message in common or with a third of them in common. The size
of the pieces, the bands and the thresholds were chosen on one half of the messages; the other half is measured.
"""

from __future__ import annotations

import csv
import random
import statistics
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from benchmarks.record import record
from classifier.normalize import without_marks
from service.related.likeness import ALIKE, SAME, bands
from training.augment import Shares, augment

SEED_CORPUS = Path("datasets/seed/messages")
REPORTS = 1_000
SEED = 2
_FEWEST = 40  # messages of a theme, so that two reports of it need not be the same
_GREETINGS = (
    "Dạ em chào cô ạ, em gửi cô đoạn tin nhắn này, cô xem giúp em với ạ.",
    "Em chào thầy cô, bạn em nhận được mấy tin này.",
)

Report = list[str]


def main() -> None:
    """Measure and record."""
    chance = random.Random(SEED)  # noqa: S311 - texts, not secrets
    themes = [rows[1::2] for path in sorted(SEED_CORPUS.glob("*.csv")) if len(rows := _texts(path)) >= _FEWEST]
    pairs: dict[str, list[int]] = {}
    for _ in range(REPORTS):
        theme = chance.choice(themes)
        report = chance.sample(theme, chance.randint(2, 6))
        known = set(bands(report))
        if not known:
            continue
        for name, other in (*_copies(report, chance, themes), *_others(report, chance, theme)):
            found = set(bands(other))
            if found:
                pairs.setdefault(name, []).append(len(known & found))
    record("duplicates", _figures(pairs) | {"us": _microseconds(themes)}, seed=SEED)


def _texts(path: Path) -> list[str]:
    with path.open(encoding="utf-8", newline="") as file:
        return [row["text"] for row in csv.DictReader(file)]


def _copies(report: Report, chance: random.Random, themes: list[Report]) -> Iterator[tuple[str, Report]]:
    added, greeting = chance.choice(chance.choice(themes)), chance.choice(_GREETINGS)
    yield "copy: word for word", report
    yield "copy: without marks", [without_marks(text) for text in report]
    yield "copy: teencode", _spelt(report, Shares(0, 1, 0), chance)
    yield "copy: slips of the finger", _spelt(report, Shares(0, 0, 1), chance)
    yield "copy: one message more", [*report, added]
    yield "copy: a greeting before it", [greeting, *report]
    if len(report) > 3:  # noqa: PLR2004 - of fewer, what is left is half of it
        yield "copy: the last message left out", report[:-1]
    yield "copy: greeting, no marks, teencode", [greeting, *map(without_marks, _spelt(report, Shares(0, 1, 0), chance))]


def _others(report: Report, chance: random.Random, theme: Report) -> Iterator[tuple[str, Report]]:
    rest = [text for text in theme if text not in report]
    yield "other: of the same theme", chance.sample(rest, min(len(rest), len(report)))
    if len(report) >= 3:  # noqa: PLR2004 - a third of fewer is nothing
        shared = chance.sample(report, len(report) // 3)
        yield "other: a third in common", [*shared, *chance.sample(rest, min(len(rest), len(report) - len(shared)))]


def _spelt(report: Report, shares: Shares, chance: random.Random) -> Report:
    """Write each message in one other way; where that changes nothing it stays."""
    none = np.zeros((1, 4), dtype=np.bool_)
    out = []
    for text in report:
        made, _, _ = augment([text], none, none, seed=chance.randrange(10**6), shares=shares)
        out.append(made[0] if made else text)
    return out


def _figures(pairs: dict[str, list[int]]) -> dict[str, object]:
    """Give of each kind of pair the share that counts as alike and as the same, and precision and recall of both."""
    shares = {
        name: {
            "pairs": len(shared),
            "alike": round(statistics.mean(count >= ALIKE for count in shared), 4),
            "same": round(statistics.mean(count >= SAME for count in shared), 4),
        }
        for name, shared in pairs.items()
    }
    whole: dict[str, object] = {}
    for name, least in (("alike", ALIKE), ("same", SAME)):
        right = sum(count >= least for kind, shared in pairs.items() if kind.startswith("copy") for count in shared)
        wrong = sum(count >= least for kind, shared in pairs.items() if kind.startswith("other") for count in shared)
        copies = sum(len(shared) for kind, shared in pairs.items() if kind.startswith("copy"))
        whole[name] = {"precision": round(right / (right + wrong), 4), "recall": round(right / copies, 4)}
    print(f"{'':38}{'pairs':>7}{'alike':>8}{'same':>8}")
    for name, share in shares.items():
        print(f"{name:38}{share['pairs']:>7}{share['alike']:>8.3f}{share['same']:>8.3f}")
    return {"pairs": shares, **whole}


def _microseconds(themes: list[Report]) -> float:
    """Time of the bands of a report of four messages."""
    reports = [theme[:4] for theme in themes] * 20
    began = time.perf_counter()
    for report in reports:
        bands(report)
    return round((time.perf_counter() - began) / len(reports) * 1e6, 1)


if __name__ == "__main__":
    main()
