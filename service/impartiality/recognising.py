"""Notes who is named in a report, in the transaction that brings its words: nobody is given it in between."""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog

from service import audit
from service.impartiality import repository
from service.impartiality.names import Known, named
from service.principal import Principal
from service.words import Role, Verb

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session

    from service.models import User

_log = structlog.get_logger()


def recognise(session: Session, school_id: str, report_id: str, texts: Iterable[str], *, now: datetime) -> None:
    """Look for the school's staff in a report's words. Needs a ``write()`` session that has flushed the report."""
    note(session, school_id, report_id, known(session, school_id), tuple(texts), now=now)


def let_go(session: Session, report_id: str) -> None:
    """Take the case that a report came into from whoever holds it, if the report names them."""
    repository.let_go(session, report_id)


def known(session: Session, school_id: str) -> list[Known]:
    """Tell under which names the people of a school's desk are known."""
    return [_known(user, aliases) for user, aliases in repository.staff(session, school_id)]


def known_by_school(session: Session) -> dict[str, list[Known]]:
    """Tell the same for every school that has a desk, in one statement."""
    found: dict[str, list[Known]] = {}
    for user, aliases in repository.staff(session):
        found.setdefault(user.school_id or "", []).append(_known(user, aliases))
    return found


def _known(user: User, aliases: tuple[str, ...]) -> Known:
    return Known(user.id, user.display_name, user.name, aliases)


def note(
    session: Session, school_id: str, report_id: str, staff: Sequence[Known], texts: Sequence[str], *, now: datetime
) -> None:
    """Note who of some people is named; whoever holds the case and is named lets go of it."""
    found = named(staff, texts)
    fresh = [
        one.user_id for one in found if repository.keep(session, report_id, one.user_id, strong=one.strong, now=now)
    ]
    if not fresh:
        return
    session.flush()
    repository.let_go(session, report_id)
    case_id = repository.case_of(session, report_id)
    if case_id is None:
        return
    itself = Principal(id=None, role=Role.SERVICE, school_id=school_id)
    audit.record(session, itself, Verb.NAME_PERSON, "case", case_id, now=now)  # whom, only table ``named`` knows
    if repository.stranded(session, school_id, case_id):
        _log.error("nobody at the school may read a case", case=case_id, school=school_id)
