"""Who did what, and the chain that shows whether anybody changed it since."""

from datetime import datetime

from sqlalchemy import BigInteger, Index, Integer, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from service.identifiers import LENGTH
from service.models.root import Base

_Number = BigInteger().with_variant(
    Integer, "sqlite"
)  # SQLite's integers are as long, and only they count by themselves


class AuditRow(Base):
    """Who did what to which object, written in the transaction that did it; append-only, without content.

    Triggers refuse changes on both engines. A migration that copies this table on SQLite must make them again.
    """

    __tablename__ = "audit"
    __table_args__ = (
        Index("ix_audit_school", "school_id", "number"),  # what changed since a page last looked
        Index("ix_audit_actor", "actor_id", "at"),  # what somebody did today
    )

    number: Mapped[int] = mapped_column(_Number, primary_key=True, autoincrement=True)
    at: Mapped[datetime] = mapped_column(index=True)
    actor_kind: Mapped[str] = mapped_column(String(20))  # a role
    actor_id: Mapped[str | None] = mapped_column(String(LENGTH))
    school_id: Mapped[str | None] = mapped_column(String(LENGTH))
    verb: Mapped[str] = mapped_column(String(40))
    object_kind: Mapped[str] = mapped_column(String(20))
    object_id: Mapped[str] = mapped_column(String(LENGTH), index=True)
    seal: Mapped[bytes | None] = mapped_column(LargeBinary(48))  # see audit.seal; None: older than the chain


class AuditLink(Base):
    """A row's place in the chain, in the order in which rows became visible; append-only, made behind the requests."""

    __tablename__ = "audit_chain"

    position: Mapped[int] = mapped_column(_Number, primary_key=True, autoincrement=False)  # from 1, without holes
    number: Mapped[int] = mapped_column(_Number, unique=True)  # of the row; no foreign key: the chain outlives a theft
    hash: Mapped[bytes]


class AuditGap(Base):
    """Numbers that had no row when those after them were linked: rolled back, or not committed yet."""

    __tablename__ = "audit_gaps"

    first: Mapped[int] = mapped_column(_Number, primary_key=True, autoincrement=False)
    last: Mapped[int] = mapped_column(_Number)
    seen_at: Mapped[datetime]
