"""Statistics as JSON."""

from datetime import date
from typing import Annotated, Self

from pydantic import BaseModel, Field

from classifier.taxonomy import Category, Tier
from service.statistics.agreement import Share
from service.statistics.service import Course, Statistics
from service.words import CaseState, Outcome


class ShareOut(BaseModel):
    """Một phần của tổng, với khoảng tin cậy 95 %. / A part of a whole, with its 95 % interval (Wilson)."""

    part: int
    whole: int
    low: float | None
    high: float | None

    @classmethod
    def of(cls, share: Share) -> Self:
        """Write it."""
        low, high = share.interval or (None, None)
        return cls(part=share.part, whole=share.whole, low=low, high=high)


class CourseOut(BaseModel):
    """Nhanh đến đâu. / How fast."""

    received: int
    median_seconds_to_claim: float | None
    median_seconds_to_decide: float | None
    in_time: Annotated[ShareOut, Field(description="Được nhận trước hạn. / Claimed before they were due.")]

    @classmethod
    def of(cls, course: Course) -> Self:
        """Write it."""
        return cls(
            received=course.received,
            median_seconds_to_claim=course.median_seconds_to_claim,
            median_seconds_to_decide=course.median_seconds_to_decide,
            in_time=ShareOut.of(course.in_time),
        )


class WeekOut(BaseModel):
    """Một tuần. / One week."""

    first: date
    by_tier: dict[Tier, int]


class AgreementOut(BaseModel):
    """Máy và người có đồng ý với nhau không. / The machine beside people's decisions."""

    outcomes: dict[Tier, dict[Outcome, int]]
    tier_kept: ShareOut
    raised: int
    lowered: int
    category_agreed: ShareOut
    missed: Annotated[
        ShareOut,
        Field(description="Trong mẫu ngẫu nhiên bậc thấp: có sự việc gây hại. / Of the blind sample: harm after all."),
    ]


class StatisticsOut(BaseModel):
    """Số đếm, không có nội dung. / Counts, never content."""

    by_state: dict[CaseState, int]
    by_tier: dict[Tier, int]
    open_by_tier: dict[Tier, int]
    overdue: int
    first: Annotated[date, Field(description="Ngày đầu của kỳ dưới đây. / First day of the period of what follows.")]
    last: date
    received: int
    received_by_state: dict[CaseState, int]
    received_by_tier: dict[Tier, int]
    by_category: dict[Category, int]
    weeks: list[WeekOut]
    by_school: Annotated[
        dict[str, dict[Tier, int]], Field(description="Chỉ cho người xem nhiều trường. / Only across schools.")
    ]
    whole: CourseOut
    courses: dict[Tier, CourseOut]
    agreement: AgreementOut

    @classmethod
    def of(cls, found: Statistics) -> Self:
        """Write it."""
        agreement = found.agreement
        return cls(
            by_state=dict(found.by_state),
            by_tier=dict(found.by_tier),
            open_by_tier=dict(found.open_by_tier),
            overdue=found.overdue,
            first=found.period.first,
            last=found.period.last,
            received=found.received,
            received_by_state=dict(found.received_by_state),
            received_by_tier=dict(found.received_by_tier),
            by_category=dict(found.by_category),
            weeks=[WeekOut(first=week.first, by_tier=dict(week.by_tier)) for week in found.weeks],
            by_school={name: dict(by_tier) for name, by_tier in found.by_school.items()},
            whole=CourseOut.of(found.whole),
            courses={tier: CourseOut.of(course) for tier, course in found.courses.items()},
            agreement=AgreementOut(
                outcomes={tier: dict(row) for tier, row in agreement.outcomes.items()},
                tier_kept=ShareOut.of(agreement.tier_kept),
                raised=agreement.raised,
                lowered=agreement.lowered,
                category_agreed=ShareOut.of(agreement.category_agreed),
                missed=ShareOut.of(agreement.missed),
            ),
        )
