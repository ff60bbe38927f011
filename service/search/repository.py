"""Search's statements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from service.models import Attachment, Case, Letter, Report, SearchToken, Skip

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session


def due(session: Session, most: int) -> Sequence[Report]:
    """Read the reports whose words cannot be searched yet, those that waited longest first."""
    return session.scalars(
        select(Report).where(Report.search_due_at.is_not(None)).order_by(Report.search_due_at, Report.id).limit(most)
    ).all()


def with_files(session: Session, report_ids: Iterable[str]) -> frozenset[str]:
    """Tell which of some reports came with files."""
    return frozenset(session.scalars(select(Attachment.report_id).where(Attachment.report_id.in_(report_ids))))


def letters(session: Session, report_ids: Iterable[str]) -> Sequence[Letter]:
    """Read the letters of some reports."""
    return session.scalars(select(Letter).where(Letter.report_id.in_(report_ids))).all()


def add(session: Session, found: Iterable[tuple[str, bytes]]) -> None:
    """Lay down report and token; what is there already stays."""
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    rows = [{"report_id": report_id, "token": token} for report_id, token in found]
    if rows:
        session.execute(insert(SearchToken).on_conflict_do_nothing(), rows)


def done(session: Session, report_id: str, due_at: datetime | None) -> None:
    """Note that a report can be searched, unless it got new words meanwhile."""
    session.execute(
        update(Report)
        .where(Report.id == report_id, Report.search_due_at == due_at)
        .values(search_due_at=None)
        .execution_options(synchronize_session=False)
    )


def put_up(session: Session, report_id: str, now: datetime) -> None:
    """Note that a report has new words."""
    session.execute(
        update(Report)
        .where(Report.id == report_id)
        .values(search_due_at=now)
        .execution_options(synchronize_session=False)
    )


def having(school_id: str, tokens: Sequence[bytes]) -> ColumnElement[bool]:
    """Say in SQL which cases have all of these in their reports."""
    return Case.id.in_(
        select(Report.case_id)
        .join(SearchToken, SearchToken.report_id == Report.id)
        .where(SearchToken.token.in_(tokens), Report.school_id == school_id)
        .group_by(Report.case_id)
        .having(func.count(SearchToken.token.distinct()) == len(tokens))
    )


def open_to(user_id: str, reasons: Iterable[str]) -> ColumnElement[bool]:
    """Say in SQL which cases somebody did not pass over for one of these reasons."""
    passed = select(Skip.case_id).where(Skip.user_id == user_id, or_(*(Skip.reason == reason for reason in reasons)))
    return Case.id.not_in(passed)
