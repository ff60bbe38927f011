"""How long one case is kept, as its page says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from service.retention import due, holds, requests

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

    from service.retention.holds import HoldRead
    from service.retention.requests import Asked


@dataclass(frozen=True, slots=True)
class Keeping:
    """The end of a case's time, and what was said about it."""

    ends_at: datetime | None  # None: the case is not closed, or nothing ends by itself here
    hold: HoldRead | None
    asked: Asked | None

    @classmethod
    def of(cls, session: Session, case_id: str, *, closed: bool, days: int) -> Self:
        """Read it. The caller has checked who asks."""
        return cls(
            due.ends_at(session, case_id, days) if closed else None,
            holds.of_case(session, case_id),
            requests.of_case(session, case_id),
        )
