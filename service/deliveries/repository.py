"""Deliveries' statements: each change of a state is one conditional statement."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, func, or_, select, update
from sqlalchemy.orm import joinedload

from service.clock import MAY_DIFFER
from service.impartiality.repository import impartial
from service.models import Case, Delivery, School
from service.words import Channel, DeliveryState, Target

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session

_QUEUED = Delivery.state == DeliveryState.QUEUED.value


def of_case(session: Session, case_id: str) -> Sequence[Delivery]:
    """Read what was passed on about a case, oldest first."""
    return session.scalars(
        select(Delivery)
        .where(Delivery.case_id == case_id)
        .options(joinedload(Delivery.recipient))
        .order_by(Delivery.created_at, Delivery.id)
    ).all()


def of_school(
    session: Session, school_id: str, user_id: str, state: DeliveryState, window: tuple[int, int]
) -> Sequence[Delivery]:
    """Read ``window`` = (offset, limit) of a school's deliveries in a state that somebody may know of, oldest first."""
    return session.scalars(
        select(Delivery)
        .where(Delivery.school_id == school_id, Delivery.state == state.value, impartial(user_id, Delivery.case_id))
        .options(joinedload(Delivery.recipient))
        .order_by(Delivery.created_at, Delivery.id)
        .offset(window[0])
        .limit(window[1])
    ).all()


def unconfirmed(session: Session, school_id: str, user_id: str, most: int) -> Sequence[Delivery]:
    """Read what still needs somebody's eye, oldest first: waiting, sent but not confirmed, or failed by itself."""
    failed_by_itself = and_(Delivery.state == DeliveryState.FAILED.value, Delivery.marked_by.is_(None))
    waiting = Delivery.state.in_([DeliveryState.QUEUED.value, DeliveryState.SENT.value])
    return session.scalars(
        select(Delivery)
        .where(
            Delivery.school_id == school_id,
            impartial(user_id, Delivery.case_id),
            Delivery.target != Target.ON_CALL.value,  # answered by taking the case
            or_(waiting, failed_by_itself),
        )
        .options(joinedload(Delivery.recipient))
        .order_by(Delivery.created_at, Delivery.id)
        .limit(most)
    ).all()


def find(session: Session, school_id: str, user_id: str, delivery_id: str) -> Delivery | None:
    """Read one delivery of a school that somebody may know of."""
    return session.scalar(
        select(Delivery)
        .where(Delivery.id == delivery_id, Delivery.school_id == school_id, impartial(user_id, Delivery.case_id))
        .options(joinedload(Delivery.recipient)),
        execution_options={"populate_existing": True},
    )


def case_erased(session: Session, case_id: str) -> bool:
    """Whether the content of a case was given up for good: nothing more is written about it."""
    return session.scalar(select(Case.erased_at).where(Case.id == case_id)) is not None


def named(session: Session, delivery_id: str) -> Delivery | None:
    """Read one delivery of any school: for a recipient who proves with a signature that it is theirs."""
    return session.scalar(
        select(Delivery).where(Delivery.id == delivery_id).options(joinedload(Delivery.recipient)),
        execution_options={"populate_existing": True},
    )


def change(
    session: Session,
    delivery_id: str,
    states: Iterable[DeliveryState],
    values: dict[str, Any],
    *,
    tries: int | None = None,
) -> bool:
    """Change a delivery if it is still in one of these states; ``False`` if somebody was first.

    ``tries``: only if it was not tried again since.
    """
    statement = update(Delivery).where(
        Delivery.id == delivery_id, Delivery.state.in_([state.value for state in states])
    )
    if tries is not None:
        statement = statement.where(Delivery.tries == tries)
    changed = session.scalar(
        statement.values(**values).returning(Delivery.id).execution_options(synchronize_session=False)
    )
    return changed is not None


def any_due(session: Session, now: datetime, until: datetime) -> bool:
    """Whether there may be something to send; a look that takes no lock. ``until``: see ``take_due``."""
    return session.scalar(select(Delivery.id).where(*_due(now, until)).limit(1)) is not None


def take_due(session: Session, now: datetime, until: datetime) -> Delivery | None:
    """Take what waited longest to be sent, calls first, and keep others from it ``until`` then.

    What seems to be taken for longer than that was taken by a clock that went wrong.

    Passed over is what goes where something is being sent this moment (the same recipient, or any other mailbox): one
    that hangs keeps one sender busy, never all of them.
    """
    underway = session.execute(select(Delivery.recipient_id, Delivery.channel).where(_QUEUED, _taken(now, until))).all()
    statement = select(Delivery).where(
        *_due(now, until), Delivery.recipient_id.not_in([row.recipient_id for row in underway if row.recipient_id])
    )
    if any(row.channel == Channel.EMAIL.value for row in underway):
        statement = statement.where(Delivery.channel != Channel.EMAIL.value)
    taken = session.scalar(
        statement.order_by(Delivery.target != Target.ON_CALL.value, Delivery.next_try_at, Delivery.id)
        .limit(1)
        .options(joinedload(Delivery.recipient))
        .with_for_update(skip_locked=True, of=Delivery)
    )
    if taken is not None:
        taken.tries += 1
        taken.taken_until = until
    return taken


def about(session: Session, delivery: Delivery) -> tuple[Case, School]:
    """Read what a delivery is about."""
    case, school = session.execute(
        select(Case, School).join(School, School.id == Case.school_id).where(Case.id == delivery.case_id)
    ).one()
    return case, school


def counts(session: Session) -> dict[DeliveryState, int]:
    """Count all deliveries by state."""
    rows = session.execute(select(Delivery.state, func.count()).group_by(Delivery.state))
    return {DeliveryState(name): number for name, number in rows}


def _taken(now: datetime, until: datetime) -> ColumnElement[bool]:
    return Delivery.taken_until.between(now, until + MAY_DIFFER)


def _due(now: datetime, until: datetime) -> tuple[ColumnElement[bool], ...]:
    return (
        _QUEUED,
        Delivery.next_try_at <= now,
        or_(Delivery.taken_until.is_(None), ~_taken(now, until)),
    )
