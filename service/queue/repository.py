"""The queue's statements: the order, a page of it, and how long it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Text, and_, case, cast, exists, false, func, literal, or_, select, union_all
from sqlalchemy.orm import joinedload

from classifier.taxonomy import Tier
from service.impartiality.repository import impartial
from service.models import Case, Report, Skip
from service.permissions import PARTIAL
from service.queue.ordering import CROWD, lifted
from service.search import repository as search
from service.words import Holding

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session

    from classifier.taxonomy import Category
    from service.queue.wanted import Wanted

ORDER: tuple[ColumnElement[Any], ...] = (
    Case.served_tier.expression,
    Case.due_at.expression,
    Case.risk.desc(),
    Case.received_at.expression,
    Case.id.expression,
)
"""``ordering.key`` in SQL, by what is written on the rows: an index holds the first two, so that serving reads few."""

COUNTED_TO = 20_000
"""Cases of a tier that are counted; closed ones may be millions, and a page must not wait for their number."""


def served_as(now: datetime) -> ColumnElement[str]:
    """Say ``ordering.served_tier`` in SQL: what ``served_tier`` has to be at that moment."""
    early = or_(Case.due_at < now, and_(Case.drawn, Case.tier == Tier.P3.value))
    crowd = Case.report_count >= CROWD
    return case(
        (and_(early, crowd), _up(2)),
        (or_(early, crowd), _up(1)),
        else_=Case.tier,
    )


def _up(steps: int) -> ColumnElement[str]:
    return case({tier.value: lifted(tier, steps).value for tier in Tier}, value=Case.tier)


def free(now: datetime) -> ColumnElement[bool]:
    """Nobody holds the case at this moment; a lease that ran out holds nothing."""
    return or_(Case.claimed_by.is_(None), Case.claimed_until < now)


def rested(now: datetime) -> ColumnElement[bool]:
    """Nobody holds the case back until later."""
    return or_(Case.resting_until.is_(None), Case.resting_until <= now)


def found(category: Category | str) -> ColumnElement[bool]:
    """Whether a harm was found in a case."""
    return cast(Case.categories, Text).contains(f'"{category}"', autoescape=True)


def page(
    session: Session, school_id: str, user_id: str, wanted: Wanted, *, now: datetime, window: tuple[int, int]
) -> Sequence[Case]:
    """Read ``window`` = (offset, limit) of a school's cases in the order they are served."""
    query = (
        select(Case)
        .where(*_narrowed(school_id, user_id, wanted, now))
        .options(joinedload(Case.holder))
        .order_by(*ORDER)
        .offset(window[0])
        .limit(window[1])
    )
    if wanted.tier is not None:
        query = query.where(Case.served_tier == wanted.tier.value)
    return session.scalars(query).all()


def skipped(session: Session, user_id: str, case_ids: Sequence[str]) -> frozenset[str]:
    """Tell which of some cases somebody passed over."""
    return frozenset(session.scalars(select(Skip.case_id).where(Skip.user_id == user_id, Skip.case_id.in_(case_ids))))


def counts(session: Session, school_id: str, user_id: str, wanted: Wanted, *, now: datetime) -> dict[Tier, int]:
    """Count the cases that are wanted by the tier they are served in, whatever tier is wanted.

    Each tier is counted up to ``COUNTED_TO``.
    """
    narrowed = _narrowed(school_id, user_id, wanted, now)
    tiers = [
        select(literal(tier.value).label("tier"), func.count().label("number")).select_from(
            select(Case.id).where(*narrowed, Case.served_tier == tier.value).limit(COUNTED_TO).subquery()
        )
        for tier in Tier
    ]
    return {Tier(row.tier): row.number for row in session.execute(union_all(*tiers))}


def _narrowed(school_id: str, user_id: str, wanted: Wanted, now: datetime) -> list[ColumnElement[bool]]:
    """Say what is wanted in SQL, but for the tier."""
    conditions = [
        impartial(user_id),
        Case.school_id == school_id,
        Case.state.in_([state.value for state in wanted.states]),
    ]
    if wanted.category is not None:
        # What was found in a case that is read blind must not be learnt by asking for it.
        conditions.append(and_(found(wanted.category), or_(~Case.drawn, Case.revealed_at.is_not(None))))
    if wanted.holding is Holding.MINE:
        conditions.append(Case.claimed_by == user_id)
    elif wanted.holding is Holding.FREE:
        conditions.append(and_(free(now), rested(now)))
    if wanted.overdue:
        conditions.append(Case.due_at < now)
    if wanted.received_since is not None:
        conditions.append(Case.received_at >= wanted.received_since)
    if wanted.with_pictures:
        conditions.append(Case.with_files.is_(True))
    if wanted.text.strip():
        conditions.append(_named(wanted))
    if wanted.tokens:
        conditions.append(search.having(school_id, wanted.tokens))
        # Whoever is part of a case must not learn by searching what is told in it.
        conditions.append(search.open_to(user_id, [reason.value for reason in PARTIAL]))
    return conditions


def _named(wanted: Wanted) -> ColumnElement[bool]:
    named: list[ColumnElement[bool]] = [false()]
    if wanted.code is not None:
        named.append(func.substr(Case.id, 27, len(wanted.code)) == wanted.code)
    if wanted.reporters:
        kinds = [reporter.value for reporter in wanted.reporters]
        named.append(
            exists(select(Report.id).where(Report.case_id == Case.id, Report.reporter.in_(kinds)).correlate(Case))
        )
    return or_(*named)
