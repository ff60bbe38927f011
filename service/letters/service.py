"""Letters: the desk writes to a report's reporter, and whoever holds the receipt reads and writes back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy.exc import SQLAlchemyError

from classifier.limits import without_unusable
from classifier.schema import Message, Submission
from service import audit
from service.cases import access
from service.errors import (
    DoneError,
    ErasedError,
    FieldError,
    InvalidError,
    NotFoundError,
    ServiceError,
    StaleClaimError,
)
from service.identifiers import new_id
from service.impartiality import recognising
from service.intake import repository as reports
from service.intake import standing as standings
from service.letters import raising, repository
from service.letters.letter import LONGEST, LetterRead, Side
from service.models import Letter
from service.principal import NOBODY, reporter_at
from service.sealing.keyring import seal, shown
from service.search import repository as search
from service.words import CaseState, Verb

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session

    from classifier.schema import Assessment
    from service.context import Context
    from service.intake.standing import Standing
    from service.principal import Principal

_CLOSED = (CaseState.CLOSED_HARM.value, CaseState.CLOSED_NO_HARM.value)
_SENT_TWICE = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a counsellor writes: to which case's reporter, with which claim, what."""

    case_id: str
    text: str
    fence: int | None = None  # of the claim; None only where the case is closed, so that nobody can hold it
    report_id: str | None = None  # None only where the case has one report


@dataclass(frozen=True, slots=True)
class LookedUp:
    """What the holder of a receipt may know: where their report stands, and what was written to and fro."""

    standing: Standing
    letters: tuple[LetterRead, ...]  # oldest first


def write(session: Session, who: Principal, answer: Answer, *, now: datetime) -> LetterRead:
    """Write to the reporter of a case that this person holds, or that is closed. Needs a ``write()`` session.

    One report's letters are never shown to another's reporter, so with several reports one must be named. InvalidError
    naming the field, StaleClaimError, DoneError for a case whose reports went to another one, NotFoundError.
    """
    text = _checked(answer.text)
    case = repository.hold(session, who.school, answer.case_id)
    if case is None:
        raise NotFoundError
    access.require_open(session, who, case.id)
    access.require_kept(case)
    if case.state == CaseState.MERGED.value:
        raise DoneError
    if case.state not in _CLOSED and (case.claimed_by != who.user_id or case.fence != answer.fence):
        raise StaleClaimError
    report_id = _report(repository.report_ids(session, case.id), answer.report_id)
    letter = _letter(session, report_id, who.user_id, text, now)
    session.add(letter)
    search.put_up(session, report_id, now)
    audit.record(session, who, Verb.WRITE_LETTER, "case", case.id, now=now)
    session.flush()
    return _read(session, letter, who.name)


def of_case(session: Session, case_id: str, *, now: datetime) -> tuple[LetterRead, ...]:
    """Read a case's letters; what the reporters wrote counts as seen from now on. Needs a ``write()`` session.

    The caller has checked the school.
    """
    letters = tuple(
        _read(session, row, row.user.display_name if row.user else None) for row in repository.of_case(session, case_id)
    )
    if any(letter.side is Side.REPORTER and letter.read_at is None for letter in letters):
        repository.seen_by_desk(session, case_id, now)
    return letters


def unread(session: Session, who: Principal) -> dict[str, int]:
    """Count, by case of this school, what reporters wrote and nobody has seen."""
    return repository.unread(session, who.school, who.user_id)


def look_up(context: Context, receipt_text: str, address: str, *, now: datetime) -> LookedUp:
    """Tell the holder of a receipt where the report stands, and show the letters; NotFoundError, TooManyError.

    What the desk wrote counts as seen from now on. ``address`` is for throttling only; it is never stored.
    """
    digest = standings.digest_of(context, receipt_text, address)
    with context.database.read() as session:
        standing = standings.look_up(session, digest, now=now)
        letters = tuple(_read(session, row, None) for row in repository.of_report(session, standing.id))
    if letters:  # what was written to and fro is shown
        with context.database.write() as session:
            repository.seen_by_reporter(session, standing.id, now)
            audit.record(session, NOBODY, Verb.LOOK_UP_RECEIPT, "report", standing.id, now=now)
    return LookedUp(standing, letters)


