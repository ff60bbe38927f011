"""What cases have in common, as JSON."""

from datetime import datetime
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field

from classifier.taxonomy import Tier
from service.related.groups import Group, Merged, Place, Related, RelatedCase
from service.text import Id
from service.words import CaseState, MentionKind


class RelatedCaseOut(BaseModel):
    """Một hồ sơ có liên quan, không có nội dung. / A related case, without content."""

    id: str
    state: CaseState
    tier: Tier
    received_at: datetime
    reports: Annotated[
        int, Field(description="Bao nhiêu phản ánh của hồ sơ ấy có điểm chung này. / How many share it.")
    ]

    @classmethod
    def of(cls, case: RelatedCase) -> Self:
        """Write it."""
        return cls(
            id=case.case_id, state=case.state, tier=case.tier, received_at=case.received_at, reports=case.reports
        )


class PlaceOut(BaseModel):
    """Điểm chung nằm ở đâu trong hồ sơ đang mở. / Where the open case names what is shared."""

    report_id: str
    message: Annotated[int | None, Field(description="Tin nhắn thứ mấy, từ 0; null: lời nhắn. / null: in the note.")]
    start: int
    end: int

    @classmethod
    def of(cls, place: Place) -> Self:
        """Write it."""
        return cls(report_id=place.report_id, message=place.message, start=place.start, end=place.end)


class GroupOut(BaseModel):
    """Một điểm chung với các hồ sơ khác. / One thing that other cases have in common with this one."""

    kind: MentionKind
    kind_vi: str
    vi: Annotated[str, Field(examples=["3 phản ánh khác nhắc tới tài khoản này"])]
    en: Annotated[str, Field(examples=["3 other reports mention this account"])]
    reports: int
    common: Annotated[bool, Field(description="Được nhắc quá nhiều nên không nối. / Named too often to tell anything.")]
    cases: list[RelatedCaseOut]
    places: Annotated[
        list[PlaceOut], Field(description="Chỉ có khi đọc cả hồ sơ. / Only when the case itself is read.")
    ]

    @classmethod
    def of(cls, group: Group) -> Self:
        """Write it."""
        return cls(
            kind=group.kind,
            kind_vi=group.kind.vi,
            vi=group.vi,
            en=group.en,
            reports=group.reports,
            common=group.common,
            cases=[RelatedCaseOut.of(case) for case in group.cases],
            places=[PlaceOut.of(place) for place in group.places],
        )


class MergeOut(BaseModel):
    """Một lần gộp hồ sơ. / A merge of two cases."""

    id: Annotated[str, Field(description="Dùng để tách lại. / To undo it with.")]
    kept_id: Annotated[str, Field(description="Hồ sơ giữ các phản ánh. / The case that keeps the reports.")]
    merged_id: Annotated[str | None, Field(description="Hồ sơ được gộp vào. / The case that was merged into it.")]
    reports: int
    at: datetime
    by: Annotated[str | None, Field(description="null: hệ thống, vì nội dung giống nhau. / null: the service itself.")]
    undone_at: datetime | None
    undone_by: str | None

    @classmethod
    def of(cls, merged: Merged) -> Self:
        """Write it."""
        return cls(
            id=merged.id,
            kept_id=merged.kept_id,
            merged_id=merged.merged_id,
            reports=merged.reports,
            at=merged.at,
            by=merged.by,
            undone_at=merged.undone_at,
            undone_by=merged.undone_by,
        )


class RelatedOut(BaseModel):
    """Các hồ sơ liên quan và các lần gộp. / Related cases, and merges."""

    groups: list[GroupOut]
    merges: list[MergeOut]

    @classmethod
    def of(cls, related: Related) -> Self:
        """Write it."""
        return cls(
            groups=[GroupOut.of(group) for group in related.groups],
            merges=[MergeOut.of(merged) for merged in related.merges],
        )


class MergeIn(BaseModel):
    """Gộp hồ sơ kia vào hồ sơ đang giữ. / Merge another case into the one that is held."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"fence": 1, "other": "019aa1b2c3d4e5f60718293a4b5c6d7e"}]}
    )

    fence: Annotated[
        int, Field(strict=True, ge=0, le=2**31 - 1, description="Mã giữ hồ sơ từ lúc nhận. / Token of the claim.")
    ]
    other: Annotated[Id, Field(description="Hồ sơ được gộp vào. / The case to merge into this one.")]
