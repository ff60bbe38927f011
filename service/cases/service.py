"""The work on one case: read, claim, keep, release, decide; ``undoing`` takes a decision back.

Every function leaves an audit row in its transaction.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from classifier.limits import MAX_MESSAGES
from classifier.schema import Submission
from classifier.taxonomy import Category, Tier
from service import audit
from service.attachments import service as attachments
from service.attachments.transcript import shown_now
from service.cases import access, repository, undoing
from service.cases.file import CaseFile, Claim, Decided, ReportRead
from service.deliveries import service as deliveries
from service.errors import DoneError, FieldError, HeldError, InvalidError
from service.identifiers import new_id
from service.intake.content import Content, content_of
from service.letters import service as letters
from service.models import Decision
from service.models.keys import Owner
from service.outages import UnopenedError
from service.passing import story
from service.queue.entry import Entry, entry
from service.queue.ordering import due_at
from service.queue.placing import settle
from service.related import service as related
from service.scoring.stored import assessment_of
from service.sealing.keyring import keyring, seal, shown_if_any
from service.words import Outcome, Reporter, Verb
from service.writing import service as writing

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime, timedelta

    from sqlalchemy.orm import Session

    from classifier.schema import Assessment
    from service.cases.file import Held, Rules, Ruling
    from service.context import Context
    from service.models import Report
    from service.principal import Principal


def read(session: Session, context: Context, who: Principal, case_id: str, *, now: datetime) -> CaseFile:
    """Open a case with its content; the reading itself is written down, so it needs a ``write()`` session.

    NotFoundError for another school's case as for one that does not exist, ForbiddenError for somebody who is part of
    what it tells.
    """
    case = access.open_case(session, who, case_id)
    audit.record(session, who, Verb.READ_CASE, "case", case_id, now=now)
    seen = entry(case, who, now)
    reports = tuple(_read(session, report) for report in _reports(session, case_id))
    if seen.blind:  # what the machine said of it is not shown before somebody has decided
        reports = tuple(replace(report, assessment=None) for report in reports)
    most, words = context.settings.related_most, [word for report in reports for word in report.words]
    return CaseFile(
        entry=seen,
        reports=reports,
        decisions=tuple(_decided(session, row) for row in repository.decisions(session, case_id)),
        deliveries=deliveries.of_case(session, case_id),
        notes=writing.notes_of(session, case_id),
        moves=story.moves(session, who, case_id),
        handed_over=story.handed_over(session, who, case),
        skips=story.skips(session, who, case_id),
        draft=writing.draft_of(session, who, case_id),
        resting_until=case.resting_until if case.resting_until is not None and case.resting_until > now else None,
        letters=letters.of_case(session, case_id, now=now),
        related=related.of_case(session, who, case_id, context.secret, most=most, words=words),
        erased=tuple(repository.erased_reports(session, case_id)),
    )


def _reports(session: Session, case_id: str) -> Sequence[Report]:
    found = repository.reports(session, case_id)
    keyring(session).fetch(Owner.REPORT, (report.id for report in found))
    return found


def _read(session: Session, report: Report) -> ReportRead:
    """Open a report: what was typed, and behind it what its pictures show, as the newest assessment counts them."""
    try:
        content, readable = content_of(session, report), True
    except UnopenedError:  # its key is lost: the case stays, and says so
        content, readable = Content(Submission(()), Reporter(report.reporter)), False
    newest = report.assessments[-1] if report.assessments else None
    pictures = attachments.of_report(session, report.id)
    assessed = attachments.transcript_of(session, newest) if newest is not None else None
    assessment = assessment_of(session, newest) if newest is not None else None
    typed = content.submission
    messages = (*typed.messages, *shown_now(assessed, pictures, content.reporter))[:MAX_MESSAGES]
    return ReportRead(
        id=report.id,
        received_at=report.received_at,
        content=replace(content, submission=replace(typed, messages=messages)),
        assessment=_within(assessment, len(messages)) if assessment is not None else None,
        pictures=pictures,
        readable=readable,
    )


def _within(assessment: Assessment, messages: int) -> Assessment:
    """Leave out what points to words that cannot be opened any more, because a report's key is lost."""
    return replace(
        assessment,
        findings=tuple(one for one in assessment.findings if one.span.message < messages),
        evidence=tuple(one for one in assessment.evidence if one.span.message < messages),
        counter_evidence=tuple(one for one in assessment.counter_evidence if one.span.message < messages),
        first_reached={tier: at for tier, at in assessment.first_reached.items() if at < messages},
    )


def claim(session: Session, who: Principal, case_id: str, *, now: datetime, lease: timedelta) -> Claim:
    """Take this very case, or hold one's own longer. Needs a ``write()`` session.

    A rest ends with it. HeldError if a colleague holds it, DoneError if it is closed, ForbiddenError for somebody who
    is part of what it tells, NotFoundError.
    """
    access.open_case(session, who, case_id, lock=True)  # their own skip in another tab waits, or is seen
    if not repository.claim(session, who.school, case_id, who.user_id, now=now, lease=lease):
        raise DoneError if access.closed(access.find_case(session, who, case_id)) else HeldError
    audit.record(session, who, Verb.CLAIM_CASE, "case", case_id, now=now)
    case = access.find_case(session, who, case_id)
    return Claim(case_id, case.fence, now + lease)


