"""Passwords: argon2id through pwdlib, and no difference in time between a wrong password and an unknown name."""

from __future__ import annotations

import secrets
import threading
import unicodedata
from functools import cache

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from service.errors import FieldError

SHORTEST = 10
LONGEST = 200

_HASHES = PasswordHash((Argon2Hasher(),))
_AT_ONCE = threading.BoundedSemaphore(4)  # each takes 64 MB: a crowd of sign-ins must not take the memory of reports


def hashed(password: str) -> str:
    """Hash a password for keeping."""
    with _AT_ONCE:
        return _HASHES.hash(_composed(password))


def verified(password: str, password_hash: str) -> tuple[bool, str | None]:
    """Whether the password made the hash, and a new hash if the old one was made with weaker parameters.

    ``""`` is the hash of nobody: it takes just as long, and the answer is no.
    """
    with _AT_ONCE:
        fits, renewed = _HASHES.verify_and_update(_composed(password), password_hash or _nobodys())
    return fits and bool(password_hash), renewed


def problem(password: str, field: str = "password") -> FieldError | None:
    """Tell what is wrong with a password that somebody wants to have."""
    if SHORTEST <= len(password) <= LONGEST:
        return None
    return FieldError(
        field,
        f"mật khẩu cần từ {SHORTEST} đến {LONGEST} ký tự",
        f"a password has {SHORTEST} to {LONGEST} characters",
    )


def _composed(password: str) -> str:
    # Two keyboards write the same Vietnamese word in two ways; somebody's password must open the desk from both.
    return unicodedata.normalize("NFC", password)


@cache
def _nobodys() -> str:
    return _HASHES.hash(secrets.token_urlsafe(32))
