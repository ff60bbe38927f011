"""The audit as JSON."""

from datetime import datetime
from typing import Annotated, Self

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from service.audit.reading import Asked, Deed
from service.text import Id
from service.words import Role

_LARGEST = 2**63 - 1  # number of a row


class AuditQuery(BaseModel):
    """Điều muốn biết; bỏ trống là tất cả. / What somebody wants to know; nothing given means all."""

    model_config = ConfigDict(extra="forbid")

    case: Annotated[Id | None, Field(description="Mã hồ sơ: ai đã đọc? / Id of a case: who read it?")] = None
    user: Annotated[str | None, Field(max_length=100, description="Tên đăng nhập. / Name somebody signs in with.")] = (
        None
    )
    since: Annotated[AwareDatetime | None, Field(description="Từ lúc. / From then on.")] = None
    before: Annotated[
        int | None, Field(ge=1, le=_LARGEST, description="Dòng có số nhỏ hơn: trang sau. / The next page.")
    ] = None
    limit: Annotated[int, Field(ge=1, le=1_000, description="Nhiều nhất bao nhiêu. / How many at most.")] = 100

    def asked(self) -> Asked:
        """Hand it to the room."""
        return Asked(self.case, self.user, self.since, self.before, self.limit)


class DeedOut(BaseModel):
    """Một dòng, không có nội dung. / One row, without content."""

    number: int
    at: datetime
    role: Role
    by: Annotated[str | None, Field(description="Trống: không phải người. / Empty: no person.")]
    verb: str
    object_kind: str
    object_id: str

    @classmethod
    def of(cls, deed: Deed) -> Self:
        """Write it."""
        return cls(
            number=deed.number,
            at=deed.at,
            role=deed.role,
            by=deed.by,
            verb=deed.verb,
            object_kind=deed.kind,
            object_id=deed.object_id,
        )


class AuditOut(BaseModel):
    """Mới nhất trước. / The newest first."""

    deeds: list[DeedOut]
