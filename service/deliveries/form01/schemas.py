"""What is asked for with the form, as JSON."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from service.text import Text


class FormIn(BaseModel):
    """Điền gì vào Mẫu số 01. / What goes into the form."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {"summary": "Em cho biết có người lạ nhắn tin làm quen và rủ gặp riêng.", "with_content": False}
            ]
        },
    )

    summary: Annotated[
        Text | None,
        Field(min_length=1, max_length=5_000, description="Tóm tắt của tư vấn viên. / The counsellor's own summary."),
    ] = None
    with_content: Annotated[
        bool,
        Field(
            strict=True, description="Kèm nguyên văn phản ánh làm phụ lục. / With the reports' own words as an annex."
        ),
    ] = False
