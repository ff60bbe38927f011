"""The receipt: what the reporter keeps to come back with. Digits, because they read out alike in every dialect."""

from __future__ import annotations

import re
import secrets
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from service.secret import Secret

DIGITS = 25  # 83 bits
_GROUP = 5
_SEPARATORS = re.compile(r"[\s.\-]+")


def fresh() -> str:
    """Make a receipt at random."""
    return _grouped(secrets.randbelow(10**DIGITS))


def derived(secret: Secret, api_key_id: str, idempotency_key: str) -> str:
    """Make the receipt that this Idempotency-Key always has, so that it can be told again without being stored."""
    digest = secret.digest("receipt", api_key_id.encode(), idempotency_key.encode())
    return _grouped(int.from_bytes(digest, "big") % 10**DIGITS)


def digest(secret: Secret, receipt: str) -> bytes | None:
    """Hash a receipt as it is stored, however it was grouped when typed; ``None`` if it is no receipt."""
    digits = _SEPARATORS.sub("", receipt)
    if len(digits) != DIGITS or not (digits.isascii() and digits.isdigit()):
        return None
    return secret.digest("receipt-hash", digits.encode())


def _grouped(number: int) -> str:
    digits = f"{number:0{DIGITS}d}"
    return "-".join(digits[start : start + _GROUP] for start in range(0, DIGITS, _GROUP))
