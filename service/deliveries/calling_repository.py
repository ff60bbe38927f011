"""The statement that finds the urgent case nobody takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, or_, select

from classifier.taxonomy import Tier
from service.models import Case, Delivery, OnCall, Recipient
from service.queue.repository import free
from service.words import CaseState

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session

_urgent_since = func.coalesce(Case.urgent_since, Case.received_at)


def any_waiting(session: Session, now: datetime, before: datetime, rounds: int) -> bool:
    """Whether there is a case that somebody should be called about; a look that takes no lock."""
    return session.scalar(select(Case.id).where(*_waiting(now, before, rounds)).limit(1)) is not None


def take_waiting(session: Session, now: datetime, before: datetime, rounds: int) -> Case | None:
    """Lock the case that has been urgent longest, was so ``before``, and that nobody was called about since then.

    What others committed while the lock was waited for must be looked at again.
    """
    return session.scalar(
        select(Case)
        .where(*_waiting(now, before, rounds))
        .order_by(_urgent_since, Case.id)
        .limit(1)
        .with_for_update(skip_locked=True, of=Case),
        execution_options={"populate_existing": True},
    )


def _waiting(now: datetime, before: datetime, rounds: int) -> tuple[ColumnElement[bool], ...]:
    lately = select(Delivery.id).where(
        Delivery.case_id == Case.id, Delivery.call.is_not(None), Delivery.created_at > before
    )
    called = select(func.count(Delivery.id)).where(Delivery.case_id == Case.id, Delivery.call.is_not(None))
    people = (
        select(func.count(OnCall.id))
        .join(Recipient, Recipient.id == OnCall.recipient_id)
        .where(OnCall.school_id == Case.school_id, Recipient.ended_at.is_(None))
    )
    listed = select(OnCall.school_id).distinct()
    return (
        Case.school_id.in_(listed),
        Case.served_tier == Tier.P0.value,  # says what the next line says, but there is an index for it
        Case.tier == Tier.P0.value,
        Case.state == CaseState.OPEN.value,
        free(now),
        or_(Case.resting_until.is_(None), Case.resting_until <= now),
        _urgent_since <= before,
        ~lately.exists(),
        called.scalar_subquery() < rounds * people.scalar_subquery(),
    )
