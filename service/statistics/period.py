"""Nobody can work a small count out of the published ones: not by taking away, not over several tables."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Self

from service.clock import VIETNAM
from service.errors import FieldError, InvalidError

if TYPE_CHECKING:
    from collections.abc import Sequence

_MONTH = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])")
_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Period:
    """From the beginning of one day to the beginning of another."""

    first: date
    end: date  # the day after the last one

    @classmethod
    def past(cls, days: int, now: datetime) -> Self:
        """Take the last ``days`` days, today included."""
        today = now.astimezone(VIETNAM).date()
        return cls(today - timedelta(days=days - 1), today + timedelta(days=1))

    @classmethod
    def month(cls, name: str, now: datetime) -> Self:
        """One calendar month that is over, as in ``2026-10``; InvalidError naming ``month``.

        Reports for others are made for whole months only: two that overlap could be taken from each other, and what
        is left would be the counts that each of them hides.
        """
        found = _MONTH.fullmatch(name)
        if found is None:
            raise InvalidError(errors=[FieldError("month", "phải có dạng 2026-10", "must look like 2026-10")])
        first = date(int(found[1]), int(found[2]), 1)
        period = cls(first, (first + timedelta(days=31)).replace(day=1))
        if period.end > now.astimezone(VIETNAM).date():
            raise InvalidError(errors=[FieldError("month", "tháng này chưa hết", "this month is not over yet")])
        return period

    @property
    def last(self) -> date:
        """Its last day."""
        return self.end - timedelta(days=1)

    @property
    def since(self) -> datetime:
        """Its beginning, in UTC."""
        return _midnight(self.first)

    @property
    def until(self) -> datetime:
        """Its end, in UTC; no longer part of it."""
        return _midnight(self.end)

    def weeks(self) -> Sequence[date]:
        """Give the first days of its weeks: its own first day, then every Monday in it."""
        monday = self.first + timedelta(days=7 - self.first.weekday())
        days = [self.first]
        while monday < self.end:
            days.append(monday)
            monday += _WEEK
        return days


def months_before(now: datetime, number: int) -> list[str]:
    """Name the last months that are over, newest first."""
    first = now.astimezone(VIETNAM).date().replace(day=1)
    names = []
    for _ in range(number):
        first = (first - timedelta(days=1)).replace(day=1)
        names.append(f"{first:%Y-%m}")
    return names


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), VIETNAM).astimezone(UTC)
