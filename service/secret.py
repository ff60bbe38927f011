"""The service's own secret: made at the first start, kept in one file, and used for every keyed hash."""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from service import durable

if TYPE_CHECKING:
    from pathlib import Path

_BYTES = 32
_LEFT_S = 60.0  # after which nobody is at work on a draft any more


class Secret:
    """A key for HMAC-SHA256. ``purpose`` keeps the uses apart: a hash of one is worthless to another."""

    def __init__(self, key: bytes) -> None:
        if len(key) != _BYTES:
            raise ValueError(f"the service's secret must be {_BYTES} bytes long")
        self._key = key

    def digest(self, purpose: str, *parts: bytes) -> bytes:
        """Make 32 bytes that only the holder of the secret can make; parts cannot run together."""
        mac = hmac.new(self._key, purpose.encode(), hashlib.sha256)
        for part in parts:
            mac.update(len(part).to_bytes(8, "big"))
            mac.update(part)
        return mac.digest()


def load(folder: Path) -> Secret:
    """Read the secret in ``folder/service.key``, made if there is none."""
    return Secret(kept(folder / "service.key"))


def kept(path: Path) -> bytes:
    """Read 32 random bytes from a file, made if there is none; several processes end up with the same."""
    if not path.exists():
        folder = path.parent
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = folder / f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}"
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(secrets.token_bytes(_BYTES))
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(draft, path)  # fails if another process was first; then its secret is the one
            durable.settle(folder)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    _take_away_drafts(path)
    return path.read_bytes()


def _take_away_drafts(path: Path) -> None:
    """Take away what a process left that was killed while it made the file: it may be another name of the same one."""
    for left in path.parent.glob(f".{path.name}.*"):
        with suppress(OSError):  # another was first, or the folder cannot be written to
            if left.stat().st_mtime < time.time() - _LEFT_S:
                left.unlink()
