"""Copying a file so that it is there after a power cut, with its digest."""

from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING

from service import durable
from service.backup.manifest import File

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_PIECE = 1 << 20


def copied(source: Path, root: Path, name: str) -> File:
    """Copy ``source`` to ``name`` below ``root``; only the service's user may read it. FileNotFoundError, OSError."""
    target = root / name
    sha256, size = hashlib.sha256(), 0
    with source.open("rb") as given:
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            while piece := given.read(_PIECE):
                sha256.update(piece)
                size += len(piece)
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
    return File(name, size, sha256.hexdigest())


def all_below(folder: Path) -> Iterator[Path]:
    """Give the files of a folder, if there is one, in the order of their names."""
    yield from sorted(path for path in folder.rglob("*") if path.is_file()) if folder.is_dir() else ()


def settle(folder: Path) -> None:
    """Put the entries of a folder and of all below it on the disk."""
    for one in (*(path for path in folder.rglob("*") if path.is_dir()), folder):
        durable.settle(one)
