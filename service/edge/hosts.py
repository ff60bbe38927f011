"""Under which names the service answers: a made-up ``Host`` must not come back in a link, a QR code or a letter."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.requests import Request

from service.errors import HostError, ServiceError

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.responses import Response
    from starlette.types import ASGIApp, Receive, Scope, Send

    from service.context import Context
    from service.settings import Settings

    Answer = Callable[[Request, ServiceError], Response]

_THIS_MACHINE = ("localhost", "127.0.0.1", "[::1]")
_ASKED_BY_ADDRESS = {"/healthz", "/readyz", "/metrics"}  # by monitors, which know no name; nothing there is a link


class Hosts:
    """Refuses a request whose ``Host`` is none of the service's names."""

    def __init__(self, app: ASGIApp, context: Context, answer: Answer) -> None:
        self._app = app
        self._context = context
        self._names = names(context.settings)
        self._answer = answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] == "http" and self._names and scope["path"] not in _ASKED_BY_ADDRESS:
            name = host_name(Headers(scope=scope).get("host", ""))
            if not any(_fits(name, allowed) for allowed in self._names):
                self._context.metrics.turned_away.labels("host").inc()
                # Its own name in the answer's links would be the forged one.
                scope["headers"] = [(key, value) for key, value in scope["headers"] if key != b"host"]
                refusal = self._answer(Request(scope), HostError())
                refusal.headers["Connection"] = "close"  # the body is not read
                await refusal(scope, receive, send)
                return
        await self._app(scope, receive, send)


def names(settings: Settings) -> tuple[str, ...]:
    """Tell under which names the service answers; none means any."""
    if settings.allowed_hosts:
        return settings.allowed_hosts
    if settings.public_url:
        return (urlsplit(settings.public_url).hostname or "", *_THIS_MACHINE)
    return ()


def host_name(host: str) -> str:
    """Take the port off a ``Host`` header: ``[::1]:8000`` → ``[::1]``."""
    host = host.lower()
    name, _, port = host.rpartition(":")
    return name.rstrip(".") if name and port.isdigit() and (":" not in name or name[-1] == "]") else host.rstrip(".")


def _fits(name: str, allowed: str) -> bool:
    return name.endswith(allowed[1:]) if allowed.startswith("*.") else name == allowed
