"""The statement that withdraws what a decision lined up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select, update

from service.models import Delivery
from service.words import DeliveryState

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session


def withdraw(session: Session, case_id: str, user_id: str, created_at: datetime) -> bool:
    """Withdraw what one decision lined up; ``False`` if something of it was tried, sent or marked."""
    lined_up = (Delivery.case_id == case_id, Delivery.created_by == user_id, Delivery.created_at == created_at)
    withdrawn = session.scalars(
        update(Delivery)
        .where(*lined_up, Delivery.state == DeliveryState.QUEUED.value, Delivery.tries == 0)
        .values(state=DeliveryState.WITHDRAWN.value, next_try_at=None)
        .returning(Delivery.id)
        .execution_options(synchronize_session=False)
    ).all()
    return len(withdrawn) == session.scalar(select(func.count()).select_from(Delivery).where(*lined_up))
