import threading
from datetime import UTC, datetime, timedelta, timezone

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError, StatementError

from service.database import Database
from service.identifiers import new_id
from service.jobs import schema
from service.models import ApiKey, Base, School

NOON = datetime(2026, 11, 18, 12, 0, 0, 123456, tzinfo=timezone(timedelta(hours=7)))


def ours(name: str | None, kind: str, _parents: object) -> bool:
    return kind != "table" or not str(name).startswith(schema.TABLES)


def test_the_migrations_make_exactly_the_tables_that_the_models_say(database: Database) -> None:
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "include_name": ours})
        assert compare_metadata(context, Base.metadata) == []


def test_upgrading_again_and_from_several_places_at_once_does_no_harm(url: str) -> None:
    databases = [Database(url) for _ in range(4)]
    threads = [threading.Thread(target=database.upgrade) for database in databases]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for database in databases:
        with database.read() as session:
            assert session.scalars(select(School)).all() == []
        database.close()


def test_a_write_is_whole_or_not_at_all(database: Database) -> None:
    def write() -> None:
        with database.write() as session:
            session.add(School(name="A", created_at=NOON))
            session.flush()
            raise KeyError

    with pytest.raises(KeyError):
        write()
    with database.read() as session:
        assert session.scalars(select(School)).all() == []


def test_moments_come_back_in_utc_and_need_a_time_zone(database: Database) -> None:
    with database.write() as session:
        session.add(School(name="A", created_at=NOON))
    with database.read() as session:
        found = session.scalars(select(School.created_at)).one()
    assert found == NOON
    assert found.tzinfo is not None
    assert found.astimezone(UTC).hour == 5
    with pytest.raises(StatementError, match="time zone"), database.write() as session:
        session.add(School(name="B", created_at=datetime(2026, 1, 1)))  # noqa: DTZ001 - that is the point


def test_a_row_cannot_point_at_nothing(database: Database) -> None:
    with pytest.raises(IntegrityError) as caught, database.write() as session:
        session.add(ApiKey(school_id=new_id(), name="secret words", key_hash=b"x", created_at=NOON))
    assert "secret words" not in str(caught.value)  # errors are logged, and parameters are report text


def test_sqlite_survives_a_power_cut(tmp_path: object) -> None:
    database = Database(f"sqlite:///{tmp_path}/x.db")
    with database.engine.connect() as connection:
        assert connection.scalar(text("PRAGMA journal_mode")) == "wal"
        assert connection.scalar(text("PRAGMA synchronous")) == 2
        assert connection.scalar(text("PRAGMA foreign_keys")) == 1
        assert connection.scalar(text("PRAGMA busy_timeout")) == 10_000
    database.close()


def test_ids_sort_in_the_order_they_were_made() -> None:
    made = [new_id() for _ in range(1000)]
    assert len(set(made)) == 1000
    assert made == sorted(made)
