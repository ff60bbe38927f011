"""What happens to every request before and after its route: a limit on its body, a number, a log line, headers."""

from __future__ import annotations

import asyncio
import re
import secrets
import time
from functools import cache
from typing import TYPE_CHECKING

import structlog
from secure import (
    ContentSecurityPolicy,
    CrossOriginOpenerPolicy,
    CrossOriginResourcePolicy,
    PermissionsPolicy,
    ReferrerPolicy,
    Secure,
    XContentTypeOptions,
    XFrameOptions,
)
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request

from service import problems
from service.database import UNAVAILABLE, refusal
from service.edge.upload import is_upload
from service.errors import BodySlowError, BodyTooLargeError, FieldError, MediaTypeError, ServiceError, UnreadableError
from service.logs import trail

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.responses import Response
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from service.metrics import Metrics

    Answer = Callable[[Request, ServiceError], Response]

_log = structlog.get_logger()
# A UUID, with or without dashes: the number is logged, and nobody's name or telephone fits into one.
_REQUEST_ID = re.compile(r"[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}")
_WITHOUT_END = {"/v1/queue/changes"}  # how long a page was open is no time to answer
_METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"}  # any other may be anybody's words
_QUIET = {"/healthz", "/readyz", "/metrics"}  # asked every few seconds


class Observed:
    """Numbers, times, counts and logs each request; what nothing else caught becomes a 500 without a word about it."""

    def __init__(self, app: ASGIApp, metrics: Metrics, answer: Answer) -> None:
        self._app = app
        self._metrics = metrics
        self._answer = answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        given = Headers(scope=scope).get("x-request-id", "")
        request_id = given if _REQUEST_ID.fullmatch(given) else secrets.token_hex(8)
        scope.setdefault("state", {})["request_id"] = request_id
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=request_id)
        status = 0
        began = time.perf_counter()

        async def send_observed(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)["X-Request-ID"] = request_id
            await send(message)

        asked = scope
        if scope["method"] == "HEAD" and scope["path"] not in _WITHOUT_END:  # the server leaves the body out
            scope = dict(scope) | {"method": "GET"}
        try:
            await self._app(scope, receive, send_observed)
        except UNAVAILABLE as error:  # a part further out than the routes asked: who it is, and whether it may
            if status == 0:
                await self._answer(Request(scope), refusal(error))(scope, receive, send_observed)
        except Exception as error:  # noqa: BLE001 - the message may hold words of a report, so it goes nowhere
            _log.error("request failed", why=type(error).__name__, trail=trail(error))
            if status == 0:
                await self._answer(Request(scope), ServiceError())(scope, receive, send_observed)
        asked["route"] = scope.get("route")
        self._count(asked, status, time.perf_counter() - began)

    def _count(self, scope: Scope, status: int, seconds: float) -> None:
        # The route's pattern, never the address itself: addresses hold ids.
        route = getattr(scope.get("route"), "path", None) or "(none)"
        method = scope["method"] if scope["method"] in _METHODS else "(other)"
        self._metrics.requests.labels(method if route != "(none)" else "-", route, str(status)).inc()
        if route not in _WITHOUT_END:
            self._metrics.seconds.labels(route).observe(seconds)
        if route not in _QUIET:
            _log.info("request", method=method, route=route, status=status, ms=round(seconds * 1000, 1))


@cache
def protecting_headers() -> dict[str, str]:
    """Give the headers that stand on every answer."""
    csp = ContentSecurityPolicy().default_src("'none'").script_src("'self'").style_src("'self'")
    csp = csp.img_src("'self'", "data:").font_src("'self'").connect_src("'self'").form_action("'self'")
    csp = csp.base_uri("'none'").frame_ancestors("'none'")
    secure = Secure(
        csp=csp,
        coop=CrossOriginOpenerPolicy().same_origin(),
        corp=CrossOriginResourcePolicy().same_origin(),
        permissions=PermissionsPolicy().geolocation().microphone().camera(),
        referrer=ReferrerPolicy().same_origin(),
        xcto=XContentTypeOptions().nosniff(),
        xfo=XFrameOptions().deny(),
    )
    return dict(secure.header_items())


class Protected:
    """Adds the security headers; HSTS only to what came over HTTPS, and only where the operator wants it."""

    def __init__(self, app: ASGIApp, hsts_days: int = 0) -> None:
        self._app = app
        self._headers = protecting_headers()
        self._hsts = f"max-age={hsts_days * 86_400}" if hsts_days else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_protected(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
                if self._hsts and scope["scheme"] == "https":
                    headers.setdefault("Strict-Transport-Security", self._hsts)
                if not scope["path"].startswith("/static/"):
                    headers.setdefault("Cache-Control", "no-store")  # a school's PC is shared
            await send(message)

        await self._app(scope, receive, send_protected)


class BodyLimit:
    """Reads a body up to the limit and no further, within its time, and only of a kind that routes can read."""

    def __init__(self, app: ASGIApp, most: int, seconds: float, answer: Answer | None = None) -> None:
        self._app = app
        self._most = most
        self._seconds = seconds
        self._answer = answer or (lambda _request, error: problems.answer(error))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        try:
            _check_length(Headers(scope=scope))
            if is_upload(scope):  # those with files have limits of their own
                await self._app(scope, receive, send)
                return
            body = await self._read(scope, receive)
        except ServiceError as error:
            # The rest of the body is not read, so the connection cannot be used again.
            refusal = self._answer(Request(scope), error)
            refusal.headers["Connection"] = "close"
            await refusal(scope, receive, send)
            return

        async def replay() -> Message:
            nonlocal body
            if body is None:
                return await receive()
            message: Message = {"type": "http.request", "body": body, "more_body": False}
            body = None
            return message

        await self._app(scope, replay, send)

    async def _read(self, scope: Scope, receive: Receive) -> bytes | None:
        headers = Headers(scope=scope)
        announced = headers.get("content-length", "")
        if announced.isascii() and announced.isdigit() and int(announced) > self._most:
            raise BodyTooLargeError.of("body", self._most)
        chunks: list[bytes] = []
        size = 0
        try:
            async with asyncio.timeout(self._seconds):
                while True:
                    message = await receive()
                    if message["type"] != "http.request":
                        return b"".join(chunks)
                    chunks.append(message.get("body", b""))
                    size += len(chunks[-1])
                    if size > self._most:
                        raise BodyTooLargeError.of("body", self._most)
                    if not message.get("more_body", False):
                        break
        except TimeoutError:
            raise BodySlowError(errors=[FieldError("body", "không đến kịp", "did not arrive in time")]) from None
        if size and scope["path"].startswith("/v1/"):
            kind = headers.get("content-type", "").partition(";")[0].strip().lower()
            if kind != "application/json":
                wrong = FieldError("header Content-Type", "phải là application/json", "must be application/json")
                raise MediaTypeError(errors=[wrong])
        return b"".join(chunks)


def _check_length(headers: Headers) -> None:
    """UnreadableError for a body whose end two servers could see in two places (RFC 9112, 6.1)."""
    if "content-length" in headers and "transfer-encoding" in headers:
        wrong = FieldError(
            "body", "có cả Content-Length và Transfer-Encoding", "both a length and an encoding are given"
        )
        raise UnreadableError(errors=[wrong])
