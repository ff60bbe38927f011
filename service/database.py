"""The database: SQLite on one machine, PostgreSQL on several; the same models, the same transactions."""

from __future__ import annotations

import threading
from contextlib import closing, contextmanager, nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from alembic import command
from alembic.config import Config
from sqlalchemy import DateTime, Dialect, Engine, TypeDecorator, create_engine, event, insert, make_url, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.orm import DeclarativeBase, Session

from service.errors import BusyError, NoStorageError
from service.jobs import schema
from service.jobs.announcing import announced, post

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqlalchemy.engine.interfaces import DBAPIConnection
    from sqlalchemy.pool import ConnectionPoolEntry

    from service.jobs.work import Work
    from service.sealing import OperatorKey
    from service.secret import Secret

OPERATOR_KEY = "lachan_operator_key"
"""Under which name a session carries the operator's key: see ``keyring``."""
SECRET = "lachan_secret"  # noqa: S105 - a name, not the secret
"""Under which name it carries the service's secret: see ``audit.recording``."""
_DISK_FULL = "53100"  # PostgreSQL's code
_UNWRITABLE = ("SQLITE_FULL", "SQLITE_READONLY", "SQLITE_IOERR", "SQLITE_CANTOPEN")
_MIGRATION_LOCK = 0x1AC4A9  # any number, as long as every process takes the same


class UtcDateTime(TypeDecorator[datetime]):
    """A moment in UTC. SQLite keeps no time zone, so it is taken off there and put back on the way out."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a moment without a time zone: it would be off by seven hours."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give every moment its time zone back."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if dialect.name == "sqlite" else value.astimezone(UTC)


class Database:
    """Where sessions come from. ``read()`` and ``write()`` are each one transaction."""

    def __init__(
        self, url: str, *, operator_key: OperatorKey | None = None, secret: Secret | None = None, wait_s: float = 10.0
    ) -> None:
        """Open it; without the operator's key nothing that is sealed can be read or written.

        The service's secret is what the audit's rows are sealed with: see ``audit.recording``.
        """
        self.engine = _engine(url, wait_s)
        self.operator_key = operator_key
        self._info = {OPERATOR_KEY: operator_key, SECRET: secret}
        self.sqlite = self.engine.dialect.name == "sqlite"
        self._writer = self.engine.execution_options(lachan_writes=True)
        # SQLite has one writer at a time and lets the others sleep and poll; a lock queues the threads of this
        # process in turn instead, so that none starves under load.
        self._turn = threading.Lock() if self.sqlite else nullcontext()
        self._tell: Callable[[frozenset[Work]], None] | None = None

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Open a session that sees one state of the database and changes nothing."""
        with self._session(self.engine) as session:
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        """Open a session that is committed at the end, or rolled back whole if anything was raised.

        Work that was announced in it is heard of after the commit: by this process on SQLite, by all on PostgreSQL.
        """
        with self._turn, self._session(self._writer) as session, session.begin():
            yield session
            works = announced(session)
            if works and not self.sqlite:
                post(session, works)
        if works and self._tell is not None:
            self._tell(works)

    def _session(self, engine: Engine) -> Session:
        return Session(engine, expire_on_commit=False, info=dict(self._info))

    def listen(self, tell: Callable[[frozenset[Work]], None] | None) -> None:
        """Have ``tell`` called after each commit of this process that announces work; ``None`` to have it no more."""
        self._tell = tell

    def upgrade(self) -> None:
        """Bring the tables to the newest step; any number of processes may do so at once."""
        config = Config()
        config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
        with self._turn, self._writer.begin() as connection:
            if not self.sqlite:
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _MIGRATION_LOCK})
            config.attributes["connection"] = connection
            config.attributes["operator_key"] = self.operator_key  # seals what an older version wrote plainly
            command.upgrade(config, "head")
        if self.sqlite:
            with self.engine.connect() as connection:  # what was overwritten must not stay in the write-ahead log
                connection.exec_driver_sql("COMMIT")
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        else:
            schema.bring_up(self.engine)

    def wipe(self) -> bool:
        """Make what was deleted unreadable in SQLite's files; ``False`` if somebody still reads what was before.

        Deleted rows are overwritten as they go (``secure_delete``), in the write-ahead log first: it is emptied here.
        PostgreSQL has no such thing, see docs/retention.md; there this does nothing.
        """
        if not self.sqlite:
            return True
        with self._turn, closing(self.engine.raw_connection()) as raw:
            cursor = raw.cursor()
            wait_ms = (cursor.execute("PRAGMA busy_timeout").fetchone() or [0])[0]
            cursor.execute("PRAGMA busy_timeout=100")  # writers wait meanwhile: rather another time
            try:
                busy = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
            finally:
                cursor.execute(f"PRAGMA busy_timeout={int(wait_ms)}")
            return not busy

    def answers(self) -> bool:
        """Whether the database answers a question; raises what the driver raises if it does not."""
        with self.engine.connect() as connection:
            return bool(connection.scalar(text("SELECT 1")))

    def close(self) -> None:
        """Give all connections back."""
        self.engine.dispose()


def put(session: Session, row: DeclarativeBase) -> None:
    """Insert a new row at once, without the session keeping it: a third of the work of adding and flushing it.

    For what every report writes. Later changes of the object are not written, and it does not learn what the columns
    put in by themselves.
    """
    values = {name: value for name, value in vars(row).items() if not name.startswith("_")}
    session.connection().execute(insert(type(row)).inline(), values)


UNAVAILABLE = (OperationalError, PoolTimeoutError)
"""What is raised while the database cannot be asked: nothing of the request was kept."""


def refusal(error: Exception) -> BusyError:
    """Give the answer to a request that met one of ``UNAVAILABLE``."""
    return NoStorageError() if cannot_write(error) else BusyError(retry_after_s=2)


def cannot_write(error: BaseException) -> bool:
    """Whether it is for want of room, or of the right to write, that the database failed."""
    driver = getattr(error, "orig", None)
    if getattr(driver, "sqlstate", None) == _DISK_FULL:
        return True
    return str(getattr(driver, "sqlite_errorname", "")).startswith(_UNWRITABLE)


def _engine(url: str, wait_s: float) -> Engine:
    address = make_url(url)
    if address.get_backend_name() == "postgresql":
        return create_engine(
            address,
            hide_parameters=True,  # parameters are report text, and errors are logged
            pool_pre_ping=True,
            pool_size=10,
            max_overflow=20,
            pool_timeout=wait_s,
            connect_args={"connect_timeout": max(2, int(wait_s)), "options": f"-c lock_timeout={int(wait_s * 1000)}"},
        )
    if address.database:
        Path(address.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(
        address,
        hide_parameters=True,
        pool_size=20,
        max_overflow=40,
        connect_args={"timeout": wait_s, "check_same_thread": False},
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: DBAPIConnection, _record: ConnectionPoolEntry) -> None:
    raw: Any = connection
    raw.isolation_level = None  # the driver must not begin transactions of its own; _begin_sqlite does
    cursor = raw.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=FULL")  # an acknowledged report survives a power cut
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute("PRAGMA secure_delete=ON")  # what is erased is overwritten, not only forgotten
    cursor.close()


def _begin_sqlite(connection: Any) -> None:  # noqa: ANN401 - SQLAlchemy's event passes a Connection of either kind
    # A writer takes the lock at once: a transaction that read first and wants to write later can only fail.
    writes = connection.get_execution_options().get("lachan_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
