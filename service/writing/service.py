"""Drafts and notes of counsellors.

A note leaves an audit row. A draft leaves none: it changes nothing of a case, its owner alone reads it, and it is saved
every few seconds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from service import audit, models
from service.cases import access
from service.errors import FieldError, InvalidError
from service.identifiers import new_id
from service.sealing.keyring import seal, shown, unsealed
from service.sealing.keys import SealError
from service.words import Verb
from service.writing import repository
from service.writing.written import Draft, Note

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlalchemy.orm import Session

    from service.principal import Principal


def add_note(session: Session, who: Principal, case_id: str, text: str, *, now: datetime) -> Note:
    """Write something down about a case for colleagues; it needs no claim, and it stays.

    Needs a ``write()`` session. InvalidError if there is nothing in it, NotFoundError, ForbiddenError.
    """
    if not text.strip():
        raise InvalidError(errors=[FieldError("text", "hãy viết vài chữ", "write a few words")])
    access.open_case(session, who, case_id)
    row = models.Note(id=new_id(), case_id=case_id, user_id=who.user_id, at=now)
    row.text = seal(session, row, models.Note.text, text)
    session.add(row)
    audit.record(session, who, Verb.WRITE_NOTE, "case", case_id, now=now)
    session.flush()
    return Note(row.id, now, who.name, text)


def notes_of(session: Session, case_id: str) -> tuple[Note, ...]:
    """Tell what was noted about a case, oldest first. The caller has checked who reads it."""
    return tuple(
        Note(row.id, row.at, row.user.display_name, shown(session, row, models.Note.text))
        for row in repository.notes(session, case_id)
    )


def save_draft(session: Session, who: Principal, case_id: str, content: Mapping[str, Any], *, now: datetime) -> Draft:
    """Keep what this person has typed so far, whoever holds the case, closed ones included.

    Needs a ``write()`` session; NotFoundError, ForbiddenError.
    """
    access.open_case(session, who, case_id)
    put_draft(session, case_id, who.user_id, content, now=now)
    return Draft(now, dict(content))


def put_draft(session: Session, case_id: str, user_id: str, content: Mapping[str, Any], *, now: datetime) -> None:
    """Seal a draft and write it over the one before. The caller has checked whose it is."""
    row = models.Draft(case_id=case_id, user_id=user_id, saved_at=now)
    row.content = seal(session, row, models.Draft.content, dict(content))
    repository.save_draft(session, row)


def draft_of(session: Session, who: Principal, case_id: str) -> Draft | None:
    """Give this person's own draft of a case; ``None`` if there is none. The caller has checked who reads it.

    One that cannot be opened any more is lost, and the next takes its place.
    """
    row = repository.draft(session, case_id, who.user_id)
    try:
        return Draft(row.saved_at, unsealed(session, row, models.Draft.content)) if row is not None else None
    except SealError:
        return None


def read_draft(session: Session, who: Principal, case_id: str) -> Draft | None:
    """Give this person's own draft of a case; NotFoundError, ForbiddenError."""
    access.open_case(session, who, case_id)
    return draft_of(session, who, case_id)


def drop_draft(session: Session, who: Principal, case_id: str) -> None:
    """Forget what this person has typed. Needs a ``write()`` session; NotFoundError."""
    access.find_case(session, who, case_id)
    repository.drop_draft(session, case_id, who.user_id)
