"""What must be true after the load, read from the database: nothing lost, nothing twice, everything assessed."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from service.models import AssessmentRow, Case, Report
from service.words import CaseState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.load.sender import Answers
    from service.database import Database

_PATIENCE_S = 120.0


def compared(database: Database, answers: Sequence[Answers]) -> dict[str, Any]:
    """Compare what was acknowledged with what is there; waits until nothing is pending."""
    acknowledged = [name for one in answers for name in one.ids.values()]
    left = _settled(database)
    with database.read() as session:
        there = set(session.scalars(select(Report.id).where(Report.api_key_id.is_not(None))))
        everybodys = session.scalar(select(func.count()).select_from(Report)) or 0
        twice = select(AssessmentRow.report_id).group_by(AssessmentRow.report_id).having(func.count() > 1)
        in_cases = session.scalar(select(func.sum(Case.report_count)).where(Case.state != CaseState.MERGED.value))
        assessments = session.scalar(select(func.count()).select_from(AssessmentRow))
        return {
            "acknowledged": len(acknowledged),
            "stored": len(there),
            "lost": len(set(acknowledged) - there),
            "two_in_one": len(acknowledged) - len(set(acknowledged)),
            "stored_and_not_acknowledged": len(
                there - set(acknowledged)
            ),  # the answer broke off; the sender asks again
            "in_no_case_or_two": abs(everybodys - int(in_cases or 0)),
            "stored_publicly": everybodys - len(there),
            "assessments": assessments,
            "assessed_twice": len(session.scalars(twice).all()),
            "not_assessed": left,
        }


def _settled(database: Database) -> int:
    until = time.monotonic() + _PATIENCE_S
    while True:
        with database.read() as session:
            left = session.scalar(select(func.count()).where(Report.assessed_at.is_(None))) or 0
        if not left or time.monotonic() > until:
            return left
        time.sleep(0.5)
