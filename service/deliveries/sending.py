"""The job that sends: one delivery a turn, outside of any transaction, at least once, each try under the same id."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import structlog

from service import audit, clock
from service.deliveries import notice, recipients, repository
from service.deliveries.attempt import Attempt
from service.models import Delivery
from service.principal import Principal
from service.retrying import pause_after
from service.sealing.keyring import seal
from service.words import CaseState, DeliveryFailure, DeliveryState, Role, Target, Verb

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from service.context import Context
    from service.models import Case

FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=30), timedelta(hours=2)
_TAKEN_FOR = timedelta(minutes=2)  # more than any try takes: a webhook 20 s, an e-mail some steps of 10 s, a name 30 s
_JITTER = 0.2  # so that what failed together does not come back together

_log = structlog.get_logger()
_jitter = random.SystemRandom()


def send_next(context: Context, *, tell: Callable[[], datetime] = clock.now) -> bool:
    """Send what waited longest; tells whether there was anything.

    A process that is killed between the sending and the writing down sends it again, with the same id.
    """
    now = tell()
    with context.database.read() as session:
        if not repository.any_due(session, now, now + _TAKEN_FOR):
            return False
    with context.database.write() as session:
        taken = repository.take_due(session, now, now + _TAKEN_FOR)
        if taken is None:
            return False
        taken.give_up_at = taken.give_up_at or now + timedelta(hours=context.settings.delivery_hours)
        case, school = repository.about(session, taken)
        told = notice.of_delivery(taken, case, school, context.settings.public_url)
        unneeded = taken.target == Target.ON_CALL.value and _is_taken(case, now)
    attempt = Attempt.never(DeliveryFailure.NOT_NEEDED) if unneeded else _send(context, taken, told, now)
    _write_down(context, taken, attempt, tell())
    return True


def _is_taken(case: Case, now: datetime) -> bool:
    held = case.claimed_until is not None and case.claimed_until >= now
    return held or case.state != CaseState.OPEN.value


def _send(context: Context, taken: Delivery, told: notice.Notice, now: datetime) -> Attempt:
    if taken.recipient is None:
        return Attempt.never(DeliveryFailure.ENDED)
    return recipients.send(told, taken.recipient, settings=context.settings, operator_key=context.operator_key, now=now)


def _write_down(context: Context, taken: Delivery, attempt: Attempt, now: datetime) -> None:
    """Note how a try ended, unless a person or the recipient noted an end meanwhile."""
    values: dict[str, Any] = {"taken_until": None, "why": attempt.why.value if attempt.why else None}
    state = _state(attempt, taken, now)
    if state is DeliveryState.QUEUED:
        pause = pause_after(taken.tries, FIRST_PAUSE, LONGEST_PAUSE) * _jitter.uniform(1 - _JITTER, 1 + _JITTER)
        values["next_try_at"] = now + pause
    else:
        values |= {"state": state.value, "next_try_at": None}
    if attempt.why is None:
        values["sent_at"] = now
    if state is DeliveryState.ACKNOWLEDGED:
        values["marked_at"] = now
    with context.database.write() as session:
        if state is DeliveryState.ACKNOWLEDGED and attempt.reference is not None:
            values["reference"] = seal(session, taken, Delivery.reference, attempt.reference)
        # Still the same try: another sender has it if this one took longer than it may.
        if not repository.change(session, taken.id, [DeliveryState.QUEUED], values, tries=taken.tries):
            return
        if state is not DeliveryState.QUEUED:
            itself = Principal(id=None, role=Role.SERVICE, school_id=taken.school_id)
            audit.record(session, itself, Verb.SEND_DELIVERY, "delivery", taken.id, now=now)
    context.metrics.tries.labels(taken.channel, attempt.why.value if attempt.why else "arrived").inc()
    if attempt.why is not None:
        _log.warning("a delivery did not arrive", channel=taken.channel, why=attempt.why.value, tries=taken.tries)


def _state(attempt: Attempt, taken: Delivery, now: datetime) -> DeliveryState:
    if attempt.why is None:
        return DeliveryState.ACKNOWLEDGED if attempt.acknowledged else DeliveryState.SENT
    over = taken.give_up_at is not None and now >= taken.give_up_at
    return DeliveryState.FAILED if attempt.for_good or over else DeliveryState.QUEUED
