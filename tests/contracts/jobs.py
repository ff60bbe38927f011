"""What whoever does background work promises, whichever database it lies in. A test module inherits the class."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import Column, Float, Integer, MetaData, Table, select, update

from service.jobs.announcing import announce
from service.jobs.port import jobs_of
from service.jobs.work import Kind, Work
from service.metrics import Metrics

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqlalchemy.orm import Session

    from service.database import Database
    from service.jobs.port import Jobs

ROOT = Path(__file__).parents[2]
NEVER = 3_600.0
PIECES = Table(
    "contract_pieces",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("taken_until", Float, nullable=False, default=0.0),
    Column("done", Integer, nullable=False, default=0),
)


@dataclass
class Board:
    """Work that lies in rows, as all of the service's does."""

    database: Database
    lease_s: float = 30.0
    during: Callable[[], object] = lambda: None  # while a piece is done, outside of any transaction
    looks: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, session: Session, number: int = 1) -> None:
        for _ in range(number):
            session.execute(PIECES.insert().values())

    def put(self, number: int = 1, work: Work = Work.ASSESSING) -> None:
        with self.database.write() as session:
            self.add(session, number)
            announce(session, work)

    def done(self) -> list[int]:
        with self.database.read() as session:
            return list(session.scalars(select(PIECES.c.done).order_by(PIECES.c.id)))

    def piece(self) -> bool:
        with self.lock:
            self.looks += 1
        now = time.time()
        with self.database.write() as session:
            free = select(PIECES.c.id).where(PIECES.c.done == 0, PIECES.c.taken_until < now).order_by(PIECES.c.id)
            number = session.scalar(free.limit(1).with_for_update(skip_locked=True))
            if number is None:
                return False
            session.execute(update(PIECES).where(PIECES.c.id == number).values(taken_until=now + self.lease_s))
        self.during()
        with self.database.write() as session:
            session.execute(update(PIECES).where(PIECES.c.id == number).values(done=PIECES.c.done + 1))
        return True


@contextmanager
def other_process(board: Board, folder: Path) -> Iterator[None]:
    """Run another process, held in its first piece (then ``folder``/reached is there) and killed at the end."""
    hold = folder / "hold"
    hold.touch()
    address = board.database.engine.url.render_as_string(hide_password=False)
    process = subprocess.Popen(  # noqa: S603 - our own
        [sys.executable, "-m", "tests.contracts.jobs_process", address, str(hold)], cwd=ROOT
    )
    try:
        yield
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait(10)


def wait_until(done: Callable[[], bool], seconds: float = 20.0) -> None:
    end = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.01)


