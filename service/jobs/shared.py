"""The work of any number of processes on one PostgreSQL: procrastinate tells one of them, at once, that there is some.

A job holds nothing but the name of a kind. The process that takes one looks at the rows until nothing is left; if it is
killed meanwhile, another takes the job again. What a job was lost for is found by looking every so often.
"""

from __future__ import annotations

import asyncio
import contextlib
import threading
import time
from typing import TYPE_CHECKING, Any

import procrastinate
import structlog
from procrastinate import exceptions
from procrastinate.jobs import DeleteJobCondition, Status

from service.jobs.announcing import PREFIX
from service.jobs.crew import WAIT_S, Crew

if TYPE_CHECKING:
    from collections.abc import Sequence

    from procrastinate.jobs import Job
    from procrastinate.manager import JobManager

    from service.database import Database
    from service.jobs.work import Kind
    from service.metrics import Metrics

_log = structlog.get_logger()

HEARTBEAT_S = 5.0
STALLED_S = 20.0
"""Whoever gave no heartbeat for so long is dead, and the jobs that it had are taken up by others."""
_SHORTEST_TICK_S = 1.0  # a tick is three transactions, and what time brings about is counted in minutes
_TENDING = f"{PREFIX}tending"
_ASK_S = 1.0  # for jobs without being told: the worker misses a notification that comes while it asks
_AGAIN_S = 1.0  # between two tries to reach the database


class UnfinishedError(Exception):
    """The process ends and work is left: the job goes to another."""


_LEFT_TO_OTHERS = procrastinate.RetryStrategy(retry_exceptions={UnfinishedError})


