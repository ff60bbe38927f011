"""Passing a case on as JSON."""

from datetime import datetime
from typing import Annotated, Self

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from service.cases.held import HeldIn
from service.passing.move import Colleague, HandOver, Move, Rest, Skipped
from service.text import Id, Text
from service.words import Role, SkipReason, Verb

Reason = Annotated[
    Text, Field(min_length=1, max_length=500, description="Vì sao; đồng nghiệp đọc được. / Why; colleagues read it.")
]


class SkipIn(HeldIn):
    """Vì sao bỏ qua. / Why a case is passed over."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {"fence": 1, "reason": "knows"},
                {"fence": 1, "reason": "other", "note": "Tuần này tôi không trực."},
            ]
        },
    )

    reason: Annotated[
        SkipReason,
        Field(
            description="Chỉ bạn và tổ trưởng biết. knows, named: nội dung không mở cho bạn nữa."
            " / Only you and the lead know. knows, named: the content is no longer shown to you."
        ),
    ]
    note: Annotated[Text | None, Field(max_length=500, description="Cần khi reason là other. / Needed with other.")] = (
        None
    )


class ColleagueOut(BaseModel):
    """Một đồng nghiệp. / A colleague."""

    id: str
    name: str
    role: Role

    @classmethod
    def of(cls, colleague: Colleague) -> Self:
        """Write it."""
        return cls(id=colleague.id, name=colleague.name, role=colleague.role)


class ColleaguesOut(BaseModel):
    """Những đồng nghiệp có thể nhận hồ sơ này. / Colleagues whom this case can be given to."""

    colleagues: list[ColleagueOut]

    @classmethod
    def of(cls, colleagues: tuple[Colleague, ...]) -> Self:
        """Write it."""
        return cls(colleagues=[ColleagueOut.of(colleague) for colleague in colleagues])


class RestIn(HeldIn):
    """Để chờ đến khi nào, vì sao. / Until when it rests, and why."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"fence": 1, "until": "2026-11-30T08:00:00+07:00", "reason": "Chờ giáo viên chủ nhiệm."}]
        },
    )

    until: Annotated[
        AwareDatetime,
        Field(
            description="Xa nhất: P0 30 phút, P1 4 giờ, P2 2 ngày học, P3 5 ngày học."
            " / At most: P0 30 minutes, P1 4 hours, P2 2 school days, P3 5 school days."
        ),
    ]
    reason: Reason

    def wish(self) -> Rest:
        """Make the service's value of it."""
        return Rest(self.until, self.reason)


class HandOverIn(HeldIn):
    """Giao cho ai, vì sao. / To whom it is handed over, and why."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {"fence": 1, "to": "019aa1b2c3d4e5f60718293a4b5c6d7e", "reason": "Cô đã quen em học sinh này."}
            ]
        },
    )

    to: Id
    reason: Reason

    def wish(self) -> HandOver:
        """Make the service's value of it."""
        return HandOver(self.to, self.reason)


class TakeOverIn(BaseModel):
    """Vì sao tiếp quản. / Why a case is taken over."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"reason": "Việc khẩn, cô Lan đang trên lớp."}]}
    )

    reason: Reason


class MoveOut(BaseModel):
    """Một bước của hồ sơ. / A step of a case."""

    at: datetime
    verb: Verb
    by: str
    other: Annotated[str | None, Field(description="Giao cho ai, hoặc từ ai. / To whom, or from whom.")]
    skip: SkipReason | None
    reason: str | None
    until: datetime | None

    @classmethod
    def of(cls, move: Move) -> Self:
        """Write it."""
        return cls(
            at=move.at,
            verb=move.verb,
            by=move.by,
            other=move.other,
            skip=move.skip,
            reason=move.reason,
            until=move.until,
        )


class SkippedOut(BaseModel):
    """Ai đã bỏ qua hồ sơ; chỉ tổ trưởng thấy. / Who passed the case over; shown to the lead alone."""

    user_id: str
    by: str
    at: datetime
    reason: SkipReason
    note: str | None
    found: bool  # the service saw the name in the words; nobody said so
    sure: bool  # by the full name or an alias; else by title and given name, which others may share

    @classmethod
    def of(cls, skipped: Skipped) -> Self:
        """Write it."""
        return cls(
            user_id=skipped.user_id,
            by=skipped.by,
            at=skipped.at,
            reason=skipped.reason,
            note=skipped.note,
            found=skipped.found,
            sure=skipped.sure,
        )
