"""The application: all rooms joined, with what they share."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from starlette.exceptions import HTTPException

from service import health, logs, problems, sealing, secret
from service.accounts import api as accounts
from service.attachments import api as attachments
from service.attachments.reader import PictureReader
from service.attachments.reading import read_next
from service.attachments.store import Store
from service.attachments.sweep import EVERY_S, sweep
from service.care import api as care
from service.cases import api as cases
from service.cases.undoing import forget
from service.console import failures, pages
from service.console.language import Spoken
from service.context import Context
from service.database import Database
from service.deliveries import api as deliveries
from service.deliveries import recipients_api as recipients
from service.deliveries.form01 import api as form01
from service.deliveries.on_call import call_next
from service.deliveries.sending import send_next
from service.errors import BusyError, ServiceError
from service.intake import api as intake
from service.intake.assessing import assess_next_pending
from service.jobs import Runner, wake_all
from service.letters import api as letters
from service.metrics import Metrics
from service.middleware import BodyLimit, Observed, Protected
from service.openapi import describe, with_problem
from service.passing import api as passing
from service.queue import api as queue
from service.queue.calendar import SchoolCalendar
from service.queue.changes import Changes
from service.queue.lifting import lift_next
from service.related import api as related
from service.reporters import pages as reporters
from service.reporters.lane import Lane, is_reporters
from service.reporters.showing import failure as reporters_failure
from service.scoring import api as scoring
from service.scoring.champion import Champion
from service.scoring.scorer import Scorer
from service.statistics import api as statistics
from service.throttle import Throttles
from service.upload import Upload
from service.writing import api as writing

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from service.settings import Settings

_ROOMS = (
    scoring,
    intake,
    queue,
    cases,
    letters,
    related,
    passing,
    writing,
    care,
    attachments,
    deliveries,
    form01,
    recipients,
    statistics,
    accounts,
    health,
)


def create_app(settings: Settings) -> FastAPI:
    """Join everything. Nothing is opened before the application starts (its lifespan)."""
    logs.set_up(settings.log_level)
    metrics = Metrics()
    scorer = Scorer(Champion(settings), metrics, threads=settings.scoring_threads)
    database = Database(settings.database, wait_s=settings.database_wait_s)
    context = Context(
        settings=settings,
        database=database,
        secret=secret.load(settings.keys),
        calendar=SchoolCalendar.of(settings),
        scorer=scorer,
        throttles=Throttles(settings),
        metrics=metrics,
        operator_key=sealing.load(
            settings.keys, settings.sealing_key.get_secret_value() if settings.sealing_key is not None else None
        ),
        files=Store(settings.attachments),
        reader=PictureReader(settings),
        changes=Changes(database),
        # The runners are made from this context, just below.
        wake_jobs=lambda: assessing.wake(),  # noqa: PLW0108
        wake_reading=lambda: wake_all(reading),
    )
    assessing = Runner("assessing", lambda: assess_next_pending(context), poll_s=settings.poll_s)

    reading = [
        Runner(f"reading-{number}", lambda: read_next(context), poll_s=settings.poll_s)
        for number in range(settings.picture_workers if context.reader.available else 0)
    ]

    passing_on = [
        Runner(f"sending-{number}", lambda: send_next(context), poll_s=settings.poll_s)
        for number in range(settings.delivery_workers)
    ]
    if passing_on:
        passing_on.append(Runner("calling", lambda: call_next(context), poll_s=settings.poll_s))

    def watch() -> bool:
        before = scorer.champion.version
        scorer.champion.look()
        if scorer.champion.version != before:
            context.wake_jobs()
        return False

    def tidy() -> bool:
        sweep(context)
        forget(context)
        return False

    lifting = Runner("lifting", lambda: lift_next(context), poll_s=settings.poll_s)
    sweeping = Runner("sweeping", tidy, poll_s=EVERY_S)
    watching = Runner("watching", watch, poll_s=settings.poll_s)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        context.database.upgrade()
        scorer.champion.look()
        context.reader.say_what_is_missing()
        for runner in (assessing, watching, sweeping, lifting, *reading, *passing_on):
            runner.start()
        yield
        context.changes.close()
        context.reader.close()
        for runner in (*passing_on, *reading, lifting, sweeping, watching, assessing):
            runner.stop()
        scorer.close()
        context.database.close()

    app = FastAPI(docs_url=None, redoc_url=None, lifespan=lifespan, **describe())
    app.state.context = context
    for room in _ROOMS:
        app.include_router(room.router)
    app.include_router(reporters.router)
    pages.add_pages(app)
    _handle_errors(app)
    # The last one added is the outermost.
    app.add_middleware(Upload, context=context, answer=_answer)
    app.add_middleware(BodyLimit, most=settings.max_body_bytes, seconds=settings.body_timeout_s, answer=_answer)
    app.add_middleware(Lane, context=context, answer=_answer)
    app.add_middleware(Spoken)
    app.add_middleware(Protected)
    app.add_middleware(Observed, metrics=metrics, answer=_answer)
    _describe_errors(app)
    return app


def _describe_errors(app: FastAPI) -> None:
    plain = app.openapi

    def described() -> dict[str, Any]:
        return with_problem(plain())

    # FastAPI's documented way to extend the document.
    app.openapi = described  # type: ignore[method-assign]


def _answer(request: Request, error: ServiceError) -> Response:
    """Tell a person with a page and a program with a problem document."""
    if is_reporters(request.url.path):
        return reporters_failure(request, error)
    return failures.failure(request, error) if failures.wants_page(request) else problems.answer(error)


def _handle_errors(app: FastAPI) -> None:
    @app.exception_handler(ServiceError)
    async def on_service_error(request: Request, error: ServiceError) -> Response:
        return _answer(request, error)

    @app.exception_handler(RequestValidationError)
    async def on_validation_error(request: Request, error: RequestValidationError) -> Response:
        return _answer(request, problems.of_validation(error))

    @app.exception_handler(HTTPException)
    async def on_http_error(request: Request, error: HTTPException) -> Response:
        allowed = {name: value for name, value in (error.headers or {}).items() if name.lower() == "allow"}
        response = _answer(request, problems.of_http(error))
        response.headers.update(allowed)
        return response

    async def on_busy(request: Request, _error: Exception) -> Response:
        return _answer(request, BusyError(retry_after_s=2))

    app.add_exception_handler(OperationalError, on_busy)
    app.add_exception_handler(PoolTimeoutError, on_busy)
