"""What the image gate costs: scores of harmless pictures, how sure PDQ is of a picture it knows, and the time of both.

    [LACHAN_SCREENS=…/screens] .venv/bin/python -m benchmarks.image_gate [whole]

``whole``: only how long a file takes from its bytes to its messages, gate included, and the memory of that.

No sexual picture is collected or made to measure with, so nothing is said of how many such pictures are found: its
authors measured that. Harmless ones are drawn here (skin tones, beaches, faces, medical drawings, noise), come with
scikit-learn (two photographs), or are the screens, each judged as the gate does: as a whole and photo by photo.
"""

from __future__ import annotations

import os
import resource
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np

from benchmarks.record import record
from classifier.screenshot.explicit import open_nsfw
from classifier.screenshot.gate import Gate
from classifier.screenshot.hash_lists import load
from classifier.screenshot.looking import Looking
from classifier.screenshot.page import Pixels
from classifier.screenshot.pdq import pdq
from classifier.screenshot.photos import photos_in
from classifier.screenshot.reader import Reader

THRESHOLDS = (0.05, 0.2, 0.35, 0.5, 0.8)
SKINS = ((246, 237, 228), (233, 203, 167), (210, 161, 114), (160, 113, 75), (96, 65, 52), (41, 36, 32))
SIZE = 448
KNOWN = 31  # bits of 256 that two hashes of one picture differ by at most, as the exchange programs use it


def drawn() -> Iterator[tuple[str, Pixels]]:
    """Draw what a gate for skin might stumble over."""
    random = np.random.default_rng(0)
    for skin in SKINS:
        shade = np.linspace(0.75, 1.05, SIZE)[None, :, None] * np.ones((SIZE, 1, 1))
        bare = np.clip(np.array(skin) * shade + random.normal(0, 4, (SIZE, SIZE, 3)), 0, 255).astype(np.uint8)
        yield "skin tones", bare
        face = np.full((SIZE, SIZE, 3), 225, np.uint8)
        cv2.ellipse(face, (224, 230), (120, 160), 0, 0, 360, skin, -1)
        for eye in (180, 268):
            cv2.circle(face, (eye, 200), 12, (30, 30, 30), -1)
        cv2.ellipse(face, (224, 300), (45, 18), 0, 0, 180, (170, 60, 60), -1)
        yield "faces", face
        beach = np.zeros((SIZE, SIZE, 3), np.uint8)
        beach[:180], beach[180:260], beach[260:] = (150, 200, 240), (60, 140, 190), (230, 205, 160)
        for at in (120, 220, 330):
            cv2.circle(beach, (at, 250), 14, skin, -1)
            cv2.rectangle(beach, (at - 16, 264), (at + 16, 350), skin, -1)
            cv2.rectangle(beach, (at - 16, 305), (at + 16, 325), (200, 40, 60), -1)
        yield "beaches", np.asarray(cv2.GaussianBlur(beach, (0, 0), 1.5), np.uint8)
        chart = np.full((SIZE, SIZE, 3), 255, np.uint8)
        cv2.ellipse(chart, (224, 90), (50, 60), 0, 0, 360, skin, -1)
        cv2.rectangle(chart, (160, 150), (288, 330), skin, -1)
        cv2.line(chart, (224, 150), (224, 330), (120, 60, 60), 2)
        for level in range(170, 320, 25):
            cv2.line(chart, (300, level), (400, level), (90, 90, 90), 1)
        yield "medical drawings", chart
    for seed in range(6):
        yield "noise", np.random.default_rng(seed).integers(0, 256, (SIZE, SIZE, 3)).astype(np.uint8)
    from sklearn.datasets import load_sample_images  # noqa: PLC0415 - its memory is not the gate's

    for picture in load_sample_images().images:
        yield "photographs", np.asarray(picture, np.uint8)


def screens() -> Iterator[tuple[str, str, Pixels]]:
    """Give the variant, the name and the pixels of each screen; nothing where no folder is named."""
    named = os.environ.get("LACHAN_SCREENS")
    for path in sorted(Path(named).glob("*/*.[pj][np]g")) if named else []:
        picture = cv2.imread(str(path), cv2.IMREAD_COLOR_RGB)
        if picture is not None:
            yield path.parent.name, path.stem, np.asarray(picture, np.uint8)


def apart(first: bytes, second: bytes) -> int:
    """Count the bits in which two hashes differ."""
    return (int.from_bytes(first) ^ int.from_bytes(second)).bit_count()


def whole() -> None:
    """Measure what a worker does with each clean screen: decode, gate, read, encode anew."""
    looking = Looking(Gate(load(None), open_nsfw()), Reader().read)
    seconds: list[float] = []
    for path in sorted(Path(os.environ["LACHAN_SCREENS"]).glob("clean/*.png")):
        data = path.read_bytes()
        start = time.process_time()
        looking.look(data)
        seconds.append(time.process_time() - start)
    resident = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    figures = {"files": len(seconds), "median_s": round(float(np.median(seconds)), 3), "resident_mib": round(resident)}
    record("image_whole", figures, seed=0)


def main() -> None:
    """Measure and record."""
    model = open_nsfw()
    scores: dict[str, list[float]] = {}
    seconds: list[float] = []
    hashing: list[float] = []
    hashes: dict[str, dict[str, bytes]] = {}
    for kind, picture in drawn():
        scores.setdefault(kind, []).append(model([picture])[0])
    for variant, name, picture in screens():
        start = time.perf_counter()
        parts = [picture[box.top : box.bottom, box.left : box.right] for box in photos_in(picture)]
        scores.setdefault(f"screens {variant}", []).append(max(model([picture, *parts])))
        seconds.append(time.perf_counter() - start)
        start = time.perf_counter()
        hashes.setdefault(variant, {})[name] = pdq(picture).hash
        hashing.append(time.perf_counter() - start)
    everything = [score for of in scores.values() for score in of]
    clean = hashes.get("clean", {})
    others = [apart(a, b) for n, a in clean.items() for m, b in clean.items() if n < m]
    record(
        "image_gate",
        {
            "highest_score": {kind: round(max(of), 3) for kind, of in scores.items()},
            "pictures": len(everything),
            "sealed_wrongly": {str(at): sum(score >= at for score in everything) for at in THRESHOLDS},
            "median_ms": round(1000 * float(np.median(seconds)), 1) if seconds else None,
            "pdq_median_ms": round(1000 * float(np.median(hashing)), 1) if hashing else None,
            "pdq_known_again": {
                variant: f"{sum(apart(clean[name], own) <= KNOWN for name, own in of.items())}/{len(of)}"
                for variant, of in hashes.items()
                if variant != "clean" and clean
            },
            "pdq_other_screens_taken_for_known": f"{sum(bits <= KNOWN for bits in others)}/{len(others)}",
        },
        seed=0,
    )


if __name__ == "__main__":
    (whole if sys.argv[1:] == ["whole"] else main)()
