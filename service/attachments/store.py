"""Where sealed files lie: ``var/attachments/<two digits>/<report>/<attachment>`` and, for each page, ``….<number>``.

Every byte here is sealed with its report's key. A file is on the disk before the row that names it is committed, so a
crash leaves at most a file without a row, and the sweep takes that away.
"""

from __future__ import annotations

import os
import shutil
import time
from typing import IO, TYPE_CHECKING

from service import durable

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path


def original(report_id: str, attachment_id: str) -> str:
    """Name what the bytes of a file are sealed for."""
    return f"{report_id}/{attachment_id}"


def working(report_id: str, attachment_id: str, page: int) -> str:
    """Name what a page's working copy is sealed for."""
    return f"{report_id}/{attachment_id}.{page}"


def words(report_id: str, attachment_id: str, page: int) -> str:
    """Name what the messages of a page are sealed for; they lie in the database."""
    return f"{report_id}/{attachment_id}.{page}/messages"


class Store:
    """The folder of sealed files."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def create(self, name: str) -> IO[bytes]:
        """Begin a new file; ``settle`` puts it on the disk for good."""
        path = self._path(name)
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")

    def settle(self, report_id: str) -> None:
        """Put a report's folder on the disk, so that its new files are found after a power cut."""
        folder = self._folder(report_id)
        for one in (folder, folder.parent, self.folder):
            durable.settle(one)

    def write(self, name: str, sealed: bytes) -> None:
        """Write a file; it is on the disk when this returns. One that a cut-off try left is written over."""
        durable.write(self._path(name), sealed)

    def read(self, name: str) -> bytes:
        """Read a file; FileNotFoundError."""
        return self._path(name).read_bytes()

    def remove(self, name: str) -> None:
        """Take a file away if it is there."""
        self._path(name).unlink(missing_ok=True)

    def discard(self, report_id: str) -> None:
        """Take away everything of a report that was not taken in."""
        shutil.rmtree(self._folder(report_id), ignore_errors=True)

    def erase(self, report_id: str) -> None:
        """Take a report's folder away for good; it is off the disk when this returns. OSError if it cannot be."""
        folder = self._folder(report_id)
        if not folder.exists():
            return
        shutil.rmtree(folder)
        durable.settle(folder.parent)

    def reports(self, *, older_than_s: float) -> Iterator[str]:
        """Name the reports that have a folder here which nothing was added to for so long."""
        before = time.time() - older_than_s
        for folder in self.folder.glob("*/*"):
            if folder.stat().st_mtime < before:
                yield folder.name

    def keep_only(self, report_id: str, known: Collection[str]) -> int:
        """Take away the files of a report that are not ``known``; gives their number."""
        swept = 0
        for file in self._folder(report_id).iterdir():
            if f"{report_id}/{file.name}" not in known:
                file.unlink(missing_ok=True)
                swept += 1
        if not known:
            self.discard(report_id)
        return swept

    def _folder(self, report_id: str) -> Path:
        return self.folder / report_id[-2:] / report_id

    def _path(self, name: str) -> Path:
        report_id, _, file = name.partition("/")
        return self._folder(report_id) / file
