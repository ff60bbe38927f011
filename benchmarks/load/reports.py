"""Invented reports, each another one: messages of the seed corpus put together by chance, the same in every run."""

from __future__ import annotations

import csv
import json
import random
from pathlib import Path

SEED_CORPUS = Path(__file__).parents[2] / "datasets" / "seed" / "messages"
_SPEAKERS = ("child", "other", "unknown")


class Reports:
    """As many different reports as somebody asks for."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._texts: list[str] = []
        for path in sorted(SEED_CORPUS.glob("*.csv")):
            with path.open(encoding="utf-8", newline="") as file:
                self._texts += [row["text"] for row in csv.DictReader(file)]

    def body(self, number: int) -> bytes:
        """Write the report of that number as the JSON that is sent: one to four messages, now and then with a note."""
        report = {
            "messages": [
                {"speaker": _SPEAKERS[(number + place) % 3], "text": text}
                for place, text in enumerate(self.texts(number))
            ],
            "reporter": ("child", "parent", "teacher", "other")[number % 4],
            "note": f"Em gửi cô xem giúp em ạ, lớp {number % 9 + 1}." if number % 4 == 0 else None,
            "reference": f"HS-{number}",
        }
        return json.dumps(report, ensure_ascii=False).encode()

    def texts(self, number: int) -> list[str]:
        """Give its messages."""
        chance = random.Random(self._seed * 1_000_003 + number)  # noqa: S311 - texts, not secrets
        return chance.choices(self._texts, k=chance.choice((1, 2, 2, 3, 3, 4)))
