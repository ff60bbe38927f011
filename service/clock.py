"""What time it is. Stored in UTC, shown in Vietnamese time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

MAY_DIFFER = timedelta(minutes=5)
"""How far two clocks that go right may be apart: another machine's, or this one's read a moment later."""
VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


def now() -> datetime:
    """Tell the present, in UTC."""
    return datetime.now(UTC)
