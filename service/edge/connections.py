"""The connections that requests come over: how many there may be, and how long one may hold its place without work.

uvicorn has no limit of its own for how slowly the head of a request is sent, nor for how slowly an answer is taken in:
a few hundred connections that send a byte now and then would keep everybody else out.
"""

from __future__ import annotations

from collections import Counter
from ipaddress import ip_address
from typing import TYPE_CHECKING

import h11
import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from service import problems
from service.edge.middleware import protecting_headers
from service.errors import BodySlowError, ServiceError, UnreadableError

if TYPE_CHECKING:
    import asyncio

    from fastapi import FastAPI

    from service.context import Context
    from service.settings import Settings

_LONGEST_HEAD = 16_384  # bytes of a request's line and headers
_UNREADABLE = UnreadableError("Yêu cầu không đúng dạng HTTP/1.1.", "The request is not well-formed HTTP/1.1.")
_SLOW = BodySlowError("Phần đầu của yêu cầu không đến kịp.", "The head of the request did not arrive in time.")


class Places:
    """Who is connected, by address: in memory alone, and only as long as they are."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._taken: Counter[str] = Counter()

    def take(self, address: str) -> bool:
        """Count one connection; whether there was room for it. A trusted proxy speaks for many people."""
        settings = self._settings
        room = self._taken.total() < settings.connections and (
            self._taken[address] < settings.connections_per_address or self._is_proxy(address)
        )
        self._taken[address] += 1
        return room

    def leave(self, address: str) -> None:
        """Count one connection less."""
        self._taken[address] -= 1
        if not self._taken[address]:
            del self._taken[address]

    def _is_proxy(self, address: str) -> bool:
        return any(ip_address(address) in proxy for proxy in self._settings.trusted_proxies)


class Listening(uvicorn.Config):
    """How the service listens."""

    def __init__(self, app: FastAPI, host: str, port: int) -> None:
        super().__init__(
            app,
            host=host,
            port=port,
            http=Connection,
            ws="none",
            access_log=False,  # it would write addresses; the service writes its own lines without them
            proxy_headers=False,  # the application sees to it, by its own settings
            server_header=False,
            log_level="error",  # what clients send wrongly is no line of a log
            timeout_keep_alive=15,
            timeout_graceful_shutdown=20,
            h11_max_incomplete_event_size=_LONGEST_HEAD,
        )
        context: Context = app.state.context
        self.settings, self.metrics = context.settings, context.metrics
        self.places = Places(self.settings)


class Connection(H11Protocol):
    """One connection. Whoever does not send, or does not take in, within the time is cut off."""

    config: Listening
    _head: asyncio.TimerHandle | None = None  # when a head must be there
    _answer: asyncio.TimerHandle | None = None  # when an answer must be taken in
    _address: str | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin, if there is room."""
        super().connection_made(transport)
        self._address = self.client[0] if self.client else ""
        if not self.config.places.take(self._address):
            self.config.metrics.turned_away.labels("connections").inc()
            transport.abort()
            return
        self._wait_for_head()

    def connection_lost(self, exc: Exception | None) -> None:
        """End."""
        self._stop_waiting()
        self.resume_writing()
        if self._address is not None:
            self.config.places.leave(self._address)
            self._address = None
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take in what came; the time for a head runs from its first byte to its last."""
        super().data_received(data)
        if self.cycle is not None and not self.cycle.response_complete:
            self._stop_waiting()
        elif self._head is None:
            self._wait_for_head()

    def pause_writing(self) -> None:
        """Wait for a client that takes nothing in, but not for ever."""
        self.flow.pause_writing()
        self._cut_off_later()

    def resume_writing(self) -> None:
        """Go on."""
        self.flow.resume_writing()
        if self._answer is not None:
            self._answer.cancel()
            self._answer = None

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002 - uvicorn's own words
        """Refuse what is no request, with the headers of every answer."""
        self._refuse(_UNREADABLE)

    def _wait_for_head(self) -> None:
        self._head = self.loop.call_later(self.config.settings.header_timeout_s, self._refuse, _SLOW)

    def _stop_waiting(self) -> None:
        if self._head is not None:
            self._head.cancel()
            self._head = None

    def _cut_off_later(self) -> None:
        if self._answer is None:
            self._answer = self.loop.call_later(self.config.settings.header_timeout_s, self.transport.abort)

    def _refuse(self, error: ServiceError) -> None:
        self._stop_waiting()
        if self.transport.is_closing():
            return
        if self.conn.our_state in {h11.IDLE, h11.SEND_RESPONSE}:
            answer = problems.answer(error, protecting_headers() | {"Connection": "close"})
            for event in (
                h11.Response(status_code=error.status, headers=answer.raw_headers),
                h11.Data(data=bytes(answer.body)),
                h11.EndOfMessage(),
            ):
                self.transport.write(self.conn.send(event) or b"")
        self.transport.close()
        self._cut_off_later()  # closing waits until everything was taken in
