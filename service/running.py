"""A running service without its doors: its parts, its work behind the requests, and how both begin and end."""

from __future__ import annotations

import time
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Self

from service import audit, background, clock, secret
from service.attachments.reader import PictureReader
from service.attachments.store import Store
from service.backup.unfinished import require_whole
from service.context import Context
from service.database import Database
from service.edge.throttle import Throttles
from service.errors import FieldError, InvalidError
from service.identifiers import LENGTH
from service.jobs.announcing import announce
from service.jobs.crew import WAIT_S, Crew
from service.jobs.port import Jobs, jobs_of
from service.jobs.work import Kind, Work
from service.metrics import Metrics
from service.principal import Principal
from service.queue.calendar import SchoolCalendar
from service.queue.changes import Changes
from service.scoring.champion import Champion
from service.scoring.scorer import Scorer
from service.sealing import operator_key
from service.sealing.checking import require_right_key
from service.words import Role, Verb

if TYPE_CHECKING:
    from service.settings import Settings


@dataclass(frozen=True, slots=True)
class Running:
    """The parts, and who does the work. Nothing is opened before ``start``."""

    context: Context
    jobs: Jobs | None  # None: other processes do it
    watching: Crew  # takes up a new model; each process for itself

    @classmethod
    def of(cls, settings: Settings, *, works: bool | None = None) -> Self:
        """Join the parts; ``works``: whether background work is done here, if that is not for the settings to say.

        InvalidError if the settings cannot be used.
        """
        require_whole(settings.var)
        metrics = Metrics()
        own_secret = secret.load(settings.keys)
        key = operator_key.load(settings)
        database = Database(settings.database, operator_key=key, secret=own_secret, wait_s=settings.database_wait_s)
        context = Context(
            settings=settings,
            database=database,
            secret=own_secret,
            calendar=SchoolCalendar.of(settings),
            scorer=Scorer(Champion(settings), metrics, threads=settings.scoring_threads),
            throttles=Throttles(settings),
            metrics=metrics,
            operator_key=key,
            files=Store(settings.attachments),
            reader=PictureReader(settings),
            changes=Changes(database),
        )
        if works is None:
            works = settings.jobs == "here"
            if database.sqlite and not works:
                raise InvalidError(*_CANNOT_START, errors=[_ONE_MACHINE])
        watching = Crew(Kind(Work.WATCHING, partial(_watch, context), settings.poll_s), metrics)
        return cls(context, jobs_of(database, background.kinds(context), metrics) if works else None, watching)

    def start(self) -> None:
        """Bring the tables up, load the model, and begin to work."""
        context = self.context
        context.database.upgrade()
        require_right_key(context.database)
        _watch(context)
        context.reader.say_what_is_missing()
        if self.jobs is not None:
            self.jobs.start()
        self.watching.start()

    def stop(self) -> None:
        """End after the pieces that are being done, and give everything back."""
        context = self.context
        context.changes.close()
        context.reader.close()
        self.watching.let_go()
        if self.jobs is not None:
            self.jobs.stop()
        self.watching.wait(time.monotonic() + WAIT_S)
        context.scorer.close()
        context.database.close()


def _watch(context: Context) -> bool:
    champion = context.scorer.champion
    before = champion.version
    champion.look()
    if champion.version != before:  # what no model could score is scored now
        with context.database.write() as session:
            itself = Principal(id=None, role=Role.SERVICE, school_id=None)
            version = (champion.version or "")[:LENGTH]  # as far as an id goes
            audit.record(session, itself, Verb.TAKE_UP_MODEL, "model", version, now=clock.now())
            announce(session, Work.ASSESSING)
    return False


_CANNOT_START = "Chưa chạy được với các thiết lập này.", "It cannot run with these settings."
_ONE_MACHINE = FieldError(
    "LACHAN_JOBS",
    "'elsewhere' cần PostgreSQL (LACHAN_DATABASE_URL); với SQLite, việc nền chạy ngay trong tiến trình này",
    "'elsewhere' needs PostgreSQL (LACHAN_DATABASE_URL); with SQLite the background work is done in this process",
)
