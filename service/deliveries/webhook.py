"""One signed POST to a recipient's system. It follows no redirect, and reads no more of an answer than it must."""

from __future__ import annotations

import ssl
from functools import cache
from typing import TYPE_CHECKING

import httpcore
import orjson

from classifier.limits import unusable_character
from service.deliveries import signing
from service.deliveries.addresses import AddressError
from service.deliveries.attempt import Attempt
from service.deliveries.connection import Guarded
from service.deliveries.notice import as_json
from service.words import DeliveryFailure

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from service.deliveries.notice import Notice

SECONDS = 20.0
"""That one try may take, all in all."""

_STEP_S = 8.0  # that connecting, and each wait for an answer's next bytes, may take
_MOST_ANSWER_BYTES = 16_384
_LONGEST_REFERENCE = 500
_OK, _REDIRECTS, _ERRORS, _SERVER_ERRORS = 200, 300, 400, 500
_WORTH_ANOTHER_TRY = (408, 429)


def post(notice: Notice, address: str, secret: str, *, now: datetime, private: bool) -> Attempt:
    """Send a notice; never raises for what the other side does."""
    body, timestamp = orjson.dumps(as_json(notice)), str(int(now.timestamp()))
    headers: dict[bytes | str, bytes | str] = {
        "Content-Type": "application/json; charset=utf-8",
        "Accept": "application/json",
        "Accept-Encoding": "identity",
        "User-Agent": "lachan",
        signing.DELIVERY: notice.id,
        signing.TIMESTAMP: timestamp,
        signing.SIGNATURE: signing.signature(secret, timestamp, body),
    }
    waits = dict.fromkeys(("connect", "read", "write", "pool"), _STEP_S)
    backend = Guarded(private=private, seconds=SECONDS)
    try:
        with (
            httpcore.ConnectionPool(ssl_context=_certificates(), network_backend=backend) as pool,
            pool.stream("POST", address, headers=headers, content=body, extensions={"timeout": waits}) as response,
        ):
            if not _OK <= response.status < _REDIRECTS:
                return _failed(response.status)
            return _arrived(_read(response.iter_stream()))
    except AddressError:
        return Attempt.never(DeliveryFailure.FORBIDDEN)
    except httpcore.TimeoutException:
        return Attempt.later(DeliveryFailure.TIMEOUT)
    except (httpcore.NetworkError, httpcore.ProtocolError, ssl.SSLError, OSError):
        return Attempt.later(DeliveryFailure.UNREACHABLE)


@cache
def _certificates() -> ssl.SSLContext:
    return httpcore.default_ssl_context()  # the system's authorities and certifi's


def _failed(status: int) -> Attempt:
    if status < _OK or status >= _SERVER_ERRORS or status in _WORTH_ANOTHER_TRY:
        return Attempt.later(DeliveryFailure.BROKEN)
    if status < _ERRORS:
        return Attempt.never(DeliveryFailure.REDIRECTED)
    return Attempt.never(DeliveryFailure.REFUSED)


def _read(chunks: Iterable[bytes]) -> bytes:
    """Read a short answer; a long one, or one that breaks off, says nothing: the status has said that it arrived."""
    content = bytearray()
    try:
        for chunk in chunks:
            content += chunk
            if len(content) > _MOST_ANSWER_BYTES:
                return b""
    except (httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError):
        return b""
    return bytes(content)


def _arrived(content: bytes) -> Attempt:
    try:
        answer = orjson.loads(content)
    except orjson.JSONDecodeError:
        return Attempt()
    if not isinstance(answer, dict) or answer.get("acknowledged") is not True:
        return Attempt()
    reference = answer.get("reference")
    usable = isinstance(reference, str) and reference.strip() and unusable_character(reference) is None
    return Attempt(acknowledged=True, reference=str(reference)[:_LONGEST_REFERENCE] if usable else None)
