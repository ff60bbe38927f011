"""Statements about what somebody opened, and about what they do not want to be given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import and_, delete, func, select

from service.models import Attachment, AuditRow, Case, OptOut, Report, User
from service.words import Verb

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from sqlalchemy import Row
    from sqlalchemy.orm import Session


def opened(session: Session, user_id: str, since: datetime) -> Sequence[Row[str, datetime, str, list[str], str]]:
    """Read which cases somebody opened, and pictures of which, from then on: case, time, tier, categories, verb."""
    of_picture = and_(AuditRow.verb == Verb.VIEW_ATTACHMENT.value, Attachment.id == AuditRow.object_id)
    return session.execute(
        select(Case.id, AuditRow.at, Case.tier, Case.categories, AuditRow.verb)
        .select_from(AuditRow)
        .outerjoin(Attachment, of_picture)
        .outerjoin(Report, Report.id == Attachment.report_id)
        .join(Case, Case.id == func.coalesce(Report.case_id, AuditRow.object_id))
        .where(
            AuditRow.actor_id == user_id,
            AuditRow.at >= since,
            AuditRow.verb.in_([Verb.READ_CASE.value, Verb.VIEW_ATTACHMENT.value]),
        )
    ).all()


def put_off_at(session: Session, user_id: str, since: datetime) -> datetime | None:
    """Read when somebody last put a break off, from then on."""
    return session.scalar(
        select(func.max(AuditRow.at)).where(
            AuditRow.actor_id == user_id, AuditRow.at >= since, AuditRow.verb == Verb.PUT_OFF_BREAK.value
        )
    )


def opt_outs(session: Session, user_id: str) -> Sequence[str]:
    """Read what somebody does not want to be given."""
    return session.scalars(select(OptOut.category).where(OptOut.user_id == user_id).order_by(OptOut.category)).all()


def set_opt_outs(session: Session, user_id: str, categories: Iterable[str], now: datetime) -> None:
    """Write what somebody does not want to be given; what stays keeps its date."""
    session.scalar(select(User.id).where(User.id == user_id).with_for_update())  # one of their tabs at a time
    wanted, had = set(categories), set(opt_outs(session, user_id))
    session.execute(delete(OptOut).where(OptOut.user_id == user_id, OptOut.category.in_(had - wanted)))
    session.add_all(OptOut(user_id=user_id, category=category, since=now) for category in sorted(wanted - had))
    session.flush()