def heartbeat(session: Session, who: Principal, held: Held, *, now: datetime, lease: timedelta) -> Claim:
    """Hold a claim for another lease. Needs a ``write()`` session; StaleClaimError, NotFoundError."""
    access.change_held(session, who, held, {"claimed_until": now + lease})
    return Claim(held.case_id, held.fence, now + lease)


def release(session: Session, who: Principal, held: Held, *, now: datetime) -> None:
    """Put a case back into the queue undecided. Needs a ``write()`` session; StaleClaimError, NotFoundError."""
    access.change_held(session, who, held, {"claimed_by": None, "claimed_until": None})
    audit.record(session, who, Verb.RELEASE_CASE, "case", held.case_id, now=now)


def decide(session: Session, who: Principal, held: Held, ruling: Ruling, *, rules: Rules, now: datetime) -> Entry:
    """Decide a case and let go of it; what this person had typed is done with. Needs a ``write()`` session.

    It can be undone for a moment, and nothing is sent to anybody before that is over: see ``undoing``. InvalidError
    naming the field, StaleClaimError if the token is old (nothing is applied then), NotFoundError.
    """
    case_id = held.case_id
    case = access.find_case(session, who, case_id, lock=True)  # a rescore must not raise the tier under this decision
    _check(ruling, Tier(case.tier))
    before, after = Tier(case.tier), ruling.tier or Tier(case.tier)
    draft = writing.draft_of(session, who, case_id)
    snapshot = undoing.snapshot(case, draft.content if draft is not None else _typed(ruling))
    values: dict[str, Any] = {
        "state": ruling.outcome.state.value,
        "claimed_by": None,
        "claimed_until": None,
        "resting_until": None,
        "decided_at": None if ruling.outcome is Outcome.KEPT_OPEN else now,
        "revealed_at": case.revealed_at or now,
    }
    if after is not before:
        due = due_at(after, case.received_at, rules.calendar)
        values |= {"tier": after.value, "tier_by": who.user_id, "due_at": due}
    access.change_held(session, who, held, values)
    session.refresh(case)
    settle(case, now)
    row = Decision(
        id=new_id(),
        case_id=case_id,
        user_id=who.user_id,
        made_at=now,
        outcome=ruling.outcome.value,
        category=ruling.category.value if ruling.category else None,
        tier_before=before.value,
        tier_after=after.value,
    )
    row.reason = seal(session, row, Decision.reason, ruling.reason) if ruling.reason else None
    row.note = seal(session, row, Decision.note, ruling.note) if ruling.note else None
    row.before = seal(session, row, Decision.before, snapshot)
    session.add(row)
    deliveries.line_up(session, who, case_id, ruling.targets, now=now, wait=rules.undo)
    writing.drop_draft(session, who, case_id)
    audit.record(session, who, Verb.DECIDE_CASE, "case", case_id, now=now)
    session.flush()
    return entry(access.find_case(session, who, case_id), who, now)


def _typed(ruling: Ruling) -> dict[str, Any]:
    """Give what was typed into a decision as a draft, so that undoing puts it back where none had been saved yet."""
    return {
        "outcome": ruling.outcome.value,
        "category": ruling.category.value if ruling.category else "",
        "tier": ruling.tier.value if ruling.tier else "",
        "reason": ruling.reason or "",
        "note": ruling.note or "",
        "targets": [target.value for target in ruling.targets],
    }


def _check(ruling: Ruling, tier: Tier) -> None:
    errors = []
    if ruling.tier is not None and ruling.tier is not tier and not (ruling.reason or "").strip():
        errors.append(FieldError("reason", "hãy ghi lý do khi đổi mức khẩn cấp", "say why the tier changes"))
    if ruling.outcome is Outcome.ESCALATED and not ruling.targets:
        errors.append(FieldError("targets", "hãy chọn nơi chuyển tiếp", "choose whom to pass it on to"))
    if ruling.outcome is not Outcome.ESCALATED and ruling.targets:
        errors.append(FieldError("targets", "chỉ dùng khi chuyển tiếp", "only for escalated"))
    if ruling.outcome is Outcome.CLOSED_NO_HARM and ruling.category is not None:
        errors.append(FieldError("category", "không dùng khi không có sự việc gây hại", "not with closed_no_harm"))
    if errors:
        raise InvalidError(errors=errors)


def _decided(session: Session, row: Decision) -> Decided:
    return Decided(
        made_at=row.made_at,
        by=row.user.display_name,
        outcome=Outcome(row.outcome),
        category=Category(row.category) if row.category else None,
        tier_before=Tier(row.tier_before),
        tier_after=Tier(row.tier_after),
        reason=shown_if_any(session, row, Decision.reason),
        note=shown_if_any(session, row, Decision.note),
        undone_at=row.undone_at,
    )
