"""Where a case stands, written on its row: whoever changes what the order depends on calls ``settle`` after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from classifier.taxonomy import Tier
from service.queue.ordering import Place, lifts_at, served_tier

if TYPE_CHECKING:
    from datetime import datetime

    from service.models import Case


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
    """Write the tier that a case is served in, and when time alone will lift it. Needs a ``write()`` session."""
    place = place_of(case)
    case.served_tier, case.lifts_at = served_tier(place, now).value, lifts_at(place, now)
    case.urgent_since = (
        (case.urgent_since or now) if place.tier is Tier.P0 else None
    )  # deliveries.on_call counts from it
