"""One letter, as either side reads it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from classifier.taxonomy import Word

if TYPE_CHECKING:
    from datetime import datetime

LONGEST = 10_000
"""Characters of a letter."""


class Side(Word):
    """Who wrote a letter."""

    DESK = "desk", "ban tư vấn", "the desk"
    REPORTER = "reporter", "người gửi", "the reporter"


@dataclass(frozen=True, slots=True)
class LetterRead:
    """A letter. ``read_at`` is when the other side first saw it; ``None`` while it is seen for the first time, too."""

    id: str
    report_id: str
    at: datetime
    side: Side
    by: str | None  # display name; for colleagues only, never told to a reporter
    text: str
    read_at: datetime | None
