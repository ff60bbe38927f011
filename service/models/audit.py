"""Who did what."""

from datetime import datetime

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from service.identifiers import LENGTH
from service.models.root import Base


class AuditRow(Base):
    """Who did what to which object, written in the transaction that did it; append-only, without content."""

    __tablename__ = "audit"
    __table_args__ = (
        Index("ix_audit_school", "school_id", "number"),  # what changed since a page last looked
        Index("ix_audit_actor", "actor_id", "at"),  # what somebody did today
    )

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    at: Mapped[datetime] = mapped_column(index=True)
    actor_kind: Mapped[str] = mapped_column(String(20))  # a role
    actor_id: Mapped[str | None] = mapped_column(String(LENGTH))
    school_id: Mapped[str | None] = mapped_column(String(LENGTH))
    verb: Mapped[str] = mapped_column(String(40))
    object_kind: Mapped[str] = mapped_column(String(20))
    object_id: Mapped[str] = mapped_column(String(LENGTH), index=True)
