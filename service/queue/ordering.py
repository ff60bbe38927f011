"""Which case comes first. Pure; ``repository.ORDER`` says the same in SQL, and a test holds the two together.

``ORDER BY tier, due_at, risk DESC, received_at, id``; overdue lifts one tier, never into P0. ``placing.settle`` writes
the tier that a case is served in on its row, and ``lifting`` lifts it there when its time comes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from classifier.taxonomy import Tier

if TYPE_CHECKING:
    from service.queue.calendar import SchoolCalendar

_CLOCK = {Tier.P0: timedelta(minutes=30), Tier.P1: timedelta(hours=4)}  # run day and night
_TIERS = tuple(Tier)  # most urgent first
_SCHOOL_DAYS = {Tier.P2: 1, Tier.P3: 3}
CROWD = 3
"""How many reports that say the same lift their case a tier, once; more of them lift no further."""


@dataclass(frozen=True, slots=True)
class Place:
    """What decides where a case stands."""

    tier: Tier
    due_at: datetime
    risk: float  # 0..1
    received_at: datetime
    id: str
    reports: int = 1  # that say the same
    drawn: bool = False  # of the blind sample


def due_at(tier: Tier, received_at: datetime, calendar: SchoolCalendar, *, drawn: bool = False) -> datetime:
    """Tell when somebody must have looked at a report of that tier, in UTC; a drawn P3 has the time of a P2."""
    if tier in _CLOCK:
        return received_at + _CLOCK[tier]
    return calendar.after_school_days(received_at, _SCHOOL_DAYS[Tier.P2 if drawn else tier])


def lifted(tier: Tier, steps: int) -> Tier:
    """Tell the tier that many steps above; P0 is for danger only, never for lateness or for a crowd."""
    return tier if tier is Tier.P0 else _TIERS[max(1, _TIERS.index(tier) - steps)]


def served_tier(place: Place, now: datetime) -> Tier:
    """Tell the tier that a case is served in at this moment.

    One step up when it is overdue, one when a crowd reports it. A drawn P3 is up that one step from the start, so that
    the sample is read soon and by chance, not by its score.
    """
    early = place.due_at < now or (place.drawn and place.tier is Tier.P3)
    return lifted(place.tier, early + (place.reports >= CROWD))


def lifts_at(place: Place, now: datetime) -> datetime | None:
    """Tell when time alone will lift it; ``None`` if it never will, or did already."""
    if place.due_at < now:
        return None
    late = place.due_at + timedelta(microseconds=1)
    return place.due_at if served_tier(place, late) is not served_tier(place, now) else None


def key(place: Place, now: datetime) -> tuple[str, datetime, float, datetime, str]:
    """Sort key of a case: the smallest is served first."""
    return served_tier(place, now).value, place.due_at, -place.risk, place.received_at, place.id
