"""Statements about skips, the steps with their reasons, and colleagues."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.orm import joinedload

from service.models import Case, CaseStep, Named, Report, Skip, User
from service.words import Role, Verb

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session

_DESK = (Role.COUNSELLOR.value, Role.LEAD.value)


def steps(session: Session, case_id: str) -> Sequence[CaseStep]:
    """Read what was done with a case and why, oldest first."""
    return session.scalars(
        select(CaseStep)
        .where(CaseStep.case_id == case_id)
        .options(joinedload(CaseStep.user), joinedload(CaseStep.other))
        .order_by(CaseStep.at, CaseStep.id)
    ).all()


def handing_over(session: Session, case: Case) -> CaseStep | None:
    """Read the step by which a colleague made the claim that stands."""
    return session.scalar(
        select(CaseStep)
        .where(
            CaseStep.case_id == case.id,
            CaseStep.verb == Verb.HAND_OVER_CASE.value,
            CaseStep.fence == case.fence,
            CaseStep.other_id == case.claimed_by,
        )
        .options(joinedload(CaseStep.user), joinedload(CaseStep.other))
    )


def skips(session: Session, case_id: str) -> Sequence[Skip]:
    """Read who passed a case over, oldest first."""
    return session.scalars(
        select(Skip).where(Skip.case_id == case_id).options(joinedload(Skip.user)).order_by(Skip.at, Skip.user_id)
    ).all()


def take_back_skip(session: Session, case_id: str, user_id: str) -> bool:
    """Let somebody be given a case again; ``False`` if they did not pass it over."""
    gone = session.scalar(
        delete(Skip)
        .where(Skip.case_id == case_id, Skip.user_id == user_id)
        .returning(Skip.user_id)
        .execution_options(synchronize_session=False)
    )
    return gone is not None


def _able(school_id: str, case_id: str) -> tuple[ColumnElement[bool], ...]:
    """Say who may be given a case: at work on the desk of that school, has not passed it over, is not named in it."""
    passed = select(Skip.user_id).where(Skip.case_id == case_id)
    named = (
        select(Named.user_id)
        .join(Report, Report.id == Named.report_id)
        .where(Report.case_id == case_id, Named.lifted_at.is_(None))
    )
    return (
        User.school_id == school_id,
        User.role.in_(_DESK),
        User.disabled_at.is_(None),
        User.id.not_in(passed),
        User.id.not_in(named),
    )


def colleagues(session: Session, school_id: str, case_id: str) -> Sequence[User]:
    """Read who may be given a case, by name."""
    return session.scalars(select(User).where(*_able(school_id, case_id)).order_by(User.display_name, User.id)).all()


def colleague(session: Session, school_id: str, case_id: str, user_id: str) -> User | None:
    """Read one who may be given a case."""
    return session.scalar(select(User).where(User.id == user_id, *_able(school_id, case_id)))


def take_over(
    session: Session, case: Case, user_id: str, states: Sequence[str], *, now: datetime, until: datetime
) -> bool:
    """Take a case from whoever holds it, with a new token; ``False`` if it is closed or one's own already."""
    changed = session.scalar(
        update(Case)
        .where(
            Case.id == case.id,
            Case.state.in_(states),
            or_(Case.claimed_by.is_(None), Case.claimed_by != user_id),
        )
        .values(
            claimed_by=user_id,
            claimed_until=until,
            fence=Case.fence + 1,
            first_claimed_at=func.coalesce(Case.first_claimed_at, now),
            resting_until=None,
        )
        .returning(Case.id)
        .execution_options(synchronize_session=False)
    )
    return changed is not None
