"""Deliveries' statements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select, update

from service.models import Delivery
from service.words import DeliveryState

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session


def of_case(session: Session, case_id: str) -> Sequence[Delivery]:
    """Read what was passed on about a case, oldest first."""
    return session.scalars(
        select(Delivery).where(Delivery.case_id == case_id).order_by(Delivery.created_at, Delivery.id)
    ).all()


def of_school(session: Session, school_id: str, state: DeliveryState, window: tuple[int, int]) -> Sequence[Delivery]:
    """Read ``window`` = (offset, limit) of a school's deliveries in a state, oldest first."""
    return session.scalars(
        select(Delivery)
        .where(Delivery.school_id == school_id, Delivery.state == state.value)
        .order_by(Delivery.created_at, Delivery.id)
        .offset(window[0])
        .limit(window[1])
    ).all()


def find(session: Session, school_id: str, delivery_id: str) -> Delivery | None:
    """Read one delivery of a school."""
    return session.scalar(select(Delivery).where(Delivery.id == delivery_id, Delivery.school_id == school_id))


def mark(
    session: Session, delivery_id: str, state: DeliveryState, reference: str | None, user_id: str, *, now: datetime
) -> bool:
    """Set the end of a delivery that is still to be done; ``False`` if somebody was first."""
    changed = session.scalar(
        update(Delivery)
        .where(Delivery.id == delivery_id, Delivery.state == DeliveryState.QUEUED.value)
        .values(state=state.value, reference=reference, marked_by=user_id, marked_at=now)
        .returning(Delivery.id)
        .execution_options(synchronize_session=False)
    )
    return changed is not None
