"""The statement that gives exactly one person the first case, and what it passes over for whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, and_, exists, func, not_, or_, select, update
from sqlalchemy.orm import aliased

from classifier.taxonomy import Tier
from service.impartiality.repository import impartial
from service.models import Case, OptOut, SignIn, Skip, User
from service.permissions import PERMISSIONS
from service.queue.lifting import lift
from service.queue.opting import PRESENT
from service.queue.repository import ORDER, found, free, rested
from service.words import CaseState, Verb

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime, timedelta

    from sqlalchemy.orm import Session


def take_first(session: Session, school_id: str, user_id: str, *, now: datetime, lease: timedelta) -> Case | None:
    """Give the first case that is free for somebody to them; ``None`` if there is none.

    Not given: what is held, what rests, what this person skipped, and what ``opting.turn`` passes over. What has become
    overdue is lifted first, in the same transaction.

    SQLite has one writer at a time. On PostgreSQL the row is locked as it is chosen and others skip it, so two people
    never get the same one and nobody waits. Only if nothing else is left they wait for the rows that others have
    locked: one may come free again, and "nothing waits" must be true when it is said.
    """
    free_for_them = _free_for(user_id, now)
    # Joined to nothing, a column uses no index: few rows are due at a time, and the index that knows them must be used.
    lift(
        session,
        now,
        Case.school_id.concat("") == school_id,
        Case.state.concat("") == CaseState.OPEN.value,
        *free_for_them,
    )
    waiting = [Case.school_id == school_id, Case.state == CaseState.OPEN.value, *free_for_them]
    rounds = _rounds(_spared(session, school_id, user_id, now), now)
    for wait in (False, True) if session.get_bind().dialect.name == "postgresql" else (False,):
        for conditions in rounds:
            taken = _take(session, user_id, [*waiting, *conditions], now=now, until=now + lease, wait=wait)
            if taken is not None:
                return taken
    return None


def _free_for(user_id: str, now: datetime) -> list[ColumnElement[bool]]:
    return [
        free(now),
        rested(now),
        impartial(user_id),
        ~exists(select(Skip.case_id).where(Skip.case_id == Case.id, Skip.user_id == user_id).correlate(Case)),
    ]


def _spared(session: Session, school_id: str, user_id: str, now: datetime) -> Collection[str]:
    """Read the harms that somebody opted out of and that a colleague who is there would take."""
    theirs = aliased(OptOut)
    colleague = (
        select(SignIn.id)
        .join(User)
        .where(
            User.school_id == school_id,
            User.id != user_id,
            User.role.in_([role.value for role in PERMISSIONS[Verb.CLAIM_CASE]]),
            User.disabled_at.is_(None),
            SignIn.ended_at.is_(None),
            SignIn.seen_at >= now - PRESENT,
            ~exists(
                select(theirs.user_id)
                .where(theirs.user_id == User.id, theirs.category == OptOut.category)
                .correlate(User, OptOut)
            ),
        )
        .correlate(OptOut)
    )
    return session.scalars(select(OptOut.category).where(OptOut.user_id == user_id, exists(colleague))).all()


def _rounds(spared: Collection[str], now: datetime) -> list[list[ColumnElement[bool]]]:
    """Say ``opting.turn`` in SQL: what comes up in each round."""
    if not spared:
        return [[]]
    passed_over = and_(or_(*(found(category) for category in spared)), Case.due_at >= now)
    urgent = Case.served_tier == Tier.P0.value
    return [[urgent, not_(passed_over)], [urgent], [not_(passed_over)]]


def _take(
    session: Session, user_id: str, conditions: list[ColumnElement[bool]], *, now: datetime, until: datetime, wait: bool
) -> Case | None:
    first = (
        select(Case.id)
        .where(*conditions)
        .order_by(*ORDER)
        .limit(1)
        .with_for_update(skip_locked=not wait)
        .scalar_subquery()
    )
    return session.scalar(
        update(Case)
        .where(Case.id == first)
        .values(
            claimed_by=user_id,
            claimed_until=until,
            fence=Case.fence + 1,
            first_claimed_at=func.coalesce(Case.first_claimed_at, now),
        )
        .returning(Case),
        execution_options={"synchronize_session": False, "populate_existing": True},
    )
