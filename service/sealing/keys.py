"""Sealing: every report has a data key of its own, and the operator's key wraps the data keys.

AES-256-GCM throughout. Long contents are cut into chunks, each sealed with its place and with whether it is the last
(the STREAM construction of Hoang, Reyhanitabar, Rogaway and Vizár, 2015): nothing can be swapped, cut off or moved to
another place unnoticed, and a file can be sealed while it still arrives.
"""

from __future__ import annotations

import hashlib
import io
import secrets
from contextlib import suppress
from typing import IO, Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_KEY_BYTES = 32
_NONCE_BYTES = 12
_PREFIX_BYTES = 7  # of the nonce; the rest is the chunk's number (4) and whether it is the last (1)
_TAG_BYTES = 16
_CHUNK_BYTES = 1 << 18
WRAPPED_BYTES = _NONCE_BYTES + _KEY_BYTES + _TAG_BYTES
"""Length of a wrapped data key."""
_FORM = b"\x01"  # the first byte of everything sealed, so that another form can be told apart later


class SealError(Exception):
    """Something sealed cannot be opened: it was changed, cut off, or belongs to another key or another place."""


class DataKey:
    """The key of one report, of one case … ``bound`` names what is sealed: moved to another name, it does not open."""

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
    """The key that wraps the data keys; ``older`` ones still open what they wrapped before a rotation.

    ``source`` tells the keys as they are now: a rotation is taken up without a restart, at the next wrapping or at the
    first thing that does not open. Keys that were known stay known as long as this object lives.
    """

    def __init__(self, key: bytes, *older: bytes, source: KeySource | None = None) -> None:
        self._source = source
        self._stamp = source.stamp() if source is not None else None
        self._keys = {name_of(one): AESGCM(one) for one in (key, *older)}
        self._current = name_of(key)

    @property
    def name(self) -> str:
        """Which key wraps now: a digest of it that tells nothing of the key."""
        self._look()
        return self._current

    @property
    def names(self) -> tuple[str, ...]:
        """The keys that open something, the present one first."""
        name = self.name
        return (name, *(one for one in self._keys if one != name))

    def wrap(self, key: DataKey, bound: str) -> bytes:
        """Seal a data key for the database: ``WRAPPED_BYTES`` bytes that open under this name alone."""
        name = self.name  # before the keys: it may take new ones up
        return key.wrapped_with(self._keys[name], bound)

    def unwrap(self, wrapped: bytes, bound: str) -> DataKey:
        """Give a data key back; SealError if it is another name's or was wrapped with a key that is not here."""
        return self.unwrapped(wrapped, bound)[0]

    def unwrapped(self, wrapped: bytes, bound: str) -> tuple[DataKey, str]:
        """Give a data key back with the name of the key that wrapped it; SealError."""
        for looked_again in (False, True):
            if looked_again and not self._look():
                break
            for name, cipher in self._keys.items():
                with suppress(InvalidTag, ValueError):
                    opened = cipher.decrypt(wrapped[:_NONCE_BYTES], wrapped[_NONCE_BYTES:], bound.encode())
                    return DataKey(opened), name
        raise SealError

    def seal(self, content: bytes, bound: str) -> bytes:
        """Seal something small with a data key of its own, which stands before it, wrapped."""
        key = DataKey.fresh()
        return self.wrap(key, bound) + key.seal(content, bound)

    def open(self, sealed: bytes, bound: str) -> bytes:
        """Give back what ``seal`` sealed under this name; SealError."""
        return self.unwrap(sealed[:WRAPPED_BYTES], bound).open(sealed[WRAPPED_BYTES:], bound)

    def _look(self) -> bool:
        """Take the keys up that the source has now; tells whether there was anything new."""
        if self._source is None or (stamp := self._source.stamp()) == self._stamp or stamp is None:
            return False
        found = {name_of(one): AESGCM(one) for one in self._source.read()}
        if not found or self._current not in found:
            # Not a rotation: somebody put another key in the place of ours. What it wrapped nobody could open here.
            return False
        # In this order: other threads wrap meanwhile, and must find the key that they are told of.
        self._keys = found | self._keys
        self._current = next(iter(found))
        self._stamp = stamp
        return True


class KeySource(Protocol):
    """Where the operator keeps the key."""

    def stamp(self) -> object | None:
        """Something that changes when the keys do; ``None``: they cannot be looked at just now."""

    def read(self) -> list[bytes]:
        """Read the keys, the one that wraps first; ValueError if there is none, or one that is no key."""


def name_of(key: bytes) -> str:
    """Name a key by a digest; ValueError if it is none."""
    if len(key) != _KEY_BYTES:
        raise ValueError(f"the sealing key must be {_KEY_BYTES} bytes long")
    return hashlib.sha256(b"lachan sealing key\0" + key).hexdigest()[:16]


def _nonce(prefix: bytes, number: int, *, last: bool) -> bytes:
    return prefix + number.to_bytes(4, "big") + bytes([last])
