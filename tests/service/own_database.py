"""A database on PostgreSQL that nobody else uses."""

from __future__ import annotations

import secrets
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy import create_engine, make_url, text

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def own_database(server: str) -> Iterator[str]:
    """Make an empty database on ``server``, give its address, and drop it at the end of the block."""
    address, name = make_url(server), f"lachan_test_{secrets.token_hex(4)}"
    engine = create_engine(address, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    try:
        yield address.set(database=name).render_as_string(hide_password=False)
    finally:
        with engine.connect() as connection:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
        engine.dispose()
