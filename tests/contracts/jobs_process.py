"""A process that does the contract's work and never ends a piece while the file ``hold`` is there; to be killed."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from service.database import Database
from service.jobs.port import jobs_of
from service.jobs.work import Kind, Work
from service.metrics import Metrics
from tests.contracts.jobs import Board


def main(address: str, hold: Path) -> None:
    def wait() -> None:
        (hold.parent / "reached").touch()
        while hold.exists():
            time.sleep(0.02)

    board = Board(Database(address), lease_s=1.0, during=wait)
    jobs_of(board.database, [Kind(Work.ASSESSING, board.piece, 3_600.0)], Metrics()).start()
    time.sleep(600)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
