"""The rows of files that came with a report: written with it, in its transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.models import Attachment
from service.words import AttachmentState

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from service.attachments.incoming import Incoming


def rows_of(incoming: Incoming, now: datetime) -> Iterator[Attachment]:
    """Give a row for each file, refused ones too."""
    for one in incoming.received:
        refused = one.refusal is not None
        yield Attachment(
            id=one.id,
            report_id=incoming.report_id,
            position=one.position,
            state=(AttachmentState.REFUSED if refused else AttachmentState.STORED).value,
            received_at=now,
            size=one.size,
            sha256=one.sha256,
            kind=one.kind.value if one.kind else None,
            refusal=one.refusal.value if one.refusal else None,
            done_at=now if refused else None,
            next_try_at=now,
        )
