"""Where a school's deliveries go: who they are, how they are reached, and with what their webhooks are signed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from service import audit
from service.deliveries import addresses, mail, notice, recipients_repository, signing, webhook
from service.deliveries.attempt import Attempt
from service.errors import FieldError, InvalidError, NotFoundError
from service.identifiers import new_id
from service.models import Recipient
from service.sealing.keys import SealError
from service.words import Channel, DeliveryFailure, Target, Verb

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

    from service.deliveries.notice import Notice
    from service.principal import Principal
    from service.sealing.keys import OperatorKey
    from service.settings import Settings

SENT_BY_ITSELF = (Channel.WEBHOOK, Channel.EMAIL)
"""Channels on which the service sends; on the others a person does."""


@dataclass(frozen=True, slots=True)
class NewRecipient:
    """A recipient to be made."""

    target: Target
    channel: Channel
    name: str
    address: str  # of a webhook, a mailbox, a telephone, a room


@dataclass(frozen=True, slots=True)
class Reached:
    """A recipient in use. Its secret is never told again."""

    id: str
    target: Target
    channel: Channel
    name: str
    address: str
    created_at: datetime


def add(
    session: Session, who: Principal, new: NewRecipient, *, settings: Settings, operator_key: OperatorKey, now: datetime
) -> tuple[Reached, str | None]:
    """Make a recipient; gives it, and the secret of a webhook, which is told only now.

    Needs a ``write()`` session; InvalidError naming the field.
    """
    name, address = " ".join(new.name.split()), new.address.strip()
    errors = [addresses.check_name(name), addresses.check(new.channel, address, private=settings.private_recipients)]
    if new.target is Target.ON_CALL and new.channel not in SENT_BY_ITSELF:
        errors.append(
            FieldError("channel", "người trực phải gọi được bằng máy: webhook hoặc email", "on call: webhook or email")
        )
    if new.channel is Channel.EMAIL and settings.smtp_host is None:
        errors.append(
            FieldError("channel", "chưa cài máy chủ gửi thư (LACHAN_SMTP_HOST)", "no mail server (LACHAN_SMTP_HOST)")
        )
    found = [error for error in errors if error is not None]
    if found:
        raise InvalidError(errors=found)
    row = Recipient(
        id=new_id(),
        school_id=who.school,
        target=new.target.value,
        channel=new.channel.value,
        name=name,
        address=address,
        created_at=now,
    )
    secret = signing.new_secret() if new.channel is Channel.WEBHOOK else None
    if secret is not None:
        row.secret = signing.sealed(secret, operator_key, row.id)
    session.add(row)
    audit.record(session, who, Verb.SET_RECIPIENTS, "recipient", row.id, now=now)
    return _reached(row), secret


def in_use(session: Session, who: Principal) -> tuple[Reached, ...]:
    """Tell a school's recipients."""
    return tuple(_reached(row) for row in recipients_repository.in_use(session, who.school))


def end(session: Session, who: Principal, recipient_id: str, *, now: datetime) -> None:
    """Use a recipient no longer; what was sent to it stays told. Needs a ``write()`` session; NotFoundError."""
    if recipients_repository.find(session, who.school, recipient_id) is None:
        raise NotFoundError
    recipients_repository.end(session, recipient_id, now)
    audit.record(session, who, Verb.SET_RECIPIENTS, "recipient", recipient_id, now=now)


@dataclass(frozen=True, slots=True)
class Trial:
    """A test that is to be sent: read in one transaction, sent outside of any."""

    recipient: Recipient
    notice: Notice


def prepare_trial(session: Session, who: Principal, recipient_id: str) -> Trial:
    """Make a test for a recipient; NotFoundError, InvalidError if nothing is sent there by the service."""
    row = recipients_repository.find(session, who.school, recipient_id)
    if row is None:
        raise NotFoundError
    if Channel(row.channel) not in SENT_BY_ITSELF:
        wrong = FieldError("recipient", "nơi này do người liên hệ, không gửi thử được", "a person does that, no test")
        raise InvalidError(errors=[wrong])
    school = recipients_repository.school(session, who.school)
    return Trial(row, notice.of_test(new_id(), Target(row.target), school))


def send(
    told: Notice, recipient: Recipient, *, settings: Settings, operator_key: OperatorKey, now: datetime
) -> Attempt:
    """Send a notice to a recipient on its channel, once. Holds no transaction; never raises for the other side."""
    if recipient.ended_at is not None:
        return Attempt.never(DeliveryFailure.ENDED)
    if recipient.channel == Channel.EMAIL.value:
        return mail.send(told, recipient.address, mail.MailServer.of(settings), now=now)
    try:
        secret = signing.opened(recipient.secret or b"", operator_key, recipient.id)
    except SealError:
        return Attempt.never(DeliveryFailure.UNSEALED)
    return webhook.post(told, recipient.address, secret, now=now, private=settings.private_recipients)


def _reached(row: Recipient) -> Reached:
    return Reached(
        id=row.id,
        target=Target(row.target),
        channel=Channel(row.channel),
        name=row.name,
        address=row.address,
        created_at=row.created_at,
    )
