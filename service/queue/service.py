"""The ranked queue: look at it, and take what comes first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from service import audit
from service.queue import repository, taking
from service.queue.entry import Entry, entry
from service.queue.wanted import Wanted
from service.words import Verb

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime, timedelta

    from sqlalchemy.orm import Session

    from classifier.taxonomy import Tier
    from service.database import Database
    from service.principal import Principal

EVERY_OPEN_CASE = Wanted()


@dataclass(frozen=True, slots=True)
class Page:
    """Some lines of the queue and how long it is in all."""

    entries: tuple[Entry, ...]
    counts: Mapping[Tier, int]  # what is wanted of each tier, whatever tier is wanted; up to repository.COUNTED_TO each
    total: int  # what is wanted
    skipped: frozenset[str] = frozenset()  # of these, the ids of those that whoever looks passed over


def note_search(database: Database, who: Principal, wanted: Wanted, *, now: datetime) -> None:
    """Write down that somebody searched, if they did: what for is not kept, it may be a name."""
    if wanted.text.strip():
        with database.write() as session:
            audit.record(session, who, Verb.SEARCH_CASES, "school", who.school, now=now)


def page(
    session: Session,
    who: Principal,
    *,
    now: datetime,
    wanted: Wanted = EVERY_OPEN_CASE,
    window: tuple[int, int] = (0, 50),
) -> Page:
    """Show the cases of this person's school that are wanted in the order they are served, held ones included.

    ``window`` is (offset, limit). The order is the one of the last lifting: call ``lifting.lift_due`` before. Needs a
    ``read()`` session.
    """
    cases = repository.page(session, who.school, who.user_id, wanted, now=now, window=window)
    counts = repository.counts(session, who.school, who.user_id, wanted, now=now)
    total = sum(counts.values()) if wanted.tier is None else counts[wanted.tier]
    skipped = repository.skipped(session, who.user_id, [case.id for case in cases])
    return Page(tuple(entry(case, who, now) for case in cases), counts, total, skipped)


def take_next(session: Session, who: Principal, *, now: datetime, lease: timedelta) -> Entry | None:
    """Claim the first case that is free for this person; ``None`` when nothing waits. Needs a ``write()`` session."""
    case = taking.take_first(session, who.school, who.user_id, now=now, lease=lease)
    if case is None:
        return None
    audit.record(session, who, Verb.CLAIM_CASE, "case", case.id, now=now)
    return entry(case, who, now)
