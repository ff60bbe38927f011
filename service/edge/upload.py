"""Requests with files: ``multipart/form-data``, taken in as it comes.

Each file is sealed while it arrives, so neither memory nor disk ever holds it open; the route then gets the JSON part
that a program sent, or the fields of a page's form, as its body, and the files as ``request.state.incoming``.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from anyio import to_thread
from python_multipart.multipart import parse_options_header
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request

from service import clock
from service.accounts import service as accounts
from service.attachments.incoming import Incoming
from service.edge.multipart import FieldsAndFiles, JsonAndFiles
from service.errors import BodySlowError, BodyTooLargeError, FieldError, InvalidError, ServiceError, SignInError
from service.permissions import require
from service.words import Verb

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.responses import Response
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from service.context import Context

    Answer = Callable[[Request, ServiceError], Response]

_PARTS = {"/v1/reports": ("report", Verb.FILE_REPORT), "/v1/score": ("submission", Verb.SCORE)}
"""Which paths take files: the name of the JSON part beside them, and what whoever sends them must be allowed."""

_FORM = "/gui"
"""The page whose form brings files; ``reporters.lane`` has said before whether it may."""


def is_upload(scope: Scope) -> bool:
    """Whether a request may bring files, and does."""
    return bool(
        scope["type"] == "http"
        and scope["method"] == "POST"
        and (scope["path"] in _PARTS or scope["path"] == _FORM)
        and Headers(scope=scope).get("content-type", "").partition(";")[0].strip().lower() == "multipart/form-data"
    )


class Upload:
    """Takes the files off a request before its route sees it. Files that no route took are taken away again."""

    def __init__(self, app: ASGIApp, context: Context, answer: Answer) -> None:
        self._app = app
        self._context = context
        self._answer = answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if not is_upload(scope):
            await self._app(scope, receive, send)
            return
        incoming = Incoming(self._context.files, most_bytes=self._context.settings.max_file_bytes)
        state = scope.setdefault("state", {})
        state["incoming"] = incoming
        try:
            try:
                document = await self._taken_in(scope, receive, incoming)
            except ServiceError as error:
                # The rest of the body is not read, so the connection cannot be used again.
                refusal = self._answer(Request(scope), error)
                refusal.headers["Connection"] = "close"
                await refusal(scope, receive, send)
                return
            changed = _with_document(scope, len(document))
            try:
                await self._app(changed, _replay(document, receive), send)
            finally:
                scope["route"] = changed.get("route")  # for the log and the counters, which stand further out
        finally:
            if state.pop("incoming", None) is not None:
                await run_in_threadpool(incoming.discard)

    async def _taken_in(self, scope: Scope, receive: Receive, incoming: Incoming) -> bytes:
        settings = self._context.settings
        headers = Headers(scope=scope)
        if scope["path"] in _PARTS:
            await run_in_threadpool(self._admit, headers.get("authorization", ""), _PARTS[scope["path"]][1])
        _, options = parse_options_header(headers["content-type"])
        boundary = options.get(b"boundary")
        if not boundary:
            wrong = FieldError("header Content-Type", "thiếu boundary", "has no boundary")
            raise InvalidError(errors=[wrong])
        form = self._form(scope, boundary, incoming)
        size = 0
        try:
            async with asyncio.timeout(settings.upload_timeout_s):
                while True:
                    async with asyncio.timeout(settings.body_timeout_s):  # for one piece: a slow line still moves
                        message = await receive()
                    content = message.get("body", b"")
                    size += len(content)
                    if size > settings.max_upload_bytes:
                        raise BodyTooLargeError.of("body", settings.max_upload_bytes)
                    await to_thread.run_sync(form.write, content, limiter=scope["state"].get("threads"))
                    if not message.get("more_body", False):
                        if isinstance(form, FieldsAndFiles):
                            scope["state"]["refused"] = form.refused
                        return form.document()
        except TimeoutError:
            raise BodySlowError(errors=[FieldError("body", "không đến kịp", "did not arrive in time")]) from None

    def _form(self, scope: Scope, boundary: bytes, incoming: Incoming) -> JsonAndFiles | FieldsAndFiles:
        most_files, most_document = self._context.settings.max_files, self._context.settings.max_body_bytes
        if scope["path"] == _FORM:
            refused: ServiceError | None = scope["state"].get("refused")
            return FieldsAndFiles(boundary, incoming, refused, most_files=most_files, most_document=most_document)
        name = _PARTS[scope["path"]][0]
        return JsonAndFiles(boundary, incoming, name, most_files=most_files, most_document=most_document)

    def _admit(self, authorization: str, verb: Verb) -> None:
        """Find out who asks before a byte of a file is kept; SignInError, ForbiddenError."""
        scheme, _, token = authorization.partition(" ")
        if scheme.lower() != "bearer" or not token:
            raise SignInError
        require(accounts.principal_of(self._context, token.strip(), now=clock.now()), verb)


def _with_document(scope: Scope, length: int) -> Scope:
    """Give a request's scope as if only its JSON part, or only its fields, had come."""
    changed = dict(scope) | {"headers": list(scope["headers"])}
    headers = MutableHeaders(scope=changed)
    headers["content-type"] = "application/x-www-form-urlencoded" if scope["path"] == _FORM else "application/json"
    headers["content-length"] = str(length)
    return changed


def _replay(document: bytes, receive: Receive) -> Receive:
    waiting: list[bytes] = [document]

    async def replayed() -> Message:
        if waiting:
            return {"type": "http.request", "body": waiting.pop(), "more_body": False}
        return await receive()

    return replayed
