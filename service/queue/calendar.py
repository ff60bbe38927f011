"""School days: which days and hours count when something is due within a school day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

import holidays

from service.clock import VIETNAM
from service.queue.calendar_file import read

if TYPE_CHECKING:
    from service.settings import Settings

_LONGEST_BREAK = 400  # days; a calendar without any school day in a year is a mistake in the settings


@dataclass(frozen=True, slots=True)
class SchoolCalendar:
    """Lessons' days and hours in Vietnamese time; public holidays come from the ``holidays`` library (Labour Code)."""

    weekdays: frozenset[int] = frozenset(range(5))  # 0 is Monday
    opens: time = time(7, 0)
    closes: time = time(17, 0)
    breaks: tuple[tuple[date, date], ...] = ()  # first and last day of each
    make_up_days: frozenset[date] = frozenset()  # with lessons, whatever else is said of the day

    @classmethod
    def of(cls, settings: Settings) -> SchoolCalendar:
        """Make the calendar that the operator has set; InvalidError naming what is wrong in the file."""
        calendar = cls(
            weekdays=frozenset(settings.school_weekdays),
            opens=settings.school_opens,
            closes=settings.school_closes,
            breaks=settings.school_breaks,
        )
        return replace(calendar, **read(settings.school_calendar)) if settings.school_calendar else calendar

    def is_school_day(self, day: date) -> bool:
        """Whether there are lessons on that day."""
        if day in self.make_up_days:
            return True
        if day.weekday() not in self.weekdays:
            return False
        if any(first <= day <= last for first, last in self.breaks):
            return False
        return day not in _PUBLIC_HOLIDAYS

    def after_school_days(self, moment: datetime, days: int) -> datetime:
        """Add ``days`` school days to a moment and answer in UTC.

        What arrives outside the school's hours counts from the next opening: a report of Friday night is due in one
        school day on Tuesday morning, since all of Monday is there for it.
        """
        local = moment.astimezone(VIETNAM)
        day, hour = local.date(), local.time()
        if not self.is_school_day(day) or hour >= self.closes:
            day, hour = self._next(day), self.opens
        else:
            hour = max(hour, self.opens)
        for _ in range(days):
            day = self._next(day)
        return datetime.combine(day, hour, VIETNAM).astimezone(UTC)

    def _next(self, day: date) -> date:
        for later in range(1, _LONGEST_BREAK):
            candidate = day + timedelta(days=later)
            if self.is_school_day(candidate):
                return candidate
        raise ValueError("the settings leave no school day within a year")


_PUBLIC_HOLIDAYS = holidays.country_holidays("VN")  # adds the years it is asked for by itself
