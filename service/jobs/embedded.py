"""The work of one process on its own database: threads, told after the commit."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from service.jobs.crew import WAIT_S, Crew

if TYPE_CHECKING:
    from collections.abc import Sequence

    from service.database import Database
    from service.jobs.work import Kind, Work
    from service.metrics import Metrics


class Embedded:
    """Several processes may share the database (each looks every so often), but only this one's are told at once."""

    def __init__(self, database: Database, kinds: Sequence[Kind], metrics: Metrics) -> None:
        self._database = database
        self._crews = {kind.work: Crew(kind, metrics) for kind in kinds}

    def start(self) -> None:
        """Begin."""
        self._database.listen(self._tell)
        for crew in self._crews.values():
            crew.start()

    def lives(self) -> bool:
        """Whether all threads are there."""
        return all(crew.lives() for crew in self._crews.values())

    def stop(self) -> None:
        """End after the pieces that are being done."""
        self._database.listen(None)
        for crew in self._crews.values():
            crew.let_go()
        until = time.monotonic() + WAIT_S
        for crew in self._crews.values():
            crew.wait(until)

    def _tell(self, works: frozenset[Work]) -> None:
        for work in works & self._crews.keys():
            self._crews[work].tell()
