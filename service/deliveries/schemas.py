"""Deliveries as JSON."""

from datetime import datetime
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field

from service.deliveries.service import Passed
from service.text import Text
from service.words import Channel, DeliveryFailure, DeliveryState, Target


class FailureOut(BaseModel):
    """Vì sao lần gửi vừa rồi không được. / Why the last try failed."""

    code: DeliveryFailure
    vi: str
    en: str

    @classmethod
    def of(cls, why: DeliveryFailure) -> Self:
        """Write it."""
        return cls(code=why, vi=why.vi, en=why.en)


class DeliveryOut(BaseModel):
    """Một việc chuyển tiếp. / Something passed on."""

    id: str
    case_id: str
    target: Target
    state: Annotated[DeliveryState, Field(description="queued: chưa ai xác nhận. / Nobody confirmed it yet.")]
    channel: Channel
    recipient: Annotated[str | None, Field(description="Tên nơi nhận; null: làm tay. / Its name; null: by hand.")]
    tries: int
    next_try_at: Annotated[datetime | None, Field(description="null: không tự gửi nữa. / Nothing sends it any more.")]
    sent_at: datetime | None
    why: FailureOut | None
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
            channel=passed.channel,
            recipient=passed.recipient,
            tries=passed.tries,
            next_try_at=passed.next_try_at,
            sent_at=passed.sent_at,
            why=FailureOut.of(passed.why) if passed.why else None,
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


class AcknowledgementIn(BaseModel):
    """Bên nhận báo đã nhận. / The other side has taken it up."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"acknowledged": True, "reference": "111-2026-04417"}]}
    )

    acknowledged: Literal[True]
    reference: Annotated[
        Text | None, Field(min_length=1, max_length=500, description="Số hồ sơ bên nhận. / Its number over there.")
    ] = None
