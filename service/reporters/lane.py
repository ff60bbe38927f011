"""Reporters' requests go beside those of reporting systems: a flood here delays nobody there.

They have threads of their own, only so many are worked on at once, and only so many are taken in a minute, from one
address and from everybody together. Addresses are held in memory for that and written nowhere.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from anyio import CapacityLimiter, to_thread
from starlette.requests import Request

from service.errors import BusyError, ServiceError, TooManyError
from service.security import address_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeVar

    from starlette.responses import Response
    from starlette.types import ASGIApp, Receive, Scope, Send

    from service.context import Context

    Answer = Callable[[Request, ServiceError], Response]
    Given = TypeVar("Given")

FORM = "/gui"
_ROOMS = ("/gui", "/tra-cuu", "/da-gui", "/ap-phich")
_THREADS = 4
_CROWDED = 2
"""Up to so many times the requests that are worked on are still read, so that the form comes back with its words."""


def is_reporters(path: str) -> bool:
    """Whether an address is one of the reporters' pages."""
    return any(path == room or path.startswith(f"{room}/") for room in _ROOMS)


class Lane:
    """Lets reporters' forms in. Too many of one's own is not answered here: the page must show again what was typed."""

    def __init__(self, app: ASGIApp, context: Context, answer: Answer) -> None:
        self._app = app
        self._context = context
        self._answer = answer
        self._threads = CapacityLimiter(_THREADS)
        self._busy: Counter[str] = Counter()  # by address, while it is worked on

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http" or scope["method"] != "POST" or not is_reporters(scope["path"]):
            await self._app(scope, receive, send)
            return
        state = scope.setdefault("state", {})
        state["threads"] = self._threads
        most, address = self._context.settings.public_at_once, address_of(Request(scope))
        places = _CROWDED * most
        if self._busy.total() >= places or self._busy[address] >= max(1, places // 2):  # nobody takes all places alone
            refusal = self._answer(Request(scope), BusyError(retry_after_s=5))
            refusal.headers["Connection"] = "close"
            await refusal(scope, receive, send)
            return
        crowded = self._busy.total() >= most
        self._busy[address] += 1
        try:
            if scope["path"] == FORM:
                state["refused"] = BusyError(retry_after_s=5) if crowded else self._refusal(address)
            await self._app(scope, receive, send)
        finally:
            self._busy[address] -= 1
            if not self._busy[address]:
                del self._busy[address]

    def _refusal(self, address: str) -> TooManyError | None:
        throttles = self._context.throttles
        try:
            throttles.public_address.check(address)
            throttles.public_address.count(address)
            throttles.public.check()
            throttles.public.count()
        except TooManyError as error:
            return error
        return None


async def aside(request: Request, work: Callable[[], Given]) -> Given:
    """Do something that waits for the database or the model on the reporters' own threads."""
    return await to_thread.run_sync(work, limiter=request.scope["state"]["threads"])
