"""Passwords: argon2id through pwdlib, and no difference in time between a wrong password and an unknown name."""

from __future__ import annotations

import secrets
from functools import cache

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

SHORTEST = 10
LONGEST = 200

_HASHES = PasswordHash((Argon2Hasher(),))


def hashed(password: str) -> str:
    """Hash a password for keeping."""
    return _HASHES.hash(password)


def fits(password: str, password_hash: str | None) -> bool:
    """Whether the password made the hash. Without a hash it works just as long and says no."""
    if password_hash is None:
        _HASHES.verify(password, _nobodys())
        return False
    return _HASHES.verify(password, password_hash)


@cache
def _nobodys() -> str:
    return hashed(secrets.token_urlsafe(32))
