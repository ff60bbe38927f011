"""Cases that nobody may read, as JSON."""

from datetime import datetime
from typing import Annotated, Self

from pydantic import BaseModel, Field

from classifier.taxonomy import Tier
from service.impartiality.service import Stranded


class StrandedOut(BaseModel):
    """Một hồ sơ, không có nội dung. / One case, without content."""

    case_id: str
    school_id: str
    tier: Tier
    due_at: datetime

    @classmethod
    def of(cls, one: Stranded) -> Self:
        """Write it."""
        return cls(case_id=one.case_id, school_id=one.school_id, tier=one.tier, due_at=one.due_at)


class StrandedListOut(BaseModel):
    """Gấp nhất trước. / The most urgent first."""

    cases: Annotated[
        list[StrandedOut], Field(description="Không ai trong ban tư vấn được đọc. / Nobody may read them.")
    ]
