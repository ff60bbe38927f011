"""How the console says times, shares and counts: as a colleague would, in Vietnamese.

Every function is pure: the present moment is an argument, so the same page says the same words in a test.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from service.clock import VIETNAM
from service.identifiers import case_code as case_code  # noqa: PLC0414 - one of the pages' filters

_MINUTE = 60
_HOUR = 60 * _MINUTE
_DAY = 24 * _HOUR
_HOURS_WITH_MINUTES = 6 * _HOUR  # "còn 3 giờ 20 phút" helps, "còn 17 giờ 20 phút" only clutters
_SOON = 30 * _MINUTE

_WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_DAWN, _NOON, _EVENING = 5, 12, 18

_LIKELIHOODS = (
    (0.85, "rất rõ"),
    (0.6, "khá rõ"),
    (0.35, "có thể"),
    (0.15, "ít dấu hiệu"),
    (0.0, "hầu như không thấy"),
)


def duration(seconds: float) -> str:
    """Say a length of time in one or two units: ``"25 phút"``, ``"3 giờ 20 phút"``, ``"2 ngày"``.

    Units are cut, not rounded: nobody should believe they have more time than they have.
    """
    seconds = max(0, int(seconds))
    if seconds < _MINUTE:
        return "chưa đầy 1 phút"
    if seconds < _HOUR:
        return f"{seconds // _MINUTE} phút"
    if seconds < _HOURS_WITH_MINUTES:
        hours, rest = divmod(seconds, _HOUR)
        minutes = rest // _MINUTE
        return f"{hours} giờ {minutes} phút" if minutes else f"{hours} giờ"
    if seconds < 2 * _DAY:
        return f"{seconds // _HOUR} giờ"
    return f"{seconds // _DAY} ngày"


def time_left(due: datetime, now: datetime) -> str:
    """Say until when somebody must look: ``"còn 25 phút"``, ``"quá hạn 2 giờ"``."""
    seconds = (due - now).total_seconds()
    if abs(seconds) < _MINUTE:
        return "đến hạn ngay bây giờ"
    return f"còn {duration(seconds)}" if seconds > 0 else f"quá hạn {duration(-seconds)}"


def pressure(due: datetime, now: datetime) -> str:
    """Choose how a due time is coloured: ``"overdue"``, ``"soon"`` (30 minutes or less) or ``"calm"``."""
    seconds = (due - now).total_seconds()
    if seconds <= 0:
        return "overdue"
    return "soon" if seconds <= _SOON else "calm"


def time_ago(then: datetime, now: datetime) -> str:
    """Say when something happened: ``"12 phút trước"``, ``"hôm qua lúc 14:05"``, ``"thứ Hai 12/10, 14:05"``."""
    local, today = then.astimezone(VIETNAM), now.astimezone(VIETNAM)
    seconds = (today - local).total_seconds()
    if seconds < _MINUTE:
        return "vừa xong"
    if seconds < _HOUR:
        return f"{int(seconds) // _MINUTE} phút trước"
    if local.date() == today.date():
        return f"{int(seconds) // _HOUR} giờ trước"
    if local.date() == today.date() - timedelta(days=1):
        return f"hôm qua lúc {local:%H:%M}"
    return moment(then)


def moment(then: datetime) -> str:
    """Say a date and a time of day in Viet Nam: ``"thứ Hai 12/10/2026, 14:05"``."""
    local = then.astimezone(VIETNAM)
    return f"{_WEEKDAYS[local.weekday()]} {local:%d/%m/%Y, %H:%M}"


def clock(then: datetime) -> str:
    """Say the time of day in Viet Nam: ``"14:05"``."""
    return f"{then.astimezone(VIETNAM):%H:%M}"


def greeting(now: datetime) -> str:
    """Greet with ``"Chào buổi sáng"``, ``"Chào buổi chiều"`` or ``"Chào buổi tối"``, by the clock in Viet Nam."""
    hour = now.astimezone(VIETNAM).hour
    if _DAWN <= hour < _NOON:
        return "Chào buổi sáng"
    return "Chào buổi chiều" if _NOON <= hour < _EVENING else "Chào buổi tối"


def likelihood(probability: float) -> str:
    """Say a calibrated probability (0..1) in words, because ``0.62`` looks more certain than it is."""
    return next(words for least, words in _LIKELIHOODS if probability >= least)


def percent(share: float) -> str:
    """Write a share (0..1) as a whole percentage that never claims certainty: ``"dưới 1%"`` … ``"trên 99%"``."""
    whole = round(share * 100)
    if whole < 1:
        return "dưới 1%"
    return "trên 99%" if whole > 99 else f"{whole}%"  # noqa: PLR2004 -- said by the text beside it


def count(number: int) -> str:
    """Write a whole number with Vietnamese thousands: ``"12.480"``."""
    return f"{number:,}".replace(",", ".")


def first_upper(words: str) -> str:
    """Write words as the start of a sentence; the rest stays as it is (unlike ``str.capitalize``)."""
    return words[:1].upper() + words[1:]
