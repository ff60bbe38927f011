"""Copying SQLite while it is written to, and putting the copy in place."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from service import durable
from service.backup.copying import copied
from service.backup.problem import BackupError
from service.backup.snapshot import Snapshot
from service.database import Database

if TYPE_CHECKING:
    from sqlalchemy import URL

DUMP = "lachan.db"


def file_of(url: URL) -> Path:
    """Tell where the database lies; BackupError if it lies nowhere."""
    if not url.database or url.database == ":memory:":
        raise BackupError("Cơ sở dữ liệu không nằm trong tệp nào.", "The database lies in no file.")
    return Path(url.database)


def take(database: Database, folder: Path) -> Snapshot:
    """Copy the database with SQLite's online backup: one state of it, and writers go on meanwhile."""
    source, target = file_of(database.engine.url), folder / DUMP
    os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    with (
        closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as given,
        closing(sqlite3.connect(target)) as taken,
    ):
        given.backup(taken)  # all pages in one go: one read transaction
    copy = Database(f"sqlite:///{target}")
    try:
        with copy.read() as session:
            snapshot = Snapshot.of(session)
    finally:
        copy.close()
    with closing(sqlite3.connect(target)) as taken:
        taken.execute("PRAGMA journal_mode=DELETE")  # a single file, with nothing beside it
    durable.settle(target)
    return snapshot


def restore(url: URL, folder: Path) -> None:
    """Put the copy in place: whole, or not at all."""
    target = file_of(url)
    target.parent.mkdir(parents=True, exist_ok=True)
    for left in (f"{target}-wal", f"{target}-shm"):
        Path(left).unlink(missing_ok=True)
    arriving = copied(folder / DUMP, target.parent, f"{target.name}.arriving")
    (target.parent / arriving.path).replace(target)
    durable.settle(target.parent)


def empty(url: URL) -> bool:
    """Whether nothing is there yet."""
    path = file_of(url)
    if not path.exists() or not path.stat().st_size:
        return True
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        return not connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
