"""A case's pictures as JSON."""

from typing import Annotated, Self

from pydantic import BaseModel, Field

from classifier.schema import Shown
from classifier.screenshot.looked import SealedBy
from classifier.screenshot.refusal import Refusal
from service.attachments.picture import Picture, PicturePage
from service.words import AttachmentState


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
