"""The application: all rooms joined, with what they share."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from service import health, logs, problems
from service.accounts import api as accounts
from service.attachments import api as attachments
from service.audit import api as audit
from service.care import api as care
from service.cases import api as cases
from service.console import failures, pages
from service.console.language import Spoken
from service.database import UNAVAILABLE, refusal
from service.deliveries import api as deliveries
from service.deliveries import recipients_api as recipients
from service.deliveries.form01 import api as form01
from service.edge.hosts import Hosts
from service.edge.middleware import BodyLimit, Observed, Protected
from service.edge.strangers import Strangers
from service.edge.upload import Upload
from service.errors import ServiceError
from service.impartiality import api as impartiality
from service.intake import api as intake
from service.letters import api as letters
from service.openapi import describe, with_problem
from service.passing import api as passing
from service.pulse import Pulse
from service.queue import api as queue
from service.related import api as related
from service.reporters import pages as reporters
from service.reporters.lane import Lane, is_reporters
from service.reporters.showing import failure as reporters_failure
from service.retention import api as retention
from service.running import Running
from service.scoring import api as scoring
from service.statistics import api as statistics
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
    impartiality,
    audit,
    retention,
    accounts,
    health,
)


def create_app(settings: Settings) -> FastAPI:
    """Join everything. Nothing is opened before the application starts (its lifespan)."""
    logs.set_up(settings.log_level)
    running = Running.of(settings)
    context = running.context

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        running.start()
        yield
        running.stop()

    app = FastAPI(docs_url=None, redoc_url=None, lifespan=lifespan, **describe())
    app.state.context = context
    app.state.pulse = Pulse(running)
    for room in _ROOMS:
        app.include_router(room.router)
    app.include_router(reporters.router)
    pages.add_pages(app)
    _handle_errors(app)
    # The last one added is the outermost.
    app.add_middleware(Strangers, context=context, answer=_answer)
    app.add_middleware(Upload, context=context, answer=_answer)
    app.add_middleware(BodyLimit, most=settings.max_body_bytes, seconds=settings.body_timeout_s, answer=_answer)
    app.add_middleware(Lane, context=context, answer=_answer)
    app.add_middleware(Spoken)
    app.add_middleware(Hosts, context=context, answer=_answer)
    app.add_middleware(Protected, hsts_days=settings.hsts_days)
    app.add_middleware(Observed, metrics=context.metrics, answer=_answer)
    app.add_middleware(ProxyHeadersMiddleware, trusted_hosts=[str(one) for one in settings.trusted_proxies])
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

    async def on_unavailable(request: Request, error: Exception) -> Response:
        return _answer(request, refusal(error))

    for kind in UNAVAILABLE:
        app.add_exception_handler(kind, on_unavailable)
