"""The school's calendar as an operator writes it: a TOML file, and what is wrong with it in words.

``docs/operations.md`` shows one. Every key may be left out.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from service.errors import FieldError, InvalidError

if TYPE_CHECKING:
    from pathlib import Path

_DAYS = {
    name: number
    for number, names in enumerate(
        [("t2", "mon"), ("t3", "tue"), ("t4", "wed"), ("t5", "thu"), ("t6", "fri"), ("t7", "sat"), ("cn", "sun")]
    )
    for name in names
}
_LONGEST_BREAK = 200  # days
_OF_BREAK = ("name", "first", "last")
_OF_HOURS = ("opens", "closes")

_UNKNOWN = "không có khóa nào tên như vậy", "there is no such key"
_DATE = "phải là một ngày, viết như 2027-02-06", "must be a date, written as 2027-02-06"
_TIME = "phải là giờ trong ngày, viết như “07:00”", 'must be a time of day, written as "07:00"'
_LIST = "phải là một danh sách", "must be a list"
_TABLE = "phải là một bảng", "must be a table"
_WEEKDAY = "phải là T2, T3, T4, T5, T6, T7 hoặc CN", "must be one of Mon, Tue, Wed, Thu, Fri, Sat, Sun"
_NO_WEEKDAY = "cần ít nhất một ngày học", "needs at least one day with lessons"
_BACKWARDS = "không được trước ngày đầu", "must not be before the first day"
_TOO_LONG = "kỳ nghỉ dài hơn 200 ngày; có nhầm năm không?", "a break of more than 200 days; is the year right?"
_CLOSED = "phải sau giờ vào học", "must be after the opening"


class _WrongError(Exception):
    """One value cannot be used; the words say why, in Vietnamese and English."""

    def __init__(self, words: tuple[str, str], below: str = "") -> None:
        self.words = words
        self.below = below
        super().__init__(words[1])


def read(path: Path) -> dict[str, Any]:
    """Read the fields of a ``SchoolCalendar`` that a file sets; InvalidError naming every key that is wrong."""
    try:
        written = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise InvalidError(
            *_about(path), errors=[FieldError(str(path), "không đọc được tệp", "cannot be read")]
        ) from error
    except ValueError as error:  # no TOML, or no UTF-8; tomllib tells the line
        wrong = FieldError(str(path), f"không phải TOML: {error}", f"is not TOML: {error}")
        raise InvalidError(*_about(path), errors=[wrong]) from error
    fields: dict[str, Any] = {}
    errors: list[FieldError] = []
    for key, value in written.items():
        try:
            fields |= _KEYS[key](value) if key in _KEYS else _wrong(_UNKNOWN)
        except _WrongError as wrong:
            errors.append(FieldError(key + wrong.below, *wrong.words))
    if errors:
        raise InvalidError(*_about(path), errors=errors)
    return fields


def _about(path: Path) -> tuple[str, str]:
    return f"Lịch học trong tệp {path.name} chưa dùng được.", f"The school's calendar in {path.name} cannot be used."


def _weekdays(value: object) -> dict[str, Any]:
    found = set()
    for at, day in enumerate(_list(value)):
        number = _DAYS.get(day.strip().lower()) if isinstance(day, str) else None
        if number is None:
            raise _WrongError(_WEEKDAY, f"[{at}]")
        found.add(number)
    return {"weekdays": frozenset(found)} if found else _wrong(_NO_WEEKDAY)


def _hours(value: object) -> dict[str, Any]:
    hours = _table(value, _OF_HOURS)
    found = {name: _time(hours[name], f".{name}") for name in _OF_HOURS if name in hours}
    for name in _OF_HOURS:
        if name not in found:
            raise _WrongError(_TIME, f".{name}")
    return found if found["opens"] < found["closes"] else _wrong(_CLOSED, ".closes")


def _make_up_days(value: object) -> dict[str, Any]:
    return {"make_up_days": frozenset(_date(day, f"[{at}]") for at, day in enumerate(_list(value)))}


def _breaks(value: object) -> dict[str, Any]:
    found = []
    for at, one in enumerate(_list(value)):
        try:
            days = _table(one, _OF_BREAK)
            first, last = _date(days.get("first"), ".first"), _date(days.get("last"), ".last")
        except _WrongError as wrong:
            raise _WrongError(wrong.words, f"[{at}]{wrong.below}") from None
        if last < first:
            raise _WrongError(_BACKWARDS, f"[{at}].last")
        if (last - first).days >= _LONGEST_BREAK:  # nothing would be due for a year, for a slip of one digit
            raise _WrongError(_TOO_LONG, f"[{at}].last")
        found.append((first, last))
    return {"breaks": tuple(found)}


_KEYS: dict[str, Callable[[object], dict[str, Any]]] = {
    "weekdays": _weekdays,
    "hours": _hours,
    "make_up_days": _make_up_days,
    "breaks": _breaks,
}


def _wrong(words: tuple[str, str], below: str = "") -> dict[str, Any]:
    raise _WrongError(words, below)


def _list(value: object) -> list[Any]:
    if not isinstance(value, list):
        raise _WrongError(_LIST)
    return value


def _table(value: object, known: tuple[str, ...]) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise _WrongError(_TABLE)
    for name in value:
        if name not in known:
            raise _WrongError(_UNKNOWN, f".{name}")
    return value


def _date(value: object, below: str) -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    raise _WrongError(_DATE, below)


def _time(value: object, below: str) -> time:
    if isinstance(value, str):
        try:
            value = time.fromisoformat(value)
        except ValueError:
            raise _WrongError(_TIME, below) from None
    if isinstance(value, time) and value.tzinfo is None:
        return value
    raise _WrongError(_TIME, below)
