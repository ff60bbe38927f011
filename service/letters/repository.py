"""Letters' statements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select, update
from sqlalchemy.orm import joinedload

from service.impartiality.repository import impartial
from service.models import Case, Letter, Report

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session

_BY_REPORTER = Letter.user_id.is_(None)
_BY_DESK = Letter.user_id.is_not(None)


def of_case(session: Session, case_id: str) -> Sequence[Letter]:
    """Read all letters of a case's reports with who wrote them, oldest first."""
    return session.scalars(
        select(Letter)
        .join(Report, Report.id == Letter.report_id)
        .where(Report.case_id == case_id)
        .options(joinedload(Letter.user))
        .order_by(Letter.at, Letter.id)
    ).all()


def of_report(session: Session, report_id: str) -> Sequence[Letter]:
    """Read a report's letters, oldest first."""
    return session.scalars(select(Letter).where(Letter.report_id == report_id).order_by(Letter.at, Letter.id)).all()


def seen_by_desk(session: Session, case_id: str, now: datetime) -> None:
    """Note that the desk has seen what the reporters of a case wrote."""
    reports = select(Report.id).where(Report.case_id == case_id)
    session.execute(
        update(Letter)
        .where(Letter.report_id.in_(reports), _BY_REPORTER, Letter.read_at.is_(None))
        .values(read_at=now)
        .execution_options(synchronize_session=False)
    )


def seen_by_reporter(session: Session, report_id: str, now: datetime) -> None:
    """Note that the holder of the receipt has seen what the desk wrote."""
    session.execute(
        update(Letter)
        .where(Letter.report_id == report_id, _BY_DESK, Letter.read_at.is_(None))
        .values(read_at=now)
        .execution_options(synchronize_session=False)
    )


def unread(session: Session, school_id: str, user_id: str) -> dict[str, int]:
    """Count by case that somebody may know of what reporters of a school wrote and nobody at the desk has seen."""
    rows = session.execute(
        select(Report.case_id, func.count().label("letters"))
        .join(Letter, Letter.report_id == Report.id)
        .where(
            Report.school_id == school_id,
            _BY_REPORTER,
            Letter.read_at.is_(None),
            impartial(user_id, Report.case_id),
        )
        .group_by(Report.case_id)
        .order_by(Report.case_id)
    )
    return {row.case_id: row.letters for row in rows}


def report_ids(session: Session, case_id: str) -> Sequence[str]:
    """Name a case's reports, oldest first."""
    return session.scalars(
        select(Report.id).where(Report.case_id == case_id).order_by(Report.received_at, Report.id)
    ).all()


def last_of_reporter(session: Session, report_id: str) -> Letter | None:
    """Read what the reporter wrote last."""
    return session.scalar(
        select(Letter).where(Letter.report_id == report_id, _BY_REPORTER).order_by(Letter.at.desc()).limit(1)
    )


def hold(session: Session, school_id: str, case_id: str) -> Case | None:
    """Read a school's case and keep others from changing it until the commit."""
    return session.scalar(
        select(Case).where(Case.id == case_id, Case.school_id == school_id).with_for_update(of=Case),
        execution_options={"populate_existing": True},
    )
