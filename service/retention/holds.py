"""Legal holds: a case that somebody still needs is not erased, whatever its time and whoever asks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from service import audit
from service.cases.access import open_case
from service.errors import DoneError, FieldError, InvalidError, NotFoundError
from service.identifiers import new_id
from service.models import Hold
from service.permissions import require
from service.retention import repository
from service.sealing.keyring import seal, shown_if_any
from service.words import CaseState, Verb

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

    from service.principal import Principal

LONGEST = 500
"""Characters of a reason."""


@dataclass(frozen=True, slots=True)
class HoldRead:
    """A hold that counts."""

    case_id: str
    by: str  # display name
    since: datetime
    reason: str

    @classmethod
    def of(cls, session: Session, row: Hold) -> Self:
        """Read a row."""
        return cls(row.case_id, row.placer.display_name, row.placed_at, shown_if_any(session, row, Hold.reason) or "")


def place(session: Session, who: Principal, case_id: str, reason: str, *, now: datetime) -> None:
    """Hold a case, open or closed. Needs a ``write()`` session.

    InvalidError without a reason, DoneError if it is held already or went to another case, ErasedError, NotFoundError,
    ForbiddenError for anybody but a lead, and for one who is part of what it tells.
    """
    require(who, Verb.HOLD_CASE)
    reason = checked(reason)
    case = open_case(session, who, case_id, lock=True)
    if case.state == CaseState.MERGED.value:
        raise DoneError("Hồ sơ này đã gộp vào hồ sơ khác; hãy giữ hồ sơ đó.", "It was merged: hold the other case.")
    if case_id in repository.holds(session, [case_id]):
        raise DoneError("Hồ sơ này đã được giữ lại rồi.", "This case is held already.")
    hold = Hold(id=new_id(), case_id=case_id, placed_by=who.user_id, placed_at=now)
    hold.reason = seal(session, hold, Hold.reason, reason)
    session.add(hold)
    audit.record(session, who, Verb.HOLD_CASE, "case", case_id, now=now)
    session.flush()


def lift(session: Session, who: Principal, case_id: str, reason: str, *, now: datetime) -> None:
    """Let a case run out again: its time begins anew. Needs a ``write()`` session.

    Any lead of the school may, whoever placed it, with a reason. InvalidError, NotFoundError if there is no hold,
    ForbiddenError.
    """
    require(who, Verb.LIFT_HOLD)
    reason = checked(reason)
    open_case(session, who, case_id, lock=True)
    hold = repository.holds(session, [case_id]).get(case_id)
    if hold is None:
        raise NotFoundError
    hold.lifted_by, hold.lifted_at, hold.lift_reason = who.user_id, now, seal(session, hold, Hold.lift_reason, reason)
    audit.record(session, who, Verb.LIFT_HOLD, "case", case_id, now=now)
    session.flush()


def of_case(session: Session, case_id: str) -> HoldRead | None:
    """Tell whether a case is held, and why. The caller has checked who asks."""
    row = repository.holds(session, [case_id]).get(case_id)
    return HoldRead.of(session, row) if row is not None else None


def of_school(session: Session, who: Principal) -> list[HoldRead]:
    """Tell what is held at this lead's school, oldest first."""
    require(who, Verb.READ_RETENTION)
    return [HoldRead.of(session, hold) for hold, _ in repository.holds_of_school(session, who.school, who.user_id)]


def checked(reason: str) -> str:
    """Give a reason without the space around it; InvalidError naming ``reason`` if it says nothing or is too long."""
    reason = " ".join(reason.split())
    if not reason:
        raise InvalidError(errors=[FieldError("reason", "hãy ghi lý do", "say why")])
    if len(reason) > LONGEST:
        wrong = FieldError("reason", f"dài hơn {LONGEST} ký tự", f"longer than {LONGEST} characters")
        raise InvalidError(errors=[wrong])
    return reason
