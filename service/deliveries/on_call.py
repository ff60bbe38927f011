"""Who is called when nobody takes an urgent case: the school's list, one after the other, three times round at most."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from service import audit, clock
from service.deliveries import addresses, calling_repository, recipients_repository
from service.errors import FieldError, InvalidError
from service.jobs.announcing import announce
from service.jobs.work import Work
from service.models import Delivery
from service.principal import Principal
from service.words import Channel, DeliveryState, Role, Target, Verb

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session

    from service.context import Context

ROUNDS = 3
"""How often the whole list is called about one case."""

LONGEST = 20
"""How many people a list may hold."""


@dataclass(frozen=True, slots=True)
class OnCallPlace:
    """One place of the list."""

    name: str  # as colleagues call them
    recipient_id: str
    channel: Channel


def listed(session: Session, who: Principal) -> tuple[OnCallPlace, ...]:
    """Tell a school's on-call list, in its order."""
    found = recipients_repository.on_call(session, who.school)
    return tuple(OnCallPlace(place.name, recipient.id, Channel(recipient.channel)) for place, recipient in found)


def set_list(
    session: Session, who: Principal, people: Sequence[tuple[str, str | None]], *, now: datetime
) -> tuple[OnCallPlace, ...]:
    """Set a school's list anew: (recipient id, name) in the order of calling; without a name it is the recipient's.

    Needs a ``write()`` session; InvalidError naming the place.
    """
    known = {row.id: row for row in recipients_repository.for_targets(session, who.school, [Target.ON_CALL])}
    errors, places = [], []
    if len(people) > LONGEST:
        errors.append(FieldError("people", f"nhiều hơn {LONGEST} người", f"more than {LONGEST} people"))
    for position, (recipient_id, given) in enumerate(people):
        row = known.get(recipient_id)
        if row is None:
            wrong = "không phải nơi nhận loại on_call đang dùng của trường này"
            errors.append(
                FieldError(f"people[{position}].recipient_id", wrong, "is no recipient on_call in use of this school")
            )
            continue
        name = " ".join((given or row.name).split())
        if addresses.check_name(name) is not None:
            errors.append(FieldError(f"people[{position}].name", "tên quá dài hoặc trống", "too long or empty"))
        places.append((recipient_id, name))
    if errors:
        raise InvalidError(errors=errors)
    recipients_repository.replace_on_call(session, who.school, places)
    audit.record(session, who, Verb.SET_RECIPIENTS, "school", who.school, now=now)
    return listed(session, who)


def call_next(context: Context, *, tell: Callable[[], datetime] = clock.now) -> bool:
    """Call the next person about the urgent case that has lain unclaimed longest; tells whether there was one.

    A case counts from the moment it became P0. One that was given back, or whose lease ran out, is called about at
    once if it has been urgent that long. Each step happens once, whatever number of processes look: the case's row is
    locked, what was called before is read under the lock, and the number of the call is unique.
    """
    now = tell()
    pause = timedelta(minutes=context.settings.on_call_minutes)
    with context.database.read() as session:
        if not calling_repository.any_waiting(session, now, now - pause, ROUNDS):
            return False
    with context.database.write() as session:
        case = calling_repository.take_waiting(session, now, now - pause, ROUNDS)
        if case is None:
            return False
        number, last = recipients_repository.calls(session, case.id)
        people = recipients_repository.on_call(session, case.school_id)
        if number >= ROUNDS * len(people) or (last is not None and last > now - pause):
            return True  # another process called while this one waited for the row
        _place, recipient = people[number % len(people)]
        session.add(
            Delivery(
                school_id=case.school_id,
                case_id=case.id,
                target=Target.ON_CALL.value,
                state=DeliveryState.QUEUED.value,
                channel=recipient.channel,
                recipient_id=recipient.id,
                created_by=None,
                created_at=now,
                next_try_at=now,
                call=number,
            )
        )
        announce(session, Work.SENDING)
        itself = Principal(id=None, role=Role.SERVICE, school_id=case.school_id)
        audit.record(session, itself, Verb.CALL_ON, "case", case.id, now=now)
    return True
