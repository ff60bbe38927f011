"""What has run out, what will soon, and what holds it back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from classifier.taxonomy import Tier
from service.errors import KeptError
from service.retention import belongings, repository
from service.retention.erasing import Order, Reach, mark
from service.words import CaseState, ErasureWhy

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlalchemy.orm import Session

    from service.models import Erasure
    from service.principal import Principal

NOTICE = timedelta(days=14)
"""How long before its end a case is shown to the leads."""


@dataclass(frozen=True, slots=True)
class Kept:
    """Why a case is not erased although its time is over."""

    by: str  # display name of who holds it; "" where something is still to be passed on
    since: datetime | None


@dataclass(frozen=True, slots=True)
class Ending:
    """A closed case and the end of its time."""

    case_id: str
    state: CaseState
    tier: Tier
    closed_at: datetime
    ends_at: datetime
    reports: int
    kept: Kept | None


def ending(session: Session, who: Principal | None, *, now: datetime, days: int, within: timedelta) -> list[Ending]:
    """Tell whose time ends ``within`` some time from now, the first one first. Needs a ``read()`` session.

    ``who``: their school's, and none that names them; without, all.
    """
    if not days:
        return []
    school_id, user_id = (who.school, who.user_id) if who is not None else (None, None)
    cases = repository.closed(session, now + within - timedelta(days=days), school_id=school_id, user_id=user_id)
    ids = [case.id for case in cases]
    last, holds = repository.last_events(session, ids), repository.holds(session, ids)
    waiting = repository.waiting_deliveries(session, ids)
    found = []
    for case in cases:
        hold = holds.get(case.id)
        kept = Kept(hold.placer.display_name, hold.placed_at) if hold is not None else None
        if kept is None and case.id in waiting:
            kept = Kept("", None)
        found.append(
            Ending(
                case_id=case.id,
                state=CaseState(case.state),
                tier=Tier(case.tier),
                closed_at=case.decided_at or now,
                ends_at=last[case.id] + timedelta(days=days),
                reports=case.report_count,
                kept=kept,
            )
        )
    return sorted(found, key=lambda one: (one.ends_at, one.case_id))


def ends_at(session: Session, case_id: str, days: int) -> datetime | None:
    """Tell when the time of a closed case ends; ``None`` if never."""
    last = repository.last_events(session, [case_id]) if days else {}
    return last[case_id] + timedelta(days=days) if case_id in last else None


def mark_next(session: Session, *, now: datetime, days: int) -> Erasure | None:
    """Mark the case whose time was over first; ``None`` if there is none. Needs a ``write()`` session."""
    case = repository.take_due(session, now - timedelta(days=days)) if days else None
    if case is None:
        return None
    try:
        return mark(session, case, Order(ErasureWhy.RETENTION), now=now)
    except KeptError:  # somebody held it just before this transaction did
        return None


def weigh(session: Session, case_id: str, report_id: str | None = None) -> Mapping[str, int]:
    """Count the rows that an erasure would take, by table, and change nothing."""
    reach = Reach.of(session, case_id, report_id)
    return belongings.count(session, reach.report_ids, reach.case_ids)
