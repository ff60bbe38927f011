"""The receipt: what the reporter keeps to come back with, as digits or as the words that stand for them."""

from __future__ import annotations

import re
import secrets
from typing import TYPE_CHECKING

from service.intake import receipt_words

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
    """Hash a receipt as it is stored, typed as digits or as words; ``None`` if it is no receipt."""
    digits = digits_of(receipt)
    return None if digits is None else secret.digest("receipt-hash", digits.encode())


def digits_of(receipt: str) -> str | None:
    """Give a receipt's digits without groups, however it was typed; ``None`` if it is no receipt."""
    digits = _SEPARATORS.sub("", receipt)
    if digits.isascii() and digits.isdigit():
        return digits if len(digits) == DIGITS else None
    number = receipt_words.understood(receipt)
    return f"{number:0{DIGITS}d}" if number is not None and number < 10**DIGITS else None


def in_words(receipt: str) -> tuple[str, ...]:
    """Say a receipt of our own making as words; ValueError if it is none."""
    digits = digits_of(receipt)
    if digits is None:
        raise ValueError("this is no receipt")
    return receipt_words.spoken(int(digits))


def _grouped(number: int) -> str:
    digits = f"{number:0{DIGITS}d}"
    return "-".join(digits[start : start + _GROUP] for start in range(0, DIGITS, _GROUP))
