"""What reports are searched by."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from service.models.root import Base


class SearchToken(Base):
    """One word of a report, as 8 bytes of a keyed hash that differs from school to school: see ``search.tokens``."""

    __tablename__ = "search_tokens"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012 - the form that SQLAlchemy reads

    token: Mapped[bytes] = mapped_column(primary_key=True)
    report_id: Mapped[str] = mapped_column(ForeignKey("reports.id"), primary_key=True, index=True)
