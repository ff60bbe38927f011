"""What the operator's key wraps, in one list: a rotation goes through it, and so does ``lachan keys check``.

Every value begins with a wrapped data key of ``sealing.WRAPPED_BYTES``; what stands behind it is sealed with that.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from service.models import DataKeyRow, Recipient, SecondFactor

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import InstrumentedAttribute


@dataclass(frozen=True, slots=True)
class Wrapped:
    """A column that the operator's key wraps."""

    column: InstrumentedAttribute[Any]
    bound: Callable[[Any], str]  # what a row's key is wrapped for
    by: InstrumentedAttribute[Any] | None = None  # where the name of the key that wrapped it stands, if it does

    @property
    def name(self) -> str:
        """Table and column."""
        return f"{self.column.class_.__tablename__}.{self.column.key}"


WRAPPED = (
    Wrapped(Recipient.secret, lambda row: f"recipient/{row.id}"),
    Wrapped(SecondFactor.secret, lambda row: f"second-factor/{row.user_id}"),
    Wrapped(SecondFactor.drafted, lambda row: f"second-factor/{row.user_id}"),
    # Last: while one of these is left, a rotation that was cut short has something to do (rewrapping.go_on).
    Wrapped(DataKeyRow.wrapped, lambda row: row.owner_id, DataKeyRow.wrapped_by),
)
