"""Which case comes first. Pure; ``repository.order`` says the same in SQL, and a test holds the two together.

``ORDER BY tier, due_at, risk DESC, received_at, id``; overdue lifts one tier, never into P0.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from classifier.taxonomy import Tier

if TYPE_CHECKING:
    from service.queue.calendar import SchoolCalendar

_CLOCK = {Tier.P0: timedelta(minutes=30), Tier.P1: timedelta(hours=4)}  # run day and night
_SCHOOL_DAYS = {Tier.P2: 1, Tier.P3: 3}
LIFTED = {Tier.P0: Tier.P0, Tier.P1: Tier.P1, Tier.P2: Tier.P1, Tier.P3: Tier.P2}
"""The tier that an overdue case is served in. P0 is for danger only, never for lateness."""


@dataclass(frozen=True, slots=True)
class Place:
    """What decides where a case stands."""

    tier: Tier
    due_at: datetime
    risk: float  # 0..1
    received_at: datetime
    id: str


def due_at(tier: Tier, received_at: datetime, calendar: SchoolCalendar) -> datetime:
    """Tell when somebody must have looked at a report of that tier, in UTC."""
    if tier in _CLOCK:
        return received_at + _CLOCK[tier]
    return calendar.after_school_days(received_at, _SCHOOL_DAYS[tier])


def effective_tier(tier: Tier, due_at: datetime, now: datetime) -> Tier:
    """Tell the tier that a case is served in at this moment."""
    return LIFTED[tier] if due_at < now else tier


def key(place: Place, now: datetime) -> tuple[str, datetime, float, datetime, str]:
    """Sort key of a case: the smallest is served first."""
    tier = effective_tier(place.tier, place.due_at, now)
    return tier.value, place.due_at, -place.risk, place.received_at, place.id
