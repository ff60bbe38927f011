"""Reporters' requests go beside those of reporting systems: a flood here delays nobody there.

They have threads of their own, only so many are worked on at once, and only so many are taken in a minute, from one
address and from everybody together. What goes beyond is turned away before its body is read and before the database or
a template is asked. Addresses are held in memory for that and written nowhere.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from anyio import CapacityLimiter, to_thread
from starlette.requests import Request
from starlette.responses import Response

from service.console.language import spoken
from service.edge.patience import Patience
from service.errors import ServiceError, TooManyError
from service.outages import BusyError
from service.security import address_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeVar

    from starlette.types import ASGIApp, Receive, Scope, Send

    from service.console.language import Language
    from service.context import Context

    Answer = Callable[[Request, ServiceError], Response]
    Given = TypeVar("Given")

FORM = "/gui"
_ROOMS = ("/gui", "/tra-cuu", "/da-gui", "/ap-phich")
_THREADS = 2
_CROWDED = 2
"""Up to so many times the requests that are worked on are still read, so that the form comes back with its words."""


def is_reporters(path: str) -> bool:
    """Whether an address is one of the reporters' pages."""
    return any(path == room or path.startswith(f"{room}/") for room in _ROOMS)


class Lane:
    """Lets reporters in. Who sends a little too much gets the form back with what was typed; a flood does not."""

    def __init__(self, app: ASGIApp, context: Context, answer: Answer) -> None:
        self._app = app
        self._context = context
        self._answer = answer
        self._threads = CapacityLimiter(_THREADS)
        self._busy: Counter[str] = Counter()  # by address, while it is worked on
        self._patience = Patience(context.settings.public_pause_s)
        self._pages: dict[tuple[Language, str], Response] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http" or not is_reporters(scope["path"]):
            await self._app(scope, receive, send)
            return
        state = scope.setdefault("state", {})
        state["threads"] = self._threads
        address = address_of(Request(scope))
        error = self._turned_away(scope, address)
        if error is not None:
            self._context.metrics.turned_away.labels("flood").inc()
            await self._patience.wait()
            await self._page(scope, error)(scope, receive, send)
            return
        self._busy[address] += 1
        try:
            await self._app(scope, receive, send)
        finally:
            self._busy[address] -= 1
            if not self._busy[address]:
                del self._busy[address]

    def _turned_away(self, scope: Scope, address: str) -> ServiceError | None:
        """Say why this request is not even read; what is read and yet too much stands in the scope as ``refused``."""
        throttles, most = self._context.throttles, self._context.settings.public_at_once
        places = _CROWDED * most
        if self._busy.total() >= places or self._busy[address] >= max(1, places // 2):  # nobody takes all places alone
            return BusyError(retry_after_s=5)
        if scope["path"] != FORM or scope["method"] != "POST":
            taken = throttles.pages_address.left(address) and throttles.pages.left()
            return None if taken else TooManyError(retry_after_s=60)
        crowded = self._busy.total() >= most
        refused = BusyError(retry_after_s=5) if crowded else self._refusal(address)
        scope["state"]["refused"] = refused
        if refused is None or (throttles.given_back_address.left(address) and throttles.given_back.left()):
            return None
        return refused

    def _refusal(self, address: str) -> TooManyError | None:
        throttles = self._context.throttles
        if throttles.public_address.left(address) and throttles.public.left():
            return None
        return TooManyError(retry_after_s=60)

    def _page(self, scope: Scope, error: ServiceError) -> Response:
        """Give the page that turns away, made once in each language."""
        key = spoken(), error.code
        if key not in self._pages:
            self._pages[key] = self._answer(Request(scope), error)
            self._pages[key].headers["Connection"] = "close"  # the body is not read
        return self._pages[key]


async def aside(request: Request, work: Callable[[], Given]) -> Given:
    """Do something that waits for the database or the model on the reporters' own threads."""
    return await to_thread.run_sync(work, limiter=request.scope["state"]["threads"])
