"""Taking a report in: it is committed before anything else happens to it, so nothing that comes later can lose it."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

import structlog
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from classifier.risk import BEING_READ, NOT_ASSESSED, by_the_reporter
from classifier.taxonomy import Tier
from service import audit
from service.attachments import service as attachments
from service.attachments.rows import rows_of
from service.database import put
from service.errors import FieldError, InvalidError, NoSpaceError, NotFoundError, ServiceError
from service.identifiers import new_id
from service.impartiality import recognising
from service.intake import assessing, receipt, repository
from service.jobs.announcing import announce
from service.jobs.work import Work
from service.keyring import keyring, seal
from service.models import Case, Report
from service.models.keys import Owner
from service.queue.ordering import due_at
from service.queue.placing import settle
from service.scoring.stored import plain_reasons
from service.words import AttachmentState, CaseState, ReportState, Verb

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

    from service.attachments.incoming import Incoming
    from service.attachments.picture import Fate
    from service.context import Context
    from service.intake.content import Content
    from service.principal import Principal
    from service.sealing import DataKey

_log = structlog.get_logger()
_GRACE = timedelta(seconds=2)  # a job leaves a report to its own request for the scoring timeout and this


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


@dataclass(frozen=True, slots=True)
class Stored:
    """A report that is committed."""

    report: Report
    receipt: str
    repeated: bool  # it was there before
    new: DataKey | None = None  # its key, if it came just now and without files: all that there is of it is known


@dataclass(frozen=True, slots=True)
class Filed:
    """The answer to somebody who filed a report. The receipt is told here and never stored."""

    standing: Standing
    receipt: str
    repeated: bool  # the same request had come before


def file_report(
    context: Context,
    who: Principal,
    content: Content,
    *,
    idempotency_key: str | None,
    now: datetime,
    incoming: Incoming | None = None,
) -> Filed:
    """Store a report, then score it if that goes quickly; if not, a job does it and the case waits at P1 or higher.

    ``incoming`` holds the files that came with it, sealed already; they are on the disk before the report is committed,
    and a job reads them. The same Idempotency-Key with the same content and files gives the same report and receipt
    again, and InvalidError naming the header with another content. NoSpaceError if the files cannot be stored.
    For whoever has no account the receipt stands for the key: nobody else can have the same.
    """
    stored = _store(context, who, content, incoming, idempotency_key, now)
    report = stored.report
    case = _scored(context, stored, content, now)
    if not stored.repeated:
        context.metrics.reports.inc()
        for one in incoming.received if incoming is not None else ():
            state = AttachmentState.STORED if one.refusal is None else AttachmentState.REFUSED
            context.metrics.attachments.labels(state.value).inc()
    if case is not None:  # nothing that is not known has to be read again
        return Filed(_standing(report, case, now, assessed=True), stored.receipt, stored.repeated)
    with context.database.read() as session:
        return Filed(standing(session, who, report.id, now=now), stored.receipt, stored.repeated)


def _scored(context: Context, stored: Stored, content: Content, now: datetime) -> Case | None:
    """Score a report that was stored, if that goes quickly; gives its case if it is new, whole and scored."""
    timeout_s = context.settings.scoring_timeout_s
    try:
        if stored.new is not None:
            return assessing.assess_new(context, stored.report, content, stored.new, timeout_s=timeout_s)
        assessing.assess(context, stored.report.id, timeout_s=timeout_s)
    except (ServiceError, SQLAlchemyError):
        # The report is committed; whatever came after it is a job's work now and no reason to refuse it.
        with suppress(SQLAlchemyError), context.database.write() as session:
            repository.put_forward(session, stored.report.id, now)
            announce(session, Work.ASSESSING)
    return None


def standing(session: Session, who: Principal, report_id: str, *, now: datetime) -> Standing:
    """Tell where a report of this school stands; NotFoundError. Needs a ``read()`` session."""
    report = repository.of_school(session, who.school, report_id)
    if report is None:
        raise NotFoundError
    fates = attachments.fates(session, report_id)
    assessed = report.assessed_at is not None and all(one.state is not AttachmentState.STORED for one in fates)
    return _standing(report, report.case, now, assessed=assessed, files=fates)


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
    return _standing(report, report.case, now, assessed=report.assessed_at is not None)


def no_such_receipt() -> NotFoundError:
    """Make the error for a receipt that there is not, and for what is no receipt: which of them is not told."""
    return NotFoundError("Không có phản ánh nào với mã này.", "There is no report with this receipt.")


def _store(
    context: Context,
    who: Principal,
    content: Content,
    incoming: Incoming | None,
    idempotency_key: str | None,
    now: datetime,
) -> Stored:
    """Commit a report, its case and its files.

    Files that do not belong to a report in the end are taken away again, whatever happens.
    """
    committed = False
    try:
        if incoming is not None:
            incoming.settle()
        stored = _commit(context, who, content, incoming, idempotency_key, now)
        committed = not stored.repeated
    except OSError as error:
        _log.error("files were not stored", why=type(error).__name__)
        raise NoSpaceError from None
    finally:
        if incoming is not None and not committed:
            incoming.discard()
    return stored


def _commit(
    context: Context,
    who: Principal,
    content: Content,
    incoming: Incoming | None,
    idempotency_key: str | None,
    now: datetime,
) -> Stored:
    body = json.dumps([content.laid_down(), content.reporter.value], sort_keys=True).encode()
    files = [one.sha256 for one in incoming.received] if incoming is not None else []
    body_hash = context.secret.digest("body", body, *files)
    key_hash = None
    receipt_text = receipt.fresh()
    if idempotency_key is not None:
        sender = who.id or f"anyone at {who.school}"
        key_hash = context.secret.digest("idempotency", sender.encode(), idempotency_key.encode())
        receipt_text = receipt.derived(context.secret, sender, idempotency_key)
    receipt_hash = receipt.digest(context.secret, receipt_text)
    if receipt_hash is None:
        raise RuntimeError("a receipt of our own making must be one")

    def earlier(session: Session) -> Report | None:
        found = _with_key(session, who, key_hash, receipt_hash) if key_hash else None
        if found is None:
            return None
        if found.erased_at is None and found.body_hash != body_hash:  # what it was compared with is erased, too
            raise InvalidError(errors=[_OTHER_BODY])
        return found

    try:
        with context.database.write() as session:
            found = earlier(session)
            if found is not None:
                return Stored(found, receipt_text, repeated=True)
            case = _case(who, content, context, now, waits=incoming is not None and bool(incoming.stored))
            case.with_files = incoming is not None and bool(incoming.received)
            put(session, case)
            report = Report(
                id=incoming.report_id if incoming is not None else new_id(),
                school_id=who.school,
                case_id=case.id,
                api_key_id=who.id,
                received_at=now,
                reporter=content.reporter.value,
                messages=len(content.submission.messages),
                receipt_hash=receipt_hash,
                idempotency_hash=key_hash,
                body_hash=body_hash,
                readings=0,
                next_try_at=now + timedelta(seconds=context.settings.scoring_timeout_s) + _GRACE,
                search_due_at=now,
            )
            key = keyring(session).make(Owner.REPORT, report.id, incoming.key if incoming is not None else None)
            report.content = seal(session, report, Report.content, content.laid_down())
            put(session, report)
            _add_files(session, incoming, now)
            said = (content.note or "", *(message.text for message in content.submission.messages))
            recognising.recognise(session, who.school, report.id, said, now=now)  # nobody may take it in between
            verb = Verb.FILE_REPORT if who.id else Verb.FILE_PUBLICLY
            audit.record(session, who, verb, "report", report.id, now=now)
            return Stored(report, receipt_text, repeated=False, new=None if case.with_files else key)
    except IntegrityError:
        # Two requests with the same key at the same moment: the other one was first, and this one is its repetition.
        with context.database.read() as session:
            found = earlier(session)
        if found is None:
            raise
        return Stored(found, receipt_text, repeated=True)


def _add_files(session: Session, incoming: Incoming | None, now: datetime) -> None:
    if incoming is None:
        return
    session.add_all(rows_of(incoming, now))
    if incoming.stored:
        announce(session, Work.READING)


def _with_key(session: Session, who: Principal, key_hash: bytes, receipt_hash: bytes) -> Report | None:
    """Read the report that was filed with this Idempotency-Key before; without an account its receipt tells."""
    if who.id is None:
        return repository.with_receipt(session, receipt_hash)
    return repository.with_idempotency(session, who.id, key_hash)


_OTHER_BODY = FieldError(
    "header Idempotency-Key",
    "khóa này đã dùng cho một nội dung khác; hãy dùng khóa mới cho mỗi phản ánh",
    "this key was used with another body; use a new key for each report",
)


def _case(who: Principal, content: Content, context: Context, now: datetime, *, waits: bool) -> Case:
    """Make the case as it stands before anything was scored: never lower than what the reporter says."""
    being_read = [BEING_READ] if waits and context.reader.available else []
    reasons = [*by_the_reporter(content.submission), NOT_ASSESSED, *being_read]
    tier = Tier.most_urgent(*(reason.tier for reason in reasons))
    case = Case(
        id=new_id(),
        school_id=who.school,
        state=CaseState.OPEN.value,
        tier=tier.value,
        risk=0.5,  # unknown: between the cases of its tier that are surely worse and those that are surely not
        due_at=due_at(tier, now, context.calendar),
        received_at=now,
        report_count=1,
        drawn=False,
        assessed=False,
        provisional=True,
        abstained=False,
        categories=[],
        reasons=plain_reasons(reasons),
        fence=0,
    )
    settle(case, now)
    return case


def _standing(report: Report, case: Case, now: datetime, *, assessed: bool, files: tuple[Fate, ...] = ()) -> Standing:
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
