"""The tables. What a row means is said here once; rooms read and write them through their ``repository``."""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, ForeignKey, Index, LargeBinary, MetaData, String, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

from service.database import UtcDateTime
from service.identifiers import LENGTH, new_id


class Base(DeclarativeBase):
    """Root of the tables; constraints get names, so that a later migration can find them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: UtcDateTime(),
        dict[str, Any]: JSON(),
        list[dict[str, Any]]: JSON(),
        list[str]: JSON(),
        bytes: LargeBinary(32),
    }


def _id() -> Mapped[str]:
    return mapped_column(String(LENGTH), primary_key=True, default=new_id)


class School(Base):
    """A school: the scope of every key, person, report and case."""

    __tablename__ = "schools"

    id: Mapped[str] = _id()
    name: Mapped[str] = mapped_column(String(200), unique=True)
    created_at: Mapped[datetime]


class ApiKey(Base):
    """A reporting system's key; only its hash is kept."""

    __tablename__ = "api_keys"

    id: Mapped[str] = _id()
    school_id: Mapped[str] = mapped_column(ForeignKey("schools.id"))
    name: Mapped[str] = mapped_column(String(200))
    key_hash: Mapped[bytes] = mapped_column(unique=True)
    created_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]


class User(Base):
    """A person who signs in. Data staff and administrators may belong to no school."""

    __tablename__ = "users"

    id: Mapped[str] = _id()
    school_id: Mapped[str | None] = mapped_column(ForeignKey("schools.id"))
    name: Mapped[str] = mapped_column(String(100), unique=True)  # lower case; what is typed to sign in
    display_name: Mapped[str] = mapped_column(String(200))
    role: Mapped[str] = mapped_column(String(20))
    password_hash: Mapped[str] = mapped_column(String(200))
    created_at: Mapped[datetime]
    disabled_at: Mapped[datetime | None]


class SignIn(Base):
    """One sign-in; only the token's hash is kept."""

    __tablename__ = "sign_ins"

    id: Mapped[str] = _id()
    user_id: Mapped[str] = mapped_column(ForeignKey("users.id"), index=True)
    token_hash: Mapped[bytes] = mapped_column(unique=True)
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]

    user: Mapped[User] = relationship()


class Case(Base):
    """The counsellors' work on one report or several; carries what the queue is ordered by and the lease."""

    __tablename__ = "cases"
    __table_args__ = (
        Index("ix_cases_queue", "school_id", "state", "tier", "due_at"),
        Index("ix_cases_held", "claimed_by", "claimed_until"),
    )

    id: Mapped[str] = _id()
    school_id: Mapped[str] = mapped_column(ForeignKey("schools.id"))
    state: Mapped[str] = mapped_column(String(20))
    tier: Mapped[str] = mapped_column(String(2))
    tier_by: Mapped[str | None] = mapped_column(ForeignKey("users.id"))  # set by a person: only a raise may follow
    risk: Mapped[float]
    due_at: Mapped[datetime]
    received_at: Mapped[datetime]
    assessed: Mapped[bool]  # False: "chưa chấm được"
    provisional: Mapped[bool] = mapped_column(default=True)  # pictures wait to be read, or nothing was assessed yet
    abstained: Mapped[bool]
    categories: Mapped[list[str]]  # what was found, strongest first
    reasons: Mapped[list[dict[str, Any]]]  # code, tier, vi, en: general words, never the report's

    claimed_by: Mapped[str | None] = mapped_column(ForeignKey("users.id"))
    claimed_until: Mapped[datetime | None]
    fence: Mapped[int] = mapped_column(default=0)  # counts claims; a writer with an older number is stale
    first_claimed_at: Mapped[datetime | None]
    decided_at: Mapped[datetime | None]

    holder: Mapped[User | None] = relationship(foreign_keys=[claimed_by])
    reports: Mapped[list["Report"]] = relationship(back_populates="case", order_by="Report.received_at, Report.id")


