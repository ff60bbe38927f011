"""Files that came with a report."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from service.models.keys import Sealed
from service.models.reports import Report
from service.models.root import Base, id_column


class Attachment(Base):
    """One file that came with a report. Its bytes lie sealed under ``var/attachments``, never in the database.

    ``state`` is a ``words.AttachmentState``; what each means is said there. The name it was sent with is not kept.
    """

    __tablename__ = "attachments"
    __table_args__ = (
        UniqueConstraint("report_id", "position"),
        Index("ix_attachments_waiting", "state", "next_try_at"),
    )

    id: Mapped[str] = id_column()
    report_id: Mapped[str] = mapped_column(ForeignKey("reports.id"))
    position: Mapped[int]  # among the files of the report as they were sent, from 0
    state: Mapped[str] = mapped_column(String(20))
    received_at: Mapped[datetime]
    size: Mapped[int]  # bytes
    sha256: Mapped[bytes]  # of the file as it was sent: proof that it is still the same
    kind: Mapped[str | None] = mapped_column(String(20))  # a classifier.screenshot.kinds.Kind, by content
    refusal: Mapped[str | None] = mapped_column(String(40))  # a classifier.screenshot.refusal.Refusal; when refused
    sealed_by: Mapped[str | None] = mapped_column(String(40))  # a classifier.screenshot.looked.SealedBy; when sealed
    score: Mapped[float | None]  # the image model's, 0..1; when that sealed it
    done_at: Mapped[datetime | None]  # when it left the state ``stored``
    tries: Mapped[int] = mapped_column(default=0)
    next_try_at: Mapped[datetime]

    report: Mapped[Report] = relationship()
    pages: Mapped[list["AttachmentPage"]] = relationship(order_by="AttachmentPage.number")


class AttachmentPage(Base):
    """One page of a file that was read: its working copy lies sealed under ``var/attachments``, its words here.

    A picture has one page, a PDF has several. Files that were refused or sealed have none.
    """

    __tablename__ = "attachment_pages"

    attachment_id: Mapped[str] = mapped_column(ForeignKey("attachments.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)  # from 0
    width: Mapped[int]  # pixels of the working copy; boxes are in these
    height: Mapped[int]
    media_type: Mapped[str] = mapped_column(String(40))  # of the working copy
    readable: Mapped[bool]  # False: there is something on it that could not be read
    messages: Mapped[Sealed] = mapped_column(LargeBinary())  # with the report's key: see attachments.transcript
