"""Sealing: every report has a data key of its own, and the operator's key wraps the data keys.

AES-256-GCM throughout. Long contents are cut into chunks, each sealed with its place and with whether it is the last
(the STREAM construction of Hoang, Reyhanitabar, Rogaway and Vizár, 2015): nothing can be swapped, cut off or moved to
another place unnoticed, and a file can be sealed while it still arrives.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import io
import secrets
from typing import IO, TYPE_CHECKING

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from service import secret

if TYPE_CHECKING:
    from pathlib import Path

_KEY_BYTES = 32
_NONCE_BYTES = 12
_PREFIX_BYTES = 7  # of the nonce; the rest is the chunk's number (4) and whether it is the last (1)
_TAG_BYTES = 16
_CHUNK_BYTES = 1 << 18
_FORM = b"\x01"  # the first byte of everything sealed, so that another form can be told apart later


class SealError(Exception):
    """Something sealed cannot be opened: it was changed, cut off, or belongs to another key or another place."""


class DataKey:
    """One report's key. ``bound`` names what is sealed: content moved to another name does not open."""

    def __init__(self, key: bytes) -> None:
        self._key = key
        self._cipher = AESGCM(key)

    @classmethod
    def fresh(cls) -> DataKey:
        """Make one at random."""
        return cls(secrets.token_bytes(_KEY_BYTES))

    def seal(self, content: bytes, bound: str) -> bytes:
        """Seal a content that is at hand as a whole."""
        sealed = io.BytesIO()
        writer = SealedWriter(self, sealed, bound)
        writer.write(content)
        writer.finish()
        return sealed.getvalue()

    def open(self, sealed: bytes, bound: str) -> bytes:
        """Give back what was sealed under this name; SealError."""
        prefix = sealed[1 : 1 + _PREFIX_BYTES]
        if sealed[:1] != _FORM or len(prefix) != _PREFIX_BYTES:
            raise SealError
        chunks, at, number = [], 1 + _PREFIX_BYTES, 0
        try:
            while True:
                end = at + _CHUNK_BYTES + _TAG_BYTES
                last = end >= len(sealed)
                chunks.append(self._cipher.decrypt(_nonce(prefix, number, last=last), sealed[at:end], bound.encode()))
                if last:
                    return b"".join(chunks)
                at, number = end, number + 1
        except InvalidTag:
            raise SealError from None

    def wrapped_with(self, cipher: AESGCM, bound: str) -> bytes:
        """Wrap this key with another; only ``OperatorKey`` has use for that."""
        nonce = secrets.token_bytes(_NONCE_BYTES)
        return nonce + cipher.encrypt(nonce, self._key, bound.encode())

    def chunk(self, prefix: bytes, number: int, content: bytes, bound: str, *, last: bool) -> bytes:
        """Seal one chunk; only ``SealedWriter`` has use for that."""
        return self._cipher.encrypt(_nonce(prefix, number, last=last), content, bound.encode())


class SealedWriter:
    """Seals what it is given, piece by piece, into a file; ``finish`` writes the end without which it never opens."""

    def __init__(self, key: DataKey, file: IO[bytes], bound: str) -> None:
        self._key, self._file, self._bound = key, file, bound
        self._prefix = secrets.token_bytes(_PREFIX_BYTES)
        self._number = 0
        self._waiting = bytearray()
        file.write(_FORM + self._prefix)

    def write(self, content: bytes) -> None:
        """Take the next piece."""
        self._waiting += content
        while len(self._waiting) > _CHUNK_BYTES:  # never the last byte: that belongs to the last chunk
            self._put(bytes(self._waiting[:_CHUNK_BYTES]), last=False)
            del self._waiting[:_CHUNK_BYTES]

    def finish(self) -> None:
        """Write the last chunk."""
        self._put(bytes(self._waiting), last=True)
        self._waiting.clear()

    def _put(self, content: bytes, *, last: bool) -> None:
        self._file.write(self._key.chunk(self._prefix, self._number, content, self._bound, last=last))
        self._number += 1


class OperatorKey:
    """The key that wraps the reports' keys: from ``LACHAN_SEALING_KEY``, or made once in ``var/keys/sealing.key``."""

    def __init__(self, key: bytes) -> None:
        if len(key) != _KEY_BYTES:
            raise ValueError(f"the sealing key must be {_KEY_BYTES} bytes long")
        self._cipher = AESGCM(key)
        self.name = hashlib.sha256(b"lachan sealing key\0" + key).hexdigest()[:16]

    def wrap(self, key: DataKey, report_id: str) -> bytes:
        """Seal a report's key for the database."""
        return key.wrapped_with(self._cipher, report_id)

    def unwrap(self, wrapped: bytes, report_id: str) -> DataKey:
        """Give a report's key back; SealError if it is another report's or was wrapped with another key."""
        try:
            return DataKey(self._cipher.decrypt(wrapped[:_NONCE_BYTES], wrapped[_NONCE_BYTES:], report_id.encode()))
        except (InvalidTag, ValueError):
            raise SealError from None


def load(folder: Path, given: str | None) -> OperatorKey:
    """Take the key that the operator gave (base64 of 32 bytes), or the one in ``folder``, made if there is none.

    ValueError if what was given is no such key: to start with another one would make sealed files unreadable.
    """
    if given is None:
        return OperatorKey(secret.kept(folder / "sealing.key"))
    try:
        return OperatorKey(base64.b64decode(given, validate=True))
    except (binascii.Error, ValueError):
        raise ValueError("LACHAN_SEALING_KEY must be the base64 of 32 bytes") from None


def _nonce(prefix: bytes, number: int, *, last: bool) -> bytes:
    return prefix + number.to_bytes(4, "big") + bytes([last])