class JobsContract:
    """Needs a fixture ``database`` of one kind."""

    @pytest.fixture
    def board(self, database: Database) -> Iterator[Board]:
        PIECES.metadata.create_all(database.engine)
        yield Board(database)
        PIECES.metadata.drop_all(database.engine)

    @pytest.fixture
    def metrics(self) -> Metrics:
        return Metrics()

    @pytest.fixture
    def begin(self, board: Board, metrics: Metrics) -> Iterator[Callable[..., Jobs]]:
        """Start the work on the board; it is stopped at the end of the test."""
        begun: list[Jobs] = []

        def begin(piece: Callable[[], bool] = board.piece, *, every_s: float = NEVER, side_by_side: int = 1) -> Jobs:
            jobs = jobs_of(board.database, [Kind(Work.ASSESSING, piece, every_s, side_by_side)], metrics)
            begun.append(jobs)
            jobs.start()
            return jobs

        yield begin
        for jobs in begun:
            jobs.stop()

    def taken(self, board: Board) -> bool:
        """Whether every announcement has reached somebody who does the work."""
        del board
        return True

    def test_what_is_announced_is_done(self, board: Board, begin: Callable[..., Jobs]) -> None:
        begin()
        wait_until(lambda: board.looks > 0)
        board.put(3)
        wait_until(lambda: board.done() == [1, 1, 1])

    def test_of_what_was_rolled_back_nobody_hears(self, board: Board, begin: Callable[..., Jobs]) -> None:
        begin()
        wait_until(lambda: board.looks > 0)
        before = board.looks

        def fail() -> None:
            with board.database.write() as session:
                board.add(session)
                announce(session, Work.ASSESSING)
                session.flush()
                raise KeyError

        with pytest.raises(KeyError):
            fail()
        time.sleep(0.3)
        assert board.looks == before
        assert board.done() == []

    def test_what_was_announced_before_the_start_is_done_after_it(
        self, board: Board, begin: Callable[..., Jobs]
    ) -> None:
        board.put(2)
        begin()
        wait_until(lambda: board.done() == [1, 1])

    def test_a_piece_that_fails_does_not_end_the_work(
        self, board: Board, begin: Callable[..., Jobs], metrics: Metrics
    ) -> None:
        failed = threading.Event()

        def piece() -> bool:
            if not failed.is_set():
                failed.set()
                raise ZeroDivisionError
            return board.piece()

        begin(piece)
        wait_until(failed.is_set)
        board.put()
        wait_until(lambda: board.done() == [1])
        assert metrics.registry.get_sample_value("lachan_job_failures_total", {"job": "assessing"}) == 1
        wait_until(lambda: metrics.registry.get_sample_value("lachan_jobs_running", {"job": "assessing"}) == 0)

    def test_what_is_announced_twice_meanwhile_is_looked_for_once_more(
        self, board: Board, begin: Callable[..., Jobs]
    ) -> None:
        looks, go_on = [0], threading.Event()

        def piece() -> bool:
            looks[0] += 1
            go_on.wait(20)
            return False

        begin(piece)
        wait_until(lambda: looks[0] == 1)
        board.put()
        board.put()
        wait_until(lambda: self.taken(board))
        go_on.set()
        wait_until(lambda: looks[0] == 2)
        time.sleep(0.3)
        assert looks[0] == 2

    def test_the_end_waits_for_the_piece_and_leaves_the_rest(self, board: Board, begin: Callable[..., Jobs]) -> None:
        reached = threading.Event()

        def take_time() -> None:
            reached.set()
            time.sleep(0.5)

        board.during = take_time
        board.put(3)
        jobs = begin()
        wait_until(reached.is_set)
        jobs.stop()
        assert board.done() == [1, 0, 0]
        time.sleep(0.6)
        assert board.done() == [1, 0, 0]
        board.during = lambda: None
        begin()
        wait_until(lambda: board.done() == [1, 1, 1])

    def test_pieces_are_done_side_by_side_once_each(self, board: Board, begin: Callable[..., Jobs]) -> None:
        together = threading.Barrier(2, timeout=10)
        board.during = together.wait
        begin(side_by_side=2)
        board.put(8)
        wait_until(lambda: board.done() == [1] * 8)

    def test_looking_alone_is_enough(self, board: Board, begin: Callable[..., Jobs]) -> None:
        begin(every_s=0.1)
        wait_until(lambda: board.looks > 0)
        with board.database.write() as session:
            board.add(session)
        wait_until(lambda: board.done() == [1])

    def test_a_killed_process_leaves_its_work_to_another(
        self, board: Board, begin: Callable[..., Jobs], tmp_path: Path
    ) -> None:
        board.put(3)
        with other_process(board, tmp_path):
            wait_until((tmp_path / "reached").exists)
        assert board.done() == [0, 0, 0]
        begin(every_s=0.2)
        wait_until(lambda: board.done() == [1, 1, 1])
        time.sleep(0.5)
        assert board.done() == [1, 1, 1]

    def test_it_starts_and_stops_in_no_time(self, board: Board, begin: Callable[..., Jobs]) -> None:
        starts, cut_short, stops = [], [], []
        for number in range(1, 4):  # the best of three: other programs run here, too
            began = time.perf_counter()
            jobs = begin()
            starts.append(time.perf_counter() - began)
            cut_short.append(seconds_of(jobs.stop))
            jobs = begin()
            board.put()
            wait_until(lambda expected=number: sum(board.done()) == expected)  # type: ignore[misc]
            stops.append(seconds_of(jobs.stop))
        assert max(min(starts), min(cut_short), min(stops)) < 0.5


def seconds_of(deed: Callable[[], object]) -> float:
    began = time.perf_counter()
    deed()
    return time.perf_counter() - began
