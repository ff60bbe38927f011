"""Pass a case over, let it rest, hand it over, take it over.

Every function leaves an audit row in its transaction, without the reason; the reason is a row of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from service import audit
from service.cases import access
from service.cases import repository as cases
from service.cases.file import Claim, Held
from service.clock import VIETNAM
from service.errors import DoneError, FieldError, InvalidError, NotFoundError
from service.identifiers import new_id
from service.impartiality import service as impartiality
from service.models import CaseStep, Skip
from service.passing import repository
from service.passing.move import Colleague
from service.passing.resting import longest
from service.queue.ordering import served_tier
from service.queue.placing import place_of
from service.sealing.keyring import seal
from service.words import Role, SkipReason, Verb

if TYPE_CHECKING:
    from datetime import datetime, timedelta

    from sqlalchemy.orm import Session

    from service.passing.move import HandOver, Rest
    from service.principal import Principal
    from service.queue.calendar import SchoolCalendar

_FREE = {"claimed_by": None, "claimed_until": None}


def skip(
    session: Session, who: Principal, held: Held, reason: SkipReason, note: str | None, *, now: datetime
) -> tuple[Colleague, ...]:
    """Let go of a case and never be given it again; tells who is left that it can be given to.

    Everybody else is still given it. InvalidError if ``OTHER`` comes without a note, StaleClaimError, NotFoundError.
    """
    note = _said(note)
    if reason is SkipReason.OTHER and note is None:
        raise InvalidError(
            errors=[FieldError("note", "hãy ghi vài chữ vì sao bạn bỏ qua", "say in a few words why you pass it over")]
        )
    access.find_case(session, who, held.case_id, lock=True)  # a claim of the same person waits, and then sees the skip
    access.change_held(session, who, held, _FREE)
    row = Skip(case_id=held.case_id, user_id=who.user_id, at=now, reason=reason.value)
    row.note = seal(session, row, Skip.note, note) if note is not None else None
    session.merge(row)
    _tell(session, who, CaseStep(case_id=held.case_id, verb=Verb.SKIP_CASE.value, skip=reason.value), now, note)
    session.flush()
    return colleagues(session, who, held.case_id)


def take_back_skip(session: Session, who: Principal, case_id: str, user_id: str, *, now: datetime) -> None:
    """Let somebody be given a case again that they passed over, or that seemed to name them.

    Needs a ``write()`` session; NotFoundError.
    """
    access.open_case(session, who, case_id, lock=True)
    lifted = impartiality.lift(session, who, case_id, user_id, now=now)
    if not repository.take_back_skip(session, case_id, user_id) and not lifted:
        raise NotFoundError
    _tell(session, who, CaseStep(case_id=case_id, verb=Verb.TAKE_BACK_SKIP.value, other_id=user_id), now)


def rest(session: Session, who: Principal, held: Held, wish: Rest, *, calendar: SchoolCalendar, now: datetime) -> None:
    """Let go of a case, and let nobody be given it for a while. Needs a ``write()`` session.

    The more urgent the tier that it is served in, the shorter the rest; a new report, a letter or a higher tier ends
    it early. InvalidError naming the field, StaleClaimError, NotFoundError.
    """
    reason, until = _needed(wish.reason), wish.until
    case = access.find_case(session, who, held.case_id, lock=True)  # the tier must not rise under the rest
    most = longest(served_tier(place_of(case), now), now, calendar)
    if until <= now:
        raise InvalidError(errors=[FieldError("until", "hãy chọn một lúc trong tương lai", "choose a time to come")])
    if until > most:
        wrong = FieldError(
            "until",
            f"hồ sơ ở mức này chỉ được chờ đến {most.astimezone(VIETNAM):%H:%M ngày %d/%m/%Y}",
            f"a case of this tier may rest until {most.isoformat()} at most",
        )
        raise InvalidError(errors=[wrong])
    access.change_held(session, who, held, _FREE | {"resting_until": until})
    _tell(session, who, CaseStep(case_id=held.case_id, verb=Verb.REST_CASE.value, until=until), now, reason)


def colleagues(session: Session, who: Principal, case_id: str) -> tuple[Colleague, ...]:
    """Tell whom this person can hand a case over to, by name; NotFoundError."""
    access.find_case(session, who, case_id)
    able = repository.colleagues(session, who.school, case_id)
    return tuple(Colleague(user.id, user.display_name, Role(user.role)) for user in able if user.id != who.id)


def hand_over(
    session: Session, who: Principal, held: Held, wish: HandOver, *, lease: timedelta, now: datetime
) -> Claim:
    """Give a claim to a colleague, with a new token and a lease of their own.

    Needs a ``write()`` session. InvalidError if ``to`` is nobody at this school's desk, oneself, or somebody who passed
    it over; StaleClaimError, NotFoundError.
    """
    reason, to = _needed(wish.reason), wish.to
    access.find_case(session, who, held.case_id, lock=True)
    if to == who.user_id or repository.colleague(session, who.school, held.case_id, to) is None:
        raise InvalidError(
            errors=[
                FieldError(
                    "to",
                    "hãy chọn một đồng nghiệp trong ban tư vấn của trường, chưa bỏ qua hồ sơ này",
                    "choose a colleague at this school's desk who did not pass this case over",
                )
            ]
        )
    fence, until = held.fence + 1, now + lease
    access.change_held(session, who, held, {"claimed_by": to, "claimed_until": until, "fence": fence})
    step = CaseStep(case_id=held.case_id, verb=Verb.HAND_OVER_CASE.value, other_id=to, fence=fence)
    _tell(session, who, step, now, reason)
    return Claim(held.case_id, fence, until)


def take_over(session: Session, who: Principal, case_id: str, reason: str, *, lease: timedelta, now: datetime) -> Claim:
    """Take a case from whoever holds it; their token is stale from then on. Needs a ``write()`` session.

    One that nobody holds is taken just so, and one's own is held longer. DoneError if it is closed, ForbiddenError for
    somebody who is part of what it tells, NotFoundError.
    """
    reason = _needed(reason)
    case = access.open_case(session, who, case_id, lock=True)
    if access.closed(case):
        raise DoneError
    former, until = case.claimed_by, now + lease
    if former == who.user_id:
        access.change_held(session, who, Held(case_id, case.fence), {"claimed_until": until})
        return Claim(case_id, case.fence, until)
    fence = case.fence + 1
    repository.take_over(session, case, who.user_id, cases.CLAIMABLE, now=now, until=until)
    step = CaseStep(case_id=case_id, verb=Verb.TAKE_OVER_CASE.value, other_id=former, fence=fence)
    _tell(session, who, step, now, reason)
    return Claim(case_id, fence, until)


def _said(text: str | None) -> str | None:
    return (text or "").strip() or None


def _needed(reason: str) -> str:
    said = _said(reason)
    if said is None:
        raise InvalidError(errors=[FieldError("reason", "hãy ghi vài chữ vì sao", "say in a few words why")])
    return said


def _tell(session: Session, who: Principal, step: CaseStep, now: datetime, reason: str | None = None) -> None:
    step.id, step.user_id, step.at = new_id(), who.user_id, now
    step.reason = seal(session, step, CaseStep.reason, reason) if reason is not None else None
    session.add(step)
    audit.record(session, who, Verb(step.verb), "case", step.case_id, now=now)
