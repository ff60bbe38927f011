"""Connections to recipients' systems: only to addresses that may be reached, and never for longer than their time."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import httpcore

from service.deliveries.addresses import resolved

if TYPE_CHECKING:
    import ssl
    from collections.abc import Iterable


class Guarded(httpcore.NetworkBackend):
    """Looks names up itself, and connects to the very address that it looked at.

    ``seconds`` is the time of everything together, from the first connection on: a server that answers one byte at a
    time keeps within every single timeout, and would hold a sender for hours.
    """

    def __init__(self, *, private: bool, seconds: float) -> None:
        self._private = private
        self._until = time.monotonic() + seconds
        self._plain = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first address that answers; AddressError, and what httpcore raises."""
        try:
            found = resolved(host, port, private=self._private)
        except OSError as error:
            raise httpcore.ConnectError from error
        failed: Exception = httpcore.ConnectError()
        for address in found:
            try:
                stream = self._plain.connect_tcp(
                    address, port, _left(self._until, timeout), local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
            else:
                return _Timed(stream, self._until)
        raise failed


class _Timed(httpcore.NetworkStream):
    """A connection whose time runs out."""

    def __init__(self, stream: httpcore.NetworkStream, until: float) -> None:
        self._stream = stream
        self._until = until

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _left(self._until, timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _left(self._until, timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        secured = self._stream.start_tls(ssl_context, server_hostname, _left(self._until, timeout))
        return _Timed(secured, self._until)

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401 - as httpcore has it
        return self._stream.get_extra_info(info)


def _left(until: float, timeout: float | None) -> float:
    left = until - time.monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout
    return left if timeout is None else min(left, timeout)
