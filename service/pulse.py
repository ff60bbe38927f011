"""Whether each part that the service needs does its work: asked afresh each time, for a moment at most."""

from __future__ import annotations

import os
import shutil
import threading
from concurrent.futures import Future
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy.exc import SQLAlchemyError

from service.identifiers import new_id

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from service.running import Running

WAIT_S = 2.0
"""How long a part may take to answer: whoever asks whether the service is ready asks every few seconds."""
_MB = 1 << 20


@dataclass(frozen=True, slots=True)
class Health:
    """What works."""

    database: bool
    disk: bool
    model: str | None  # version of the one that serves
    pictures: bool  # they are read here
    reader: bool  # what reads them comes up, or none is wanted
    jobs: bool

    @property
    def ready(self) -> bool:
        """Whether the service can do its whole work, as it is set up."""
        return self.database and self.disk and self.model is not None and self.reader and self.jobs


class Pulse:
    """Asks the parts of one running service."""

    def __init__(self, running: Running) -> None:
        self._running = running
        self._database = _Asked(running.context.database.answers)
        self._disk = _Asked(self._writes)

    def begin(self) -> tuple[Future[bool], Future[bool]]:
        """Begin to ask what may take long: the database and the disk. Each is asked once at a time."""
        return self._database.ask(), self._disk.ask()

    def tell(self, *, database: bool, disk: bool) -> Health:
        """Put the answers beside what is known at once."""
        context, jobs = self._running.context, self._running.jobs
        return Health(
            database=database,
            disk=disk,
            model=context.scorer.champion.version,
            pictures=context.reader.available and context.reader.works,
            reader=context.reader.works,
            jobs=jobs is None or jobs.lives(),
        )

    def _writes(self) -> bool:
        """Whether a file can be written where files are kept, and room is left for more."""
        settings = self._running.context.settings
        for folder in {settings.var, settings.attachments if settings.attachments.is_dir() else settings.var}:
            if shutil.disk_usage(folder).free < settings.disk_reserve_mb * _MB:
                return False
            _try_out(folder)
        return True


class _Asked:
    """A question that may hang: whoever asks while it does waits for the same answer."""

    def __init__(self, question: Callable[[], bool]) -> None:
        self._question = question
        self._lock = threading.Lock()
        self._asked: Future[bool] | None = None

    def ask(self) -> Future[bool]:
        with self._lock:
            if self._asked is None:
                self._asked = Future()
                self._asked.set_running_or_notify_cancel()  # whoever gives up waiting changes nothing
                threading.Thread(target=self._answer, args=(self._asked,), name="pulse", daemon=True).start()
            return self._asked

    def _answer(self, asked: Future[bool]) -> None:
        try:
            answer = self._question()
        except (SQLAlchemyError, OSError):
            answer = False
        with self._lock:
            self._asked = None
        asked.set_result(answer)


def _try_out(folder: Path) -> None:
    """Write a small file and take it away again; OSError."""
    probe = folder / f".probe.{new_id()}"
    try:
        with os.fdopen(os.open(probe, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(b"\0" * 4096)
    finally:
        probe.unlink(missing_ok=True)
