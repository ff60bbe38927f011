"""What time it is. Stored in UTC, shown in Vietnamese time."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


def now() -> datetime:
    """Tell the present, in UTC."""
    return datetime.now(UTC)
