"""How long things are kept: what holds a case back, who asked for an erasure, and the tombstones."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from service.models.keys import Owner, Sealed, sealed_for
from service.models.people import User
from service.models.root import Base, id_column


class Hold(Base):
    """A case that must not be erased: the police, a court or the family needs it. At most one counts at a time."""

    __tablename__ = "holds"

    id: Mapped[str] = id_column()
    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"), index=True)
    placed_by: Mapped[str] = mapped_column(ForeignKey("users.id"))
    placed_at: Mapped[datetime]
    reason: Mapped[Sealed | None] = sealed_for(Owner.CASE, "case_id")  # None: the case was erased since
    lifted_by: Mapped[str | None] = mapped_column(ForeignKey("users.id"))
    lifted_at: Mapped[datetime | None]
    lift_reason: Mapped[Sealed | None] = sealed_for(Owner.CASE, "case_id")

    placer: Mapped[User] = relationship(foreign_keys=[placed_by])
    lifter: Mapped[User | None] = relationship(foreign_keys=[lifted_by])


class ErasureRequest(Base):
    """A lead asks that a case, or one report of it, be erased before its time; somebody else agrees, or does not."""

    __tablename__ = "erasure_requests"

    id: Mapped[str] = id_column()
    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"), index=True)
    report_id: Mapped[str | None] = mapped_column(ForeignKey("reports.id"))  # None: the whole case
    asked_by: Mapped[str] = mapped_column(ForeignKey("users.id"))
    asked_at: Mapped[datetime]
    reason: Mapped[Sealed | None] = sealed_for(Owner.CASE, "case_id")  # None: it was erased since
    answered_by: Mapped[str | None] = mapped_column(ForeignKey("users.id"))
    answered_at: Mapped[datetime | None]
    agreed: Mapped[bool | None]  # None: nobody has answered

    asker: Mapped[User] = relationship(foreign_keys=[asked_by])


class Erasure(Base):
    """A tombstone: what was erased, when, why and on whose word. Never any content.

    It is written first and finished later: a killed erasure goes on by it. See ``retention.erasing``.
    """

    __tablename__ = "erasures"
    __table_args__ = (Index("ix_erasures_done", "done_at"),)

    id: Mapped[str] = id_column()
    school_id: Mapped[str] = mapped_column(ForeignKey("schools.id"))
    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"), index=True)
    report_id: Mapped[str | None] = mapped_column(ForeignKey("reports.id"), index=True)  # None: the whole case
    at: Mapped[datetime]
    why: Mapped[str] = mapped_column(String(20))  # a words.ErasureWhy
    by_id: Mapped[str | None] = mapped_column(ForeignKey("users.id"))  # who asked; None: nobody at the desk did
    agreed_by: Mapped[str | None] = mapped_column(ForeignKey("users.id"))
    counts: Mapped[dict[str, Any]]  # rows that went, by table
    emptied_at: Mapped[datetime | None]  # when its rows and its key were gone
    done_at: Mapped[datetime | None]  # when its files were gone, too
