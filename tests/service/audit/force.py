"""Somebody who may do anything to the database: the triggers are put aside for a transaction, as they would."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy import text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from service.database import Database


@contextmanager
def by_force(database: Database) -> Iterator[Connection]:
    engine = database.engine.execution_options(lachan_writes=True)
    with engine.begin() as connection:
        if not database.sqlite:
            connection.execute(text("SET LOCAL session_replication_role = replica"))
            yield connection
            return
        rows = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")).all()
        for name, _ in rows:
            connection.execute(text(f"DROP TRIGGER {name}"))
        yield connection
        for _, sql in rows:
            connection.exec_driver_sql(sql)
