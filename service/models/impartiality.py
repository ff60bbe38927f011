"""Who is named in what, and under which names people are known."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from service.models.root import Base


class Named(Base):
    """A report names a member of staff: while it holds, they are not given its case and see nothing of it. No words."""

    __tablename__ = "named"
    __table_args__ = (Index("ix_named_user", "user_id", "lifted_at"),)

    report_id: Mapped[str] = mapped_column(ForeignKey("reports.id"), primary_key=True)
    user_id: Mapped[str] = mapped_column(ForeignKey("users.id"), primary_key=True)
    strong: Mapped[bool]  # by the full name or an alias; else by title and given name
    at: Mapped[datetime]
    lifted_at: Mapped[datetime | None]  # somebody looked: it means another person
    lifted_by: Mapped[str | None] = mapped_column(ForeignKey("users.id"))


class Alias(Base):
    """Another name, number or account that a member of staff is known by."""

    __tablename__ = "aliases"

    user_id: Mapped[str] = mapped_column(ForeignKey("users.id"), primary_key=True)
    alias: Mapped[str] = mapped_column(String(200), primary_key=True)


class KnownAs(Base):
    """Under which names a person was looked for in the reports that are there; another set is looked for anew."""

    __tablename__ = "known_as"

    user_id: Mapped[str] = mapped_column(ForeignKey("users.id"), primary_key=True)
    names: Mapped[bytes]  # a digest of them
    upto: Mapped[str | None] = mapped_column(String(32))  # the report that was looked at last; None: all were
