"""How a process takes part in the work: one door, behind it whatever fits the database."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from service.jobs.embedded import Embedded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from service.database import Database
    from service.jobs.work import Kind
    from service.metrics import Metrics


class Jobs(Protocol):
    """Does the kinds of work that it was made with, from ``start`` to ``stop``."""

    def start(self) -> None:
        """Begin, with whatever is pending. Needs the tables; returns before anything is done."""

    def lives(self) -> bool:
        """Whether everything that hears of work and does it is there."""

    def stop(self) -> None:
        """End after the pieces that are being done; what is left waits for the next start, or for another process."""


def jobs_of(database: Database, kinds: Sequence[Kind], metrics: Metrics) -> Jobs:
    """Make what does these kinds of work on this database."""
    if database.sqlite:
        return Embedded(database, kinds, metrics)
    from service.jobs.shared import Shared  # noqa: PLC0415 - its libraries come with the extra `postgres`

    return Shared(database, kinds, metrics)
