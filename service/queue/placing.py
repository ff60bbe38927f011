"""Where a case stands, written on its row: whoever changes what the order depends on calls ``settle`` after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from classifier.taxonomy import Tier
from service.queue.ordering import CROWD, Place, lifts_at, served_tier
from service.words import CaseState

if TYPE_CHECKING:
    from datetime import datetime

    from service.models import Case

_WAITING = (CaseState.OPEN.value, CaseState.ESCALATED.value)


def place_of(case: Case) -> Place:
    """Read what decides where a case stands off its row."""
    return Place(
        tier=Tier(case.tier),
        due_at=case.due_at,
        risk=case.risk,
        received_at=case.received_at,
        id=case.id,
        reports=case.report_count,
        drawn=case.drawn,
    )


def settle(case: Case, now: datetime) -> None:
    """Write the tier that a case is served in, and when time alone will lift it. Needs a ``write()`` session.

    A drawn case that is raised by anything is drawn no longer: it is there for a reason now, and shows it. What a
    person decided about a drawn case leaves the mark, since it is what the sample is drawn for.
    """
    if case.revealed_at is None and (case.tier != Tier.P3.value or case.report_count >= CROWD):
        case.drawn = False
    place = place_of(case)
    case.served_tier = served_tier(place, now).value
    case.lifts_at = lifts_at(place, now) if case.state in _WAITING else None
    # deliveries.on_call counts from it
    case.urgent_since = (case.urgent_since or now) if place.tier is Tier.P0 else None
