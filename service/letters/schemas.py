"""Letters as JSON."""

from datetime import datetime
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field

from service.letters.letter import LONGEST, LetterRead, Side
from service.letters.phrases import Audience, Phrase
from service.letters.service import Answer
from service.text import Id, Text

LetterText = Annotated[
    Text, Field(min_length=1, max_length=LONGEST, pattern=r"\S", description="Nội dung thư. / The letter.")
]


class ReporterLetterOut(BaseModel):
    """Một lá thư, như người gửi phản ánh thấy. / A letter, as the reporter sees it."""

    at: datetime
    side: Annotated[Side, Field(description="Ai viết. / Who wrote it.")]
    text: str
    read_at: Annotated[datetime | None, Field(description="Lúc bên kia xem lần đầu. / When the other side saw it.")]

    @classmethod
    def of(cls, letter: LetterRead) -> Self:
        """Write it; which colleague wrote it is not told."""
        return cls(at=letter.at, side=letter.side, text=letter.text, read_at=letter.read_at)


class LetterOut(BaseModel):
    """Một lá thư, như ban tư vấn thấy. / A letter, as the desk sees it."""

    id: str
    report: Annotated[str, Field(description="Gửi cho phản ánh nào. / Of which report.")]
    at: datetime
    side: Side
    by: Annotated[str | None, Field(description="Đồng nghiệp đã viết. / The colleague who wrote it.")]
    text: str
    read_at: Annotated[datetime | None, Field(description="null: bên kia chưa xem. / Null: not seen yet.")]

    @classmethod
    def of(cls, letter: LetterRead) -> Self:
        """Write it."""
        return cls(
            id=letter.id,
            report=letter.report_id,
            at=letter.at,
            side=letter.side,
            by=letter.by,
            text=letter.text,
            read_at=letter.read_at,
        )


class LetterIn(BaseModel):
    """Thư gửi người phản ánh. / A letter to the reporter."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"fence": 1, "text": "Cảm ơn em đã kể. Em không có lỗi gì cả."}]},
    )

    fence: Annotated[
        int | None,
        Field(
            strict=True,
            ge=0,
            le=2**31 - 1,
            description="Mã giữ hồ sơ; chỉ bỏ được khi hồ sơ đã đóng. / Token of the claim; none for a closed case.",
        ),
    ] = None
    report: Annotated[
        Id | None,
        Field(description="Gửi cho phản ánh nào; cần khi hồ sơ có nhiều. / Which report; needed if there are several."),
    ] = None
    text: LetterText

    def answer(self, case_id: str) -> Answer:
        """Make the service's value of it."""
        return Answer(case_id, self.text, self.fence, self.report)


class UnreadOut(BaseModel):
    """Hồ sơ có thư chưa ai xem. / A case with letters that nobody has seen."""

    case_id: str
    letters: int


class UnreadListOut(BaseModel):
    """Các hồ sơ có thư chưa ai xem. / Cases with letters that nobody has seen."""

    cases: list[UnreadOut]


class PhraseOut(BaseModel):
    """Một câu soạn sẵn. / A ready-made phrase."""

    key: str
    audience: Audience
    title_vi: str
    title_en: str
    vi: str
    en: str

    @classmethod
    def of(cls, phrase: Phrase) -> Self:
        """Write it."""
        return cls(
            key=phrase.key,
            audience=phrase.audience,
            title_vi=phrase.title.vi,
            title_en=phrase.title.en,
            vi=phrase.vi,
            en=phrase.en,
        )


class PhraseListOut(BaseModel):
    """Các câu soạn sẵn. / All ready-made phrases."""

    phrases: list[PhraseOut]
