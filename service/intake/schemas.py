"""Reports as JSON: what is filed, and what the one who filed it may know."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field

from classifier.taxonomy import Tier
from service.attachments.schemas import FileOut
from service.intake.content import Content
from service.intake.service import Filed
from service.intake.standing import Standing
from service.letters.schemas import LetterText, ReporterLetterOut
from service.letters.service import LookedUp
from service.scoring.schemas import EXAMPLE, SubmissionIn
from service.text import Text
from service.words import Reporter, ReportState


class ReportIn(SubmissionIn):
    """Một phản ánh. / A report."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [EXAMPLE | {"reporter": "child", "note": "Bạn ấy là bạn cùng lớp em.", "reference": "HS-1024"}]
        },
    )

    reporter: Annotated[Reporter, Field(description="Ai phản ánh. / Who reports.")] = Reporter.OTHER
    note: Annotated[
        Text | None,
        Field(
            max_length=5_000, description="Lời người gửi nhắn tư vấn viên. / The reporter's words to the counsellor."
        ),
    ] = None
    reference: Annotated[
        Text | None,
        Field(max_length=200, description="Mã hồ sơ bên hệ thống của bạn. / Your own system's name for it."),
    ] = None

    def content(self) -> Content:
        """Make the service's value of it."""
        return Content(self.submission(), self.reporter, self.note, self.reference)


ErasedAt = Annotated[
    datetime | None,
    Field(
        description="Nội dung đã được xóa vĩnh viễn lúc nào; null: chưa xóa. / When its content was erased for good."
    ),
]


class StandingOut(BaseModel):
    """Phản ánh đang ở đâu; không có nội dung. / Where a report stands; no content."""

    id: str
    state: Annotated[ReportState, Field(description="Trạng thái. / State.")]
    state_vi: Annotated[str, Field(examples=["đã nhận, đang chờ tư vấn viên"])]
    received_at: datetime
    tier: Annotated[Tier, Field(description="Mức khẩn cấp, P0 gấp nhất. / P0 is the most urgent.")]
    due_at: Annotated[datetime, Field(description="Hạn có người xem. / When somebody must have looked at it.")]
    assessed: Annotated[bool, Field(description="false: chưa chấm được, vẫn có người đọc. / Not scored yet.")]
    files: Annotated[list[FileOut], Field(description="Các tệp kèm theo, theo thứ tự gửi. / In the order sent.")]
    erased_at: ErasedAt = None

    @classmethod
    def of(cls, standing: Standing) -> Self:
        """Write it."""
        return cls(
            id=standing.id,
            state=standing.state,
            state_vi=standing.state.vi,
            received_at=standing.received_at,
            tier=standing.tier,
            due_at=standing.due_at,
            assessed=standing.assessed,
            files=[FileOut.of(one) for one in standing.files],
            erased_at=standing.erased_at,
        )


class FiledOut(StandingOut):
    """Đã nhận. / Taken in."""

    receipt: Annotated[
        str,
        Field(
            description="Mã biên nhận, chỉ báo một lần. / Receipt, told only now.",
            examples=["48213-00917-55320-18846-70295"],
        ),
    ]

    @classmethod
    def of_filed(cls, filed: Filed, names: Sequence[str | None] = ()) -> Self:
        """Write it; ``names`` are those of the files as they were sent just now."""
        answer = cls(**StandingOut.of(filed.standing).model_dump(), receipt=filed.receipt)
        for file, name in zip(answer.files, names, strict=False):
            file.name = name
        return answer


class ReceiptIn(BaseModel):
    """Mã biên nhận. / A receipt."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"receipt": "48213-00917-55320-18846-70295"}]}
    )

    receipt: Annotated[
        Text, Field(max_length=300, description="25 chữ số, hoặc mười từ thay cho chúng. / Digits, or their ten words.")
    ]


class WriteBackIn(ReceiptIn):
    """Lời viết thêm của người giữ mã. / What the holder of a receipt writes."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"receipt": "48213-00917-55320-18846-70295", "text": "Hôm nay bạn ấy lại nhắn cho em ạ."}]
        },
    )

    text: LetterText


class ReceiptOut(BaseModel):
    """Điều người gửi được biết. / What the reporter may know."""

    state: ReportState
    state_vi: str
    received_at: datetime
    erased_at: ErasedAt = None
    letters: Annotated[list[ReporterLetterOut], Field(description="Thư qua lại, cũ trước. / Letters, oldest first.")]

    @classmethod
    def of(cls, found: LookedUp) -> Self:
        """Write it."""
        state = found.standing.state
        return cls(
            state=state,
            state_vi=state.vi,
            received_at=found.standing.received_at,
            erased_at=found.standing.erased_at,
            letters=[ReporterLetterOut.of(letter) for letter in found.letters],
        )
