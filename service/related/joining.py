"""Putting the reports of one case into another, whoever asks for it, and what the case that stays takes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from classifier.risk import BEING_READ, NOT_ASSESSED
from classifier.taxonomy import Tier
from service import audit
from service.identifiers import new_id
from service.models import Merge
from service.queue.placing import settle
from service.related import repository
from service.scoring.stored import assessment_of, categories_of, plain_reasons
from service.words import CaseState, Verb

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from typing import Any

    from sqlalchemy.orm import Session

    from service.models import Case
    from service.principal import Principal

_OF_WAITING = (BEING_READ.code, NOT_ASSESSED.code)


def join(session: Session, who: Principal, kept: Case, emptied: Case, *, by: str | None, now: datetime) -> Merge:
    """Put all reports of ``emptied`` into ``kept``. Both rows must be held; whether they may join was asked before.

    ``kept`` becomes as urgent as the more urgent of the two, is due by the earlier of their times, and never less than
    it was. ``emptied`` keeps its own tier and time, so that it can be taken out again.
    """
    moved = repository.reports_in(session, emptied.id)
    repository.move(session, moved, emptied.id, kept.id)
    kept.report_count += len(moved)
    kept.with_files = kept.with_files or emptied.with_files
    kept.tier = Tier.most_urgent(Tier(kept.tier), Tier(emptied.tier)).value
    kept.due_at = min(kept.due_at, emptied.due_at)
    kept.risk = max(kept.risk, emptied.risk)
    kept.assessed = kept.assessed and emptied.assessed
    kept.provisional = kept.provisional or emptied.provisional
    kept.abstained = kept.abstained and emptied.abstained
    kept.categories = list(dict.fromkeys([*kept.categories, *emptied.categories]))
    kept.reasons = united(kept.reasons, emptied.reasons)
    settle(kept, now)
    emptied.state, emptied.merged_into, emptied.report_count = CaseState.MERGED.value, kept.id, 0
    emptied.claimed_by = emptied.claimed_until = emptied.lifts_at = None
    emptied.fence += 1  # whoever has it open in another tab is told
    row = Merge(id=new_id(), kept_id=kept.id, merged_id=emptied.id, report_ids=moved, at=now, user_id=by)
    session.add(row)
    for case in (kept, emptied):
        audit.record(session, who, Verb.MERGE_CASES, "case", case.id, now=now)
    session.flush()
    return row


def part(
    session: Session, who: Principal, kept: Case, reopened: Case, moved: Iterable[str], *, now: datetime
) -> list[str]:
    """Put reports back from ``kept`` into ``reopened``, which waits again with its own tier and time.

    ``kept`` keeps its tier and its time: only a person makes a case less urgent. Its reasons are those of the reports
    that are left. Gives the reports that were moved.
    """
    still = set(repository.reports_in(session, kept.id))
    back = [report_id for report_id in moved if report_id in still]
    repository.move(session, back, kept.id, reopened.id)
    kept.report_count -= len(back)
    kept.with_files = repository.has_files(session, kept.id)
    _gather(session, kept)
    settle(kept, now)
    reopened.state, reopened.merged_into = CaseState.OPEN.value, None
    reopened.report_count = len(back)
    settle(reopened, now)
    for case in (kept, reopened):
        audit.record(session, who, Verb.UNMERGE_CASES, "case", case.id, now=now)
    session.flush()
    return back


def united(reasons: list[dict[str, Any]], more: list[dict[str, Any]], *, waiting: bool = True) -> list[dict[str, Any]]:
    """Join the reasons of several reports, each once, most urgent first.

    Without ``waiting`` the earlier ones that only say that something was not looked at yet are left out.
    """
    kept = [reason for reason in reasons if waiting or reason["code"] not in _OF_WAITING]
    once = {(reason["code"], reason["tier"]): reason for reason in (*kept, *more)}
    return sorted(once.values(), key=lambda reason: reason["tier"])  # stable


def _gather(session: Session, case: Case) -> None:
    """Read off a case's reports what was found in them; a report that was not assessed keeps the case as it is."""
    rows = repository.newest_assessments(session, case.id)
    if len(rows) < case.report_count or not rows:
        return
    found = [one for one in (assessment_of(session, row) for row in rows) if one is not None]
    if len(found) < len(rows):
        return
    case.risk = max(0.0, min(1.0, max(one.risk for one in found)))
    case.abstained = all(one.abstained for one in found)
    case.categories = list(dict.fromkeys(name for one in found for name in categories_of(one)))
    reasons: list[dict[str, Any]] = []
    for one in found:
        reasons = united(reasons, plain_reasons(one.reasons))
    case.reasons = reasons
