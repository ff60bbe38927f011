"""How the desk is doing: counts and times, never content."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from typing import TYPE_CHECKING

from classifier.taxonomy import Category, Tier
from service.statistics import repository
from service.words import CaseState

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlalchemy.orm import Session

    from service.principal import Principal


@dataclass(frozen=True, slots=True)
class Statistics:
    """Counts of all cases; categories and times of those that arrived in the period."""

    by_state: Mapping[CaseState, int]
    by_tier: Mapping[Tier, int]
    open_by_tier: Mapping[Tier, int]
    overdue: int
    days: int  # length of the period, up to now
    received: int  # cases that arrived in the period
    by_category: Mapping[Category, int]  # a case may count in several
    median_seconds_to_claim: float | None  # None: nothing was claimed yet
    median_seconds_to_decide: float | None


def gather(session: Session, who: Principal, *, now: datetime, days: int = 90) -> Statistics:
    """Count this person's school, or all schools for somebody who belongs to none. Needs a ``read()`` session."""
    by_state: Counter[CaseState] = Counter()
    by_tier: Counter[Tier] = Counter()
    open_by_tier: Counter[Tier] = Counter()
    for state, tier, number in repository.by_state_and_tier(session, who.school_id):
        by_state[CaseState(state)] += number
        by_tier[Tier(tier)] += number
        if state == CaseState.OPEN.value:
            open_by_tier[Tier(tier)] += number
    courses = repository.courses(session, who.school_id, now - timedelta(days=days))
    by_category: Counter[Category] = Counter()
    for course in courses:
        by_category.update(Category(name) for name in course[0])
    return Statistics(
        by_state={state: by_state[state] for state in CaseState},
        by_tier={tier: by_tier[tier] for tier in Tier},
        open_by_tier={tier: open_by_tier[tier] for tier in Tier},
        overdue=repository.overdue(session, who.school_id, now),
        days=days,
        received=len(courses),
        by_category={category: by_category[category] for category in Category},
        median_seconds_to_claim=_median((received, claimed) for _, received, claimed, _ in courses),
        median_seconds_to_decide=_median((received, decided) for _, received, _, decided in courses),
    )


def _median(times: Iterable[tuple[datetime, datetime | None]]) -> float | None:
    seconds = [(end - start).total_seconds() for start, end in times if end is not None]
    return median(seconds) if seconds else None
