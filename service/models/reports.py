"""What was sent in, and what was said of it."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from service.models.cases import Case
from service.models.keys import Owner, Sealed, sealed_for
from service.models.people import User
from service.models.root import Base, id_column

_SEARCH_DUE = text("search_due_at IS NOT NULL")


class Report(Base):
    """What somebody sent in. The content is never changed after it arrived; the rest is the state of its assessment."""

    __tablename__ = "reports"
    __table_args__ = (
        UniqueConstraint("api_key_id", "idempotency_hash"),
        Index("ix_reports_pending", "assessed_at", "next_try_at"),
        Index("ix_reports_search_due", "search_due_at", sqlite_where=_SEARCH_DUE, postgresql_where=_SEARCH_DUE),
    )

    id: Mapped[str] = id_column()
    school_id: Mapped[str] = mapped_column(ForeignKey("schools.id"))
    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"), index=True)
    api_key_id: Mapped[str | None] = mapped_column(ForeignKey("api_keys.id"))
    received_at: Mapped[datetime]
    reporter: Mapped[str] = mapped_column(String(20))
    content: Mapped[Sealed] = sealed_for(Owner.REPORT, "id")  # see intake.content
    messages: Mapped[int]  # how many were typed
    receipt_hash: Mapped[bytes] = mapped_column(unique=True)
    idempotency_hash: Mapped[bytes | None]
    body_hash: Mapped[bytes]  # keyed, so that a short text cannot be guessed from it

    assessed_at: Mapped[datetime | None]  # None: something waits to be assessed, the words of a picture included
    readings: Mapped[int] = mapped_column(default=0)  # counts its pictures that are done with, whatever came of them
    tries: Mapped[int] = mapped_column(default=0)
    next_try_at: Mapped[datetime]
    search_due_at: Mapped[datetime | None]  # since when it has words that cannot be searched yet; None: it has none
    erased_at: Mapped[datetime | None]  # when its content was given up for good; the receipt still tells that

    case: Mapped[Case] = relationship(back_populates="reports")
    assessments: Mapped[list["AssessmentRow"]] = relationship(order_by="AssessmentRow.made_at, AssessmentRow.id")


class AssessmentRow(Base):
    """What one model version said of one report; append-only."""

    __tablename__ = "assessments"

    id: Mapped[str] = id_column()
    report_id: Mapped[str] = mapped_column(ForeignKey("reports.id"), index=True)
    model: Mapped[str] = mapped_column(String(200))
    made_at: Mapped[datetime]
    tier: Mapped[str] = mapped_column(String(2))
    risk: Mapped[float]
    content: Mapped[Sealed] = sealed_for(Owner.REPORT, "report_id")  # see scoring.stored: offsets, no text
    pictures: Mapped[Sealed | None] = sealed_for(Owner.REPORT, "report_id")  # see attachments.transcript


class Mention(Base):
    """Something that a report names or holds and another may, too: a telephone number, an account, a link, a picture.

    Only a keyed hash of it is kept: whoever reads the table learns nothing but which reports have it in common.
    """

    __tablename__ = "mentions"
    __table_args__ = (Index("ix_mentions_school", "school_id", "digest"),)

    report_id: Mapped[str] = mapped_column(ForeignKey("reports.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(20), primary_key=True)  # a words.MentionKind
    digest: Mapped[bytes] = mapped_column(primary_key=True)
    school_id: Mapped[str] = mapped_column(ForeignKey("schools.id"))


class Letter(Base):
    """What the desk wrote to whoever holds a report's receipt, or they to the desk; never changed."""

    __tablename__ = "letters"

    id: Mapped[str] = id_column()
    report_id: Mapped[str] = mapped_column(ForeignKey("reports.id"), index=True)
    at: Mapped[datetime]
    user_id: Mapped[str | None] = mapped_column(ForeignKey("users.id"))  # None: the reporter wrote it
    text: Mapped[Sealed] = sealed_for(Owner.REPORT, "report_id")
    read_at: Mapped[datetime | None]  # when the other side first saw it

    user: Mapped[User | None] = relationship()
