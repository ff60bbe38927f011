"""Statistics' statements."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVarTuple

from sqlalchemy import func, select

from service.models import Case
from service.words import CaseState

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Row, Select
    from sqlalchemy.orm import Session


def by_state_and_tier(session: Session, school_id: str | None) -> Sequence[Row[str, str, int]]:
    """Count all cases by state and tier."""
    return session.execute(
        _of(school_id, select(Case.state, Case.tier, func.count()).group_by(Case.state, Case.tier))
    ).all()


def overdue(session: Session, school_id: str | None, now: datetime) -> int:
    """Count open cases past their due time."""
    query = select(func.count()).where(Case.state == CaseState.OPEN.value, Case.due_at < now)
    return session.scalar(_of(school_id, query)) or 0


def courses(
    session: Session, school_id: str | None, since: datetime
) -> Sequence[Row[list[str], datetime, datetime | None, datetime | None]]:
    """Read categories, arrival, first claim and decision of every case that arrived since then."""
    query = select(Case.categories, Case.received_at, Case.first_claimed_at, Case.decided_at)
    return session.execute(_of(school_id, query.where(Case.received_at >= since))).all()


_Row = TypeVarTuple("_Row")


def _of(school_id: str | None, query: Select[*_Row]) -> Select[*_Row]:
    return query if school_id is None else query.where(Case.school_id == school_id)
