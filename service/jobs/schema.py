"""procrastinate's tables, as the installed version wants them. PostgreSQL only; Alembic knows nothing of them."""

from __future__ import annotations

from importlib import resources
from typing import TYPE_CHECKING

from sqlalchemy import text

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from sqlalchemy import Connection, Engine

TABLES = "procrastinate_"
"""What their names begin with, the name of the table of steps among them."""

_LOCK = 0x1AC4AA  # any number, as long as every process takes the same
_STEPS = "CREATE TABLE IF NOT EXISTS procrastinate_lachan_steps (name text PRIMARY KEY)"


def bring_up(engine: Engine) -> None:
    """Make the tables, or take the steps that a newer version brought; any number of processes may do so at once.

    Each step is a transaction of its own: PostgreSQL wants a new word of an enumeration committed before it is used.
    """
    with engine.connect() as connection:
        connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": _LOCK})
        try:
            connection.commit()
            _bring_up(connection)
        finally:
            connection.rollback()
            connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": _LOCK})
            connection.commit()


def _bring_up(connection: Connection) -> None:
    connection.execute(text(_STEPS))
    taken = set(connection.scalars(text("SELECT name FROM procrastinate_lachan_steps")))
    missing = [name for name in steps() if name not in taken]
    if not missing:
        return
    if taken:
        for name in missing:
            take(connection, name)
        return
    if connection.scalar(text("SELECT to_regclass('procrastinate_jobs')")) is None:
        _run(connection, _folder() / "schema.sql")
    for name in missing:
        _note(connection, name)
    connection.commit()


def steps() -> list[str]:
    """Name the steps that lead to the tables of the installed version, in their order."""
    return sorted(step.name for step in (_folder() / "migrations").iterdir() if step.name.endswith(".sql"))


def take(connection: Connection, name: str) -> None:
    """Take one step, and commit it."""
    connection.execute(text(_STEPS))
    _run(connection, _folder() / "migrations" / name)
    _note(connection, name)
    connection.commit()


def _note(connection: Connection, name: str) -> None:
    connection.execute(text("INSERT INTO procrastinate_lachan_steps VALUES (:name)"), {"name": name})


def _run(connection: Connection, statements: Traversable) -> None:
    # Several statements in one, with percent signs that are none of the driver's.
    connection.exec_driver_sql(statements.read_text("utf-8"), execution_options={"no_parameters": True})


def _folder() -> Traversable:
    return resources.files("procrastinate.sql")  # comes with the extra `postgres`, so not before it is needed
