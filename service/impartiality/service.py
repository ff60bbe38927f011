"""What people do about names: note an alias, let somebody see a case after all, see what nobody may read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from classifier.taxonomy import Tier
from service import audit
from service.accounts.repository import user_named
from service.accounts.service import plain_name
from service.errors import FieldError, InvalidError, NotFoundError
from service.impartiality import repository
from service.models import Alias, User
from service.principal import OPERATOR
from service.words import Verb

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

    from service.principal import Principal

_SHORTEST, _LONGEST = 3, 200


@dataclass(frozen=True, slots=True)
class Stranded:
    """A case that nobody at its school's desk may read, without content."""

    case_id: str
    school_id: str
    tier: Tier
    due_at: datetime


def stranded(session: Session, who: Principal) -> tuple[Stranded, ...]:
    """Tell which cases wait for somebody whom they do not name: at one's school, or at all for who belongs to none."""
    return tuple(
        Stranded(case.id, case.school_id, Tier(case.served_tier), case.due_at)
        for case in repository.stranded(session, who.school_id)
    )


def lift(session: Session, who: Principal, case_id: str, user_id: str, *, now: datetime) -> bool:
    """Note that a case means somebody else; ``False`` if it named nobody so. The caller has opened the case.

    Whoever is named cannot open it, so nobody lifts their own. Needs a ``write()`` session.
    """
    if not repository.lift(session, case_id, user_id, who.user_id, now):
        return False
    audit.record(session, who, Verb.LIFT_NAMED, "case", case_id, now=now)
    return True


def add_alias(session: Session, name: str, alias: str, *, now: datetime) -> None:
    """Note what else somebody is called; reports that are there are looked through again, behind the requests.

    Needs a ``write()`` session. InvalidError naming the field, NotFoundError if nobody signs in with that name.
    """
    alias = " ".join(alias.split())
    if not _SHORTEST <= len(alias) <= _LONGEST:
        wrong = f"cần từ {_SHORTEST} đến {_LONGEST} ký tự", f"has {_SHORTEST} to {_LONGEST} characters"
        raise InvalidError(errors=[FieldError("alias", *wrong)])
    user = _person(session, name)
    session.merge(Alias(user_id=user.id, alias=alias))
    audit.record(session, OPERATOR, Verb.NAME_ALIAS, "user", user.id, now=now)


def end_alias(session: Session, name: str, alias: str, *, now: datetime) -> None:
    """Forget an alias; what was found by it stays until a lead lifts it. NotFoundError."""
    user = _person(session, name)
    if not repository.drop_alias(session, user.id, " ".join(alias.split())):
        raise NotFoundError
    audit.record(session, OPERATOR, Verb.NAME_ALIAS, "user", user.id, now=now)


def aliases(session: Session, name: str) -> tuple[str, ...]:
    """Tell what somebody is called beside their names; NotFoundError."""
    user = _person(session, name)
    return tuple(session.scalars(select(Alias.alias).where(Alias.user_id == user.id).order_by(Alias.alias)))


def _person(session: Session, name: str) -> User:
    found = user_named(session, plain_name(name))
    if found is None:
        raise NotFoundError("Không có tài khoản này.", "There is no such account.")
    return found
