"""The threads that do one kind of work in this process. They are the same whoever tells them that there is some."""

from __future__ import annotations

import threading
import time
from concurrent.futures import Future
from typing import TYPE_CHECKING

import structlog

if TYPE_CHECKING:
    from service.jobs.work import Kind
    from service.metrics import Metrics

_log = structlog.get_logger()

WAIT_S = 10.0
"""How long the end of a process waits for the piece that a thread is doing; its row comes to its turn again."""


class Crew:
    """Each thread does pieces until nothing is left, then sleeps until it is told or it is time to look again.

    ``only_told``: it does nothing, not even at the start, before it is told.
    """

    def __init__(self, kind: Kind, metrics: Metrics, *, only_told: bool = False) -> None:
        self._kind = kind
        self._every_s = None if only_told else kind.every_s
        self._running = metrics.jobs_running.labels(kind.work)
        self._failed = metrics.job_failures.labels(kind.work)
        self._state = threading.Condition()
        self._told: set[int] = set()  # the threads that have yet to look
        self._busy: set[int] = set()
        self._awaited: Future[bool] | None = None
        self._stopping = False
        self._threads = [
            threading.Thread(target=self._run, args=(number,), name=f"{kind.work}-{number}", daemon=True)
            for number in range(kind.side_by_side)
        ]

    def start(self) -> None:
        """Begin."""
        if self._every_s is not None:
            self.tell()
        for thread in self._threads:
            thread.start()

    def tell(self) -> None:
        """Say that there is work now."""
        with self._state:
            self._tell()

    def look(self) -> Future[bool]:
        """Say so; the answer comes when nothing is left, or tells ``False`` if the crew had to end before.

        It comes at once if somebody waits already, who then waits for this, too.
        """
        answer: Future[bool] = Future()
        answer.set_running_or_notify_cancel()  # whoever gives up waiting changes nothing
        with self._state:
            self._tell()
            if self._awaited is not None:
                answer.set_result(True)
                return answer
            self._awaited = answer
            self._settle()
        return answer

    def lives(self) -> bool:
        """Whether all threads are there."""
        return all(thread.is_alive() for thread in self._threads)

    def let_go(self) -> None:
        """Have the threads end after the piece that each is doing."""
        with self._state:
            self._stopping = True
            self._settle()

    def wait(self, until: float) -> None:
        """Wait for the threads to end, until that moment of the monotonic clock at most."""
        for thread in self._threads:
            if thread.ident is not None:
                thread.join(max(0.0, until - time.monotonic()))

    def _tell(self) -> None:
        self._told = set(range(len(self._threads)))
        self._state.notify_all()

    def _settle(self) -> None:
        if self._awaited is not None and not self._busy and (self._stopping or not self._told):
            self._awaited.set_result(not self._told)
            self._awaited = None
        self._state.notify_all()

    def _run(self, me: int) -> None:
        while True:
            with self._state:
                self._state.wait_for(lambda: me in self._told or self._stopping, self._every_s)
                if self._stopping:
                    return
                self._told.discard(me)
                self._busy.add(me)
            more = self._piece()
            with self._state:
                self._busy.discard(me)
                if more:
                    self._told.add(me)
                self._settle()

    def _piece(self) -> bool:
        try:
            with self._running.track_inprogress():
                return self._kind.piece()
        except Exception as error:  # noqa: BLE001 - a database that is away must not end the work for good
            self._failed.inc()
            _log.error("job failed", job=self._kind.work, why=type(error).__name__)
            return False
