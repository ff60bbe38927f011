"""What the encoder gives and costs as the second tier of the product's own model.

    .venv/bin/lachan encoder categories --to FOLDER              # the extra `encoder`
    .venv/bin/python -m benchmarks.encoder_product FOLDER        # the extra `second-tier`

Trains the seed's model with that encoder, into a folder that is thrown away, and measures three judges: the n-grams
alone, the cascade that the training chose, and both tiers on every message. PR-AUC and the costs are on the seed's test
part; of the behaviour tables what the first two pass is counted, and nothing of them is read. Nothing is chosen by any
of these figures.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import Any

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ[variable] = "1"

import numpy as np  # noqa: E402 - after the number of threads is set
from rich.console import Console  # noqa: E402

from benchmarks.record import REPOSITORY, record  # noqa: E402
from classifier import bundle  # noqa: E402
from classifier.engine import Classifier  # noqa: E402
from classifier.second_tier import Joining, TwoTierModel  # noqa: E402
from training import corpus as corpora  # noqa: E402
from training import manifest  # noqa: E402
from training.bootstrap import difference  # noqa: E402
from training.checklist.run import by_kind, run  # noqa: E402
from training.checklist.tables import CHECKLIST, read  # noqa: E402
from training.pipeline import Plan, train  # noqa: E402
from training.registry import Registry  # noqa: E402
from training.split import split  # noqa: E402
from training.tiers import gains  # noqa: E402
from training.waiting import waiting  # noqa: E402

SEED = 0
TABLES = {"checklist": CHECKLIST, "checklist_unseen": REPOSITORY / "datasets" / "checklist_unseen"}


def measure(encoder: Path) -> dict[str, Any]:
    """Train, and measure the three judges."""
    with tempfile.TemporaryDirectory() as var, waiting(Console(stderr=True), "train") as progress:
        registry = Registry(Path(var) / "models")
        trained = train(Plan(encoder=encoder, seed=SEED), registry, progress)
        made = bundle.read(trained.folder, registry.trusted())
    told = dict(made.facts["encoder"])
    model = made.model
    if not isinstance(model, TwoTierModel):
        return told
    joining = model.joining
    everywhere = TwoTierModel(
        model.ngrams, model.encoder, Joining(joining.slopes, joining.weights, joining.offsets, 0.0)
    )
    seed = corpora.read(manifest.load(manifest.SEED))
    told["gains_everywhere"] = gains(everywhere, seed.take(split(seed, seed=SEED).test), seed=SEED)
    judges = {"ngrams": model.ngrams, "cascade": model}
    told["tables"] = {
        name: counted({way: Classifier(judge, way) for way, judge in judges.items()}, folder)
        for name, folder in TABLES.items()
    }
    return told


def counted(judges: dict[str, Classifier], tables: Path) -> dict[str, Any]:
    """Count what each judge gets right of the tables, by kind; and how many points it is above the first, paired."""
    cases = read(tables)
    told: dict[str, Any] = {}
    first: np.ndarray[tuple[int], np.dtype[np.float64]] | None = None
    for way, judge in judges.items():
        outcomes = run(cases, judge)
        passed = np.array([outcome.passed for outcome in outcomes], dtype=np.float64)
        told[way] = {
            "passed": int(passed.sum()),
            "total": len(outcomes),
            "kinds": {str(kind): f"{share.passed}/{share.total}" for kind, share in by_kind(outcomes).items()},
        }
        if first is None:
            first = passed
        else:
            told[way]["above"] = difference(_share, passed, passed, first, seed=SEED)
    return told


def _share(_truth: object, passed: np.ndarray[tuple[int], np.dtype[np.float64]]) -> float:
    return float(passed.mean())


def main(arguments: list[str]) -> None:
    """Measure and record."""
    if len(arguments) != 1:
        sys.exit(__doc__)
    record("encoder_product", measure(Path(arguments[0])), seed=SEED)


if __name__ == "__main__":
    main(sys.argv[1:])
