"""What is scored and what is answered, as JSON."""

from collections.abc import Sequence
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag, model_validator
from pydantic_core import PydanticCustomError

from classifier.limits import MAX_BATCH, MAX_MESSAGE_CHARACTERS, MAX_MESSAGES, MAX_SUBMISSION_CHARACTERS
from classifier.records import record_of
from classifier.schema import Assessment, Message, Submission
from classifier.taxonomy import Category, Signal, Speaker, Tier
from service.attachments.picture import Fate, Picture
from service.attachments.schemas import FileOut, MessageOut
from service.errors import FieldError, InvalidError
from service.text import Text

EXAMPLE: dict[str, Any] = {
    "messages": [
        {"speaker": "other", "text": "đừng nói với bố mẹ nhé, qua Zalo nói chuyện riêng"},
        {"speaker": "child", "text": "sao phải giấu ạ"},
    ],
    "adult_has_access": False,
    "happening_now": False,
}


class MessageIn(BaseModel):
    """Một tin nhắn, nguyên văn. / One message, as written."""

    model_config = ConfigDict(extra="forbid")

    text: Annotated[Text, Field(max_length=MAX_MESSAGE_CHARACTERS, description="Nguyên văn. / As written.")]
    speaker: Annotated[Speaker, Field(description="Ai viết. / Who wrote it.")] = Speaker.UNKNOWN


class SubmissionIn(BaseModel):
    """Nội dung cần chấm. / What is scored."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [EXAMPLE]})

    messages: Annotated[
        list[MessageIn],
        Field(
            max_length=MAX_MESSAGES,
            description="Theo thứ tự thời gian; chỉ được để trống khi có tệp kèm theo. / In order; "
            "may be empty only if files come with it.",
            json_schema_extra={"minItems": 1},
        ),
    ]
    happening_now: Annotated[
        bool, Field(strict=True, description="Người gửi nói việc đang xảy ra. / The reporter says it happens now.")
    ] = False
    adult_has_access: Annotated[
        bool,
        Field(
            strict=True, description="Người lớn đó đang tiếp cận được trẻ. / That adult can reach the child right now."
        ),
    ] = False
    unread_screenshots: Annotated[
        int,
        Field(strict=True, ge=0, le=1_000, description="Số ảnh kèm theo chưa ai đọc. / Pictures nobody has read yet."),
    ] = 0

    @model_validator(mode="after")
    def _not_too_long(self) -> Self:
        if sum(len(message.text) for message in self.messages) > MAX_SUBMISSION_CHARACTERS:
            raise PydanticCustomError("submission_too_long", "too long", {"most": MAX_SUBMISSION_CHARACTERS})
        return self

    def check_said(self, field: str = "messages") -> None:
        """InvalidError if it holds no message, as it may only where files come with it."""
        if not self.messages:
            raise InvalidError(errors=[FieldError(field, "phải có ít nhất 1 mục", "needs at least 1 items")])

    def submission(self) -> Submission:
        """Make the classifier's value of it."""
        return Submission(
            messages=tuple(Message(message.text, message.speaker) for message in self.messages),
            happening_now=self.happening_now,
            adult_has_access=self.adult_has_access,
            unread_screenshots=self.unread_screenshots,
        )


