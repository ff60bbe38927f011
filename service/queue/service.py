"""The ranked queue: look at it, and take what comes first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from service import audit
from service.errors import FieldError, InvalidError
from service.queue import repository, taking
from service.queue.entry import Entry, entry
from service.queue.wanted import Wanted
from service.search.tokens import tokens, words_asked
from service.words import CaseState, Verb

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime, timedelta

    from sqlalchemy.orm import Session

    from classifier.taxonomy import Tier
    from service.database import Database
    from service.principal import Principal
    from service.secret import Secret

EVERY_OPEN_CASE = Wanted()
_WORKED_ON = (CaseState.OPEN, CaseState.ESCALATED)
_EVERY_STATE = (*_WORKED_ON, CaseState.CLOSED_HARM, CaseState.CLOSED_NO_HARM)


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


@dataclass(frozen=True, slots=True)
class Sought:
    """What somebody looks for: all of these words must be in the reports of a case."""

    words: str
    closed: bool = False  # in closed cases, too


def search(
    session: Session,
    who: Principal,
    secret: Secret,
    sought: Sought,
    *,
    now: datetime,
    window: tuple[int, int] = (0, 50),
) -> Page:
    """Show the cases of this person's school whose reports hold all these words, typed, read or written in letters.

    That somebody searched is written down, what for is not; so it needs a ``write()`` session. A case that they are
    part of is never found. InvalidError if there is no word in it.
    """
    words = words_asked(sought.words)
    if not words:
        raise InvalidError(errors=[FieldError("words", "hãy gõ ít nhất một chữ", "type at least one word")])
    states = _EVERY_STATE if sought.closed else _WORKED_ON
    wanted = Wanted(states=states, tokens=tuple(tokens(secret, who.school, words)))
    audit.record(session, who, Verb.SEARCH_CASES, "school", who.school, now=now)
    return page(session, who, now=now, wanted=wanted, window=window)


def take_next(session: Session, who: Principal, *, now: datetime, lease: timedelta) -> Entry | None:
    """Claim the first case that is free for this person; ``None`` when nothing waits. Needs a ``write()`` session."""
    case = taking.take_first(session, who.school, who.user_id, now=now, lease=lease)
    if case is None:
        return None
    audit.record(session, who, Verb.CLAIM_CASE, "case", case.id, now=now)
    return entry(case, who, now)
