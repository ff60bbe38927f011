"""The piece of background work that erases: first what was marked before, then one case whose time is over."""

from __future__ import annotations

import time
from datetime import timedelta
from typing import TYPE_CHECKING

import structlog

from service import clock
from service.retention import due
from service.retention.erasing import Eraser

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from service.context import Context

EVERY_S = 600.0
_STEADY_S = 600.0
_MAY_DRIFT = timedelta(minutes=5)
_log = structlog.get_logger()


class SteadyClock:
    """Whether the wall clock went as fast as time itself since this process began.

    What is erased stays erased: a clock that jumped a year ahead must not take a year's cases with it. So nothing runs
    out in a process before it has lived for ten minutes with a clock that did not jump.
    """

    def __init__(
        self,
        *,
        wall: Callable[[], datetime] = clock.now,
        ticks: Callable[[], float] = time.monotonic,
        after_s: float = _STEADY_S,
    ) -> None:
        self._wall, self._ticks, self._after_s = wall, ticks, after_s
        self._began = wall(), ticks()

    def holds(self) -> bool:
        """Tell; after a jump the ten minutes begin anew."""
        wall, ticks = self._wall(), self._ticks()
        passed = timedelta(seconds=ticks - self._began[1])
        if abs(wall - self._began[0] - passed) > _MAY_DRIFT:
            _log.error("the clock jumped: nothing is erased for now")
            self._began = wall, ticks
            return False
        return passed >= timedelta(seconds=self._after_s)


class Erasing:
    """One process's part in it."""

    def __init__(self, context: Context, steady: SteadyClock | None = None) -> None:
        self._context = context
        self._steady = steady or SteadyClock()
        self._eraser = Eraser.of(context.database, context.settings)
        self._wiped = False  # a process before may have died before it wiped

    def next(self) -> bool:
        """Erase one more; tells whether there may be another. Safe beside others who do the same."""
        worked = bool(self._eraser.finish_all())
        if self._steady.holds():
            with self._context.database.write() as session:
                marked = due.mark_next(session, now=clock.now(), days=self._context.settings.retention_days)
            if marked is not None:
                self._eraser.finish(marked.id)
                worked = True
        if worked or not self._wiped:
            self._wiped = not worked and self._context.database.wipe()
        return worked
