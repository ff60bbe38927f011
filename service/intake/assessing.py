"""From a stored report to its assessment and its case's tier.

Once, whoever comes to it first; and again whenever a picture of it was read.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Self

from classifier.risk import BEING_READ
from classifier.taxonomy import Tier
from service import audit, clock
from service.attachments import service as attachments
from service.attachments.transcript import laid_down, transcript, whole
from service.database import put
from service.errors import ServiceError
from service.impartiality import recognising
from service.intake import repository
from service.intake.content import content_of
from service.keyring import keyring, seal
from service.models import AssessmentRow
from service.models.keys import Owner
from service.passing.resting import wake
from service.principal import Principal
from service.queue.ordering import due_at
from service.queue.placing import settle
from service.queue.sample import draw
from service.related import noting
from service.related import repository as related
from service.related.copies import Match, join_if_copy, without_bands
from service.related.joining import united
from service.scoring.stored import categories_of, plain_reasons, row_of
from service.words import AttachmentState, CaseState, Role, Verb

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from classifier.schema import Assessment
    from service.attachments.picture import Picture
    from service.context import Context
    from service.intake.content import Content
    from service.models import Case, Report
    from service.queue.calendar import SchoolCalendar
    from service.sealing import DataKey


@dataclass(frozen=True, slots=True)
class Pending:
    """A report of which something waits to be assessed, and what is known of it."""

    report: Report
    content: Content
    earlier: tuple[Tier, ...] = ()  # what assessments of a part of it said
    pictures: tuple[Picture, ...] = ()
    new: DataKey | None = None  # it was committed just now and without files: nothing else of it is there, and its key


def assess(context: Context, report_id: str, *, timeout_s: float) -> None:
    """Score what was typed and what was read of a stored report's pictures so far; its case takes the tier.

    Nothing happens if all of it was scored already. Raises what ``Scorer.assess`` raises; the case then stays at the
    tier that it has.
    """
    with context.database.read() as session:
        report = repository.pending(session, report_id)
        if report is None:
            return
        content = content_of(session, report)
        earlier = tuple(Tier(row.tier) for row in report.assessments)
        pictures = attachments.of_report(session, report_id)
    _assess(context, Pending(report, content, earlier, pictures), timeout_s)


def assess_new(context: Context, report: Report, content: Content, key: DataKey, *, timeout_s: float) -> Case | None:
    """Do the same with a report that was committed just now without files, reading nothing of it again.

    Gives the case that it is in then, its own or that of which it is a copy; ``None`` if somebody else was first.
    """
    return _assess(context, Pending(report, content, new=key), timeout_s)


def _assess(context: Context, pending: Pending, timeout_s: float) -> Case | None:
    report, content, pictures = pending.report, pending.content, pending.pictures
    report_id = report.id
    read = transcript(pictures, content.reporter)
    submission = whole(content.submission, pictures, read, reading=context.reader.available)
    [assessment] = context.scorer.assess([submission], timeout_s=timeout_s)
    now, settings = clock.now(), context.settings
    words = noting.said(submission.messages, content.note, pictures)
    named = noting.digests(context.secret, words, settings.own_contacts)
    with context.database.write() as session:
        if pending.new is not None:
            keyring(session).know(Owner.REPORT, report_id, pending.new)
        found = named if pending.new is not None else named | noting.noted_pictures(session, report_id)
        match = Match.of(session, report, found, assessment.tier, most=settings.related_most, now=now)
        case, copied = related.hold_case_of(session, report, match.case_id if match else None)
        if not repository.mark_assessed(session, report_id, report.readings, now):
            return None  # somebody else did, or one more picture was read meanwhile: the next turn takes both
        row = row_of(session, report_id, assessment, now)
        if pictures:
            row.pictures = seal(session, row, AssessmentRow.pictures, laid_down(read))
        put(session, row)
        waits = Waits.of(pictures, reading=context.reader.available)
        provisional = case.provisional
        apply(case, assessment, context.calendar, now=now, earlier=pending.earlier, waits=waits)
        if provisional:
            draw(case, context.secret, context.settings.blind_share, context.calendar, now)
        itself = Principal(id=None, role=Role.SERVICE, school_id=case.school_id)
        audit.record(session, itself, Verb.ASSESS_REPORT, "report", report_id, now=now)
        joined = join_if_copy(session, case, copied, match, now=now)
        kept = without_bands(named) if joined and match is not None and match.in_words else named
        if pending.new is None:
            related.forget_words(session, report_id)
        related.lay_words(session, report_id, report.school_id, kept)
        if joined:
            recognising.let_go(session, report_id)
        if pictures:  # what was typed was looked through as it came
            recognising.recognise(session, report.school_id, report_id, words.messages, now=now)
    context.metrics.assessments.labels(assessment.tier.value).inc()
    return copied if joined else case


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


@dataclass(frozen=True, slots=True)
class Waits:
    """Whether pictures of a report are not read yet, and whether anything here will read them."""

    pictures: bool = False
    being_read: bool = False

    @classmethod
    def of(cls, pictures: Sequence[Picture], *, reading: bool) -> Self:
        """Look at a report's pictures."""
        waiting = any(picture.state is AttachmentState.STORED for picture in pictures)
        return cls(waiting, waiting and reading)


def apply(
    case: Case,
    assessment: Assessment,
    calendar: SchoolCalendar,
    *,
    now: datetime,
    earlier: Sequence[Tier] = (),
    waits: Waits = Waits(),
) -> None:
    """Let a case take the tier of its assessment.

    The first one of everything that was sent replaces the provisional tier, but is never less urgent than what
    ``earlier`` ones, of a part of it, said. While pictures wait the tier stays provisional, at P1 or higher. Any later
    one, and any after a person set the tier, may only raise it; so may that of a report which shares its case with
    others, and its findings stand beside theirs. A case that is closed keeps what people decided on.
    """
    several = case.report_count > 1
    first = case.provisional and case.tier_by is None and not several
    case.assessed, case.provisional = True, waits.pictures
    risk, found = max(0.0, min(1.0, float(assessment.risk))), categories_of(assessment)
    reasons = plain_reasons([*assessment.reasons, *([BEING_READ] if waits.being_read else ())])
    case.abstained = assessment.abstained and (case.abstained or not several)
    case.risk = max(risk, case.risk) if several else risk
    case.categories = list(dict.fromkeys([*case.categories, *found])) if several else found
    case.reasons = united(case.reasons if several else [], reasons, waiting=False)
    if case.state in (CaseState.CLOSED_HARM.value, CaseState.CLOSED_NO_HARM.value):
        return
    least = [BEING_READ.tier] if waits.pictures and first else []
    before = [] if first and not waits.pictures else [Tier(case.tier)]
    tier = Tier.most_urgent(assessment.tier, *earlier, *least, *before)
    if tier < Tier(case.tier) or not earlier:
        wake(case)  # something that whoever let it rest did not know
    if tier.value != case.tier:
        case.tier, case.due_at = tier.value, due_at(tier, case.received_at, calendar)
    settle(case, now)
