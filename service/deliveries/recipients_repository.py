"""Recipients' and the on-call list's statements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, func, select, update

from service.models import Delivery, OnCall, Recipient, School

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session

    from service.words import Target


def in_use(session: Session, school_id: str) -> Sequence[Recipient]:
    """Read a school's recipients that are not ended, by target, oldest first."""
    return session.scalars(
        select(Recipient)
        .where(Recipient.school_id == school_id, Recipient.ended_at.is_(None))
        .order_by(Recipient.target, Recipient.created_at, Recipient.id)
    ).all()


def for_targets(session: Session, school_id: str, targets: Iterable[Target]) -> Sequence[Recipient]:
    """Read the recipients in use of some targets, oldest first."""
    return session.scalars(
        select(Recipient)
        .where(
            Recipient.school_id == school_id,
            Recipient.ended_at.is_(None),
            Recipient.target.in_([target.value for target in targets]),
        )
        .order_by(Recipient.created_at, Recipient.id)
    ).all()


def find(session: Session, school_id: str, recipient_id: str) -> Recipient | None:
    """Read one recipient of a school that is in use."""
    return session.scalar(
        select(Recipient).where(
            Recipient.id == recipient_id, Recipient.school_id == school_id, Recipient.ended_at.is_(None)
        )
    )


def school(session: Session, school_id: str) -> School:
    """Read a school that is known to be there."""
    return session.scalars(select(School).where(School.id == school_id)).one()


def end(session: Session, recipient_id: str, now: datetime) -> bool:
    """End a recipient; ``False`` if somebody did before."""
    ended = session.scalar(
        update(Recipient)
        .where(Recipient.id == recipient_id, Recipient.ended_at.is_(None))
        .values(ended_at=now)
        .returning(Recipient.id)
        .execution_options(synchronize_session=False)
    )
    return ended is not None


def on_call(session: Session, school_id: str) -> Sequence[tuple[OnCall, Recipient]]:
    """Read a school's on-call list in its order, without recipients that were ended."""
    rows = session.execute(
        select(OnCall, Recipient)
        .join(Recipient, Recipient.id == OnCall.recipient_id)
        .where(OnCall.school_id == school_id, Recipient.ended_at.is_(None))
        .order_by(OnCall.position)
    )
    return [(place, recipient) for place, recipient in rows]


def replace_on_call(session: Session, school_id: str, people: Sequence[tuple[str, str]]) -> None:
    """Put (recipient id, name) in the place of a school's on-call list."""
    session.execute(delete(OnCall).where(OnCall.school_id == school_id))
    session.add_all(
        OnCall(school_id=school_id, position=position, recipient_id=recipient_id, name=name)
        for position, (recipient_id, name) in enumerate(people)
    )
    session.flush()


def calls(session: Session, case_id: str) -> tuple[int, datetime | None]:
    """Tell how many calls were made about a case, and when the last one was."""
    number, last = session.execute(
        select(func.count(Delivery.id), func.max(Delivery.created_at)).where(
            Delivery.case_id == case_id, Delivery.call.is_not(None)
        )
    ).one()
    return number, last
