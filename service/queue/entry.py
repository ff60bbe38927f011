"""One line of the queue, as a page or an answer shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from classifier.schema import Reason
from classifier.taxonomy import Category, Tier
from service.queue.ordering import served_tier
from service.queue.placing import place_of
from service.queue.sample import blind
from service.words import CaseState

if TYPE_CHECKING:
    from datetime import datetime

    from service.models import Case
    from service.principal import Principal


@dataclass(frozen=True, slots=True)
class Entry:
    """A case without its content: how urgent, why, by when, and who holds it.

    While it is read blind it holds nothing that the machine thinks of it, so that no page and no answer can tell.
    """

    case_id: str
    state: CaseState
    tier: Tier | None  # as assessed or as a person set it; None: read blind
    served_as: Tier  # one tier more urgent when overdue, when a crowd reports it, when drawn
    overdue: bool
    due_at: datetime  # UTC
    received_at: datetime  # UTC
    risk: float | None  # 0..1; None: read blind
    assessed: bool  # False: "chưa chấm được"
    abstained: bool  # too little to tell
    categories: tuple[Category, ...]  # what was found, strongest first
    reasons: tuple[Reason, ...]  # most urgent first; never a word of the report
    holder: str | None  # display name, while the lease holds
    held_until: datetime | None
    mine: bool  # this person holds it
    fence: int | None  # the token to send with a decision; only when ``mine``
    blind: bool = False  # drawn by chance, and nobody has decided it yet: see words.Drawn
    resting_until: datetime | None = None  # held back by a person until then


def entry(case: Case, who: Principal, now: datetime) -> Entry:
    """Show a case to somebody at a moment."""
    hidden = blind(case)
    holds = case.claimed_by is not None and case.claimed_until is not None
    # The holder keeps seeing the case as theirs after the lease ran out, until somebody else takes it: their token is
    # still good, and what they typed is not lost over a pause.
    mine = holds and case.claimed_by == who.id
    held = holds and case.claimed_until is not None and case.claimed_until >= now
    rests = case.resting_until is not None and case.resting_until > now
    return Entry(
        case_id=case.id,
        state=CaseState(case.state),
        tier=None if hidden else Tier(case.tier),
        served_as=served_tier(place_of(case), now),
        overdue=case.due_at < now,
        due_at=case.due_at,
        received_at=case.received_at,
        risk=None if hidden else case.risk,
        assessed=case.assessed,
        abstained=case.abstained and not hidden,
        categories=() if hidden else tuple(Category(name) for name in case.categories),
        reasons=() if hidden else tuple(_reason(row) for row in case.reasons),
        holder=case.holder.display_name if held and case.holder is not None else None,
        held_until=case.claimed_until if held else None,
        mine=mine,
        fence=case.fence if mine else None,
        blind=hidden,
        resting_until=case.resting_until if rests else None,
    )


def _reason(row: dict[str, str]) -> Reason:
    return Reason(row["code"], Tier(row["tier"]), row["vi"], row["en"])
