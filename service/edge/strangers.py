"""Requests of people and programs that nobody knows: wrong keys, passwords and receipts must not delay the others.

Doors that are open to everybody, and addresses from which many wrong keys came, share a few places on the threads.
From such an address what was refused is answered late, so that trying on and on is slow. Nobody is shut out for it: a
school has one address, and in it are those who know their password.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from anyio import CapacityLimiter
from starlette.requests import Request

from service.edge.patience import Patience
from service.errors import ServiceError, SignInError
from service.outages import BusyError
from service.security import address_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.responses import Response
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from service.context import Context

    Answer = Callable[[Request, ServiceError], Response]

_OPEN = {"/v1/receipts", "/v1/receipts/letters", "/v1/sessions", "/dang-nhap"}
_AT_ONCE = 4  # a password takes 64 MB and a twentieth of a second to check
_MOST_QUEUED = 60


def _failed(scope: Scope, status: int) -> bool:
    """Whether an answer is that of somebody who tries keys, passwords or receipts."""
    return status == SignInError.status or (scope["path"] in _OPEN and status in {403, 404, 429})


class Strangers:
    """Lets few of them in at once."""

    def __init__(self, app: ASGIApp, context: Context, answer: Answer) -> None:
        self._app = app
        self._context = context
        self._answer = answer
        self._places = CapacityLimiter(_AT_ONCE)
        self._patience = Patience(context.settings.public_pause_s)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request, whose body was read before."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        address = address_of(Request(scope))
        failing = self._context.throttles.failed.used_up(address)
        if not failing and (scope["method"] != "POST" or scope["path"] not in _OPEN):
            await self._app(scope, receive, self._noting(scope, address, send))
            return
        if self._places.statistics().tasks_waiting >= _MOST_QUEUED:
            self._context.metrics.turned_away.labels("flood").inc()
            await self._patience.wait()
            await self._answer(Request(scope), BusyError(retry_after_s=5))(scope, receive, send)
            return
        if not failing:
            async with self._places:
                await self._app(scope, receive, self._noting(scope, address, send))
            return
        answer: list[Message] = []  # sent after the place is given back

        async def keep(message: Message) -> None:
            if answer or (message["type"] == "http.response.start" and _failed(scope, message["status"])):
                answer.append(message)
            else:
                await send(message)

        async with self._places:
            await self._app(scope, receive, keep)
        if answer:
            self._context.metrics.turned_away.labels("guessing").inc()
            await self._patience.wait()
        for message in answer:
            await send(message)

    def _noting(self, scope: Scope, address: str, send: Send) -> Send:
        async def noted(message: Message) -> None:
            if message["type"] == "http.response.start" and _failed(scope, message["status"]):
                self._context.throttles.failed.count(address)
            await send(message)

        return noted
