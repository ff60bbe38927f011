"""Requests with files: ``multipart/form-data`` with one JSON part and parts ``files``, taken in as it comes.

Each file is sealed while it arrives, so neither memory nor disk ever holds it open; the route then gets the JSON part
as its body, and the files as ``request.state.incoming``.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from python_multipart import MultipartParser
from python_multipart.exceptions import MultipartParseError
from python_multipart.multipart import parse_options_header
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders

from service import clock, problems
from service.accounts import service as accounts
from service.attachments.incoming import Incoming
from service.errors import (
    BodySlowError,
    BodyTooLargeError,
    FieldError,
    InvalidError,
    NoSpaceError,
    ServiceError,
    SignInError,
    UnreadableError,
)
from service.permissions import require
from service.words import Verb

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from service.context import Context

_PARTS = {"/v1/reports": ("report", Verb.FILE_REPORT), "/v1/score": ("submission", Verb.SCORE)}
"""Which paths take files: the name of the JSON part beside them, and what whoever sends them must be allowed."""

_LONGEST_HEADERS = 10_000  # bytes of one part's headers


def is_upload(scope: Scope) -> bool:
    """Whether a request may bring files, and does."""
    return bool(
        scope["type"] == "http"
        and scope["method"] == "POST"
        and scope["path"] in _PARTS
        and Headers(scope=scope).get("content-type", "").partition(";")[0].strip().lower() == "multipart/form-data"
    )


class Upload:
    """Takes the files off a request before its route sees it. Files that no route took are taken away again."""

    def __init__(self, app: ASGIApp, context: Context) -> None:
        self._app = app
        self._context = context

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
                await problems.answer(error, {"Connection": "close"})(scope, receive, send)
                return
            await self._app(_with_json(scope, len(document)), _replay(document, receive), send)
        finally:
            if state.pop("incoming", None) is not None:
                await run_in_threadpool(incoming.discard)

    async def _taken_in(self, scope: Scope, receive: Receive, incoming: Incoming) -> bytes:
        settings = self._context.settings
        part, verb = _PARTS[scope["path"]]
        headers = Headers(scope=scope)
        await run_in_threadpool(self._admit, headers.get("authorization", ""), verb)
        _, options = parse_options_header(headers["content-type"])
        boundary = options.get(b"boundary")
        if not boundary:
            wrong = FieldError("header Content-Type", "thiếu boundary", "has no boundary")
            raise InvalidError(errors=[wrong])
        form = _Form(boundary, incoming, part, most_files=settings.max_files, most_document=settings.max_body_bytes)
        size = 0
        try:
            async with asyncio.timeout(settings.upload_timeout_s):
                while True:
                    message = await receive()
                    content = message.get("body", b"")
                    size += len(content)
                    if size > settings.max_upload_bytes:
                        raise BodyTooLargeError.of("body", settings.max_upload_bytes)
                    await run_in_threadpool(form.write, content)
                    if not message.get("more_body", False):
                        return form.document()
        except TimeoutError:
            raise BodySlowError(errors=[FieldError("body", "không đến kịp", "did not arrive in time")]) from None

    def _admit(self, authorization: str, verb: Verb) -> None:
        """Find out who asks before a byte of a file is kept; SignInError, ForbiddenError."""
        scheme, _, token = authorization.partition(" ")
        if scheme.lower() != "bearer" or not token:
            raise SignInError
        require(accounts.principal_of(self._context, token.strip(), now=clock.now()), verb)


class _Form:
    """Parts as they arrive: files go into ``incoming``, the JSON part is kept."""

    def __init__(
        self, boundary: bytes, incoming: Incoming, document: str, *, most_files: int, most_document: int
    ) -> None:
        self._incoming = incoming
        self._name = document  # of the JSON part
        self._most_files, self._most_document = most_files, most_document
        self._document: bytearray | None = None
        self._headers: dict[bytes, bytes] = {}
        self._header = [b"", b""]
        self._header_bytes = 0
        self._part = ""
        self._whole = False
        self._parser = MultipartParser(
            boundary,
            {
                "on_part_begin": self._part_begins,
                "on_header_field": lambda data, start, end: self._more_header(0, data[start:end]),
                "on_header_value": lambda data, start, end: self._more_header(1, data[start:end]),
                "on_header_end": self._header_ends,
                "on_headers_finished": self._headers_end,
                "on_part_data": lambda data, start, end: self._more(data[start:end]),
                "on_part_end": self._part_ends,
                "on_end": self._ends,
            },
        )

    def write(self, content: bytes) -> None:
        """Take the next piece; UnreadableError, InvalidError, BodyTooLargeError, NoSpaceError."""
        try:
            self._parser.write(content)
        except MultipartParseError:
            raise _unreadable() from None
        except OSError:
            raise NoSpaceError from None

    def document(self) -> bytes:
        """Give the JSON part, once everything came; UnreadableError, InvalidError."""
        if not self._whole:
            raise _unreadable()
        if self._document is None:
            raise InvalidError(errors=[FieldError(self._name, "thiếu phần này", "this part is missing")])
        return bytes(self._document)

    def _part_begins(self) -> None:
        self._headers, self._header, self._header_bytes = {}, [b"", b""], 0

    def _more_header(self, which: int, content: bytes) -> None:
        self._header_bytes += len(content)
        if self._header_bytes > _LONGEST_HEADERS:
            raise _unreadable()
        self._header[which] += content

    def _header_ends(self) -> None:
        self._headers[self._header[0].lower()] = self._header[1]
        self._header = [b"", b""]

    def _headers_end(self) -> None:
        _, options = parse_options_header(self._headers.get(b"content-disposition", b""))
        self._part = options.get(b"name", b"").decode("utf-8", "replace")
        if self._part == "files":
            if len(self._incoming.received) >= self._most_files:
                most = self._most_files
                raise InvalidError(errors=[FieldError("files", f"nhiều hơn {most} tệp", f"more than {most} files")])
            name = options.get(b"filename")
            self._incoming.begin(name.decode("utf-8", "replace") if name else None)
        elif self._part == self._name:
            if self._document is not None:
                raise InvalidError(errors=[FieldError(self._name, "chỉ gửi một phần", "only one such part")])
            self._document = bytearray()
        else:
            wrong = FieldError(
                "body", f"chỉ nhận phần {self._name} và files", f"only the parts {self._name} and files are taken"
            )
            raise InvalidError(errors=[wrong])

    def _more(self, content: bytes) -> None:
        if self._part == "files":
            self._incoming.write(content)
        elif self._document is not None:
            self._document += content
            if len(self._document) > self._most_document:
                raise BodyTooLargeError.of(self._name, self._most_document)

    def _part_ends(self) -> None:
        if self._part == "files":
            self._incoming.end()

    def _ends(self) -> None:
        self._whole = True


def _with_json(scope: Scope, length: int) -> Scope:
    """Give a request's scope as if only its JSON part had come."""
    changed = dict(scope) | {"headers": list(scope["headers"])}
    headers = MutableHeaders(scope=changed)
    headers["content-type"] = "application/json"
    headers["content-length"] = str(length)
    return changed


def _replay(document: bytes, receive: Receive) -> Receive:
    waiting: list[bytes] = [document]

    async def replayed() -> Message:
        if waiting:
            return {"type": "http.request", "body": waiting.pop(), "more_body": False}
        return await receive()

    return replayed


def _unreadable() -> UnreadableError:
    wrong = FieldError("body", "phải là multipart/form-data trọn vẹn", "must be whole multipart/form-data")
    return UnreadableError(errors=[wrong])
