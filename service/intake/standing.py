"""Where a report stands, for whoever filed it or holds its receipt: no content, no names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from classifier.taxonomy import Tier
from service.attachments import service as attachments
from service.errors import NotFoundError
from service.intake import receipt, repository
from service.words import AttachmentState, CaseState, ReportState

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

    from service.attachments.picture import Fate
    from service.context import Context
    from service.models import Case, Report
    from service.principal import Principal


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a report stands, without content."""

    id: str
    state: ReportState
    received_at: datetime
    tier: Tier
    due_at: datetime
    assessed: bool  # everything that was sent, pictures included
    files: tuple[Fate, ...] = ()  # in the order in which they were sent
    erased_at: datetime | None = None  # its content was given up for good then


def standing(session: Session, who: Principal, report_id: str, *, now: datetime) -> Standing:
    """Tell where a report of this school stands; NotFoundError. Needs a ``read()`` session."""
    report = repository.of_school(session, who.school, report_id)
    if report is None:
        raise NotFoundError
    fates = attachments.fates(session, report_id)
    assessed = report.assessed_at is not None and all(one.state is not AttachmentState.STORED for one in fates)
    return standing_of(report, report.case, now, assessed=assessed, files=fates)


def digest_of(context: Context, receipt_text: str, address: str, *, writes: bool = False) -> bytes:
    """Hash a receipt that somebody typed, if there is a report with it; NotFoundError, TooManyError.

    ``address`` is where the request came from, for throttling only; it is never stored. A receipt that there is has
    limits of its own, from wherever it is used: a slip that was found or photographed is no way to flood the desk.
    """
    throttles = context.throttles
    throttles.receipt.check(address)
    throttles.receipt_misses.check(address)
    throttles.receipt.count(address)
    digest = receipt.digest(context.secret, receipt_text)
    if digest is not None:
        with context.database.read() as session:
            known = repository.with_receipt(session, digest) is not None
        if known:
            key = digest.hex()
            for limit in (throttles.receipt_uses, *((throttles.receipt_letters,) if writes else ())):
                limit.check(key)
                limit.count(key)
            return digest
    throttles.receipt_misses.count(address)
    raise no_such_receipt()


def look_up(session: Session, receipt_hash: bytes, *, now: datetime) -> Standing:
    """Tell where the report stands that a receipt is for; NotFoundError."""
    report = repository.with_receipt(session, receipt_hash)
    if report is None:
        raise no_such_receipt()
    return standing_of(report, report.case, now, assessed=report.assessed_at is not None)


def no_such_receipt() -> NotFoundError:
    """Make the error for a receipt that there is not, and for what is no receipt: which of them is not told."""
    return NotFoundError("Không có phản ánh nào với mã này.", "There is no report with this receipt.")


def standing_of(report: Report, case: Case, now: datetime, *, assessed: bool, files: tuple[Fate, ...] = ()) -> Standing:
    """Tell where a report stands, from its rows."""
    state = {
        CaseState.OPEN: ReportState.RECEIVED,
        CaseState.ESCALATED: ReportState.ESCALATED,
        CaseState.CLOSED_HARM: ReportState.CLOSED,
        CaseState.CLOSED_NO_HARM: ReportState.CLOSED,
        CaseState.MERGED: ReportState.CLOSED,  # its reports belong to the other case; none is left in it
    }[CaseState(case.state)]
    if report.erased_at is not None:
        state = ReportState.ERASED
    elif state is ReportState.RECEIVED and case.claimed_until is not None and case.claimed_until >= now:
        state = ReportState.IN_PROGRESS
    return Standing(
        id=report.id,
        state=state,
        received_at=report.received_at,
        tier=Tier(case.tier),
        due_at=case.due_at,
        assessed=assessed,
        files=files,
        erased_at=report.erased_at,
    )
