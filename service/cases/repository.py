"""Cases' statements: each change of a lease is one conditional statement."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, case, func, null, or_, select, update
from sqlalchemy.orm import joinedload, selectinload

from service.impartiality.repository import impartial
from service.models import AssessmentRow, Case, Decision, Report, Skip
from service.queue.repository import free
from service.words import CaseState

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime, timedelta

    from sqlalchemy.orm import Session

    from service.cases.file import Held

CLAIMABLE = (CaseState.OPEN.value, CaseState.ESCALATED.value)


def find(session: Session, school_id: str, case_id: str, *, lock: bool = False) -> Case | None:
    """Read one case of a school, without its reports; ``lock`` keeps others from changing it until the commit."""
    query = select(Case).where(Case.id == case_id, Case.school_id == school_id).options(joinedload(Case.holder))
    if lock:
        query = query.with_for_update(of=Case)
    return session.scalar(query, execution_options={"populate_existing": True})


def reports(session: Session, case_id: str) -> Sequence[Report]:
    """Read a case's reports with their assessments, oldest first; not those that were erased."""
    return session.scalars(
        select(Report)
        .where(Report.case_id == case_id, Report.erased_at.is_(None))
        .options(selectinload(Report.assessments))
        .order_by(Report.received_at, Report.id)
    ).all()


def erased_reports(session: Session, case_id: str) -> Sequence[datetime]:
    """Tell when reports of a case were erased, the first one first."""
    return [
        at
        for at in session.scalars(select(Report.erased_at).where(Report.case_id == case_id).order_by(Report.erased_at))
        if at is not None
    ]


def decisions(session: Session, case_id: str) -> Sequence[Decision]:
    """Read a case's decisions, oldest first."""
    return session.scalars(
        select(Decision)
        .where(Decision.case_id == case_id)
        .options(joinedload(Decision.user))
        .order_by(Decision.made_at, Decision.id)
    ).all()


def skip_reason(session: Session, case_id: str, user_id: str) -> str | None:
    """Tell why somebody passed a case over; ``None`` if they did not."""
    return session.scalar(select(Skip.reason).where(Skip.case_id == case_id, Skip.user_id == user_id))


def claim(session: Session, school_id: str, case_id: str, user_id: str, *, now: datetime, lease: timedelta) -> bool:
    """Take a case that is free, or hold one's own longer; ``False`` if it is neither.

    Whoever holds it already keeps the same token, so that opening a second tab does not make the first one stale.
    """
    own = and_(Case.claimed_by == user_id, Case.claimed_until >= now)
    changed = session.scalar(
        update(Case)
        .where(
            Case.id == case_id,
            Case.school_id == school_id,
            Case.state.in_(CLAIMABLE),
            or_(free(now), own),
            impartial(user_id),
        )
        .values(
            claimed_by=user_id,
            claimed_until=now + lease,
            fence=case((own, Case.fence), else_=Case.fence + 1),
            first_claimed_at=func.coalesce(Case.first_claimed_at, now),
            resting_until=None,
        )
        .returning(Case.id)
        .execution_options(synchronize_session=False)
    )
    return changed is not None


def change_held(session: Session, school_id: str, held: Held, user_id: str, values: dict[str, Any]) -> bool:
    """Change a case only if this person still holds it with this token; ``False`` if not.

    The token, not the clock, decides: a lease that ran out but was not taken by anybody is still theirs.
    """
    changed = session.scalar(
        update(Case)
        .where(
            Case.id == held.case_id,
            Case.school_id == school_id,
            Case.claimed_by == user_id,
            Case.fence == held.fence,
            Case.state.in_(CLAIMABLE),
            impartial(user_id),
        )
        .values(**values)
        .returning(Case.id)
        .execution_options(synchronize_session=False)
    )
    return changed is not None


def newest_decision(session: Session, case_id: str) -> Decision | None:
    """Read how a case was decided last."""
    return session.scalar(
        select(Decision)
        .where(Decision.case_id == case_id)
        .order_by(Decision.made_at.desc(), Decision.id.desc())
        .limit(1)
    )


def tiers_since(session: Session, case_id: str, since: datetime) -> Sequence[str]:
    """Read what assessments of a case's reports said from then on."""
    return session.scalars(
        select(AssessmentRow.tier)
        .join(Report, Report.id == AssessmentRow.report_id)
        .where(Report.case_id == case_id, AssessmentRow.made_at >= since)
    ).all()


def put_back(session: Session, school_id: str, made: Held, state: CaseState, values: dict[str, Any]) -> bool:
    """Change a case only if nobody took it, and nothing else became of it, since a decision; ``False`` if not."""
    changed = session.scalar(
        update(Case)
        .where(
            Case.id == made.case_id,
            Case.school_id == school_id,
            Case.claimed_by.is_(None),
            Case.fence == made.fence,
            Case.state == state.value,
        )
        .values(**values)
        .returning(Case.id)
        .execution_options(synchronize_session=False)
    )
    return changed is not None


def mark_undone(session: Session, decision_id: str, now: datetime) -> bool:
    """Mark a decision as undone; ``False`` if it was before."""
    changed = session.scalar(
        update(Decision)
        .where(Decision.id == decision_id, Decision.undone_at.is_(None))
        .values(undone_at=now, before=null())
        .returning(Decision.id)
        .execution_options(synchronize_session=False)
    )
    return changed is not None


def forget_before(session: Session, earlier_than: datetime) -> int:
    """Take away what undoing would put back where a decision can't be undone any more; gives how many there were."""
    forgotten = session.scalars(
        update(Decision)
        .where(Decision.before.is_not(None), Decision.made_at < earlier_than)
        .values(before=null())
        .returning(Decision.id)
        .execution_options(synchronize_session=False)
    )
    return len(forgotten.all())
