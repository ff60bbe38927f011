"""Pictures that are looked at and not kept: they count in one answer, and nothing of them is left."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from classifier.screenshot.looked import WORKING_COPY_TYPE, PictureUnreadError
from classifier.screenshot.refusal import PictureRefusedError
from service.attachments.picture import Picture, PicturePage, state_of
from service.outages import ReadingTimeoutError
from service.words import AttachmentState

if TYPE_CHECKING:
    from classifier.screenshot.looked import Looked
    from classifier.screenshot.refusal import Refusal
    from service.attachments.incoming import Incoming, Received
    from service.attachments.reader import PictureReader


def glance(reader: PictureReader, incoming: Incoming, *, timeout_s: float) -> tuple[Picture, ...]:
    """Look at the files of one request, in the order in which they were sent.

    ReadingMissingError if nothing reads pictures here, ReadingTimeoutError if all together take longer than
    ``timeout_s`` seconds. One that could not be read is told by its state.
    """
    until = time.monotonic() + timeout_s
    return tuple(_glance(reader, incoming, received, until) for received in incoming.received)


def _glance(reader: PictureReader, incoming: Incoming, received: Received, until: float) -> Picture:
    if received.refusal is not None:
        return _refused(received, received.refusal)
    left = until - time.monotonic()
    if left <= 0:
        raise ReadingTimeoutError
    try:
        return _seen(received, reader.look(incoming.opened(received), timeout_s=left))
    except PictureRefusedError as error:
        return _refused(received, error.refusal)
    except PictureUnreadError:
        return Picture(received.id, received.position, AttachmentState.UNREAD, _kind(received), received.size)


def _seen(received: Received, looked: Looked) -> Picture:
    return Picture(
        id=received.id,
        position=received.position,
        state=state_of(looked),
        kind=looked.kind.value,
        size=received.size,
        sealed_by=looked.sealed.why if looked.sealed else None,
        score=looked.sealed.score if looked.sealed else None,
        pages=tuple(
            PicturePage(number, page.width, page.height, WORKING_COPY_TYPE, page.readable, page.messages)
            for number, page in enumerate(looked.pages)
        ),
    )


def _refused(received: Received, refusal: Refusal) -> Picture:
    state = AttachmentState.REFUSED
    return Picture(received.id, received.position, state, _kind(received), received.size, refusal=refusal)


def _kind(received: Received) -> str | None:
    return received.kind.value if received.kind else None
