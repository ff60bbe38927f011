"""Retention, holds and erasure as JSON."""

from datetime import datetime
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field

from classifier.taxonomy import Tier
from service.retention.due import Ending
from service.retention.holds import LONGEST, HoldRead
from service.retention.requests import Asked
from service.text import Id, Text
from service.words import CaseState

Reason = Annotated[
    Text, Field(min_length=1, max_length=LONGEST, pattern=r"\S", description="Vì sao; không ghi tên em nào. / Why.")
]


class ReasonIn(BaseModel):
    """Lý do. / A reason."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"reason": "Công an phường đề nghị giữ lại, công văn 12/CV."}]}
    )

    reason: Reason


class ErasureIn(ReasonIn):
    """Đề nghị xóa trước hạn. / A request for erasure."""

    report: Annotated[
        Id | None, Field(description="Chỉ phản ánh này; bỏ trống: cả hồ sơ. / This report alone; none: the whole case.")
    ] = None


class AnswerIn(BaseModel):
    """Đồng ý hay không. / An answer."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"agrees": False}]})

    agrees: Annotated[bool, Field(strict=True, description="true: xóa vĩnh viễn ngay. / True: erased at once.")]


class EndingOut(BaseModel):
    """Hồ sơ sắp hết hạn lưu giữ. / A case whose time ends soon."""

    case_id: str
    state: CaseState
    tier: Tier
    closed_at: datetime
    ends_at: Annotated[datetime, Field(description="Từ lúc này thì bị xóa. / It is erased from then on.")]
    reports: int
    kept: Annotated[bool, Field(description="Có lý do giữ lại nên chưa xóa. / Something keeps it.")]

    @classmethod
    def of(cls, one: Ending) -> Self:
        """Write it."""
        return cls(
            case_id=one.case_id,
            state=one.state,
            tier=one.tier,
            closed_at=one.closed_at,
            ends_at=one.ends_at,
            reports=one.reports,
            kept=one.kept is not None,
        )


class HoldOut(BaseModel):
    """Hồ sơ đang được giữ lại. / A case that is held."""

    case_id: str
    by: str
    since: datetime
    reason: str

    @classmethod
    def of(cls, hold: HoldRead) -> Self:
        """Write it."""
        return cls(case_id=hold.case_id, by=hold.by, since=hold.since, reason=hold.reason)


class AskedOut(BaseModel):
    """Đề nghị xóa chưa ai trả lời. / A request for erasure that nobody has answered."""

    case_id: str
    report: str | None
    by: str
    at: datetime
    reason: str

    @classmethod
    def of(cls, asked: Asked) -> Self:
        """Write it."""
        return cls(case_id=asked.case_id, report=asked.report_id, by=asked.by, at=asked.at, reason=asked.reason)


class RetentionOut(BaseModel):
    """Sắp xóa, đang giữ, đang chờ đồng ý. / What ends soon, what is held, what waits for an answer."""

    days: Annotated[int, Field(description="Thời hạn lưu giữ; 0: không tự xóa. / Days; 0: nothing ends by itself.")]
    ending: list[EndingOut]
    held: list[HoldOut]
    asked: list[AskedOut]
