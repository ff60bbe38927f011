"""From a stored report to its assessment and its case's tier: once, whoever comes to it first."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from classifier.taxonomy import Tier
from service import clock
from service.errors import ServiceError
from service.intake import repository
from service.intake.content import taken_up
from service.queue.ordering import due_at
from service.scoring.stored import categories_of, plain_reasons, row_of
from service.words import CaseState

if TYPE_CHECKING:
    from classifier.schema import Assessment
    from service.context import Context
    from service.models import Case
    from service.queue.calendar import SchoolCalendar


def assess(context: Context, report_id: str, *, timeout_s: float) -> None:
    """Score a report that is stored, and let its case take the tier. Nothing happens if it was scored already.

    Raises what ``Scorer.assess`` raises; the case then stays at the tier it was taken in with.
    """
    with context.database.read() as session:
        report = repository.pending(session, report_id)
        if report is None:
            return
        content = taken_up(report.content, report.reporter)
    [assessment] = context.scorer.assess([content.submission], timeout_s=timeout_s)
    now = clock.now()
    with context.database.write() as session:
        if not repository.mark_assessed(session, report_id, now):
            return
        session.add(row_of(report_id, assessment, now))
        apply(repository.case_of(session, report_id), assessment, context.calendar)
    context.metrics.assessments.labels(assessment.tier.value).inc()


def assess_next_pending(context: Context) -> bool:
    """Score the report that waited longest, if a model serves; tells whether there was one."""
    if context.scorer.champion.version is None:
        return False
    settings = context.settings
    with context.database.write() as session:
        report_id = repository.take_pending(
            session,
            clock.now(),
            timedelta(seconds=settings.batch_timeout_s + settings.retry_s),
            timedelta(seconds=settings.batch_timeout_s + settings.retry_most_s),
        )
    if report_id is None:
        return False
    try:
        assess(context, report_id, timeout_s=settings.batch_timeout_s)
    except ServiceError:
        return True  # counted and logged where it happened; its next turn is set already
    return True


def apply(case: Case, assessment: Assessment, calendar: SchoolCalendar) -> None:
    """Let a case take the tier of its assessment.

    The first one replaces the provisional tier of "chưa chấm được". Any later one, and any after a person set the
    tier, may only raise it. A case that is closed keeps what people decided on.
    """
    first = not case.assessed and case.tier_by is None
    case.assessed = True
    case.abstained = assessment.abstained
    case.risk = max(0.0, min(1.0, float(assessment.risk)))
    case.categories = categories_of(assessment)
    case.reasons = plain_reasons(assessment.reasons)
    if case.state in (CaseState.CLOSED_HARM.value, CaseState.CLOSED_NO_HARM.value):
        return
    tier = assessment.tier if first else Tier.most_urgent(Tier(case.tier), assessment.tier)
    if tier.value != case.tier:
        case.tier, case.due_at = tier.value, due_at(tier, case.received_at, calendar)
