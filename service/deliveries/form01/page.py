"""The form as a PDF that can be printed and signed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import typst

MEDIA_TYPE = "application/pdf"
_LAYOUT = Path(__file__).with_name("form01.typ")


def printed(outline: dict[str, Any]) -> bytes:
    """Lay the form out. The values come in as data, never as markup; the fonts are those that come with typst."""
    made = typst.compile(
        _LAYOUT.read_bytes(),
        format="pdf",
        sys_inputs={"form": json.dumps(outline, ensure_ascii=False)},
        ignore_system_fonts=True,
    )
    assert isinstance(made, bytes)  # noqa: S101 - a PDF is one file, without an output path it is given back
    return made
