"""Statistics' statements. Emptied cases, whose reports went to another one, count nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVarTuple

from sqlalchemy import String, and_, case, cast, func, literal, select

from service.models import Case, Decision, School
from service.words import CaseState

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import ColumnElement, Row, Select
    from sqlalchemy.orm import Session

    from service.statistics.period import Period


def by_state_and_tier(session: Session, school_id: str | None, period: Period | None) -> Sequence[Row[str, str, int]]:
    """Count cases by state and tier: all, or those that arrived in a period."""
    query = select(Case.state, Case.tier, func.count()).where(_counted(period)).group_by(Case.state, Case.tier)
    return session.execute(_of(school_id, query)).all()


def by_week_and_tier(
    session: Session, school_id: str | None, period: Period, starts: Sequence[datetime]
) -> Sequence[Row[int, str, int]]:
    """Count the cases that arrived in a period by week (its number in ``starts``) and tier."""
    ends = starts[1:]
    week: ColumnElement[int] = literal(0)
    if ends:
        week = case(*[(Case.received_at < end, number) for number, end in enumerate(ends)], else_=len(ends))
    week = week.label("week")
    query = select(week, Case.tier, func.count()).where(_counted(period)).group_by("week", Case.tier)
    return session.execute(_of(school_id, query)).all()


def by_school_and_tier(session: Session, period: Period) -> Sequence[Row[str, str, int]]:
    """Count the cases that arrived in a period by school (its name) and tier."""
    return session.execute(
        select(School.name, Case.tier, func.count())
        .join(School, School.id == Case.school_id)
        .where(_counted(period))
        .group_by(School.name, Case.tier)
    ).all()


def by_categories(session: Session, school_id: str | None, period: Period) -> Sequence[Row[str, int]]:
    """Count the cases that arrived in a period by what was found in them: a JSON list of categories."""
    found = cast(Case.categories, String).label("found")
    return session.execute(_of(school_id, select(found, func.count()).where(_counted(period)).group_by("found"))).all()


def overdue(session: Session, school_id: str | None, now: datetime) -> int:
    """Count open cases past their due time."""
    query = select(func.count()).where(Case.state == CaseState.OPEN.value, Case.due_at < now)
    return session.scalar(_of(school_id, query)) or 0


def courses(
    session: Session, school_id: str | None, period: Period
) -> Sequence[Row[str, datetime, datetime, datetime | None, datetime | None]]:
    """Read tier, arrival, due time, first claim and decision of every case that arrived in a period."""
    query = select(Case.tier, Case.received_at, Case.due_at, Case.first_claimed_at, Case.decided_at)
    return session.execute(_of(school_id, query.where(_counted(period)))).all()


def rulings(
    session: Session, school_id: str | None, period: Period
) -> Sequence[Row[str, str, str, str | None, list[str], bool]]:
    """Read what people decided on cases that arrived in a period: the newest decision of each that stands.

    Gives outcome, tier before, tier after, category, the categories that the machine found, and whether the case is of
    the blind sample.
    """
    newest = (
        select(Decision.case_id, func.max(Decision.made_at).label("made_at"))
        .where(Decision.undone_at.is_(None))
        .group_by(Decision.case_id)
        .subquery()
    )
    query = (
        select(
            Decision.outcome,
            Decision.tier_before,
            Decision.tier_after,
            Decision.category,
            Case.categories,
            Case.drawn,
        )
        .join(Case, Case.id == Decision.case_id)
        .join(newest, and_(newest.c.case_id == Decision.case_id, newest.c.made_at == Decision.made_at))
        .where(_counted(period), Decision.undone_at.is_(None))
    )
    return session.execute(_of(school_id, query)).all()


def school_name(session: Session, school_id: str) -> str:
    """Read a school's name."""
    return session.scalars(select(School.name).where(School.id == school_id)).one()


def _counted(period: Period | None) -> ColumnElement[bool]:
    there = Case.state != CaseState.MERGED.value
    if period is None:
        return there
    return and_(there, Case.received_at >= period.since, Case.received_at < period.until)


_Row = TypeVarTuple("_Row")


def _of(school_id: str | None, query: Select[*_Row]) -> Select[*_Row]:
    return query if school_id is None else query.where(Case.school_id == school_id)
