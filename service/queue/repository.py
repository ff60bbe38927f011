"""The queue's statements: the order, one page, and the one that gives exactly one person the first case."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, and_, case, func, or_, select, update
from sqlalchemy.orm import joinedload

from classifier.taxonomy import Tier
from service.models import Case
from service.queue.ordering import CROWD, lifted
from service.words import CaseState

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime, timedelta

    from sqlalchemy.orm import Session


def served_as(now: datetime) -> ColumnElement[str]:
    """Say ``ordering.served_tier`` in SQL."""
    early = or_(Case.due_at < now, and_(Case.drawn, Case.tier == Tier.P3.value))
    crowd = Case.report_count >= CROWD
    return case(
        (and_(early, crowd), _up(2)),
        (or_(early, crowd), _up(1)),
        else_=Case.tier,
    )


def _up(steps: int) -> ColumnElement[str]:
    return case({tier.value: lifted(tier, steps).value for tier in Tier}, value=Case.tier)


def order(now: datetime) -> tuple[ColumnElement[Any], ...]:
    """Say ``ordering.key`` in SQL."""
    return served_as(now), Case.due_at.expression, Case.risk.desc(), Case.received_at.expression, Case.id.expression


def free(now: datetime) -> ColumnElement[bool]:
    """Nobody holds the case at this moment."""
    return or_(Case.claimed_by.is_(None), Case.claimed_until < now)


def page(
    session: Session,
    school_id: str,
    states: Sequence[CaseState],
    *,
    tier: Tier | None,
    now: datetime,
    window: tuple[int, int],
) -> Sequence[Case]:
    """Read ``window`` = (offset, limit) of a school's cases in the order they are served."""
    query = (
        select(Case)
        .where(Case.school_id == school_id, Case.state.in_([state.value for state in states]))
        .options(joinedload(Case.holder))
        .order_by(*order(now))
        .offset(window[0])
        .limit(window[1])
    )
    if tier is not None:
        query = query.where(served_as(now) == tier.value)
    return session.scalars(query).all()


def counts(session: Session, school_id: str, states: Sequence[CaseState], now: datetime) -> dict[Tier, int]:
    """Count a school's cases by the tier they are served in."""
    tier = served_as(now).label("served_as")
    rows = session.execute(
        select(tier, func.count())
        .where(Case.school_id == school_id, Case.state.in_([state.value for state in states]))
        .group_by(tier)
    )
    found = {Tier(name): number for name, number in rows}
    return {tier: found.get(tier, 0) for tier in Tier}


def take_first(session: Session, school_id: str, user_id: str, *, now: datetime, lease: timedelta) -> Case | None:
    """Give the first free case to somebody, in one statement; ``None`` if there is none.

    SQLite has one writer at a time. On PostgreSQL the row is locked as it is chosen and others skip it, so two people
    never get the same one and nobody waits.
    """
    first = (
        select(Case.id)
        .where(Case.school_id == school_id, Case.state == CaseState.OPEN.value, free(now))
        .order_by(*order(now))
        .limit(1)
        .with_for_update(skip_locked=True)
        .scalar_subquery()
    )
    return session.scalar(
        update(Case)
        .where(Case.id == first)
        .values(
            claimed_by=user_id,
            claimed_until=now + lease,
            fence=Case.fence + 1,
            first_claimed_at=func.coalesce(Case.first_claimed_at, now),
        )
        .returning(Case),
        execution_options={"synchronize_session": False, "populate_existing": True},
    )