def write_back(context: Context, receipt_text: str, text: str, address: str, *, now: datetime) -> LookedUp:
    """Take in what the holder of a receipt writes to the desk, and put the case forward.

    It is stored whatever the model says or fails to say (see ``raising``). The same words again within ten minutes are
    a second press of the button and are kept once. InvalidError naming ``text``, NotFoundError, TooManyError.
    """
    text = _checked(text)
    digest = standings.digest_of(context, receipt_text, address, writes=True)  # no score for somebody without a receipt
    with context.database.read() as session:
        _require_kept(standings.look_up(session, digest, now=now))  # no score for somebody without a receipt
    assessment = _assess(context, text)
    with context.database.write() as session:
        found = reports.case_for_update(session, digest)
        if found is None:
            raise standings.no_such_receipt()
        report, case = found
        _require_kept(standings.look_up(session, digest, now=now))
        last = repository.last_of_reporter(session, report.id)
        if last is None or shown(session, last, Letter.text) != text or now - last.at > _SENT_TWICE:
            session.add(_letter(session, report.id, None, text, now))
            search.put_up(session, report.id, now)
            raising.put_forward(case, assessment, context.calendar, now=now)
            recognising.recognise(session, report.school_id, report.id, [text], now=now)
            audit.record(session, reporter_at(report.school_id), Verb.WRITE_BACK, "case", case.id, now=now)
    with context.database.read() as session:
        standing = standings.look_up(session, digest, now=now)
        return LookedUp(
            standing, tuple(_read(session, row, None) for row in repository.of_report(session, standing.id))
        )


def _require_kept(standing: Standing) -> None:
    if standing.erased_at is not None:
        raise ErasedError(
            "Phản ánh này đã được xóa nên không viết thêm vào được. Hãy gửi một phản ánh mới: ban tư vấn sẽ đọc.",
            "This report was erased, so nothing can be added to it. Send a new one: the counsellors will read it.",
        )


def _assess(context: Context, text: str) -> Assessment | None:
    try:
        submission = Submission((Message(text),))
        [assessment] = context.scorer.assess([submission], timeout_s=context.settings.scoring_timeout_s)
    except (ServiceError, SQLAlchemyError):
        return None
    return assessment


def _checked(text: str) -> str:
    text = without_unusable(text.replace("\r\n", "\n")).strip()
    if not text:
        raise InvalidError(errors=[FieldError("text", "hãy viết vài chữ", "write a few words")])
    if len(text) > LONGEST:
        raise InvalidError(errors=[FieldError("text", f"dài hơn {LONGEST} ký tự", f"longer than {LONGEST} characters")])
    return text


def _report(ids: Sequence[str], wanted: str | None) -> str:
    if wanted is None and len(ids) == 1:
        return ids[0]
    if wanted is None:
        wrong = FieldError("report", "hồ sơ có nhiều phản ánh: hãy chọn gửi cho ai", "say to whose report you answer")
        raise InvalidError(errors=[wrong])
    if wanted not in ids:
        raise InvalidError(errors=[FieldError("report", "không thuộc hồ sơ này", "is not of this case")])
    return wanted


def _letter(session: Session, report_id: str, user_id: str | None, text: str, now: datetime) -> Letter:
    letter = Letter(id=new_id(), report_id=report_id, at=now, user_id=user_id)
    letter.text = seal(session, letter, Letter.text, text)
    return letter


def _read(session: Session, row: Letter, by: str | None) -> LetterRead:
    side = Side.REPORTER if row.user_id is None else Side.DESK
    return LetterRead(row.id, row.report_id, row.at, side, by, shown(session, row, Letter.text), row.read_at)
