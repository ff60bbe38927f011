"""What new words from a reporter do to the case: it comes back to the queue, and its tier may only rise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from classifier.risk import NOT_ASSESSED
from classifier.taxonomy import Tier
from service.queue.ordering import due_at
from service.queue.placing import settle
from service.scoring.stored import plain_reasons
from service.words import CaseState

if TYPE_CHECKING:
    from datetime import datetime

    from classifier.schema import Assessment
    from service.models import Case
    from service.queue.calendar import SchoolCalendar


def put_forward(case: Case, assessment: Assessment | None, calendar: SchoolCalendar, *, now: datetime) -> None:
    """Bring a case before people again. Needs a ``write()`` session that holds the case.

    The letter is scored by itself. The tier becomes the most urgent of the case's and the letter's; a letter that could
    not be scored (``None``) counts as P1, as a report does. A case that was closed or passed on is open again and due
    anew from now; in one that is open, a raised tier can only bring the due time nearer. Whoever holds it keeps it.
    """
    tier = Tier.most_urgent(Tier(case.tier), assessment.tier if assessment is not None else NOT_ASSESSED.tier)
    raised = tier.value != case.tier
    due = due_at(tier, now, calendar)
    if case.state != CaseState.OPEN.value:
        case.state, case.decided_at = CaseState.OPEN.value, None
        case.claimed_by = case.claimed_until = None
        case.due_at = due
    elif raised:
        case.due_at = min(case.due_at, due)
    case.resting_until = None
    if raised:
        case.tier = tier.value
        case.provisional = False  # what the report's own assessment says later may no longer lower it
    if assessment is not None:
        case.risk = max(case.risk, min(1.0, float(assessment.risk)))
    known = {row["code"] for row in case.reasons}
    said = assessment.reasons if assessment is not None else (NOT_ASSESSED,)
    added = [reason for reason in said if reason.code not in known and reason.tier is not Tier.P3]
    case.reasons = sorted([*case.reasons, *plain_reasons(added)], key=lambda row: str(row["tier"]))
    settle(case, now)
