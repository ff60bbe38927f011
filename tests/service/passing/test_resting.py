from datetime import datetime, timedelta

import pytest

from classifier.taxonomy import Tier
from service.clock import VIETNAM
from service.passing.resting import longest
from service.queue.calendar import SchoolCalendar

CALENDAR = SchoolCalendar()


def at(day: int, hour: int = 9, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=VIETNAM)


@pytest.mark.parametrize(
    ("tier", "now", "until"),
    [
        (Tier.P0, at(27, 23, 50), at(28, 0, 20)),  # day and night
        (Tier.P1, at(27, 16), at(27, 20)),
        (Tier.P2, at(25), at(27)),  # Wednesday to Friday
        (Tier.P2, at(27), at(27) + timedelta(days=4)),  # Friday to Tuesday
        (Tier.P3, at(16), at(23)),  # a week of lessons
        (Tier.P3, at(7), datetime(2026, 11, 16, 7, 0, tzinfo=VIETNAM)),  # Saturday counts from Monday's first lesson
    ],
)
def test_the_more_urgent_the_shorter_it_may_rest(tier: Tier, now: datetime, until: datetime) -> None:
    assert longest(tier, now, CALENDAR) == until
