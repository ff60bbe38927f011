"""A recipient's system says by itself that it has taken a delivery up, signed with the secret that both sides hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from service import audit
from service.deliveries import repository, signing
from service.errors import NotFoundError
from service.models import Delivery
from service.principal import Principal
from service.sealing.keyring import seal
from service.sealing.keys import SealError
from service.words import Channel, DeliveryState, Role, Verb

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

    from service.sealing.keys import OperatorKey


@dataclass(frozen=True, slots=True)
class Signed:
    """What came, as it came."""

    timestamp: str
    signature: str
    body: bytes


def acknowledge(
    session: Session,
    delivery_id: str,
    signed: Signed,
    *,
    reference: str | None,
    operator_key: OperatorKey,
    now: datetime,
) -> None:
    """Note that a delivery was taken up; saying it again changes nothing. Needs a ``write()`` session.

    NotFoundError for a delivery that there is not as for a signature that does not fit: which of them is not told.
    """
    row = repository.named(session, delivery_id)
    if row is None or not _fits(row, signed, operator_key, now):
        raise NotFoundError(
            "Không có việc chuyển tiếp này, hoặc chữ ký không đúng hay đã quá 5 phút.",
            "There is no such delivery, or the signature is wrong or older than 5 minutes.",
        )
    open_states = [DeliveryState.QUEUED, DeliveryState.SENT, DeliveryState.FAILED]
    kept = not repository.case_erased(session, row.case_id)
    values = {
        "state": DeliveryState.ACKNOWLEDGED.value,
        # That it arrived is proof to keep; words about a case that was erased are not.
        "reference": seal(session, row, Delivery.reference, reference) if reference is not None and kept else None,
        "marked_by": None,
        "marked_at": now,
        "sent_at": row.sent_at or now,
        "next_try_at": None,
        "taken_until": None,
        "why": None,
    }
    if repository.change(session, delivery_id, open_states, values):
        it = Principal(id=row.recipient_id, role=Role.SERVICE, school_id=row.school_id)
        audit.record(session, it, Verb.ACKNOWLEDGE_DELIVERY, "delivery", delivery_id, now=now)


def _fits(row: Delivery, signed: Signed, operator_key: OperatorKey, now: datetime) -> bool:
    recipient = row.recipient
    if recipient is None or recipient.channel != Channel.WEBHOOK.value:
        return False
    try:
        secret = signing.opened(recipient.secret or b"", operator_key, recipient.id)
    except SealError:
        return False
    return signing.fits(secret, signed.timestamp, signed.signature, signed.body, now=now)
