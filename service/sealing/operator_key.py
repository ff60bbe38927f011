"""Where the operator's key comes from: a setting, a file of the operator's, or ``var/keys/sealing.key``.

A rotation puts a new key first and leaves the older ones beside it, until nothing is wrapped by them any more.
"""

from __future__ import annotations

import base64
import binascii
import os
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from service import durable, secret
from service.sealing.keys import OperatorKey, name_of

if TYPE_CHECKING:
    from pathlib import Path

    from service.settings import Settings

KEY = "sealing.key"
_OLDER = "sealing-*.key"


def load(settings: Settings) -> OperatorKey:
    """Take the key that the operator gave, or the one in the keys' folder, made if there is none.

    ValueError if what was given is no key: to start with another one would make what is sealed unreadable.
    """
    if settings.sealing_key is not None:
        return OperatorKey(*_written(settings.sealing_key.get_secret_value()))
    given = settings.sealing_key_file
    source = Given(given) if given is not None else Kept(settings.keys)
    if given is None:
        secret.kept(settings.keys / KEY)
    return OperatorKey(*source.read(), source=source)


@dataclass(frozen=True, slots=True)
class Kept:
    """Keys in the keys' folder: ``sealing.key`` wraps, ``sealing-<name>.key`` are older ones."""

    folder: Path

    def stamp(self) -> object | None:
        """Tell which file it is; see ``sealing.KeySource``."""
        return _stamp(self.folder / KEY)

    def read(self) -> list[bytes]:
        """Read them, the one that wraps first."""
        return [(self.folder / KEY).read_bytes(), *(path.read_bytes() for path in sorted(self.folder.glob(_OLDER)))]

    def rotate(self) -> str:
        """Put a new key in the place of the one that wraps, which stays beside it; gives the new one's name.

        A crash in between leaves the old key in place, perhaps under both names.
        """
        present, fresh = self.folder / KEY, secrets.token_bytes(32)
        older = self.folder / f"sealing-{name_of(present.read_bytes())}.key"
        if not older.exists():
            os.link(present, older)
            durable.settle(self.folder)
        durable.replace(present, fresh)
        return name_of(fresh)


@dataclass(frozen=True, slots=True)
class Given:
    """Keys in a file that the operator keeps: base64 of 32 bytes each, the one that wraps first, then older ones."""

    path: Path

    def stamp(self) -> object | None:
        """Tell which file it is; see ``sealing.KeySource``."""
        return _stamp(self.path)

    def read(self) -> list[bytes]:
        """Read them."""
        try:
            return _written(self.path.read_text("utf-8"))
        except (OSError, UnicodeDecodeError) as error:
            raise ValueError(f"LACHAN_SEALING_KEY_FILE: {type(error).__name__}") from None


def _stamp(path: Path) -> object | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size


def _written(text: str) -> list[bytes]:
    try:
        found = [base64.b64decode(word, validate=True) for word in text.split()]
        names = [name_of(one) for one in found]
    except (binascii.Error, ValueError):
        names = []
    if not names:
        raise ValueError("the sealing key must be the base64 of 32 bytes; older keys may follow it")
    return found
