"""The month's report, made for somebody; that it was made is written down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service import audit
from service.statistics import repository, service
from service.statistics.report import report
from service.words import Verb

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

    from service.principal import Principal
    from service.statistics.period import Period
    from service.statistics.report import Report


def report_of(session: Session, who: Principal, period: Period, *, now: datetime) -> Report:
    """Make the report of this person's school, or of all schools. Needs a ``write()`` session."""
    found = service.gather(session, who, period, now=now)
    audit.record(session, who, Verb.EXPORT_STATISTICS, "month", f"{period.first:%Y-%m}", now=now)
    of = repository.school_name(session, who.school_id) if who.school_id is not None else "Các trường"
    return report(found, of)
