"""Reports' statements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, func, or_, select, update
from sqlalchemy.orm import joinedload, selectinload

from service.clock import MAY_DIFFER
from service.models import Case, Report
from service.retrying import pause_after

if TYPE_CHECKING:
    from datetime import datetime, timedelta

    from sqlalchemy.orm import Session


def with_idempotency(session: Session, api_key_id: str, idempotency_hash: bytes) -> Report | None:
    """Read the report that was filed with this key's Idempotency-Key."""
    return session.scalar(_WITH_IDEMPOTENCY, {"api_key": api_key_id, "hash": idempotency_hash})


def of_school(session: Session, school_id: str, report_id: str) -> Report | None:
    """Read a school's report with its case."""
    return session.scalar(
        select(Report)
        .where(Report.id == report_id, Report.school_id == school_id)
        .options(joinedload(Report.case).joinedload(Case.holder))
    )


def with_receipt(session: Session, receipt_hash: bytes) -> Report | None:
    """Read the report that a receipt stands for, with its case."""
    return session.scalar(select(Report).where(Report.receipt_hash == receipt_hash).options(joinedload(Report.case)))


def case_for_update(session: Session, receipt_hash: bytes) -> tuple[Report, Case] | None:
    """Read the report that a receipt stands for, and its case, which others cannot change until the commit."""
    row = session.execute(
        select(Report, Case)
        .join(Case, Report.case_id == Case.id)
        .where(Report.receipt_hash == receipt_hash)
        .with_for_update(of=Case),
        execution_options={"populate_existing": True},
    ).one_or_none()
    return None if row is None else (row[0], row[1])


def pending(session: Session, report_id: str) -> Report | None:
    """Read a report with its assessments if something of it still waits to be assessed."""
    return session.scalar(
        select(Report)
        .where(Report.id == report_id, Report.assessed_at.is_(None))
        .options(selectinload(Report.assessments))
    )


def count_pending(session: Session) -> int:
    """Count the reports that wait to be assessed."""
    return session.scalar(select(func.count()).where(Report.assessed_at.is_(None))) or 0


def take_pending(session: Session, now: datetime, first_pause: timedelta, longest: timedelta) -> str | None:
    """Take the report that waited longest for its turn, and put its next turn off so that no other worker takes it.

    The pause doubles with every try. Only after that is committed the scoring begins, so a report that kills the
    process does not come first again at once. A turn that lies further ahead than any pause was set by a clock that
    went wrong, and is due as well.
    """
    report = session.scalar(
        select(Report)
        .where(
            Report.assessed_at.is_(None),
            or_(Report.next_try_at <= now, Report.next_try_at > now + longest + MAY_DIFFER),
        )
        .order_by(Report.next_try_at, Report.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    if report is None:
        return None
    report.tries += 1
    report.next_try_at = now + pause_after(report.tries, first_pause, longest)
    return report.id


def put_forward(session: Session, report_id: str, now: datetime) -> None:
    """Let the next job take a report at once."""
    session.execute(update(Report).where(Report.id == report_id, Report.assessed_at.is_(None)).values(next_try_at=now))


def mark_assessed(session: Session, report_id: str, readings: int, now: datetime) -> bool:
    """Note that a report is assessed as far as it was read; ``False`` if it was before, or more was read meanwhile.

    Whoever gets ``True`` is the only one.
    """
    values = {"report": report_id, "read": readings, "now": now}
    return session.connection().execute(_MARK_ASSESSED, values).rowcount == 1


# Put together once: every report asks them, and putting one together takes longer than asking it.
_WITH_IDEMPOTENCY = select(Report).where(
    Report.api_key_id == bindparam("api_key"), Report.idempotency_hash == bindparam("hash")
)
_MARK_ASSESSED = (
    update(Report)
    .where(Report.id == bindparam("report"), Report.assessed_at.is_(None), Report.readings == bindparam("read"))
    .values(assessed_at=bindparam("now"))
)
