"""Deliveries as JSON."""

from datetime import datetime
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field

from service.deliveries.service import Passed
from service.text import Text
from service.words import DeliveryState, Target


class DeliveryOut(BaseModel):
    """Một việc chuyển tiếp. / Something passed on."""

    id: str
    case_id: str
    target: Target
    state: Annotated[DeliveryState, Field(description="queued: chưa ai xác nhận. / Nobody confirmed it yet.")]
    reference: str | None
    created_at: datetime
    marked_at: datetime | None

    @classmethod
    def of(cls, passed: Passed) -> Self:
        """Write it."""
        return cls(
            id=passed.id,
            case_id=passed.case_id,
            target=passed.target,
            state=passed.state,
            reference=passed.reference,
            created_at=passed.created_at,
            marked_at=passed.marked_at,
        )


class DeliveriesOut(BaseModel):
    """Cũ nhất trước. / Oldest first."""

    deliveries: list[DeliveryOut]


class MarkIn(BaseModel):
    """Kết quả. / How it ended."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"state": "acknowledged", "reference": "Chị Hà, tổng đài 111, 14:05"}]},
    )

    state: Literal["acknowledged", "failed"]
    reference: Annotated[
        Text, Field(min_length=1, max_length=500, description="Ai đã xác nhận, hoặc vì sao không được. / Who, or why.")
    ]
