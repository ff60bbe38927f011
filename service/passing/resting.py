"""How long a case may rest ("để chờ đến …"), and what wakes it early."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from classifier.taxonomy import Tier

if TYPE_CHECKING:
    from datetime import datetime

    from service.models import Case
    from service.queue.calendar import SchoolCalendar

_CLOCK = {Tier.P0: timedelta(minutes=30), Tier.P1: timedelta(hours=4)}  # run day and night
_SCHOOL_DAYS = {Tier.P2: 2, Tier.P3: 5}


def longest(tier: Tier, now: datetime, calendar: SchoolCalendar) -> datetime:
    """Tell until when a case that is served in that tier may rest at most, in UTC."""
    if tier in _CLOCK:
        return now + _CLOCK[tier]
    return calendar.after_school_days(now, _SCHOOL_DAYS[tier])


def wake(case: Case) -> None:
    """End a rest, because there is something new: a report, a letter, a higher tier. Needs a ``write()`` session."""
    case.resting_until = None
