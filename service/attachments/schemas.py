"""A case's pictures as JSON."""

from typing import Annotated, Any, Self

from pydantic import BaseModel, Field

from classifier.schema import Message, Shown
from classifier.screenshot.looked import SealedBy
from classifier.screenshot.refusal import Refusal
from classifier.taxonomy import Speaker
from service.attachments.picture import Fate, Picture, PicturePage
from service.words import AttachmentState


class FileOut(BaseModel):
    """Một tệp kèm theo. / A file that came with it."""

    position: Annotated[int, Field(description="Thứ tự gửi, từ 0. / Place among the files sent, from 0.")]
    name: Annotated[
        str | None, Field(description="Tên tệp, chỉ nhắc lại khi gửi. / Its name, repeated on filing only.")
    ] = None
    state: AttachmentState
    state_vi: Annotated[str, Field(examples=["đã nhận, đang chờ đọc"])]
    refusal_vi: Annotated[str | None, Field(description="Vì sao không mở được. / Why it was refused.")] = None
    refusal_en: str | None = None

    @classmethod
    def of(cls, fate: Fate) -> Self:
        """Write it."""
        return cls(
            position=fate.position,
            state=fate.state,
            state_vi=fate.state.vi,
            refusal_vi=fate.refusal.vi if fate.refusal else None,
            refusal_en=fate.refusal.en if fate.refusal else None,
        )


class ShownOut(BaseModel):
    """Chỗ của một tin nhắn trong ảnh. / Where a picture shows a message."""

    file: Annotated[int, Field(description="Thứ tự tệp, từ 0. / Position of the file, from 0.")]
    page: Annotated[int, Field(description="Trang, từ 0. / Page, from 0.")]
    box: Annotated[
        tuple[int, int, int, int],
        Field(description="Trái, trên, phải, dưới, theo điểm ảnh. / Left, top, right, bottom, in pixels."),
    ]
    confidence: Annotated[float, Field(ge=0, le=1, description="Đọc chắc đến đâu. / How surely it was read.")]

    @classmethod
    def of(cls, shown: Shown) -> Self:
        """Write it."""
        return cls(file=shown.file, page=shown.page, box=shown.box, confidence=shown.confidence)


class MessageOut(BaseModel):
    """Một tin nhắn, nguyên văn. / One message, as written."""

    speaker: Speaker
    text: str
    sender: Annotated[str | None, Field(description="Tên hiện trong ảnh. / The name that a picture shows.")]
    shown: Annotated[ShownOut | None, Field(description="Chỗ trong ảnh; null nếu là chữ gõ. / Null if typed.")]

    @classmethod
    def of(cls, message: Message) -> Self:
        """Write it."""
        shown = ShownOut.of(message.shown) if message.shown else None
        return cls(speaker=message.speaker, text=message.text, sender=message.sender, shown=shown)


class PageOut(BaseModel):
    """Một trang đã đọc. / One page that was read."""

    number: int
    width: int
    height: int
    readable: Annotated[bool, Field(description="false: có chỗ không đọc được. / Something on it could not be read.")]

    @classmethod
    def of(cls, page: PicturePage) -> Self:
        """Write it."""
        return cls(number=page.number, width=page.width, height=page.height, readable=page.readable)


class PictureOut(BaseModel):
    """Một tệp gửi kèm. / One file that came with a report."""

    id: str
    position: int
    state: AttachmentState
    kind: Annotated[str | None, Field(description="Theo nội dung tệp, ví dụ png. / By content, e.g. png.")]
    size: Annotated[int, Field(description="Byte.")]
    refusal: Annotated[Refusal | None, Field(description="Vì sao không nhận. / Why it was refused.")]
    sealed_by: Annotated[SealedBy | None, Field(description="Vì sao niêm phong. / Why it is sealed.")]
    pages: list[PageOut]

    @classmethod
    def of(cls, picture: Picture) -> Self:
        """Write it."""
        return cls(
            id=picture.id,
            position=picture.position,
            state=picture.state,
            kind=picture.kind,
            size=picture.size,
            refusal=picture.refusal,
            sealed_by=picture.sealed_by,
            pages=[PageOut.of(page) for page in picture.pages],
        )


def with_files(part: str, schema: str) -> dict[str, Any]:
    """Describe a body of files and a JSON part for the OpenAPI document."""
    files = {
        "type": "array",
        "items": {"type": "string", "format": "binary"},
        "description": "Ảnh PNG, JPEG, WebP, HEIC, GIF hoặc tệp PDF. / Pictures, or a PDF of pictures.",
    }
    return {
        "schema": {
            "type": "object",
            "required": [part, "files"],
            "properties": {part: {"$ref": f"#/components/schemas/{schema}"}, "files": files},
        },
        "encoding": {part: {"contentType": "application/json"}},
    }
