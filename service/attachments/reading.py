"""The job that reads pictures: the one that waited longest, in a worker process, one transaction a file.

Pictures have threads of their own, so that they never hold up the assessing of words.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import structlog

from classifier.screenshot.looked import WORKING_COPY_TYPE, PictureUnreadError
from classifier.screenshot.refusal import PictureRefusedError
from service import audit, clock
from service.attachments import repository, store
from service.attachments.picture import state_of
from service.attachments.service import key_of
from service.attachments.transcript import page_laid_down
from service.jobs.announcing import announce
from service.jobs.work import Work
from service.models import AttachmentPage
from service.models.keys import Sealed
from service.principal import Principal
from service.related.noting import note_picture
from service.retrying import pause_after
from service.sealing.keys import SealError
from service.words import AttachmentState, Role, Verb

if TYPE_CHECKING:
    from classifier.screenshot.looked import Looked, Seal
    from service.context import Context
    from service.models import Attachment
    from service.sealing.keys import DataKey

_log = structlog.get_logger()
_GRACE_S = 30.0  # that a try may take beside the looking itself: waiting for a worker to start


def read_next(context: Context) -> bool:
    """Read the file that waited longest, if pictures are read here; tells whether there was one."""
    if not context.reader.available:
        return False
    settings = context.settings
    with context.database.write() as session:
        waiting = repository.take_waiting(
            session,
            clock.now(),
            timedelta(seconds=settings.picture_timeout_s + _GRACE_S + settings.retry_s),
            timedelta(seconds=settings.picture_timeout_s + _GRACE_S + settings.retry_most_s),
        )
        key = key_of(session, waiting.report_id) if waiting is not None else None
    if waiting is None:
        return False
    try:
        looked = context.reader.look(_original(context, waiting, key))
    except PictureRefusedError as error:
        _finish(context, waiting, AttachmentState.REFUSED, refusal=error.refusal.value)
    except (PictureUnreadError, SealError, OSError) as error:
        if not context.reader.closed:
            _try_later(context, waiting, error)
    else:
        if looked.sealed is not None:
            _seal(context, waiting, looked.sealed)
        elif key is not None:
            _keep(context, waiting, key, looked)
    return True


def _original(context: Context, waiting: Attachment, key: DataKey | None) -> bytes:
    if key is None:
        raise SealError
    name = store.original(waiting.report_id, waiting.id)
    return key.open(context.files.read(name), name)


def _keep(context: Context, waiting: Attachment, key: DataKey, looked: Looked) -> None:
    """Store the working copies and what was read; the copies are on the disk before the rows that name them."""
    for number, copy in enumerate(looked.working):
        name = store.working(waiting.report_id, waiting.id, number)
        context.files.write(name, key.seal(copy, name))
    pages = [
        AttachmentPage(
            attachment_id=waiting.id,
            number=number,
            width=page.width,
            height=page.height,
            media_type=WORKING_COPY_TYPE,
            readable=page.readable,
            messages=Sealed(
                key.seal(page_laid_down(page.messages), store.words(waiting.report_id, waiting.id, number))
            ),
        )
        for number, page in enumerate(looked.pages)
    ]
    _finish(context, waiting, state_of(looked), pages)


def _seal(context: Context, waiting: Attachment, seal: Seal) -> None:
    _finish(context, waiting, AttachmentState.SEALED, sealed_by=seal.why.value, score=seal.score)


def _try_later(context: Context, waiting: Attachment, error: Exception) -> None:
    """Leave a file for its next turn, which is set already; after the last one it counts as unread."""
    _log.warning("a picture was not read", why=type(error).__name__, tries=waiting.tries)
    context.metrics.attachments.labels("failed_try").inc()
    if waiting.tries >= context.settings.picture_tries:
        _finish(context, waiting, AttachmentState.UNREAD)
        return
    settings = context.settings
    pause = pause_after(waiting.tries, timedelta(seconds=settings.retry_s), timedelta(seconds=settings.retry_most_s))
    with context.database.write() as session:
        repository.try_again_after(session, waiting.id, clock.now() + pause)


def _finish(
    context: Context,
    waiting: Attachment,
    state: AttachmentState,
    pages: list[AttachmentPage] | None = None,
    **more: object,
) -> None:
    """Note what became of a file, in one transaction, and let its report be assessed again."""
    now = clock.now()
    with context.database.write() as session:
        if not repository.leave_waiting(session, waiting.id, state, now, more):
            return
        session.add_all(pages or ())
        if state is not AttachmentState.REFUSED:
            note_picture(session, context.secret, waiting, waiting.report.school_id)
        repository.put_up_again(session, waiting.report_id, now)
        announce(session, Work.ASSESSING)
        if state is AttachmentState.SEALED:
            itself = Principal(id=None, role=Role.SERVICE, school_id=waiting.report.school_id)
            audit.record(session, itself, Verb.SEAL_ATTACHMENT, "attachment", waiting.id, now=now)
    context.metrics.attachments.labels(state.value).inc()
