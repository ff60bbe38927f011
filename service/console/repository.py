"""What pages say beside the rank and the file: how much was sent in, and who did what to a case."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import and_, or_, select

from service.models import Attachment, AuditRow, Report, User
from service.words import Reporter, Role, Verb

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class Size:
    """How much of a case there is to read."""

    reports: int = 0
    messages: int = 0
    reporter: Reporter = Reporter.OTHER  # of the first report


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing that somebody did to a case."""

    at: datetime
    verb: Verb
    role: Role
    by: str | None  # display name; None: no person (a reporting system, the service itself)


def sizes(session: Session, case_ids: Sequence[str]) -> dict[str, Size]:
    """Count the reports and messages of some cases, in one statement that reads no text."""
    found: dict[str, Size] = {}
    for case_id, reporter, number in session.execute(
        select(Report.case_id, Report.reporter, Report.messages)
        .where(Report.case_id.in_(case_ids))
        .order_by(Report.received_at, Report.id)
    ):
        sofar = found.get(case_id, Size(reporter=Reporter(reporter)))
        found[case_id] = Size(sofar.reports + 1, sofar.messages + number, sofar.reporter)
    return found


def deeds(session: Session, case_id: str) -> list[Deed]:
    """Read who did what to a case and its pictures, oldest first. The caller has checked the school."""
    pictures = select(Attachment.id).join(Report, Report.id == Attachment.report_id).where(Report.case_id == case_id)
    rows = session.execute(
        select(AuditRow.at, AuditRow.verb, AuditRow.actor_kind, User.display_name)
        .outerjoin(User, User.id == AuditRow.actor_id)
        .where(
            or_(
                and_(AuditRow.object_kind == "case", AuditRow.object_id == case_id),
                and_(AuditRow.object_kind == "attachment", AuditRow.object_id.in_(pictures)),
            )
        )
        .order_by(AuditRow.number)
    )
    return [Deed(at, Verb(verb), Role(role), name) for at, verb, role, name in rows]
