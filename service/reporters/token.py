"""The token of the public form: signed by us, and the key by which one filling-in is filed once.

No cookie hangs on it: a pupil's browser keeps nothing of this page.
"""

from __future__ import annotations

import hmac
import re
import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from service.secret import Secret

_GOOD_FOR = timedelta(hours=12)
_FORM = re.compile(r"([0-9a-f]{32})\.([0-9]{1,12})\.([0-9a-f]{64})")


@dataclass(frozen=True, slots=True)
class FormToken:
    """A form that was handed out."""

    nonce: str
    age: timedelta


def handed_out(secret: Secret, now: datetime) -> str:
    """Make the token of a form that is handed out now."""
    nonce, issued = secrets.token_hex(16), str(int(now.timestamp()))
    return f"{nonce}.{issued}.{_mac(secret, nonce, issued)}"


def taken_back(secret: Secret, given: str, now: datetime) -> FormToken | None:
    """Read a token that came back; ``None`` if it is not ours, or older than twelve hours."""
    found = _FORM.fullmatch(given)
    if found is None:
        return None
    nonce, issued, mac = found.groups()
    age = timedelta(seconds=now.timestamp() - int(issued))
    if not hmac.compare_digest(mac, _mac(secret, nonce, issued)) or age > _GOOD_FOR:
        return None
    return FormToken(nonce, age)


def _mac(secret: Secret, nonce: str, issued: str) -> str:
    return secret.digest("public-form", nonce.encode(), issued.encode()).hex()
