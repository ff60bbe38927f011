"""What counsellors have written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class Note:
    """What somebody wrote down about a case for colleagues; never shown to a reporter."""

    id: str
    at: datetime
    by: str  # display name
    text: str


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody has typed on a case page and not sent yet; only they read it."""

    saved_at: datetime
    content: Mapping[str, Any]  # by field, as typed: see writing.schemas.TypedIn
