"""What is passed on to others. By hand for now: somebody calls, and then writes down who confirmed it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from service import audit
from service.deliveries import repository
from service.errors import DoneError, FieldError, InvalidError, NotFoundError
from service.models import Delivery
from service.words import Channel, DeliveryState, Target, Verb

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime, timedelta

    from sqlalchemy.orm import Session

    from service.principal import Principal


@dataclass(frozen=True, slots=True)
class Passed:
    """One delivery as it stands."""

    id: str
    case_id: str
    target: Target
    state: DeliveryState
    reference: str | None  # who confirmed it, or why it failed
    created_at: datetime
    marked_at: datetime | None


def _passed(row: Delivery) -> Passed:
    return Passed(
        id=row.id,
        case_id=row.case_id,
        target=Target(row.target),
        state=DeliveryState(row.state),
        reference=row.reference,
        created_at=row.created_at,
        marked_at=row.marked_at,
    )


def line_up(
    session: Session,
    who: Principal,
    case_id: str,
    targets: Iterable[Target],
    *,
    now: datetime,
    wait: timedelta,  # noqa: ARG001 - how long the decision can be undone; a person, no machine, does these yet
) -> None:
    """Write down whom a case is to be passed on to; each starts as ``queued``. Needs a ``write()`` session."""
    for target in targets:
        session.add(
            Delivery(
                school_id=who.school,
                case_id=case_id,
                target=target.value,
                state=DeliveryState.QUEUED.value,
                channel=Channel.HAND.value,
                created_by=who.user_id,
                created_at=now,
            )
        )


def of_case(session: Session, case_id: str) -> tuple[Passed, ...]:
    """Tell what was passed on about a case, oldest first. The caller has checked the school."""
    return tuple(_passed(row) for row in repository.of_case(session, case_id))


def of_school(
    session: Session, who: Principal, *, state: DeliveryState, window: tuple[int, int] = (0, 50)
) -> tuple[Passed, ...]:
    """Tell a school's deliveries in a state, oldest first; ``window`` is (offset, limit)."""
    return tuple(_passed(row) for row in repository.of_school(session, who.school, state, window))


def mark(
    session: Session,
    who: Principal,
    delivery_id: str,
    *,
    state: DeliveryState,
    reference: str | None,
    now: datetime,
) -> Passed:
    """Write down how a delivery ended: ``acknowledged`` with who confirmed it, or ``failed`` with why.

    Needs a ``write()`` session. InvalidError without a reference, NotFoundError, DoneError if it ended before.
    """
    if state is DeliveryState.QUEUED:
        raise InvalidError(
            errors=[FieldError("state", "phải là acknowledged hoặc failed", "must be acknowledged or failed")]
        )
    if not reference:
        raise InvalidError(
            errors=[
                FieldError(
                    "reference", "hãy ghi ai đã xác nhận, hoặc vì sao không được", "say who confirmed, or why not"
                )
            ]
        )
    row = repository.find(session, who.school, delivery_id)
    if row is None:
        raise NotFoundError
    if not repository.mark(session, delivery_id, state, reference, who.user_id, now=now):
        raise DoneError
    audit.record(session, who, Verb.MARK_DELIVERY, "delivery", delivery_id, now=now)
    session.refresh(row)
    return _passed(row)
