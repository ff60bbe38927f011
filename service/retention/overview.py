"""What a lead must know of keeping and erasing: what ends soon, what is held, what waits for a second word."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from service import audit
from service.permissions import require
from service.retention import due, holds, requests
from service.words import Verb

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session

    from service.principal import Principal
    from service.retention.due import Ending
    from service.retention.holds import HoldRead
    from service.retention.requests import Asked


@dataclass(frozen=True, slots=True)
class Overview:
    """A school's cases that time, a hold or a request concerns."""

    ending: Sequence[Ending]  # within due.NOTICE
    held: Sequence[HoldRead]
    asked: Sequence[Asked]


def overview(session: Session, who: Principal, *, days: int, now: datetime) -> Overview:
    """Show it; reasons are words about a case, so that it was read is written down. Needs a ``write()`` session."""
    require(who, Verb.READ_RETENTION)
    audit.record(session, who, Verb.READ_RETENTION, "school", who.school, now=now)
    return Overview(
        ending=due.ending(session, who, now=now, days=days, within=due.NOTICE),
        held=holds.of_school(session, who),
        asked=requests.of_school(session, who),
    )
