"""Work that goes on behind the requests, in a thread of this process.

What is pending lies in the database, never in memory: a restart goes on where it stopped.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import structlog

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_log = structlog.get_logger()


class Runner:
    """Calls ``work`` until nothing is left, then sleeps until it is woken or ``poll_s`` seconds have passed.

    ``work`` does one piece and tells whether there may be more.
    """

    def __init__(self, name: str, work: Callable[[], bool], *, poll_s: float) -> None:
        self._name = name
        self._work = work
        self._poll_s = poll_s
        self._woken = threading.Event()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def wake(self) -> None:
        """Say that there is work now."""
        self._woken.set()

    def stop(self, wait_s: float = 10.0) -> None:
        """End after the piece that is being done."""
        self._stopping.set()
        self._woken.set()
        self._thread.join(wait_s)

    def _run(self) -> None:
        while not self._stopping.is_set():
            self._woken.clear()
            try:
                more = self._work()
            except Exception as error:  # noqa: BLE001 - a database that is away must not end the work for good
                _log.error("job failed", job=self._name, why=type(error).__name__)
                more = False
            if not more:
                self._woken.wait(self._poll_s)


def wake_all(runners: Iterable[Runner]) -> None:
    """Say to several that there is work now."""
    for runner in runners:
        runner.wake()
