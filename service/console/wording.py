"""How the console says times, shares and counts: as a colleague would, in the page's language.

Every function is pure: the present moment is an argument, so the same page says the same words in a test.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from service.clock import VIETNAM
from service.console.language import Language, Line, ngettext, said, spoken
from service.console.language import gettext as _
from service.identifiers import case_code as case_code  # noqa: PLC0414 - one of the pages' filters

_MINUTE = 60
_HOUR = 60 * _MINUTE
_DAY = 24 * _HOUR
_HOURS_WITH_MINUTES = 6 * _HOUR  # "còn 3 giờ 20 phút" helps, "còn 17 giờ 20 phút" only clutters
_SOON = 30 * _MINUTE

_WEEKDAYS = (
    Line("thứ Hai", "Monday"),
    Line("thứ Ba", "Tuesday"),
    Line("thứ Tư", "Wednesday"),
    Line("thứ Năm", "Thursday"),
    Line("thứ Sáu", "Friday"),
    Line("thứ Bảy", "Saturday"),
    Line("Chủ nhật", "Sunday"),
)
_DAWN, _NOON, _EVENING = 5, 12, 18

_LIKELIHOODS = (
    (0.85, Line("rất rõ", "very clear")),
    (0.6, Line("khá rõ", "fairly clear")),
    (0.35, Line("có thể", "possible")),
    (0.15, Line("ít dấu hiệu", "few signs")),
    (0.0, Line("hầu như không thấy", "hardly any sign")),
)


def duration(seconds: float) -> str:
    """Say a length of time in one or two units: ``"25 phút"``, ``"3 giờ 20 phút"``, ``"2 ngày"``.

    Units are cut, not rounded: nobody should believe they have more time than they have.
    """
    seconds = max(0, int(seconds))
    if seconds < _MINUTE:
        return _("chưa đầy 1 phút")
    if seconds < _HOUR:
        return _minutes(seconds // _MINUTE)
    if seconds < _HOURS_WITH_MINUTES:
        hours, rest = divmod(seconds, _HOUR)
        minutes = rest // _MINUTE
        return f"{_hours(hours)} {_minutes(minutes)}" if minutes else _hours(hours)
    if seconds < 2 * _DAY:
        return _hours(seconds // _HOUR)
    return _days(seconds // _DAY)


def _minutes(number: int) -> str:
    return ngettext("%(num)s phút", "%(num)s phút", number) % {"num": number}


def _hours(number: int) -> str:
    return ngettext("%(num)s giờ", "%(num)s giờ", number) % {"num": number}


def _days(number: int) -> str:
    return ngettext("%(num)s ngày", "%(num)s ngày", number) % {"num": number}


def time_left(due: datetime, now: datetime) -> str:
    """Say until when somebody must look: ``"còn 25 phút"``, ``"quá hạn 2 giờ"``."""
    seconds = (due - now).total_seconds()
    if abs(seconds) < _MINUTE:
        return _("đến hạn ngay bây giờ")
    words = _("còn %(time)s") if seconds > 0 else _("quá hạn %(time)s")
    return words % {"time": duration(abs(seconds))}


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
        return _("vừa xong")
    if seconds < _HOUR:
        return _("%(time)s trước") % {"time": _minutes(int(seconds) // _MINUTE)}
    if local.date() == today.date():
        return _("%(time)s trước") % {"time": _hours(int(seconds) // _HOUR)}
    if local.date() == today.date() - timedelta(days=1):
        return _("hôm qua lúc %(time)s") % {"time": f"{local:%H:%M}"}
    return moment(then)


def moment(then: datetime) -> str:
    """Say a date and a time of day in Viet Nam: ``"thứ Hai 12/10/2026, 14:05"``."""
    local = then.astimezone(VIETNAM)
    return f"{said(_WEEKDAYS[local.weekday()])} {local:%d/%m/%Y, %H:%M}"


def day(then: datetime) -> str:
    """Say a day, in Vietnamese time and the same in both languages."""
    return f"{then.astimezone(VIETNAM):%d/%m/%Y}"


def local_minute(then: datetime) -> str:
    """Write a moment as a form's field for date and time takes it, in Viet Nam's time: ``"2026-10-12T14:05"``."""
    return f"{then.astimezone(VIETNAM):%Y-%m-%dT%H:%M}"


def clock(then: datetime) -> str:
    """Say the time of day in Viet Nam: ``"14:05"``."""
    return f"{then.astimezone(VIETNAM):%H:%M}"


def greeting(now: datetime) -> str:
    """Greet with ``"Chào buổi sáng"``, ``"Chào buổi chiều"`` or ``"Chào buổi tối"``, by the clock in Viet Nam."""
    hour = now.astimezone(VIETNAM).hour
    if _DAWN <= hour < _NOON:
        return _("Chào buổi sáng")
    return _("Chào buổi chiều") if _NOON <= hour < _EVENING else _("Chào buổi tối")


def likelihood(probability: float) -> str:
    """Say a calibrated probability (0..1) in words, because ``0.62`` looks more certain than it is."""
    return said(next(words for least, words in _LIKELIHOODS if probability >= least))


def percent(share: float) -> str:
    """Write a share (0..1) as a whole percentage that never claims certainty: ``"dưới 1%"`` … ``"trên 99%"``."""
    whole = round(share * 100)
    if whole < 1:
        return _("dưới 1%")
    return _("trên 99%") if whole > 99 else f"{whole}%"  # noqa: PLR2004 -- said by the text beside it


def count(number: int) -> str:
    """Write a whole number with the language's thousands: ``"12.480"``, in English ``"12,480"``."""
    written = f"{number:,}"
    return written if spoken() is Language.EN else written.replace(",", ".")


def first_upper(words: str) -> str:
    """Write words as the start of a sentence; the rest stays as it is (unlike ``str.capitalize``)."""
    return words[:1].upper() + words[1:]
