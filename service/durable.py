"""Files that are still there after a power cut."""

from __future__ import annotations

import os
import secrets
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def write(path: Path, content: bytes) -> None:
    """Write a new file that only the service's user may read; it is on the disk when this returns."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    settle(path.parent)


def replace(path: Path, content: bytes) -> None:
    """Write a file in the place of the one that is there: after a crash it is the old one or the new one, whole.

    A draft that a crash leaves is called ``.<name>.…``.
    """
    draft = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    write(draft, content)
    draft.replace(path)
    settle(path.parent)


def settle(path: Path) -> None:
    """Put what a file holds, or a folder's entries, on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
