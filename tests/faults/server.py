"""A real server in its own process, whose model waits as long as the file ``hold`` is there; for tests only."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import uvicorn

from classifier.engine import Classifier
from service.app import create_app
from service.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from classifier.schema import Assessment, Submission


class Waiting(Classifier):
    """The real one; while ``hold`` is there it says in ``scoring`` that it was reached, and waits."""

    folder = Path()

    def assess_many(self, submissions: Sequence[Submission]) -> list[Assessment]:
        while (self.folder / "hold").exists():
            (self.folder / "scoring").touch()
            time.sleep(0.02)
        return super().assess_many(submissions)


def main(folder: Path, port: int) -> None:
    Waiting.folder = folder
    app = create_app(Settings())
    champion = app.state.context.scorer.champion
    champion.look()
    champion._classifier = Waiting(champion.classifier.model, "waiting")
    uvicorn.run(app, host="127.0.0.1", port=port, access_log=False, log_level="warning")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
