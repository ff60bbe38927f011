"""Who read and did what, told to whoever must answer for it: a school's lead, an administrator, the operator."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from service.accounts.repository import user_named
from service.accounts.service import plain_name
from service.audit import repository
from service.audit.recording import record
from service.errors import FieldError, InvalidError
from service.impartiality import repository as names
from service.models import AuditRow, Case
from service.principal import OPERATOR
from service.words import Role, Verb

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

    from service.principal import Principal


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody wants to know; ``None`` leaves it open."""

    case_id: str | None = None
    user: str | None = None  # the name they sign in with
    since: datetime | None = None
    before: int | None = None  # rows with lower numbers: the next page
    most: int = 100


@dataclass(frozen=True, slots=True)
class Deed:
    """One row, without content: the audit has none."""

    number: int
    at: datetime
    role: Role
    by: str | None  # display name; None: no person
    verb: str
    kind: str
    object_id: str


def asked_by(session: Session, who: Principal, asked: Asked, *, now: datetime) -> tuple[Deed, ...]:
    """Tell what was done for this person's school, or anywhere for an administrator who belongs to none.

    Asking is itself written down; needs a ``write()`` session. Nothing is told of cases that name whoever asks.
    InvalidError naming the field if there is no such case or person at this school: others' are none.
    """
    return _told(session, who, asked, now, who.school_id if who.role is Role.ADMIN else who.school)


def by_hand(session: Session, asked: Asked, *, now: datetime) -> tuple[Deed, ...]:
    """Tell the operator what was done at all schools; asking is written down. InvalidError naming the field."""
    return _told(session, OPERATOR, asked, now, None)


def _told(session: Session, who: Principal, asked: Asked, now: datetime, school_id: str | None) -> tuple[Deed, ...]:
    conditions: list[Any] = [repository.of_school(school_id)] if school_id is not None else []
    if who.id is not None:  # that there is a case about them is the last thing that somebody may read here
        conditions.append(names.not_about(who.id))
    if asked.case_id is not None:
        case = session.get(Case, asked.case_id)
        hidden = case is not None and who.id is not None and names.is_named(session, case.id, who.id)
        if case is None or hidden or school_id not in (None, case.school_id):
            raise InvalidError(errors=[FieldError("case", "không có hồ sơ này", "there is no such case")])
        conditions.append(repository.of_case(asked.case_id))
    if asked.user is not None:
        user_id = _person(session, asked.user, school_id)
        conditions.append(repository.of_person(user_id))
    if asked.since is not None:
        conditions.append(AuditRow.at >= asked.since)
    found = repository.newest(session, conditions, asked.before, asked.most)
    kind, about = ("case", asked.case_id) if asked.case_id is not None else ("school", school_id or "")
    record(session, who, Verb.READ_AUDIT, kind, about, now=now)
    return tuple(Deed(row[0], row[1], Role(row[2]), row[4], row[5], row[6], row[7]) for row in found)


def _person(session: Session, name: str, school_id: str | None) -> str:
    found = user_named(session, plain_name(name))
    if found is None or school_id not in (None, found.school_id):
        raise InvalidError(errors=[FieldError("user", "không có người này", "there is no such person")])
    return found.id
