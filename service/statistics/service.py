"""How the desk is doing: counts and times, never content."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from statistics import median
from typing import TYPE_CHECKING

from classifier.taxonomy import Category, Tier
from service.clock import VIETNAM
from service.statistics import repository
from service.statistics.agreement import Agreement, Decided, Share, compare
from service.words import CaseState, Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy.orm import Session

    from service.principal import Principal
    from service.statistics.period import Period


@dataclass(frozen=True, slots=True)
class Week:
    """What arrived in one week."""

    first: date
    by_tier: Mapping[Tier, int]


@dataclass(frozen=True, slots=True)
class Course:
    """How fast the cases of one tier were taken and decided."""

    received: int
    median_seconds_to_claim: float | None  # None: none was claimed yet
    median_seconds_to_decide: float | None
    in_time: Share  # of those that were claimed or are due: claimed before they were due


@dataclass(frozen=True, slots=True)
class Statistics:
    """All cases as they stand now, and those that arrived in a period."""

    period: Period
    by_state: Mapping[CaseState, int]
    by_tier: Mapping[Tier, int]
    open_by_tier: Mapping[Tier, int]
    overdue: int
    received: int  # cases that arrived in the period, as all that follows
    received_by_state: Mapping[CaseState, int]
    received_by_tier: Mapping[Tier, int]
    by_category: Mapping[Category, int]  # a case may count in several
    weeks: Sequence[Week]  # oldest first
    by_school: Mapping[str, Mapping[Tier, int]]  # by name; empty for somebody of one school
    whole: Course
    courses: Mapping[Tier, Course]
    agreement: Agreement


def gather(session: Session, who: Principal, period: Period, *, now: datetime) -> Statistics:
    """Count this person's school, or all schools for somebody who belongs to none. Needs a ``read()`` session."""
    school = who.school_id
    standing = [(CaseState(s), Tier(t), n) for s, t, n in repository.by_state_and_tier(session, school, None)]
    arrived = [(CaseState(s), Tier(t), n) for s, t, n in repository.by_state_and_tier(session, school, period)]
    courses = repository.courses(session, school, period)
    by_tier = {tier: [row for row in courses if row[0] == tier.value] for tier in Tier}
    return Statistics(
        period=period,
        by_state={state: sum(n for s, _, n in standing if s is state) for state in _STATES},
        by_tier={tier: sum(n for _, t, n in standing if t is tier) for tier in Tier},
        open_by_tier={tier: sum(n for s, t, n in standing if t is tier and s is CaseState.OPEN) for tier in Tier},
        overdue=repository.overdue(session, school, now),
        received=len(courses),
        received_by_state={state: sum(n for s, _, n in arrived if s is state) for state in _STATES},
        received_by_tier={tier: sum(n for _, t, n in arrived if t is tier) for tier in Tier},
        by_category=_categories(repository.by_categories(session, school, period)),
        weeks=_weeks(session, school, period),
        by_school=_schools(session, period) if school is None else {},
        whole=_course(courses, now),
        courses={tier: _course(rows, now) for tier, rows in by_tier.items()},
        agreement=compare(_decided(repository.rulings(session, school, period))),
    )


_STATES = tuple(state for state in CaseState if state is not CaseState.MERGED)


def _categories(rows: Iterable[tuple[str, int]]) -> dict[Category, int]:
    counted: Counter[Category] = Counter()
    for found, number in rows:
        for name in json.loads(found):
            counted[Category(name)] += number
    return {category: counted[category] for category in Category}


def _weeks(session: Session, school_id: str | None, period: Period) -> list[Week]:
    firsts = period.weeks()
    starts = [datetime.combine(first, time(), VIETNAM).astimezone(UTC) for first in firsts]
    counted: Counter[tuple[int, str]] = Counter()
    for week, tier, number in repository.by_week_and_tier(session, school_id, period, starts):
        counted[int(week), tier] += number
    return [Week(first, {tier: counted[number, tier.value] for tier in Tier}) for number, first in enumerate(firsts)]


def _schools(session: Session, period: Period) -> dict[str, dict[Tier, int]]:
    found: dict[str, dict[Tier, int]] = {}
    for name, tier, number in repository.by_school_and_tier(session, period):
        found.setdefault(name, dict.fromkeys(Tier, 0))[Tier(tier)] = number
    return dict(sorted(found.items()))


def _course(rows: Sequence[tuple[str, datetime, datetime, datetime | None, datetime | None]], now: datetime) -> Course:
    counted = [(claimed, due) for _, _, due, claimed, _ in rows if claimed is not None or due < now]
    return Course(
        received=len(rows),
        median_seconds_to_claim=_median((received, claimed) for _, received, _, claimed, _ in rows),
        median_seconds_to_decide=_median((received, decided) for _, received, _, _, decided in rows),
        in_time=Share(sum(claimed is not None and claimed <= due for claimed, due in counted), len(counted)),
    )


def _median(times: Iterable[tuple[datetime, datetime | None]]) -> float | None:
    seconds = [(end - start).total_seconds() for start, end in times if end is not None]
    return median(seconds) if seconds else None


def _decided(rows: Iterable[tuple[str, str, str, str | None, list[str], bool]]) -> Iterable[Decided]:
    for outcome, before, after, category, found, drawn in rows:
        yield Decided(
            Outcome(outcome),
            Tier(before),
            Tier(after),
            Category(category) if category else None,
            [Category(name) for name in found],
            drawn,
        )
