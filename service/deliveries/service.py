"""What is passed on to others: lined up by a decision, sent or done by hand, and at the end confirmed or failed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from service import audit
from service.deliveries import recipients_repository, repository
from service.deliveries.recipients import SENT_BY_ITSELF
from service.errors import DoneError, ErasedError, FieldError, InvalidError, NotFoundError
from service.jobs.announcing import announce
from service.jobs.work import Work
from service.models import Delivery
from service.models.keys import Owner
from service.sealing.keyring import keyring, seal, shown_if_any
from service.words import Channel, DeliveryFailure, DeliveryState, Target, Verb

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime, timedelta

    from sqlalchemy.orm import Session

    from service.models import Recipient
    from service.principal import Principal

UNDO_WINDOW = timedelta(seconds=10)
"""How long a decision can be undone, unless the caller knows better: nothing leaves the house before."""


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
    channel: Channel = Channel.HAND
    recipient: str | None = None  # its name; None: whoever does it by hand knows
    tries: int = 0
    next_try_at: datetime | None = None
    sent_at: datetime | None = None
    why: DeliveryFailure | None = None  # the last failure
    by_service: bool = False  # nobody decided it: a call of the on-call list


def _passed(session: Session, row: Delivery) -> Passed:
    return Passed(
        id=row.id,
        case_id=row.case_id,
        target=Target(row.target),
        state=DeliveryState(row.state),
        reference=shown_if_any(session, row, Delivery.reference),
        created_at=row.created_at,
        marked_at=row.marked_at,
        channel=Channel(row.channel),
        recipient=row.recipient.name if row.recipient is not None else None,
        tries=row.tries,
        next_try_at=row.next_try_at,
        sent_at=row.sent_at,
        why=DeliveryFailure(row.why) if row.why else None,
        by_service=row.created_by is None,
    )


def _all(session: Session, rows: Sequence[Delivery]) -> tuple[Passed, ...]:
    keyring(session).fetch(Owner.CASE, (row.case_id for row in rows if row.reference is not None))
    return tuple(_passed(session, row) for row in rows)


def line_up(
    session: Session,
    who: Principal,
    case_id: str,
    targets: Iterable[Target],
    *,
    now: datetime,
    wait: timedelta = UNDO_WINDOW,
) -> None:
    """Write down whom a case is to be passed on to; each starts as ``queued``. Needs a ``write()`` session.

    ``wait``: how long the decision can be undone; nothing is sent before. A target goes to every recipient that the
    school has set for it; to one without any, a person goes by hand.
    """
    wanted = tuple(targets)
    known = recipients_repository.for_targets(session, who.school, wanted)
    for target in wanted:
        of_target = [row for row in known if row.target == target.value]
        for recipient in of_target or (None,):
            session.add(_lined_up(who, case_id, target, recipient, now, wait))
    if not wait:
        announce(session, Work.SENDING)


def _lined_up(
    who: Principal, case_id: str, target: Target, recipient: Recipient | None, now: datetime, wait: timedelta
) -> Delivery:
    channel = Channel(recipient.channel) if recipient is not None else Channel.HAND
    sends = channel in SENT_BY_ITSELF
    return Delivery(
        school_id=who.school,
        case_id=case_id,
        target=target.value,
        state=DeliveryState.QUEUED.value,
        channel=channel.value,
        recipient_id=recipient.id if recipient is not None else None,
        created_by=who.user_id,
        created_at=now,
        next_try_at=now + wait if sends else None,
    )


def of_case(session: Session, case_id: str) -> tuple[Passed, ...]:
    """Tell what was passed on about a case, oldest first. The caller has checked the school."""
    return _all(session, repository.of_case(session, case_id))


def of_school(
    session: Session, who: Principal, *, state: DeliveryState, window: tuple[int, int] = (0, 50)
) -> tuple[Passed, ...]:
    """Tell a school's deliveries in a state, oldest first; ``window`` is (offset, limit)."""
    return _all(session, repository.of_school(session, who.school, who.user_id, state, window))


def unconfirmed(session: Session, who: Principal, *, most: int = 50) -> tuple[Passed, ...]:
    """Tell what still needs somebody's eye, oldest first: waiting, sent but not confirmed, or failed by itself."""
    return _all(session, repository.unconfirmed(session, who.school, who.user_id, most))


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

    What failed may still be acknowledged: somebody telephoned. What failed by itself may be marked as failed: somebody
    saw it. Needs a ``write()`` session. InvalidError without a
    reference, NotFoundError, DoneError if it ended before.
    """
    if state not in (DeliveryState.ACKNOWLEDGED, DeliveryState.FAILED):
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
    row = _find(session, who, delivery_id)
    open_states = [DeliveryState.QUEUED, DeliveryState.SENT]
    if state is DeliveryState.ACKNOWLEDGED or row.marked_by is None:
        open_states.append(DeliveryState.FAILED)
    values = {
        "state": state.value,
        "reference": seal(session, row, Delivery.reference, reference),
        "marked_by": who.user_id,
        "marked_at": now,
        "next_try_at": None,
        "taken_until": None,
    }
    if not repository.change(session, delivery_id, open_states, values):
        raise DoneError
    audit.record(session, who, Verb.MARK_DELIVERY, "delivery", delivery_id, now=now)
    return _passed(session, _find(session, who, delivery_id))


def send_again(session: Session, who: Principal, delivery_id: str, *, now: datetime) -> Passed:
    """Have a delivery sent once more, under the same id, as long as the other side has not confirmed it.

    Needs a ``write()`` session. NotFoundError, InvalidError if a person has to do it, DoneError if it was confirmed.
    """
    row = _find(session, who, delivery_id)
    if Channel(row.channel) not in SENT_BY_ITSELF:
        wrong = FieldError("delivery", "việc này do người làm, máy không gửi được", "a person does this, no machine")
        raise InvalidError(errors=[wrong])
    untried = row.state == DeliveryState.QUEUED.value and row.tries == 0
    if not untried:  # that one goes out by itself, and not before its decision can no longer be undone
        again = [DeliveryState.FAILED, DeliveryState.SENT, DeliveryState.QUEUED]
        values = {
            "state": DeliveryState.QUEUED.value,
            "next_try_at": now,
            "give_up_at": None,
            "reference": None,
            "marked_by": None,
            "marked_at": None,
        }
        if not repository.change(session, delivery_id, again, values):
            raise DoneError
        announce(session, Work.SENDING)
    audit.record(session, who, Verb.SEND_DELIVERY, "delivery", delivery_id, now=now)
    return _passed(session, _find(session, who, delivery_id))


def _find(session: Session, who: Principal, delivery_id: str) -> Delivery:
    row = repository.find(session, who.school, who.user_id, delivery_id)
    if row is None:
        raise NotFoundError
    if repository.case_erased(session, row.case_id):
        raise ErasedError
    return row
