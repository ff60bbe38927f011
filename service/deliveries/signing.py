"""Signatures between the service and a recipient's system: HMAC-SHA256 over the moment and the body.

The moment is signed too, so that a message that somebody caught cannot be sent again later.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from service.sealing.keys import OperatorKey

DELIVERY, TIMESTAMP, SIGNATURE = "Lachan-Delivery", "Lachan-Timestamp", "Lachan-Signature"
TOLERANCE_S = 300
"""How far the other side's clock may be from ours."""

_PREFIX = "lachan_webhook_"


def new_secret() -> str:
    """Make a secret for one recipient; it is shown once."""
    return _PREFIX + secrets.token_urlsafe(32)


def sealed(secret: str, operator_key: OperatorKey, recipient_id: str) -> bytes:
    """Seal a recipient's secret for the database, with a key of its own that the operator's key wraps."""
    return operator_key.seal(secret.encode(), _bound(recipient_id))


def opened(kept: bytes, operator_key: OperatorKey, recipient_id: str) -> str:
    """Give a sealed secret back; SealError."""
    return operator_key.open(kept, _bound(recipient_id)).decode()


def _bound(recipient_id: str) -> str:
    return f"recipient/{recipient_id}"


def signature(secret: str, timestamp: str, body: bytes) -> str:
    """Sign a body at a moment (whole seconds since 1970, as text)."""
    return "v1=" + hmac.new(secret.encode(), timestamp.encode() + b"." + body, hashlib.sha256).hexdigest()


def fits(secret: str, timestamp: str, given: str, body: bytes, *, now: datetime) -> bool:
    """Whether a signature is this secret's, of this body, and fresh."""
    if not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) <= 12 and given.isascii()):  # noqa: PLR2004 - seconds until the year 33658
        return False
    if abs(now.timestamp() - int(timestamp)) > TOLERANCE_S:
        return False
    return hmac.compare_digest(signature(secret, timestamp, body), given)