class BatchIn(BaseModel):
    """Nhiều nội dung một lần. / Several at once."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"submissions": [EXAMPLE]}]})

    submissions: Annotated[list[SubmissionIn], Field(min_length=1, max_length=MAX_BATCH)]


def _which(body: object) -> Literal["one", "many"]:
    return "many" if isinstance(body, BatchIn) or (isinstance(body, dict) and "submissions" in body) else "one"


ScoreIn = Annotated[Annotated[SubmissionIn, Tag("one")] | Annotated[BatchIn, Tag("many")], Discriminator(_which)]


class ReasonOut(BaseModel):
    """Vì sao ở mức này. / Why the tier is what it is."""

    code: str
    tier: Tier
    vi: str
    en: str


class FindingOut(BaseModel):
    """Một dấu hiệu, gắn với đúng chữ đã gây ra nó. / One reason for concern, tied to its words."""

    category: Category
    signal: Signal | None
    score: float
    message: Annotated[int, Field(description="Vị trí tin nhắn, từ 0. / Index into messages.")]
    start: Annotated[int, Field(description="Ký tự đầu. / First code point.")]
    end: Annotated[int, Field(description="Sau ký tự cuối. / After the last code point.")]
    quote: str
    detector: str


class EvidenceOut(BaseModel):
    """Một câu trích dẫn, ai nói và cho thấy điều gì. / A quote, who said it and what it shows."""

    category: Category
    signal: Signal | None
    speaker: Speaker
    message: Annotated[int, Field(description="Vị trí tin nhắn, từ 0. / Index into messages.")]
    start: Annotated[int, Field(description="Ký tự đầu. / First code point.")]
    end: Annotated[int, Field(description="Sau ký tự cuối. / After the last code point.")]
    quote: str
    vi: str
    en: str


class CounterEvidenceOut(BaseModel):
    """Một câu có thể nói ngược lại. / A quote that may speak against it."""

    kind: str
    against: Annotated[list[Category], Field(description="Làm bớt nghi điều gì. / The harms it makes less likely.")]
    speaker: Speaker
    message: Annotated[int, Field(description="Vị trí tin nhắn, từ 0. / Index into messages.")]
    start: Annotated[int, Field(description="Ký tự đầu. / First code point.")]
    end: Annotated[int, Field(description="Sau ký tự cuối. / After the last code point.")]
    quote: str
    vi: str
    en: str


class AssessmentOut(BaseModel):
    """Nhận định của mô hình; người quyết định luôn là con người. / What the model says; a person always decides."""

    tier: Tier
    categories: Annotated[dict[Category, float], Field(description="Xác suất đã hiệu chỉnh. / Calibrated.")]
    abstained: Annotated[bool, Field(description="Chưa đủ dữ liệu. / Too little to tell.")]
    findings: list[FindingOut]
    risk: float
    reasons: list[ReasonOut]
    model: str
    first_reached: Annotated[
        dict[Tier, int],
        Field(
            description="Tin nhắn (từ 0) mà từ đó riêng lời nhắn đã ở mức ấy. / Index of the message at which the "
            "messages alone first asked for that tier."
        ),
    ]
    evidence: Annotated[
        list[EvidenceOut],
        Field(description="Ba đến năm câu nên đọc trước, theo thứ tự tin nhắn. / Three to five quotes to read first."),
    ]
    counter_evidence: Annotated[
        list[CounterEvidenceOut], Field(description="Điều có thể nói ngược lại. / What may speak against it.")
    ]

    @classmethod
    def of(cls, submission: Submission, assessment: Assessment) -> Self:
        """Write an assessment with the words it speaks of, in the form that ``lachan score`` prints."""
        return cls.model_validate(record_of(None, submission, assessment))


class PicturedOut(AssessmentOut):
    """Nhận định của nội dung có ảnh. / The assessment of a submission with pictures."""

    messages: Annotated[
        list[MessageOut], Field(description="Chữ đã gõ, rồi chữ đọc từ ảnh. / What was typed, then what was read.")
    ]
    files: Annotated[list[FileOut], Field(description="Các tệp, theo thứ tự gửi. / The files, in the order sent.")]

    @classmethod
    def of_pictured(
        cls,
        submission: Submission,
        assessment: Assessment,
        pictures: Sequence[Picture],
        names: Sequence[str | None],
    ) -> Self:
        """Write it with what was read and what became of each file."""
        files = [
            FileOut.of(Fate(picture.position, picture.state, picture.refusal)).model_copy(update={"name": name})
            for picture, name in zip(pictures, names, strict=True)
        ]
        messages = [MessageOut.of(message) for message in submission.messages]
        plain = AssessmentOut.of(submission, assessment)
        return cls(**dict(plain), messages=messages, files=files)


class BatchOut(BaseModel):
    """Theo đúng thứ tự đã gửi. / In the order they were sent."""

    assessments: list[AssessmentOut]
