"""A claim as JSON: the token that goes with every change, and until when it holds."""

from datetime import datetime
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field

from service.cases.file import Claim

Fence = Annotated[
    int, Field(strict=True, ge=0, le=2**31 - 1, description="Mã giữ hồ sơ từ lúc nhận. / Token of the claim.")
]


class HeldIn(BaseModel):
    """Mã giữ hồ sơ. / The token of a claim."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"fence": 1}]})

    fence: Fence


class ClaimOut(BaseModel):
    """Đang giữ đến khi nào. / Held until when."""

    case_id: str
    fence: int
    until: datetime

    @classmethod
    def of(cls, claim: Claim) -> Self:
        """Write it."""
        return cls(case_id=claim.case_id, fence=claim.fence, until=claim.until)
