"""``lachan worker``: a process that does the background work alone, beside any number that answer requests."""

from __future__ import annotations

import signal
import threading
from typing import TYPE_CHECKING

import structlog

from service import logs
from service.running import Running

if TYPE_CHECKING:
    from service.settings import Settings

_log = structlog.get_logger()


def run(settings: Settings) -> None:
    """Work until SIGTERM or SIGINT. InvalidError if the settings cannot be used."""
    logs.set_up(settings.log_level)
    running = Running.of(settings, works=True)
    told = threading.Event()
    for ends in (signal.SIGTERM, signal.SIGINT):
        signal.signal(ends, lambda *_: told.set())
    running.start()
    _log.info("worker started")
    told.wait()
    running.stop()
