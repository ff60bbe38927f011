"""How well lines of chat screenshots are read, how fast, and in how much memory; on one thread.

    LACHAN_SCREENS=…/screens .venv/bin/python -m benchmarks.screenshot_reading [ablation]

The screens are rendered and spoilt on purpose, with the truth beside them: kinder than real ones. Errors are those of
the lines of messages: whatever was read where a true line stands; a line not found counts as lost whole. Where a spoilt
picture has a line is taken from those that were read well (a homography through their middles). Emoji do not count.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import time
import unicodedata
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

import cv2
import numpy as np
from rapidfuzz.distance import Levenshtein

from benchmarks.record import record
from classifier.screenshot import crops, recognition
from classifier.screenshot import ink as ink_module
from classifier.screenshot import text as text_module
from classifier.screenshot.page import Line, Pixels
from classifier.screenshot.text import Text, TextReader

ALIKE: dict[str, str | int | None] = {"“": '"', "”": '"', "’": "'", "…": "..."}
VARIANTS = ("clean", "jpeg30", "half", "tiny", "photo", "hard")
LIKE = 0.75  # a line read so well shows where its true line stands
SURE = (0.5, 0.8, 0.95)


@dataclass(frozen=True, slots=True)
class Read:
    """One true line of a message and what was read there."""

    true: str
    read: str
    confidence: float

    @property
    def errors(self) -> int:
        """Letters to change."""
        return Levenshtein.distance(self.true, self.read)


def screens() -> Path | None:
    """Give the folder of the screens (``LACHAN_SCREENS``), or ``None`` where there is none."""
    named = os.environ.get("LACHAN_SCREENS")
    return Path(named) if named and Path(named).is_dir() else None


def pixels_of(path: Path) -> Pixels:
    """Decode a picture of the benchmark."""
    picture = cv2.imdecode(np.frombuffer(path.read_bytes(), np.uint8), cv2.IMREAD_COLOR_RGB)
    assert picture is not None
    return np.asarray(picture, np.uint8)


def compare(text: Text, truth: dict[str, Any]) -> list[Read]:
    """Set what was read beside the lines of the messages."""
    lines = [(line["box"], plain(line["text"])) for message in truth["messages"] for line in message["lines"]]
    noise = [(line["box"], plain(line["text"])) for other in truth["noise"] for line in other["lines"]]
    everything = [line for line in (*lines, *noise) if line[1]]
    place = _place(text.lines, everything)
    there: dict[int, list[Line]] = {}
    for line in text.lines:
        box = line.box
        corners = np.array([[[box.left, box.top], [box.right, box.bottom]]], np.float64)
        (left, top), (right, bottom) = cv2.perspectiveTransform(corners, place)[0]
        shared = [
            max(min(right, true[2]) - max(left, true[0]), 0) * max(min(bottom, true[3]) - max(top, true[1]), 0)
            for true, _ in everything
        ]
        best = int(np.argmax(shared))
        if shared[best] > 0:
            there.setdefault(best, []).append(line)
    reads = []
    for at, (_, true) in enumerate(everything):
        if at < sum(bool(written) for _, written in lines):
            found = sorted(there.get(at, []), key=lambda line: line.box.left)
            sure = min((line.confidence for line in found), default=0.0)
            reads.append(Read(true, plain(" ".join(line.text for line in found)), sure))
    return reads


def plain(text: str) -> str:
    """Leave out what is not counted: emoji, and which of two like signs was chosen."""
    text = unicodedata.normalize("NFC", text).translate(str.maketrans(ALIKE))
    kept = "".join(sign for sign in text if unicodedata.category(sign) not in {"So", "Sk", "Cf", "Mn", "Cs"})
    return " ".join(kept.split())


def _place(lines: tuple[Line, ...], everything: list[tuple[list[float], str]]) -> np.ndarray[Any, Any]:
    """Map the upright picture to the clean one."""
    here, there = [], []
    for box, true in everything:
        near = [(Levenshtein.normalized_similarity(true, plain(line.text)), line) for line in lines]
        like, line = max(near, key=lambda pair: pair[0], default=(0.0, None))
        if line and like > LIKE and len(true) > 6:  # noqa: PLR2004 - long enough to be met once
            here.append(((line.box.left + line.box.right) / 2, (line.box.top + line.box.bottom) / 2))
            there.append(((box[0] + box[2]) / 2, (box[1] + box[3]) / 2))
    if len(here) < 4:  # noqa: PLR2004 - what a homography needs
        return np.eye(3)
    return np.asarray(cv2.findHomography(np.array(here), np.array(there), cv2.RANSAC, 20)[0])


def measure(reader: TextReader, folder: Path, variant: str, step: int = 1) -> tuple[list[Read], list[float]]:
    """Read one variant: its lines beside the truth, and the seconds of each picture."""
    reads, seconds = [], []
    truths = json.loads((folder / "ground_truth.json").read_text("utf-8"))
    for truth in truths[::step]:
        pixels = pixels_of(next((folder / variant).glob(f"{truth['id']}.*")))
        before = time.perf_counter()
        text = reader.read(pixels)
        seconds.append(time.perf_counter() - before)
        reads += compare(text, truth)
    return reads, seconds


def without(part: str) -> AbstractContextManager[object]:
    """Take one part of the reader out."""
    changes: dict[str, tuple[object, str, object]] = {
        "nothing": (text_module, "PICTOGRAM", text_module.PICTOGRAM),
        "emoji": (ink_module, "emoji_columns", lambda line, *_: np.zeros(line.shape[1], np.bool_)),
        "spaces by gaps": (recognition, "gaps", lambda _: []),
        "letters by size": (recognition, "by_size", list),
        "letters by place": (recognition, "by_place", str),
        "pieces": (text_module, "pieces", lambda line: [(0, line.strip.shape[1])]),
        "making upright": (text_module, "levelling", lambda *_: None),
        "lines 36 high": (crops, "HEIGHT", 36),
        "lines 52 high": (crops, "HEIGHT", 52),
    }
    return patch.object(*changes[part])


PARTS = (
    "nothing",
    "emoji",
    "spaces by gaps",
    "letters by size",
    "letters by place",
    "pieces",
    "making upright",
    "lines 36 high",
    "lines 52 high",
)


def ablation(reader: TextReader, folder: Path) -> dict[str, Any]:
    """Give the errors in per cent without each part, on every third picture."""
    figures = {}
    for part in PARTS:
        with without(part):
            among = {variant: measure(reader, folder, variant, step=3)[0] for variant in ("clean", "tiny", "hard")}
        figures[part] = {
            variant: round(100 * sum(read.errors for read in reads) / sum(len(read.true) for read in reads), 2)
            for variant, reads in among.items()
        }
    return figures


def main() -> None:
    """Measure and record."""
    folder = screens()
    if folder is None:
        sys.exit("LACHAN_SCREENS names no folder of screens")
    reader = TextReader()
    if sys.argv[1:] == ["ablation"]:
        record("screenshot_reading_without", ablation(reader, folder), seed=0)
        return
    figures: dict[str, Any] = {}
    everything: list[Read] = []
    for variant in VARIANTS:
        reads, seconds = measure(reader, folder, variant)
        everything += reads
        figures[variant] = {
            "lines": len(reads),
            "cer_percent": round(100 * sum(read.errors for read in reads) / sum(len(read.true) for read in reads), 2),
            "lines_with_an_error": sum(read.errors > 0 for read in reads),
            "seconds_median": round(float(np.median(seconds)), 3),
            "seconds_p95": round(float(np.quantile(seconds, 0.95)), 3),
        }
    for low, high in zip((0.0, *SURE), (*SURE, 1.01), strict=True):
        among = [read.errors == 0 for read in everything if low <= read.confidence < high]
        figures[f"right_when_sure_{low:.2f}_to_{min(high, 1):.2f}"] = (
            f"{sum(among)} of {len(among)}" if among else "none"
        )
    figures["resident_mib_at_most"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    record("screenshot_reading", figures, seed=0)


if __name__ == "__main__":
    main()
