"""Erasing before the time, because somebody has the right to it: a lead asks, somebody else at the desk agrees.

Whoever wants a deed forgotten may be a lead. So nobody erases alone, never an open case, and a hold stops it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from service import audit
from service.cases.access import open_case
from service.errors import DoneError, FieldError, ForbiddenError, InvalidError, NotFoundError
from service.identifiers import new_id
from service.jobs.announcing import announce
from service.jobs.work import Work
from service.models import ErasureRequest
from service.permissions import require
from service.retention import repository
from service.retention.erasing import Order, mark, require_erasable
from service.retention.holds import checked
from service.sealing.keyring import seal, shown_if_any
from service.words import ErasureWhy, Verb

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

    from service.models import Erasure
    from service.principal import Principal


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked and nobody has answered."""

    case_id: str
    report_id: str | None  # None: the whole case
    by_id: str
    by: str  # display name
    at: datetime
    reason: str

    @classmethod
    def of(cls, session: Session, row: ErasureRequest) -> Self:
        """Read a row."""
        reason = shown_if_any(session, row, ErasureRequest.reason) or ""
        return cls(row.case_id, row.report_id, row.asked_by, row.asker.display_name, row.asked_at, reason)


def ask(
    session: Session, who: Principal, case_id: str, reason: str, *, report_id: str | None = None, now: datetime
) -> None:
    """Ask that a closed case, or one report of it, be erased. Needs a ``write()`` session.

    InvalidError naming the field, KeptError if it cannot be erased, DoneError if it was asked before, NotFoundError,
    ForbiddenError for anybody but a lead.
    """
    require(who, Verb.ASK_ERASURE)
    reason = checked(reason)
    case = open_case(session, who, case_id, lock=True)
    require_erasable(session, case)
    if repository.open_request(session, case_id) is not None:
        raise DoneError("Đã có đề nghị xóa đang chờ trả lời.", "A request for erasure waits for an answer already.")
    if report_id is not None:
        kept = [one for one, erased in repository.reports_of(session, [case_id]) if not erased]
        if report_id not in kept:
            wrong = FieldError("report", "không thuộc hồ sơ này, hoặc đã xóa", "is not of this case, or is erased")
            raise InvalidError(errors=[wrong])
    asked = ErasureRequest(
        id=new_id(), case_id=case_id, report_id=report_id, asked_by=who.user_id, asked_at=now, reason=None
    )
    asked.reason = seal(session, asked, ErasureRequest.reason, reason)
    session.add(asked)
    audit.record(session, who, Verb.ASK_ERASURE, "case", case_id, now=now)
    session.flush()


def answer(session: Session, who: Principal, case_id: str, *, agrees: bool, now: datetime) -> Erasure | None:
    """Agree, and it is erased at once; or refuse, which whoever asked may do as well: they take it back.

    Needs a ``write()`` session; the caller has the erasure finished (``Eraser.finish``), a job does if not. KeptError
    if a hold came meanwhile, NotFoundError if nothing was asked, ForbiddenError for agreeing to one's own request.
    """
    require(who, Verb.ANSWER_ERASURE)
    case = open_case(session, who, case_id, lock=True)
    asked = repository.open_request(session, case_id, lock=True)
    if asked is None:
        raise NotFoundError
    if agrees and asked.asked_by == who.user_id:
        raise ForbiddenError(
            "Người đề nghị xóa không tự đồng ý được: cần một đồng nghiệp khác xem và đồng ý.",
            "Whoever asked cannot agree: a colleague has to look at it and agree.",
        )
    marked = None
    if agrees:
        order = Order(ErasureWhy.REQUEST, asked.report_id, asked.asked_by, who.user_id)
        marked = mark(session, case, order, now=now)
        announce(session, Work.ERASING)
    asked.answered_by, asked.answered_at, asked.agreed = who.user_id, now, agrees
    audit.record(session, who, Verb.ANSWER_ERASURE, "case", case_id, now=now)
    session.flush()
    return marked


def of_case(session: Session, case_id: str) -> Asked | None:
    """Tell what was asked about a case. The caller has checked who asks."""
    row = repository.open_request(session, case_id)
    return Asked.of(session, row) if row is not None else None


def of_school(session: Session, who: Principal) -> list[Asked]:
    """Tell what was asked at this lead's school, oldest first."""
    require(who, Verb.READ_RETENTION)
    return [Asked.of(session, row) for row, _ in repository.open_requests(session, who.school, who.user_id)]