class Shared:
    """Threads do the work; one more, with an event loop, hears what there is. Nothing here waits for the database."""

    def __init__(
        self, database: Database, kinds: Sequence[Kind], metrics: Metrics, *, stalled_s: float = STALLED_S
    ) -> None:
        self._kinds = {kind.work: kind for kind in kinds}
        self._crews = {
            # What is done alone is looked for by one process at a time: by jobs that come with the time, see `_tick`.
            kind.work: Crew(kind, metrics, only_told=kind.alone)
            for kind in kinds
        }
        self._stalled_s = stalled_s
        _, connects = database.engine.dialect.create_connect_args(database.engine.url)
        self._connects = {"connect_timeout": 5, "application_name": "lachan jobs", **connects}
        self._thread = threading.Thread(target=self._run, name="jobs", daemon=True)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._main: asyncio.Task[None] | None = None
        self._lock = threading.Lock()
        self._stopping = False

    def start(self) -> None:
        """Begin."""
        for crew in self._crews.values():
            crew.start()
        self._thread.start()

    def lives(self) -> bool:
        """Whether all threads are there; whether the one that hears reaches the database is not asked."""
        return self._thread.is_alive() and all(crew.lives() for crew in self._crews.values())

    def stop(self) -> None:
        """End after the pieces that are being done."""
        for crew in self._crews.values():
            crew.let_go()
        with self._lock:
            self._stopping = True
            if self._loop is not None and self._main is not None:
                self._loop.call_soon_threadsafe(self._main.cancel)
        until = time.monotonic() + WAIT_S
        for crew in self._crews.values():
            crew.wait(until)
        if self._thread.ident is not None:
            self._thread.join(WAIT_S)

    def _run(self) -> None:
        with contextlib.suppress(asyncio.CancelledError):
            asyncio.run(self._hear())

    async def _hear(self) -> None:
        with self._lock:
            self._loop, self._main = asyncio.get_running_loop(), asyncio.current_task()
        try:
            while not self._stopping:
                try:
                    await self._take_part()
                except Exception as error:  # noqa: BLE001 - a database that is away must not end the hearing for good
                    _log.error("jobs are not heard", why=type(error).__name__)
                await asyncio.sleep(_AGAIN_S)
        finally:
            with self._lock:
                self._loop = self._main = None

    async def _take_part(self) -> None:
        """Take jobs until the database goes away, or this task is cancelled."""
        app = self._app()
        async with contextlib.AsyncExitStack() as opened, asyncio.TaskGroup() as group:
            opened.push_async_callback(app.close_async)  # also if opening is cut short
            await app.open_async()
            ticking = [group.create_task(self._tick(app, kind)) for kind in self._kinds.values() if kind.alone]
            try:
                await app.run_worker_async(
                    queues=[_TENDING, *(f"{PREFIX}{work}" for work in self._kinds)],
                    name="lachan",
                    concurrency=len(self._kinds) + 2,  # a job waits at most once a kind; the others end at once
                    fetch_job_polling_interval=_ASK_S,
                    delete_jobs=DeleteJobCondition.ALWAYS,
                    install_signal_handlers=False,
                    shutdown_graceful_timeout=WAIT_S + 1,
                    update_heartbeat_interval=min(HEARTBEAT_S, self._stalled_s / 4),
                    stalled_worker_timeout=self._stalled_s,
                )
            finally:
                for task in ticking:
                    task.cancel()

    def _app(self) -> procrastinate.App:
        connector = procrastinate.PsycopgConnector(
            kwargs=self._connects, min_size=1, max_size=3, timeout=5.0, reconnect_timeout=5.0
        )
        app = procrastinate.App(connector=connector)
        for kind in self._kinds.values():
            name = f"{PREFIX}{kind.work}"
            app.task(name=name, queue=name, retry=_LEFT_TO_OTHERS, pass_context=True)(self._job(kind))
        # Without any periodic task the worker (3.10) would not notice that its listener or its heart died.
        app.periodic(cron=f"* * * * * */{max(1, int(self._stalled_s / 2))}", queueing_lock=_TENDING)(
            app.task(name=_TENDING, queue=_TENDING, pass_context=True)(self._tend)
        )
        return app

    def _job(self, kind: Kind) -> Any:  # noqa: ANN401 - a task function, as procrastinate takes it
        crew = self._crews[kind.work]

        async def look(context: procrastinate.JobContext, timestamp: int = 0) -> None:  # noqa: ARG001 - a tick's
            await _gather(context.app, f"{PREFIX}{kind.work}")
            if not await asyncio.wrap_future(crew.look()):
                raise UnfinishedError

        return look

    async def _tick(self, app: procrastinate.App, kind: Kind) -> None:
        """Line up a job whenever it is time to look; of all processes one does, the others find it done."""
        every = max(kind.every_s, _SHORTEST_TICK_S)
        while True:
            turn = int(time.time() // every)
            job = app.configure_task(
                f"{PREFIX}{kind.work}",
                lock=f"{PREFIX}{kind.work}",  # one at a time
                queueing_lock=f"{PREFIX}{kind.work}",  # and one waiting
                task_kwargs={"timestamp": turn},
            ).job
            with contextlib.suppress(exceptions.AlreadyEnqueued):
                await app.job_manager.defer_periodic_job(job=job, periodic_id="", defer_timestamp=turn)
            await asyncio.sleep(max(0.01, (turn + 1) * every - time.time()))

    async def _tend(self, context: procrastinate.JobContext, timestamp: int) -> None:  # noqa: ARG002
        """Take up what dead processes held, and take away what piles up where nobody does a kind of work at all."""
        jobs = context.app.job_manager
        await jobs.prune_stalled_workers(self._stalled_s)
        for job in await jobs.get_stalled_jobs(seconds_since_heartbeat=self._stalled_s):
            with contextlib.suppress(exceptions.ConnectorException):  # it came back, or another process was first
                await _take_up(jobs, job)
        await context.app.connector.execute_query_async(_SUPERSEDED, queues=f"{PREFIX}%")


async def _take_up(jobs: JobManager, job: Job) -> None:
    """Line up again what a dead process held; where the next of its kind waits already, that one will do.

    Only one of a queueing lock may wait, so a dead one could never be lined up beside it; and while it counts as being
    done, its lock would keep the one that waits from ever being done.
    """
    try:
        await jobs.retry_job(job)
    except exceptions.UniqueViolation:
        await jobs.finish_job(job, Status.FAILED, delete_job=True)


async def _gather(app: procrastinate.App, queue: str) -> None:
    """Take away the other jobs that wait: a look that begins now sees whatever was committed with them."""
    await app.connector.execute_query_async(_GATHER, queue=queue)


_GATHER = (
    "DELETE FROM procrastinate_jobs WHERE id IN (SELECT id FROM procrastinate_jobs"
    " WHERE queue_name = %(queue)s AND status = 'todo' FOR UPDATE SKIP LOCKED)"
)
_SUPERSEDED = (
    "DELETE FROM procrastinate_jobs WHERE id IN (SELECT job.id FROM procrastinate_jobs AS job"
    " WHERE job.queue_name LIKE %(queues)s AND job.status = 'todo' AND EXISTS"
    " (SELECT 1 FROM procrastinate_jobs AS newer"
    " WHERE newer.queue_name = job.queue_name AND newer.status = 'todo' AND newer.id > job.id)"
    " FOR UPDATE OF job SKIP LOCKED)"
)