class Report(Base):
    """What somebody sent in. The content is never changed after it arrived; the rest is the state of its assessment."""

    __tablename__ = "reports"
    __table_args__ = (
        UniqueConstraint("api_key_id", "idempotency_hash"),
        Index("ix_reports_pending", "assessed_at", "next_try_at"),
    )

    id: Mapped[str] = _id()
    school_id: Mapped[str] = mapped_column(ForeignKey("schools.id"))
    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"), index=True)
    api_key_id: Mapped[str | None] = mapped_column(ForeignKey("api_keys.id"))
    received_at: Mapped[datetime]
    reporter: Mapped[str] = mapped_column(String(20))
    content: Mapped[dict[str, Any]]  # messages, note, reference, what the reporter says: see intake.repository
    receipt_hash: Mapped[bytes] = mapped_column(unique=True)
    idempotency_hash: Mapped[bytes | None]
    body_hash: Mapped[bytes]  # keyed, so that a short text cannot be guessed from it

    assessed_at: Mapped[datetime | None]  # None: something waits to be assessed, the words of a picture included
    readings: Mapped[int] = mapped_column(default=0)  # counts its pictures that are done with, whatever came of them
    tries: Mapped[int] = mapped_column(default=0)
    next_try_at: Mapped[datetime]

    case: Mapped[Case] = relationship(back_populates="reports")
    assessments: Mapped[list["AssessmentRow"]] = relationship(order_by="AssessmentRow.made_at, AssessmentRow.id")


class AssessmentRow(Base):
    """What one model version said of one report; append-only."""

    __tablename__ = "assessments"

    id: Mapped[str] = _id()
    report_id: Mapped[str] = mapped_column(ForeignKey("reports.id"), index=True)
    model: Mapped[str] = mapped_column(String(200))
    made_at: Mapped[datetime]
    tier: Mapped[str] = mapped_column(String(2))
    risk: Mapped[float]
    content: Mapped[dict[str, Any]]  # see scoring.stored: offsets and general words, no text
    pictures: Mapped[bytes | None] = mapped_column(
        LargeBinary()
    )  # see attachments.transcript; sealed; None: no picture


class ReportKey(Base):
    """The key that a report's files are sealed with, itself wrapped by the operator's key.

    Without this row, or without the operator's key, the files and what was read from them are lost for good: that is
    how a report will be erased.
    """

    __tablename__ = "report_keys"

    report_id: Mapped[str] = mapped_column(ForeignKey("reports.id"), primary_key=True)
    wrapped: Mapped[bytes] = mapped_column(LargeBinary())
    wrapped_by: Mapped[str] = mapped_column(String(16))  # which of the operator's keys: a digest of it
    made_at: Mapped[datetime]


class Attachment(Base):
    """One file that came with a report. Its bytes lie sealed under ``var/attachments``, never in the database.

    ``state`` is a ``words.AttachmentState``; what each means is said there. The name it was sent with is not kept.
    """

    __tablename__ = "attachments"
    __table_args__ = (
        UniqueConstraint("report_id", "position"),
        Index("ix_attachments_waiting", "state", "next_try_at"),
    )

    id: Mapped[str] = _id()
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
    messages: Mapped[bytes] = mapped_column(LargeBinary())  # JSON, sealed: see attachments.transcript


class Decision(Base):
    """How a person dealt with a case, and why; append-only."""

    __tablename__ = "decisions"

    id: Mapped[str] = _id()
    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"), index=True)
    user_id: Mapped[str] = mapped_column(ForeignKey("users.id"))
    made_at: Mapped[datetime]
    outcome: Mapped[str] = mapped_column(String(20))
    category: Mapped[str | None] = mapped_column(String(20))
    tier_before: Mapped[str] = mapped_column(String(2))
    tier_after: Mapped[str] = mapped_column(String(2))
    reason: Mapped[str | None] = mapped_column(String(2000))  # why the tier was changed
    note: Mapped[str | None] = mapped_column(String(10_000))

    user: Mapped[User] = relationship()


class Delivery(Base):
    """Something passed on to somebody, with the proof that it arrived."""

    __tablename__ = "deliveries"
    __table_args__ = (Index("ix_deliveries_open", "school_id", "state"),)

    id: Mapped[str] = _id()
    school_id: Mapped[str] = mapped_column(ForeignKey("schools.id"))
    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"), index=True)
    target: Mapped[str] = mapped_column(String(20))
    state: Mapped[str] = mapped_column(String(20))
    reference: Mapped[str | None] = mapped_column(String(500))  # who confirmed, file number
    created_by: Mapped[str] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[datetime]
    marked_by: Mapped[str | None] = mapped_column(ForeignKey("users.id"))
    marked_at: Mapped[datetime | None]


class AuditRow(Base):
    """Who did what to which object, written in the transaction that did it; append-only, without content."""

    __tablename__ = "audit"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    at: Mapped[datetime] = mapped_column(index=True)
    actor_kind: Mapped[str] = mapped_column(String(20))  # a role
    actor_id: Mapped[str | None] = mapped_column(String(LENGTH))
    school_id: Mapped[str | None] = mapped_column(String(LENGTH))
    verb: Mapped[str] = mapped_column(String(40))
    object_kind: Mapped[str] = mapped_column(String(20))
    object_id: Mapped[str] = mapped_column(String(LENGTH), index=True)
