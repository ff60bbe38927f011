"""A real worker in its own process, whose model waits as long as the file ``hold`` is there; for tests only."""

from __future__ import annotations

import sys
from pathlib import Path

from classifier.engine import Classifier
from service import worker
from service.scoring.champion import Champion
from service.settings import Settings
from tests.faults.server import Waiting


def waiting(champion: Champion) -> Classifier:
    assert champion._classifier is not None
    return Waiting(champion._classifier.model, "waiting")


if __name__ == "__main__":
    Waiting.folder = Path(sys.argv[1])
    Champion.classifier = property(waiting)  # type: ignore[assignment, method-assign]
    worker.run(Settings())
