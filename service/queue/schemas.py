"""The queue as JSON."""

from datetime import datetime
from typing import Annotated, Self

from pydantic import BaseModel, Field

from classifier.taxonomy import Category, Tier
from service.queue.entry import Entry
from service.queue.service import Page
from service.scoring.schemas import ReasonOut
from service.words import CaseState


class EntryOut(BaseModel):
    """Một hồ sơ trong hàng đợi, không có nội dung. / One case of the queue, without content."""

    id: str
    state: CaseState
    tier: Annotated[Tier, Field(description="Mức đã chấm hoặc do người đặt. / As assessed or set by a person.")]
    served_as: Annotated[Tier, Field(description="Quá hạn thì lên một mức. / One tier higher when overdue.")]
    overdue: bool
    due_at: datetime
    received_at: datetime
    risk: float
    assessed: Annotated[bool, Field(description="false: chưa chấm được. / Could not be assessed yet.")]
    abstained: bool
    categories: list[Category]
    reasons: list[ReasonOut]
    holder: Annotated[str | None, Field(description="Ai đang giữ. / Who holds it.")]
    held_until: datetime | None
    mine: bool
    fence: Annotated[int | None, Field(description="Gửi kèm mọi thay đổi. / Send it with every change.")]

    @classmethod
    def of(cls, entry: Entry) -> Self:
        """Write it."""
        return cls(
            id=entry.case_id,
            state=entry.state,
            tier=entry.tier,
            served_as=entry.served_as,
            overdue=entry.overdue,
            due_at=entry.due_at,
            received_at=entry.received_at,
            risk=round(entry.risk, 4),
            assessed=entry.assessed,
            abstained=entry.abstained,
            categories=list(entry.categories),
            reasons=[ReasonOut(code=r.code, tier=r.tier, vi=r.vi, en=r.en) for r in entry.reasons],
            holder=entry.holder,
            held_until=entry.held_until,
            mine=entry.mine,
            fence=entry.fence,
        )


class QueueOut(BaseModel):
    """Hàng đợi, gấp nhất trước. / The queue, most urgent first."""

    cases: list[EntryOut]
    counts: Annotated[dict[Tier, int], Field(description="Mọi hồ sơ ở trạng thái này. / All cases in this state.")]
    total: int

    @classmethod
    def of(cls, page: Page) -> Self:
        """Write it."""
        return cls(cases=[EntryOut.of(entry) for entry in page.entries], counts=dict(page.counts), total=page.total)
