"""Copying PostgreSQL with its own tools, ``pg_dump`` and ``pg_restore``."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from typing import TYPE_CHECKING

from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session

from service import durable
from service.backup.problem import BackupError
from service.backup.snapshot import Snapshot

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from sqlalchemy import URL

    from service.database import Database

DUMP = "lachan.dump"
_TOLD = 300  # characters of what a tool says that are passed on


def take(database: Database, folder: Path) -> Snapshot:
    """Dump the database as it is at one moment; what is counted is read in that very state.

    BackupError if ``pg_dump`` is missing, older than the server, or fails.
    """
    engine = database.engine
    with engine.connect().execution_options(isolation_level="REPEATABLE READ") as connection:
        _require("pg_dump", server=int(connection.scalar(text("SHOW server_version_num")) or 0))
        name = connection.scalar(text("SELECT pg_export_snapshot()"))
        with Session(connection) as session:
            snapshot = Snapshot.of(session)
            dump = ["--format=custom", "--no-owner", "--no-privileges", f"--snapshot={name}", f"--file={folder / DUMP}"]
            _run("pg_dump", engine.url, dump)
    (folder / DUMP).chmod(0o600)
    durable.settle(folder / DUMP)
    return snapshot


def restore(url: URL, folder: Path, *, again: bool) -> None:
    """Put the dump into the database, in one transaction: whole, or not at all. ``again``: over a try that was cut off.

    BackupError if ``pg_restore`` is missing, older than the server, or fails.
    """
    engine = create_engine(url)
    try:
        with engine.begin() as connection:
            _require("pg_restore", server=int(connection.scalar(text("SHOW server_version_num")) or 0))
            if again:  # it was empty before that try began
                schema = connection.scalar(text("SELECT quote_ident(current_schema())"))
                connection.exec_driver_sql(f"DROP SCHEMA {schema} CASCADE")
                connection.exec_driver_sql(f"CREATE SCHEMA {schema}")
    finally:
        engine.dispose()
    whole = ["--exit-on-error", "--single-transaction", "--no-owner", "--no-privileges"]
    _run("pg_restore", url, [*whole, str(folder / DUMP)])


def empty(url: URL) -> bool:
    """Whether there is no table yet."""
    engine = create_engine(url)
    try:
        with engine.connect() as connection:
            found = connection.scalar(text("SELECT count(*) FROM pg_tables WHERE schemaname = current_schema()"))
            return not found
    finally:
        engine.dispose()


def size(database: Database) -> int:
    """Tell how many bytes the database takes; a dump takes less."""
    with database.read() as session:
        return int(session.scalar(text("SELECT pg_database_size(current_database())")) or 0)


def _require(tool: str, *, server: int) -> None:
    path = shutil.which(tool)
    if path is None:
        raise BackupError(
            f"Không thấy lệnh {tool}. Hãy cài gói postgresql-client (cùng bản với máy chủ cơ sở dữ liệu).",
            f"The command {tool} is not there. Install postgresql-client of the server's version.",
        )
    said = subprocess.run([path, "--version"], check=True, capture_output=True, text=True).stdout  # noqa: S603
    version = re.search(r"\) (\d+)", said)
    if version is None or int(version[1]) < server // 10_000:
        raise BackupError(
            f"{tool} là bản {version[1] if version else '?'}, cũ hơn máy chủ (bản {server // 10_000}).",
            f"{tool} is of version {version[1] if version else '?'}, older than the server ({server // 10_000}).",
        )


def _run(tool: str, url: URL, arguments: Sequence[str]) -> None:
    """Run a tool; the password goes by the environment, where ``ps`` does not show it."""
    given = {"PGHOST": url.host, "PGPORT": url.port, "PGUSER": url.username, "PGPASSWORD": url.password}
    # What stands behind the "?" of an address (sslmode, a socket's folder) is libpq's own, under its own names.
    more = {f"PG{name.upper()}": value for name, value in url.query.items() if isinstance(value, str)}
    environment = os.environ | {name: str(value) for name, value in (given | more).items() if value is not None}
    database = ["--dbname", url.database or ""]
    done = subprocess.run(  # noqa: S603 - the tool's name is ours
        [shutil.which(tool) or tool, *database, *arguments],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        # Its first lines alone: those that follow quote the row that was wrong.
        told = " ".join(line for line in done.stderr.splitlines() if line.startswith(f"{tool}:"))[:_TOLD]
        raise BackupError(f"{tool} báo lỗi: {told}", f"{tool} failed: {told}")
