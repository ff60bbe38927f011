from datetime import UTC, date, datetime, time

import pytest

from service.clock import VIETNAM
from service.queue.calendar import SchoolCalendar


def vn(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=VIETNAM)


CASES = [
    ("in lessons", "2026-11-18 10:00", 1, "2026-11-19 10:00"),
    ("before the bell", "2026-11-18 05:00", 1, "2026-11-19 07:00"),
    ("after the bell", "2026-11-18 19:00", 1, "2026-11-20 07:00"),
    ("at the bell", "2026-11-18 17:00", 1, "2026-11-20 07:00"),
    ("Friday night", "2026-11-20 20:00", 1, "2026-11-25 07:00"),  # Tuesday 24 November is Vietnam Culture Day
    ("Saturday", "2026-11-14 10:00", 1, "2026-11-17 07:00"),
    ("three days over a weekend", "2026-11-12 10:00", 3, "2026-11-17 10:00"),
    ("before Tết", "2026-02-13 10:00", 1, "2026-02-23 10:00"),
    ("before the national day", "2026-08-28 10:00", 1, "2026-09-03 10:00"),
]


@pytest.mark.parametrize(("received", "days", "due"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_school_days_are_counted_as_vietnam_has_them(received: str, days: int, due: str) -> None:
    found = SchoolCalendar().after_school_days(vn(received), days)
    assert found == vn(due)
    assert found.tzinfo is UTC


def test_the_schools_own_days_hours_and_breaks_count() -> None:
    calendar = SchoolCalendar(
        weekdays=frozenset({0, 1, 2, 3, 4, 5}),
        opens=time(6, 30),
        closes=time(11, 30),
        breaks=((date(2026, 11, 16), date(2026, 11, 20)),),
    )
    assert calendar.after_school_days(vn("2026-11-14 08:00"), 1) == vn("2026-11-21 08:00")
    assert calendar.after_school_days(vn("2026-11-14 12:00"), 1) == vn("2026-11-23 06:30")


def test_a_calendar_without_school_days_is_an_error_and_not_an_endless_search() -> None:
    with pytest.raises(ValueError, match="no school day"):
        SchoolCalendar(breaks=((date(2026, 1, 1), date(2030, 1, 1)),)).after_school_days(vn("2026-11-14 08:00"), 1)
