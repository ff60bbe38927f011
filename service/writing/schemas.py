"""Drafts and notes as JSON."""

from datetime import datetime
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field

from service.text import Text
from service.words import Target
from service.writing.written import Draft, Note

_Choice = Annotated[Text, Field(max_length=40)]
_Words = Annotated[Text, Field(max_length=10_000)]


class TypedIn(BaseModel):
    """Những gì đã gõ, chưa cần đúng. / What was typed so far; nothing of it need be right yet."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"outcome": "escalated", "targets": ["hotline_111"], "note": "Đã gọi cho mẹ em"}]
        },
    )

    outcome: _Choice = ""
    category: _Choice = ""
    tier: _Choice = ""
    reason: _Words = ""
    note: Annotated[_Words, Field(description="Ghi chú của quyết định. / The decision's note.")] = ""
    targets: Annotated[list[_Choice], Field(max_length=len(Target))] = []
    internal_note: Annotated[_Words, Field(description="Ghi chú nội bộ. / A note for colleagues.")] = ""
    letter: Annotated[_Words, Field(description="Thư cho người gửi. / A letter to the reporter.")] = ""

    def content(self) -> dict[str, Any]:
        """Give the fields that hold something."""
        return {name: value for name, value in self.model_dump().items() if value}


class DraftOut(BaseModel):
    """Bản nháp của chính mình. / One's own draft."""

    saved_at: datetime
    typed: TypedIn

    @classmethod
    def of(cls, draft: Draft) -> Self:
        """Write it."""
        known = {name: value for name, value in draft.content.items() if name in TypedIn.model_fields}
        return cls(saved_at=draft.saved_at, typed=TypedIn.model_validate(known))


class NoteIn(BaseModel):
    """Ghi chú nội bộ. / A note for colleagues."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"text": "Mẹ em hẹn đến trường chiều thứ Năm."}]}
    )

    text: Annotated[
        Text,
        Field(min_length=1, max_length=10_000, description="Người gửi không đọc được. / Never shown to reporters."),
    ]


class NoteOut(BaseModel):
    """Một ghi chú. / A note."""

    id: str
    at: datetime
    by: str
    text: str

    @classmethod
    def of(cls, note: Note) -> Self:
        """Write it."""
        return cls(id=note.id, at=note.at, by=note.by, text=note.text)
