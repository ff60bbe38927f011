"""What came of one try to deliver something."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from service.words import DeliveryFailure


@dataclass(frozen=True, slots=True)
class Attempt:
    """How a try ended. Nothing of what the other side answered is kept but its reference."""

    why: DeliveryFailure | None = None  # None: it arrived
    for_good: bool = False  # trying again would change nothing
    acknowledged: bool = False  # the other side said at once that it has taken it up
    reference: str | None = None  # what the other side calls it

    @classmethod
    def later(cls, why: DeliveryFailure) -> Self:
        """Fail this time."""
        return cls(why=why)

    @classmethod
    def never(cls, why: DeliveryFailure) -> Self:
        """Fail for good."""
        return cls(why=why, for_good=True)
