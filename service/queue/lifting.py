"""What time alone changes: a case that has become overdue is lifted a tier, on its row, in one statement."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, select, update

from service import clock
from service.models import Case
from service.queue.repository import served_as

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

    from service.context import Context
    from service.database import Database

AT_ONCE = 500
"""Cases that one piece of the runner's work lifts: a Monday's opening makes hundreds overdue at one moment."""


def due(session: Session, now: datetime) -> bool:
    """Whether the time of any case has come: one look into an index."""
    return session.scalar(select(Case.id).where(Case.lifts_at < now).limit(1)) is not None


def lift(session: Session, now: datetime, *only: ColumnElement[bool], most: int | None = None) -> int:
    """Lift the cases whose time has come, ``only`` these if told; gives how many. Needs a ``write()`` session.

    Rows are locked in one order, so that two who lift at one time wait for each other and never in a circle; it is the
    order of the index, so that nothing else is read.
    """
    if not due(session, now):
        return 0
    rows: Any = (
        select(Case.id).where(Case.lifts_at < now, *only).order_by(Case.lifts_at, Case.id).limit(most).with_for_update()
    )
    lifted = session.execute(
        update(Case)
        .where(Case.id.in_(rows), Case.lifts_at < now)
        .values(served_tier=served_as(now), lifts_at=None)
        .execution_options(synchronize_session=False)
    )
    return int(lifted.rowcount)  # type: ignore[attr-defined]


def lift_due(database: Database, now: datetime) -> int:
    """Lift whatever is due, if anything is, so that a page which is read next shows the order of this moment."""
    with database.read() as session:
        if not due(session, now):
            return 0
    with database.write() as session:
        return lift(session, now)


def lift_next(context: Context) -> bool:
    """Lift a piece of what is due; tells whether there may be more."""
    now = clock.now()
    with context.database.read() as session:
        if not due(session, now):
            return False
    with context.database.write() as session:
        return lift(session, now, most=AT_ONCE) == AT_ONCE
