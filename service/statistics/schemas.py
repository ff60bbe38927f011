"""Statistics as JSON."""

from typing import Annotated, Self

from pydantic import BaseModel, Field

from classifier.taxonomy import Category, Tier
from service.statistics.service import Statistics
from service.words import CaseState


class StatisticsOut(BaseModel):
    """Số đếm, không có nội dung. / Counts, never content."""

    by_state: dict[CaseState, int]
    by_tier: dict[Tier, int]
    open_by_tier: dict[Tier, int]
    overdue: int
    days: Annotated[int, Field(description="Số ngày của ba mục dưới. / The period of what follows.")]
    received: int
    by_category: dict[Category, int]
    median_seconds_to_claim: float | None
    median_seconds_to_decide: float | None

    @classmethod
    def of(cls, found: Statistics) -> Self:
        """Write it."""
        return cls(
            by_state=dict(found.by_state),
            by_tier=dict(found.by_tier),
            open_by_tier=dict(found.open_by_tier),
            overdue=found.overdue,
            days=found.days,
            received=found.received,
            by_category=dict(found.by_category),
            median_seconds_to_claim=found.median_seconds_to_claim,
            median_seconds_to_decide=found.median_seconds_to_decide,
        )
