"""The audit's statements: what is not linked yet, the chain, and who did what to whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, func, insert, or_, select, text

from service.models import Attachment, AuditGap, AuditLink, AuditRow, Delivery, Report, User

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session

_LINKING = 0x1AC4AD  # any number, as long as every process takes the same
TOLD = (
    AuditRow.at,
    AuditRow.actor_kind,
    AuditRow.actor_id,
    AuditRow.school_id,
    AuditRow.verb,
    AuditRow.object_kind,
    AuditRow.object_id,
)


def alone(session: Session) -> bool:
    """Keep every other process from linking until the commit; ``False`` if one is at it."""
    if session.get_bind().dialect.name != "postgresql":
        return True  # one writer at a time
    return bool(session.scalar(text("SELECT pg_try_advisory_xact_lock(:key)"), {"key": _LINKING}))


def head(session: Session) -> AuditLink | None:
    """Read the last link of the chain."""
    return session.scalar(select(AuditLink).order_by(AuditLink.position.desc()).limit(1))


def top(session: Session) -> int:
    """Read the highest number that is linked; 0 if none is."""
    return session.scalar(select(func.max(AuditLink.number))) or 0


def _linked(number: Any) -> Any:  # noqa: ANN401 - a column or an expression of one
    return select(AuditLink.number).where(AuditLink.number == number).exists()


def new(session: Session, above: int, most: int) -> Sequence[Any]:
    """Read the rows above a number, lowest first: number, what it says, seal."""
    rows = select(AuditRow.number, *TOLD, AuditRow.seal).where(AuditRow.number > above)
    return session.execute(rows.order_by(AuditRow.number).limit(most)).all()


def late(session: Session, most: int) -> Sequence[Any]:
    """Read the rows that came into a gap after those behind it had been linked."""
    rows = (
        select(AuditRow.number, *TOLD, AuditRow.seal)
        .join(AuditGap, AuditRow.number.between(AuditGap.first, AuditGap.last))
        .where(~_linked(AuditRow.number))
    )
    return session.execute(rows.order_by(AuditRow.number).limit(most)).all()


def add_links(session: Session, links: Sequence[dict[str, Any]]) -> None:
    """Lengthen the chain."""
    session.execute(insert(AuditLink), links)


def keep_gaps(session: Session, gaps: Sequence[tuple[int, int]], now: datetime, forget_before: datetime) -> None:
    """Keep where numbers are missing, and forget the gaps into which nothing will come any more."""
    session.execute(delete(AuditGap).where(AuditGap.seen_at < forget_before))
    if gaps:
        session.execute(insert(AuditGap), [{"first": first, "last": last, "seen_at": now} for first, last in gaps])


def chain(session: Session, after: int, most: int) -> Sequence[Any]:
    """Read links with their rows behind a position: position, number, hash, the row's number, what it says, seal."""
    rows = (
        select(AuditLink.position, AuditLink.number, AuditLink.hash, AuditRow.number, *TOLD, AuditRow.seal)
        .outerjoin(AuditRow, AuditRow.number == AuditLink.number)
        .where(AuditLink.position > after)
    )
    return session.execute(rows.order_by(AuditLink.position).limit(most)).all()


def unlinked(session: Session, most: int) -> Sequence[int]:
    """Read the numbers of rows that nothing will ever link: below the highest one that is, and in no gap."""
    rows = select(AuditRow.number).where(
        AuditRow.number < (select(func.max(AuditLink.number)).scalar_subquery()),
        ~_linked(AuditRow.number),
        ~select(AuditGap.first).where(AuditRow.number.between(AuditGap.first, AuditGap.last)).exists(),
    )
    return session.scalars(rows.order_by(AuditRow.number).limit(most)).all()


def copied(session: Session, most: int) -> Sequence[int]:
    """Read the numbers of rows that carry the seal of another one."""
    number = func.max(AuditRow.number)
    rows = select(number).where(AuditRow.seal.is_not(None)).group_by(AuditRow.seal).having(func.count() > 1)
    return session.scalars(rows.order_by(number).limit(most)).all()


def of_case(case_id: str) -> Any:  # noqa: ANN401 - a condition
    """Say which rows are about a case: itself, its reports, their files, what was passed on of it."""
    reports = select(Report.id).where(Report.case_id == case_id)
    return or_(
        AuditRow.object_id == case_id,
        AuditRow.object_id.in_(reports),
        AuditRow.object_id.in_(select(Attachment.id).where(Attachment.report_id.in_(reports))),
        AuditRow.object_id.in_(select(Delivery.id).where(Delivery.case_id == case_id)),
    )


def of_person(user_id: str) -> Any:  # noqa: ANN401 - a condition
    """Say which rows are about a person: what they did, and what was done to their account."""
    return or_(AuditRow.actor_id == user_id, AuditRow.object_id == user_id)


def of_school(school_id: str) -> Any:  # noqa: ANN401 - a condition
    """Say which rows are about a school: what was done for it, and to its people's accounts."""
    people = select(User.id).where(User.school_id == school_id)
    return or_(AuditRow.school_id == school_id, AuditRow.object_id.in_(people))


def newest(session: Session, conditions: Sequence[Any], before: int | None, most: int) -> Sequence[Any]:
    """Read rows with the names of who did it, the newest first."""
    rows = (
        select(
            AuditRow.number,
            AuditRow.at,
            AuditRow.actor_kind,
            AuditRow.actor_id,
            User.display_name,
            AuditRow.verb,
            AuditRow.object_kind,
            AuditRow.object_id,
        )
        .outerjoin(User, User.id == AuditRow.actor_id)
        .where(*conditions)
    )
    if before is not None:
        rows = rows.where(AuditRow.number < before)
    return session.execute(rows.order_by(AuditRow.number.desc()).limit(most)).all()


def holes(top: int, numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Find what is missing above ``top`` in numbers that rise."""
    for number in numbers:
        if number > top + 1:
            yield top + 1, number - 1
        top = number
