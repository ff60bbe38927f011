"""The ranked queue: look at it, and take what comes first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from service import audit
from service.queue import repository
from service.queue.entry import Entry, entry
from service.words import CaseState, Verb

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime, timedelta

    from sqlalchemy.orm import Session

    from classifier.taxonomy import Tier
    from service.principal import Principal


@dataclass(frozen=True, slots=True)
class Page:
    """Some lines of the queue and how long it is in all."""

    entries: tuple[Entry, ...]
    counts: Mapping[Tier, int]  # all cases in these states, by the tier they are served in
    total: int


def page(
    session: Session,
    who: Principal,
    *,
    now: datetime,
    states: tuple[CaseState, ...] = (CaseState.OPEN,),
    tier: Tier | None = None,
    window: tuple[int, int] = (0, 50),
) -> Page:
    """Show the cases of this person's school in the order they are served, held ones included.

    ``window`` is (offset, limit). ``tier`` keeps those served in that tier. Needs a ``read()`` session.
    """
    cases = repository.page(session, who.school, states, tier=tier, now=now, window=window)
    counts = repository.counts(session, who.school, states, now)
    total = sum(counts.values()) if tier is None else counts[tier]
    return Page(tuple(entry(case, who, now) for case in cases), counts, total)


def take_next(session: Session, who: Principal, *, now: datetime, lease: timedelta) -> Entry | None:
    """Claim the first free case for this person; ``None`` when nothing waits. Needs a ``write()`` session."""
    case = repository.take_first(session, who.school, who.user_id, now=now, lease=lease)
    if case is None:
        return None
    audit.record(session, who, Verb.CLAIM_CASE, "case", case.id, now=now)
    return entry(case, who, now)
