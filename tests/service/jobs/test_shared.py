"""The work of any number of processes, on PostgreSQL."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import create_engine, text

from service.database import Database
from service.jobs import schema
from service.jobs.announcing import announce, post
from service.jobs.shared import Shared
from service.jobs.work import Kind, Work
from service.metrics import Metrics
from tests.contracts.jobs import NEVER, Board, JobsContract, other_process, wait_until
from tests.service.desk import clear
from tests.service.own_database import own_database

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from service.jobs.port import Jobs

pytestmark = pytest.mark.database


def jobs_left(database: Database, where: str = "true") -> int:
    with database.read() as session:
        found = session.scalar(text(f"SELECT count(*) FROM procrastinate_jobs WHERE {where}"))  # noqa: S608
        return int(found or 0)


def shared(database: Database, kind: Kind, *, stalled_s: float = 20.0) -> Shared:
    return Shared(database, [kind], Metrics(), stalled_s=stalled_s)


class TestShared(JobsContract):
    @pytest.fixture
    def database(self, postgres: str) -> Iterator[Database]:
        database = Database(postgres)
        database.upgrade()
        clear(database)
        yield database
        database.close()

    def taken(self, board: Board) -> bool:
        return jobs_left(board.database, "status = 'todo'") == 0

    def test_what_is_done_leaves_nothing_in_the_tables(self, board: Board, begin: Callable[..., Jobs]) -> None:
        jobs = begin()
        for _ in range(5):
            board.put()
        wait_until(lambda: board.done() == [1] * 5)
        jobs.stop()
        assert jobs_left(board.database) == 0
        with board.database.read() as session:
            assert session.scalar(text("SELECT count(*) FROM procrastinate_workers")) == 0

    def test_what_another_process_announces_is_heard(self, board: Board, begin: Callable[..., Jobs]) -> None:
        begin()
        other = Database(board.database.engine.url.render_as_string(hide_password=False))
        for number in range(1, 4):
            began = time.monotonic()
            Board(other).put()
            wait_until(lambda expected=number: sum(board.done()) == expected)  # type: ignore[misc]
            took = time.monotonic() - began
        assert took < 1  # the last one: by then it listens, and looks every hour only
        other.close()

    def test_announcing_makes_nobody_wait_and_what_is_committed_late_is_looked_for(
        self, board: Board, begin: Callable[..., Jobs]
    ) -> None:
        begin()
        with board.database.write() as late:
            board.add(late)
            post(late, frozenset({Work.ASSESSING}))  # as `write` does at its end; this one takes its time to commit
            board.put()
            wait_until(lambda: board.done() == [1])
        wait_until(lambda: board.done() == [1, 1])

    def test_many_announcements_are_one_look(self, board: Board, begin: Callable[..., Jobs]) -> None:
        for _ in range(200):
            with board.database.write() as session:
                announce(session, Work.ASSESSING)
        assert jobs_left(board.database) == 200
        begin()
        wait_until(lambda: jobs_left(board.database) == 0)
        assert board.looks < 10

    def test_a_process_that_ends_leaves_what_it_began_to_another(
        self, board: Board, begin: Callable[..., Jobs]
    ) -> None:
        board.during = lambda: time.sleep(0.3)
        jobs = begin()
        board.put(50)
        wait_until(lambda: jobs_left(board.database, "status = 'doing'") == 1)
        jobs.stop()
        assert jobs_left(board.database, "status = 'todo'") == 1
        assert 0 in board.done()

    def test_what_a_dead_process_held_is_taken_up_without_looking(self, board: Board, tmp_path: Path) -> None:
        with other_process(board, tmp_path):
            wait_until(lambda: jobs_left(board.database) == 0)
            board.put(2)
            wait_until((tmp_path / "reached").exists)
            wait_until(lambda: jobs_left(board.database, "status = 'doing'") == 1)
        other = shared(board.database, Kind(Work.ASSESSING, board.piece, NEVER), stalled_s=2.0)
        other.start()
        try:
            wait_until(lambda: board.done() == [1, 1])
            wait_until(lambda: jobs_left(board.database) == 0)
        finally:
            other.stop()

    def test_what_nobody_does_does_not_pile_up(self, board: Board) -> None:
        for _ in range(20):
            board.put(work=Work.READING)
        some = shared(board.database, Kind(Work.ASSESSING, board.piece, NEVER), stalled_s=2.0)
        some.start()
        try:
            wait_until(lambda: jobs_left(board.database, "queue_name = 'lachan.reading'") == 1)
        finally:
            some.stop()

    def test_what_time_brings_about_is_looked_for_by_one_process_at_a_time(self, board: Board) -> None:
        within, most, looks = [0], [0], [0]
        lock = threading.Lock()

        def piece() -> bool:
            with lock:
                looks[0] += 1
                within[0] += 1
                most[0] = max(most[0], within[0])
            time.sleep(0.4)
            with lock:
                within[0] -= 1
            return False

        processes = [shared(board.database, Kind(Work.LIFTING, piece, 1.0, alone=True)) for _ in range(3)]
        began = time.monotonic()
        for process in processes:
            process.start()
        time.sleep(4)
        for process in processes:
            process.stop()
        seconds = time.monotonic() - began
        assert 3 <= looks[0] <= seconds + 1
        assert most[0] == 1

    def test_a_database_that_was_away_is_listened_to_again(self, board: Board, begin: Callable[..., Jobs]) -> None:
        begin()
        board.put()
        wait_until(lambda: board.done() == [1])
        with away(board.database):
            time.sleep(2)
        wait_until(lambda: listens(board.database))
        board.put()
        wait_until(lambda: board.done() == [1, 1])

    def test_an_older_databases_tables_are_brought_up(self, postgres: str) -> None:
        with own_database(postgres) as address:
            database = Database(address)
            with database.engine.connect() as connection:
                for step in schema.steps():
                    if step < "03.04":
                        schema.take(connection, step)
            schema.bring_up(database.engine)
            schema.bring_up(database.engine)
            with database.read() as session:
                assert session.scalar(text("SELECT to_regproc('procrastinate_retry_job_v2') IS NOT NULL"))
                names = session.scalars(text("SELECT name FROM procrastinate_lachan_steps ORDER BY name")).all()
            assert names == schema.steps()
            database.close()


def listens(database: Database) -> bool:
    with database.read() as session:
        found = session.scalar(
            text(
                "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'lachan jobs'"
                " AND datname = current_database() AND query LIKE 'LISTEN%'"
            )
        )
        return bool(found)


class away:  # noqa: N801 - reads as what it is
    """The database takes no connections, and has cut those that there were, until the end of the block."""

    def __init__(self, database: Database) -> None:
        self._name = database.engine.url.database
        self._database = database
        self._server = create_engine(database.engine.url.set(database="postgres"), isolation_level="AUTOCOMMIT")

    def __enter__(self) -> None:
        with self._server.connect() as connection:
            connection.execute(text(f"ALTER DATABASE {self._name} ALLOW_CONNECTIONS false"))
            connection.execute(
                text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = :name"),
                {"name": self._name},
            )

    def __exit__(self, *_: object) -> None:
        with self._server.connect() as connection:
            connection.execute(text(f"ALTER DATABASE {self._name} ALLOW_CONNECTIONS true"))
        self._server.dispose()
        self._database.engine.dispose()
