"""The chain: behind the requests, rows that were committed are linked in the order in which they became visible.

Whoever does a deed only adds a sealed row, so no commit waits for another. PostgreSQL numbers rows before they are
committed: a row may appear below one that is linked already. Where a number was missing is kept for an hour, and what
comes there is linked then. A chain that were made in the deeds' own transactions would let one commit at a time.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from service.audit import repository
from service.audit.seal import START, laid_down, link

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session

    from service.database import Database
    from service.secret import Secret

_BATCH = 1_000  # rows a transaction: SQLite lets nobody else write meanwhile
_LATEST = timedelta(hours=1)
"""How long a transaction may take. One row that is committed later stays without a link, and verifying tells it."""


def lengthen(database: Database, secret: Secret, now: datetime) -> bool:
    """Link what became visible since; tells whether there may be more."""
    with database.read() as session:
        if not repository.new(session, repository.top(session), 1) and not repository.late(session, 1):
            return False
    with database.write() as session:
        if not repository.alone(session):
            return False
        top = repository.top(session)
        found = repository.late(session, _BATCH)
        new = repository.new(session, top, _BATCH)
        _add(session, secret, [*found, *new])
        gaps = list(repository.holes(top, [row[0] for row in new]))
        repository.keep_gaps(session, gaps, now, now - _LATEST)
    return max(len(found), len(new)) == _BATCH


def whole(database: Database, secret: Secret, now: datetime) -> None:
    """Link all that is visible."""
    while lengthen(database, secret, now):
        pass


def _add(session: Session, secret: Secret, rows: Sequence[Any]) -> None:
    head = repository.head(session)
    before, position = (head.hash, head.position) if head is not None else (START, 0)
    links = []
    for row in rows:
        position += 1
        before = link(secret, before, (position, row[0]), laid_down(row), row[-1])
        links.append({"position": position, "number": row[0], "hash": before})
    if links:
        repository.add_links(session, links)
