"""The job for whoever is new, renamed or has an alias more: the reports that are there are looked through for them."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import orjson

from service import clock
from service.impartiality import recognising, repository
from service.letters.repository import of_report as letters_of
from service.models import KnownAs, Letter
from service.outages import UnopenedError
from service.related.noting import words_of
from service.sealing.keyring import shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from service.context import Context
    from service.impartiality.names import Known
    from service.models import Report

_BATCH = 50  # reports a transaction


def look_again(context: Context) -> bool:
    """Look some reports through for the people who are not known yet; tells whether there may be more."""
    with context.database.read() as session:
        waiting = _waiting(session)
    if waiting is None:
        return False
    school_id, after, people = waiting
    now = clock.now()
    with context.database.write() as session:
        reports = repository.reports_after(session, school_id, after, _BATCH)
        for report in reports:
            recognising.note(session, school_id, report.id, people, _texts(session, report), now=now)
        upto = reports[-1].id if len(reports) == _BATCH else None
        for person in people:
            session.merge(KnownAs(user_id=person.user_id, names=_digest(person), upto=upto))
    return True


def _waiting(session: Session) -> tuple[str, str, Sequence[Known]] | None:
    """Find people of one school who were looked for equally far under the names that they have now."""
    done = repository.known_as(session)
    for school_id, people in recognising.known_by_school(session).items():
        far: dict[str, list[Known]] = {}
        for person in people:
            row = done.get(person.user_id)
            if row is None or row.names != _digest(person):
                far.setdefault("", []).append(person)
            elif row.upto is not None:
                far.setdefault(row.upto, []).append(person)
        if far:
            after = min(far)
            return school_id, after, far[after]
    return None


def _digest(person: Known) -> bytes:
    names = [person.display_name, person.sign_in, *sorted(person.aliases)]
    return hashlib.sha256(orjson.dumps(names)).digest()


def _texts(session: Session, report: Report) -> tuple[str, ...]:
    try:
        words = words_of(session, report)
    except UnopenedError:  # nobody can read it, so nobody learns anything from it
        return ()
    letters = [shown(session, letter, Letter.text) for letter in letters_of(session, report.id) if not letter.user_id]
    return (words.note or "", *words.messages, *letters)
