"""What may be known of a report's files: everything for who reads the case, the state alone for who sent them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import structlog

from classifier.screenshot.looked import SealedBy
from classifier.screenshot.refusal import Refusal
from service import audit
from service.attachments import repository, store
from service.attachments.picture import Fate, Picture, PicturePage
from service.attachments.transcript import Transcript, page_taken_up, taken_up
from service.cases import access
from service.errors import NotFoundError
from service.models import AssessmentRow
from service.models.keys import Owner
from service.outages import UnopenedError
from service.sealing.keyring import keyring, unsealed
from service.sealing.keys import SealError
from service.words import AttachmentState, Verb

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session

    from service.attachments.store import Store
    from service.models import Attachment
    from service.principal import Principal
    from service.sealing.keys import DataKey

_log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class WorkingCopy:
    """A page as it may be shown: re-encoded, without the data that the file carried."""

    content: bytes
    media_type: str


def key_of(session: Session, report_id: str) -> DataKey | None:
    """Give a report's data key; ``None`` if it is lost."""
    return keyring(session).key(Owner.REPORT, report_id)


def of_report(session: Session, report_id: str) -> tuple[Picture, ...]:
    """Open a report's files with what was read of them, in the order in which they were sent.

    Without the key, files keep their state and have no pages: a case can be worked on although its pictures are lost.
    """
    rows = repository.of_report(session, report_id)
    key = key_of(session, report_id) if rows else None
    return tuple(_picture(row, key) for row in rows)


def fates(session: Session, report_id: str) -> tuple[Fate, ...]:
    """Tell what became of a report's files, without content."""
    return tuple(
        Fate(position, AttachmentState(state), Refusal(refusal) if refusal else None)
        for position, state, refusal in repository.states(session, report_id)
    )


def states_of_cases(session: Session, case_ids: Sequence[str]) -> dict[str, list[AttachmentState]]:
    """Tell the states of the files of some cases, for the queue; a case without files is not named."""
    return repository.states_of_cases(session, case_ids)


def transcript_of(session: Session, row: AssessmentRow) -> Transcript | None:
    """Open what an assessment read of pictures; ``None`` if it read none, or its key is lost."""
    try:
        content = unsealed(session, row, AssessmentRow.pictures)
    except SealError:
        return None
    return taken_up(content) if content is not None else None


def working_copy(session: Session, files: Store, who: Principal, page: PageName, *, now: datetime) -> WorkingCopy:
    """Open a page's working copy for who may read the case; that it was looked at is written down.

    Needs a ``write()`` session. NotFoundError for another school's, for a sealed file, and for a page that there is
    not; ForbiddenError for somebody who is part of what the case tells; UnopenedError if the copy or its key is lost.
    """
    found = repository.page_of_case(session, who.school, page.case_id, page.attachment_id, page.number)
    if found is None:
        raise NotFoundError
    access.require_open(session, who, page.case_id)
    row, read = found
    key = key_of(session, row.report_id)
    name = store.working(row.report_id, row.id, read.number)
    if key is None:
        raise UnopenedError
    try:
        content = key.open(files.read(name), name)
    except (SealError, OSError) as error:
        _log.error("a working copy cannot be opened", why=type(error).__name__)
        raise UnopenedError from None
    audit.record(session, who, Verb.VIEW_ATTACHMENT, "attachment", row.id, now=now)
    return WorkingCopy(content, read.media_type)


@dataclass(frozen=True, slots=True)
class PageName:
    """Which page of which file of which case."""

    case_id: str
    attachment_id: str
    number: int  # from 0


def _picture(row: Attachment, key: DataKey | None) -> Picture:
    return Picture(
        id=row.id,
        position=row.position,
        state=AttachmentState(row.state),
        kind=row.kind,
        size=row.size,
        refusal=Refusal(row.refusal) if row.refusal else None,
        sealed_by=SealedBy(row.sealed_by) if row.sealed_by else None,
        score=row.score,
        pages=_pages(row, key),
    )


def _pages(row: Attachment, key: DataKey | None) -> tuple[PicturePage, ...]:
    if key is None:
        return ()
    try:
        return tuple(
            PicturePage(
                number=page.number,
                width=page.width,
                height=page.height,
                media_type=page.media_type,
                readable=page.readable,
                messages=page_taken_up(key.open(page.messages, store.words(row.report_id, row.id, page.number))),
            )
            for page in row.pages
        )
    except SealError:
        _log.error("what was read of a file cannot be opened")
        return ()
