"""What is sealed in the tables, and the keys it is sealed with."""

from datetime import datetime
from enum import StrEnum
from typing import Any, NewType

from sqlalchemy import LargeBinary, String
from sqlalchemy.orm import Mapped, MappedColumn, mapped_column

from service.identifiers import LENGTH
from service.models.root import Base

Sealed = NewType("Sealed", bytes)
"""What a sealed column holds: only ``service.sealing.keyring`` makes and opens it."""


class Owner(StrEnum):
    """Whose key something is sealed with: to delete the key is to erase all of it."""

    REPORT = "report"  # what somebody sent in, wrote and was written, and what a model said of it
    CASE = "case"  # what people wrote about a case
    USER = "user"  # what somebody keeps for themselves
    SERVICE = "service"  # nothing but the proof that the operator's key is the right one


def sealed_for(owner: Owner, column: str) -> MappedColumn[Any]:
    """Make a column that is sealed with the key of its row's owner, whose id stands in ``column``."""
    return mapped_column(LargeBinary(), info={"owner": owner, "owner_column": column})


class DataKeyRow(Base):
    """The key of one owner, wrapped by the operator's key.

    Without this row, or without the operator's key, what it seals is lost for good: that is how something is erased,
    files and copies in backups of the database included.
    """

    __tablename__ = "data_keys"

    owner_kind: Mapped[str] = mapped_column(String(20), primary_key=True)  # an Owner
    owner_id: Mapped[str] = mapped_column(String(LENGTH), primary_key=True)
    wrapped: Mapped[bytes] = mapped_column(LargeBinary())
    wrapped_by: Mapped[str] = mapped_column(String(16))  # which of the operator's keys: a digest of it
    made_at: Mapped[datetime]
