"""That something changed in a school's queue: one question to the database a second, however many pages are open.

Every deed leaves an audit row in its transaction, whichever process does it, so the newest rows of a school tell.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING

import structlog
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from service.errors import TooManyError
from service.models import AuditRow

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from sqlalchemy.orm import Session

    from service.database import Database

_log = structlog.get_logger()

MOST_STREAMS = 6
"""Open pages of one person that are told; a browser keeps no more connections to one address."""
_LOOK_EVERY_S = 1.0
_NEWEST = 50  # PostgreSQL numbers rows before they are committed: an older number may appear after a newer one


def newest(session: Session, school_id: str) -> tuple[int, ...]:
    """Read the numbers of a school's newest audit rows, the newest first. Needs a ``read()`` session."""
    rows = select(AuditRow.number).where(AuditRow.school_id == school_id).order_by(AuditRow.number.desc())
    return tuple(session.scalars(rows.limit(_NEWEST)))


def number(session: Session, school_id: str) -> int:
    """Read the number of a school's newest audit row, 0 if there is none: where a page stands. Needs ``read()``."""
    return next(iter(newest(session, school_id)), 0)


class Feed:
    """What is known of one school's queue; shared by all who watch it in this process."""

    def __init__(self, seen: tuple[int, ...]) -> None:
        self._seen = seen
        self._changed = asyncio.Event()
        self.turn = 0  # counts the changes that were noticed
        self.watchers = 0

    @property
    def number(self) -> int:
        """Number of the newest audit row; 0 if there is none."""
        return self._seen[0] if self._seen else 0

    def take(self, seen: tuple[int, ...]) -> None:
        """Compare what was read with what was known."""
        if seen != self._seen:
            self._seen = seen
            self.turn += 1
            self.wake()

    def wake(self) -> None:
        """Let everybody who waits look."""
        waiting, self._changed = self._changed, asyncio.Event()
        waiting.set()

    async def wait(self, turn: int, seconds: float) -> None:
        """Return when there was a change after ``turn``, when somebody wakes, or when the time is over."""
        if self.turn == turn:
            with suppress(TimeoutError):
                async with asyncio.timeout(seconds):
                    await self._changed.wait()


class Changes:
    """The feeds of one process. Everything but ``newest`` runs in the event loop."""

    def __init__(self, database: Database, *, look_every_s: float = _LOOK_EVERY_S) -> None:
        self._database = database
        self._look_every_s = look_every_s
        self._feeds: dict[str, Feed] = {}
        self._looking: dict[str, asyncio.Task[None]] = {}
        self._streams: Counter[str] = Counter()  # by person
        self.closed = False

    @asynccontextmanager
    async def watching(self, school_id: str, user_id: str) -> AsyncIterator[Feed]:
        """Watch a school's queue until the end of the block; TooManyError beyond ``MOST_STREAMS`` of one person."""
        if self._streams[user_id] >= MOST_STREAMS:
            raise TooManyError
        self._streams[user_id] += 1
        try:
            seen = await asyncio.to_thread(self._read, school_id)
            feed = self._feeds.get(school_id)
            if feed is None:
                feed = self._feeds[school_id] = Feed(seen)
                self._looking[school_id] = asyncio.create_task(self._look(school_id, feed))
            feed.take(seen)
            feed.watchers += 1
            try:
                yield feed
            finally:
                feed.watchers -= 1
                if feed.watchers == 0:
                    del self._feeds[school_id]
                    self._looking.pop(school_id).cancel()
        finally:
            self._streams[user_id] -= 1
            if not self._streams[user_id]:
                del self._streams[user_id]

    def close(self) -> None:
        """End every stream: the service stops."""
        self.closed = True
        for feed in self._feeds.values():
            feed.wake()

    async def _look(self, school_id: str, feed: Feed) -> None:
        while not self.closed:
            await asyncio.sleep(self._look_every_s)
            try:
                feed.take(await asyncio.to_thread(self._read, school_id))
            except SQLAlchemyError as error:  # a database that is away for a moment
                _log.warning("changes were not read", why=type(error).__name__)

    def _read(self, school_id: str) -> tuple[int, ...]:
        with self._database.read() as session:
            return newest(session, school_id)
