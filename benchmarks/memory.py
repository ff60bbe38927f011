"""How much memory a process takes that serves the champion, and how much memory and time training takes.

    LACHAN_VAR=… .venv/bin/python -m benchmarks.memory serving
    LACHAN_CORPORA=… .venv/bin/python -m benchmarks.memory training

``serving``: a fresh process loads the champion of ``LACHAN_VAR`` and scores 10,000 different short messages one by one
and in batches, then gives the whole judgement of 2,000; resident megabytes after each step, and the peak. ``training``:
a fresh ``lachan train --research`` on the seed and all public corpora, into a folder that is thrown away; its peak and
its minutes. Needs ``resource`` (Linux, macOS).
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ[variable] = "1"

import numpy as np  # noqa: E402 - after the number of threads is set

from benchmarks.record import REPOSITORY, corpora, record  # noqa: E402

SEED = 0
MESSAGES, WORDS, BATCH, JUDGED = 10_000, 14, 100, 2_000
_MEGABYTE = 2**20
_RSS_UNIT = 1 if sys.platform == "darwin" else 1024  # bytes that one of ``ru_maxrss`` stands for


def short_messages() -> list[str]:
    """Cut 10,000 different messages of 14 words out of the seed, read in a random order."""
    from benchmarks.text_speed import seed_corpus  # noqa: PLC0415 - imports the training, which a service does not hold

    texts, _ = seed_corpus()
    found: dict[str, None] = {}
    chance = np.random.default_rng(SEED)
    while len(found) < MESSAGES:
        words = [word for at in chance.permutation(len(texts)) for word in texts[at].split()]
        found.update(dict.fromkeys(" ".join(words[at : at + WORDS]) for at in range(0, len(words) - WORDS, WORDS)))
    return list(found)[:MESSAGES]


def serve() -> None:
    """In the fresh process: score what comes on standard input, and print the megabytes after each step."""
    from classifier import bundle  # noqa: PLC0415 - the process holds what a service holds, and is measured from here
    from classifier.engine import Classifier  # noqa: PLC0415
    from classifier.schema import Message, Submission  # noqa: PLC0415

    texts = json.load(sys.stdin)
    steps = {"imported": _resident()}
    models = Path(os.environ["LACHAN_VAR"]) / "models"
    champion = models / (models / bundle.CHAMPION).read_text("utf-8").strip()
    judge = Classifier.load(champion, bundle.read_public_key(models.parent / "keys" / "model-signing.pub"))
    steps["loaded"] = _resident()
    for text in texts:
        judge.model.probabilities([text])
    steps["scored_one_by_one"] = _resident()
    for first in range(0, len(texts), BATCH):
        judge.model.probabilities(texts[first : first + BATCH])
    steps["scored_in_batches"] = _resident()
    for text in texts[:JUDGED]:
        judge.assess(Submission((Message(text),)))
    steps["judged"] = _resident()
    steps["peak"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _RSS_UNIT / _MEGABYTE)
    print(json.dumps(steps))


def _resident() -> int:
    """Megabytes that are resident now."""
    said = subprocess.run(["ps", "-o", "rss=", "-p", str(os.getpid())], capture_output=True, text=True, check=True)  # noqa: S603, S607
    return round(int(said.stdout) * 1024 / _MEGABYTE)


def serving() -> dict[str, object]:
    """Start the fresh process and give what it printed."""
    done = subprocess.run(
        [sys.executable, "-c", "from benchmarks.memory import serve; serve()"],
        input=json.dumps(short_messages()),
        capture_output=True,
        text=True,
        check=True,
        cwd=REPOSITORY,
    )
    return {"messages": MESSAGES, "words": WORDS, "megabytes": json.loads(done.stdout)}


def training(folder: Path) -> dict[str, object]:
    """Train on everything in a process of its own, and give its peak and its minutes."""
    with tempfile.TemporaryDirectory() as out:
        command = [
            sys.executable,
            "-c",
            "from lachan import main; main()",
            "train",
            "--research",
            "--corpora",
            str(folder),
        ]
        before = time.perf_counter()
        subprocess.run([*command, "--out", f"{out}/models"], check=True, cwd=REPOSITORY, stdout=sys.stderr)  # noqa: S603
        minutes = (time.perf_counter() - before) / 60
        (facts,) = (json.loads(path.read_text("utf-8"))["facts"] for path in Path(out).glob("models/*/manifest.json"))
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return {
        "corpora": len(facts["corpora"]),
        "messages": sum(corpus["messages"] for corpus in facts["corpora"]),
        "peak_megabytes": round(used.ru_maxrss * _RSS_UNIT / _MEGABYTE),
        "minutes": round(minutes, 1),
        "processor_minutes": round((used.ru_utime + used.ru_stime) / 60, 1),
    }


def main(parts: list[str]) -> None:
    """Measure and record."""
    if not parts or "serving" in parts:
        if not os.environ.get("LACHAN_VAR"):
            sys.exit("LACHAN_VAR names no folder with a model.")
        record("memory.serving", serving(), seed=SEED)
    if not parts or "training" in parts:
        folder = corpora()
        if folder is None:
            sys.exit("LACHAN_CORPORA names no folder with the public corpora.")
        record("memory.training", training(folder), seed=SEED)


if __name__ == "__main__":
    main(sys.argv[1:])
