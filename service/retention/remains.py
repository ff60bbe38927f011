"""What is still told of a case after its content is gone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from classifier.taxonomy import Tier
from service import permissions
from service.cases import repository as cases
from service.errors import NotFoundError
from service.impartiality.repository import is_named
from service.retention import repository
from service.words import CaseState, ErasureWhy, Verb

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

    from service.principal import Principal


@dataclass(frozen=True, slots=True)
class Remains:
    """A case whose content was erased: that it was, how it ended, and when and why it went. Nothing of what it told."""

    case_id: str
    tier: Tier
    state: CaseState
    received_at: datetime
    closed_at: datetime | None
    erased_at: datetime
    why: ErasureWhy
    reports: int
    asked_by: str | None  # display name
    agreed_by: str | None


def of_case(session: Session, who: Principal, case_id: str) -> Remains | None:
    """Tell what is left of a case; ``None`` if it was not erased. NotFoundError, ForbiddenError."""
    permissions.require(who, Verb.READ_CASE)
    case = cases.find(session, who.school, case_id)
    if case is None or is_named(session, case_id, who.user_id):
        raise NotFoundError
    if case.erased_at is None:
        return None
    row = repository.erasure_of(session, _kept_by(session, case.id))
    names = repository.names(session, [one for one in (row.by_id, row.agreed_by) if one] if row else [])
    return Remains(
        case_id=case.id,
        tier=Tier(case.tier),
        state=CaseState(case.state),
        received_at=case.received_at,
        closed_at=case.decided_at,
        erased_at=case.erased_at,
        why=ErasureWhy(row.why) if row else ErasureWhy.RETENTION,
        reports=case.report_count,
        asked_by=names.get(row.by_id or "") if row else None,
        agreed_by=names.get(row.agreed_by or "") if row else None,
    )


def why(session: Session, report_id: str) -> ErasureWhy:
    """Tell why a report was erased."""
    report = repository.find_report(session, report_id)
    if report is None:
        raise NotFoundError
    row = repository.erasure_of(session, report.case_id, report_id)
    return ErasureWhy(row.why) if row else ErasureWhy.RETENTION


def _kept_by(session: Session, case_id: str) -> str:
    """Follow a merged case to the one that it was erased with."""
    while (target := repository.merged_into(session, case_id)) is not None:
        case_id = target
    return case_id
