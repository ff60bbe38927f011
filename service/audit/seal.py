"""What makes a row of the audit and its place in the chain unforgeable: two keyed hashes over all that it says."""

from __future__ import annotations

import hmac
import secrets
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Protocol

import orjson

if TYPE_CHECKING:
    from service.secret import Secret

_NONCE_BYTES = 16  # no two rows have the same seal, so that a copied row is seen
START = b"\0" * 32
"""What the first link goes back to."""


class Told(Protocol):
    """What a row says, but for its number, which the database gives it after it was sealed."""

    @property
    def at(self) -> datetime: ...  # noqa: D102
    @property
    def actor_kind(self) -> str: ...  # noqa: D102
    @property
    def actor_id(self) -> str | None: ...  # noqa: D102
    @property
    def school_id(self) -> str | None: ...  # noqa: D102
    @property
    def verb(self) -> str: ...  # noqa: D102
    @property
    def object_kind(self) -> str: ...  # noqa: D102
    @property
    def object_id(self) -> str: ...  # noqa: D102


def laid_down(row: Told) -> bytes:
    """Write a row the one way: nothing can move from one column to the next, and nothing missing looks like empty."""
    return orjson.dumps(
        [
            row.at.astimezone(UTC).isoformat(timespec="microseconds"),
            row.actor_kind,
            row.actor_id,
            row.school_id,
            row.verb,
            row.object_kind,
            row.object_id,
        ]
    )


def seal(secret: Secret, row: Told) -> bytes:
    """Make the seal of a row: 16 random bytes and HMAC-SHA256 over them and the row."""
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return nonce + secret.digest("audit row", nonce, laid_down(row))


def fits(secret: Secret, told: bytes, given: bytes) -> bool:
    """Tell whether the service itself wrote the row that was laid down so."""
    nonce, mac = given[:_NONCE_BYTES], given[_NONCE_BYTES:]
    return hmac.compare_digest(secret.digest("audit row", nonce, told), mac)


def link(secret: Secret, before: bytes, place: tuple[int, int], told: bytes, sealed: bytes | None) -> bytes:
    """Make the hash of a link: over the link before, the place (position, number), the row laid down, its seal."""
    position, number = place
    return secret.digest("audit link", before, b"%d %d" % (position, number), told, sealed or b"")
