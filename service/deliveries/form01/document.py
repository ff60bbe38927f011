"""The form as a .docx that can be gone on with in a word processor."""

from __future__ import annotations

import io
from typing import Any

from docxtpl import DocxTemplate

from service.deliveries.form01.blank import template

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_DOTTED = "\t"  # to the next tab stop, whose leader is dots


def filled(outline: dict[str, Any]) -> bytes:
    """Fill the template. Values are escaped and never read as template: braces and tags come out as they are."""
    document = DocxTemplate(io.BytesIO(template()))
    blocks = [
        block | {"parts": [part | {"rest": part["value"] or _DOTTED} for part in block["parts"]]}
        for block in outline["blocks"]
    ]
    document.render(outline | {"blocks": blocks}, autoescape=True)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()
