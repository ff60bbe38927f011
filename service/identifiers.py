"""Names for rows: random enough not to be guessed, and in the order of their making."""

from __future__ import annotations

import secrets
import time

LENGTH = 32
PATTERN = "^[0-9a-f]{32}$"


def new_id() -> str:
    """32 hexadecimal digits: nanoseconds since 1970 (16), then 64 random bits (16).

    Digits and lower-case letters only, so that every database sorts them alike whatever its collation.
    """
    return f"{time.time_ns():016x}{secrets.token_hex(8)}"


def case_code(case_id: str) -> str:
    """Shorten a case's id for people: the six random characters at the end of its id, ``"3F9-A2C"``."""
    tail = case_id[-6:].upper()
    return f"{tail[:3]}-{tail[3:]}"
