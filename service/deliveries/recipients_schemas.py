"""Recipients and the on-call list as JSON."""

from datetime import datetime
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field

from service.deliveries.attempt import Attempt
from service.deliveries.on_call import LONGEST, OnCallPlace
from service.deliveries.recipients import NewRecipient, Reached
from service.deliveries.schemas import FailureOut
from service.text import Id, Text
from service.words import Channel, Target


class RecipientIn(BaseModel):
    """Nơi nhận mới. / A new recipient."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "target": "hotline_111",
                    "channel": "webhook",
                    "name": "Tổng đài 111",
                    "address": "https://nhan.example.vn/la-chan",
                },
                {"target": "head", "channel": "email", "name": "Thầy Minh", "address": "minh@truong.example"},
            ]
        },
    )

    target: Target
    channel: Channel
    name: Annotated[Text, Field(min_length=1, max_length=200)]
    address: Annotated[
        Text,
        Field(max_length=500, description="Địa chỉ web, hộp thư, số điện thoại… / Web address, mailbox, telephone…"),
    ] = ""

    def new(self) -> NewRecipient:
        """Make the service's value of it."""
        return NewRecipient(self.target, self.channel, self.name, self.address)


class RecipientOut(BaseModel):
    """Một nơi nhận đang dùng. / A recipient in use."""

    id: str
    target: Target
    channel: Channel
    name: str
    address: str
    created_at: datetime

    @classmethod
    def of(cls, reached: Reached) -> Self:
        """Write it."""
        return cls(
            id=reached.id,
            target=reached.target,
            channel=reached.channel,
            name=reached.name,
            address=reached.address,
            created_at=reached.created_at,
        )


class RecipientMadeOut(BaseModel):
    """Nơi nhận vừa thêm. / What was made."""

    recipient: RecipientOut
    secret: Annotated[
        str | None, Field(description="Khóa ký của webhook, chỉ hiện lần này. / A webhook's secret, shown only now.")
    ]


class RecipientsOut(BaseModel):
    """Các nơi nhận đang dùng. / Recipients in use."""

    recipients: list[RecipientOut]


class TrialOut(BaseModel):
    """Kết quả gửi thử. / How the test went."""

    arrived: bool
    acknowledged: bool
    why: FailureOut | None

    @classmethod
    def of(cls, attempt: Attempt) -> Self:
        """Write it."""
        return cls(
            arrived=attempt.why is None,
            acknowledged=attempt.acknowledged,
            why=FailureOut.of(attempt.why) if attempt.why else None,
        )


class OnCallPlaceIn(BaseModel):
    """Một người trực. / Somebody on call."""

    model_config = ConfigDict(extra="forbid")

    recipient_id: Id
    name: Annotated[
        Text | None, Field(min_length=1, max_length=200, description="Bỏ trống: tên nơi nhận. / Else the recipient's.")
    ] = None


class OnCallIn(BaseModel):
    """Danh sách trực, theo thứ tự gọi. / The on-call list, in the order of calling."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"people": [{"recipient_id": "019aa1b2c3d4e5f60718293a4b5c6d7e", "name": "Cô Hương"}]}]
        },
    )

    people: Annotated[list[OnCallPlaceIn], Field(max_length=LONGEST)]


class OnCallPlaceOut(BaseModel):
    """Một người trực. / Somebody on call."""

    name: str
    recipient_id: str
    channel: Channel


class OnCallOut(BaseModel):
    """Danh sách trực. / The on-call list."""

    people: list[OnCallPlaceOut]

    @classmethod
    def of(cls, places: tuple[OnCallPlace, ...]) -> Self:
        """Write it."""
        return cls(
            people=[
                OnCallPlaceOut(name=place.name, recipient_id=place.recipient_id, channel=place.channel)
                for place in places
            ]
        )
