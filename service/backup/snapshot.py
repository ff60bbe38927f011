"""What a backup has to know of the database at the very moment that it copies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from sqlalchemy import func, inspect, select, text

from service.attachments import store
from service.audit import anchors
from service.models import Attachment, AttachmentPage, AuditRow, Base, DataKeyRow
from service.words import AttachmentState

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One state of the database, without content."""

    revision: str
    counts: Mapping[str, int]
    keys: tuple[str, ...]
    audit: Mapping[str, Any]
    files: Mapping[str, bool]  # sealed files that the rows name, and whether each must be there

    @classmethod
    def of(cls, session: Session) -> Self:
        """Read it; all that is read must be one state: one transaction that sees no other's changes."""
        number, head = session.scalar(select(func.max(AuditRow.number))), anchors.end(session)
        return cls(
            revision=str(session.scalar(text("SELECT version_num FROM alembic_version"))),
            counts=counts(session),
            keys=tuple(sorted(session.scalars(select(DataKeyRow.wrapped_by).distinct()))),
            audit={"number": number or 0, "anchor": str(head) if head is not None else None},
            files=named_files(session),
        )


def counts(session: Session) -> dict[str, int]:
    """Count the rows of every table that is there: a database may be older than this program."""
    there = set(inspect(session.connection()).get_table_names())
    return {
        table.name: session.scalar(select(func.count()).select_from(table)) or 0
        for table in Base.metadata.sorted_tables
        if table.name in there
    }


def named_files(session: Session) -> dict[str, bool]:
    """Name the sealed files that the rows name, and tell whether each must be there: a refused one need not."""
    found = {
        store.original(report_id, file_id): state != AttachmentState.REFUSED.value
        for report_id, file_id, state in session.execute(select(Attachment.report_id, Attachment.id, Attachment.state))
    }
    pages = select(Attachment.report_id, Attachment.id, AttachmentPage.number).join(
        AttachmentPage, AttachmentPage.attachment_id == Attachment.id
    )
    return found | {
        store.working(report_id, file_id, page): True for report_id, file_id, page in session.execute(pages)
    }
