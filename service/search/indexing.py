"""The job that makes reports searchable: some at a time, behind the assessing, never in a reporter's request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.attachments import service as attachments
from service.attachments.transcript import transcript
from service.intake.content import content_of
from service.models import Letter
from service.models.keys import Owner
from service.outages import UnopenedError
from service.sealing.keyring import keyring, unsealed
from service.sealing.keys import SealError
from service.search import repository
from service.search.tokens import tokens, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy.orm import Session

    from service.context import Context
    from service.models import Report

_BATCH = 50


def index_next(context: Context) -> bool:
    """Make the reports searchable that waited longest; tells whether there may be more."""
    with context.database.read() as session:
        reports = repository.due(session, _BATCH)
        if not reports:
            return False
        said = _said(session, reports)
    found = [
        (report, tokens(context.secret, report.school_id, sorted(words_of(said[report.id])))) for report in reports
    ]
    with context.database.write() as session:
        repository.add(session, ((report.id, token) for report, those in found for token in those))
        for report in reports:
            repository.done(session, report.id, report.search_due_at)
    return len(reports) == _BATCH


def _said(session: Session, reports: Sequence[Report]) -> dict[str, list[str]]:
    """Open all the words of some reports: typed, read from pictures, written to and fro."""
    ids = [report.id for report in reports]
    keyring(session).fetch(Owner.REPORT, ids)
    pictured = repository.with_files(session, ids)
    said = {report.id: list(_texts(session, report, pictured=report.id in pictured)) for report in reports}
    for letter in repository.letters(session, ids):
        try:
            said[letter.report_id].append(unsealed(session, letter, Letter.text))
        except SealError:
            continue  # nobody can read it any more, so nobody can look for it
    return said


def _texts(session: Session, report: Report, *, pictured: bool) -> Iterator[str]:
    try:
        content = content_of(session, report)
    except UnopenedError:
        return
    yield from (content.note or "", content.reference or "")
    yield from (message.text for message in content.submission.messages)
    if pictured:
        pictures = attachments.of_report(session, report.id)
        yield from (message.text for message in transcript(pictures, content.reporter).messages)
