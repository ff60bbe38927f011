"""Vietnamese telephone numbers, in every way in which they are typed: spaced, dotted, ``o9l2``, ``không chín một``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import phonenumbers
from phonenumbers import PhoneNumberType

from service.words import MentionKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from service.related.found import Found, Written

_LETTERS = str.maketrans("oil|zsb", "0111258")  # typed for digits
_WORDS = {
    "khong": "0",
    "mot": "1",
    "hai": "2",
    "ba": "3",
    "bon": "4",
    "nam": "5",
    "sau": "6",
    "bay": "7",
    "tam": "8",
    "chin": "9",
}
_DIGIT = "[0-9oil|zsb]"
_BEGIN = r"(?:(?<![^\W_])|(?<=[^\W\d_])(?=0[1-9]|84|\+))"  # glued to a word ("zalo0912…") only with a digit that is one
_RUN = re.compile(rf"{_BEGIN}\+?\(?{_DIGIT}(?:[ .()_*·–-]{{0,3}}{_DIGIT}){{8,}}(?![^\W_])")
_GROUP = re.compile(rf"{_DIGIT}+")
_SPELT = re.compile(rf"\b(?:{'|'.join(_WORDS)}|\d)(?:[ ,.-]{{1,2}}(?:{'|'.join(_WORDS)}|\d)(?![^\W_])){{8,}}(?![^\W_])")
_SPELT_DIGIT = re.compile(rf"\b(?:{'|'.join(_WORDS)})\b|\d")
_DATE = re.compile(r"(?<!\d)\d{1,2}[.-]\d{1,2}[.-](?:19|20)\d\d(?!\d)")
_FEWEST_DIGITS = 6  # of a number's signs; the others may be letters that look like them
_BEFORE = 40  # characters before a number that are looked at for what it is
_DATES = 10  # characters around it in which a date may begin or end
_LONGEST = 15  # digits, with the country's
_NATIONAL = re.compile(r"(?:0084|84|0)0?([1-9]\d{8,9})")
# What is counted in such digits and is no telephone: right before it.
_OTHER_NUMBER = re.compile(
    r"(?:ma (?:hoc sinh|hs|sinh vien|sv|don|van don|so|lop|phong|giao dich|tra cuu|bien nhan)|mshs|mssv|msv|sbd|"
    r"so bao danh|cccd|cmnd|can cuoc|so the|ma the|seri|serial|barcode|isbn|zoom id|id zoom|meeting id|bien so)"
    r"(?: (?:la|em|con|cua em))?\s*[:#=]?\s*$"
)
# A number that is paid for or free to call is a company's or an office's, not a person's.
_PERSONS = {PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE, PhoneNumberType.FIXED_LINE_OR_MOBILE}


def phones(written: Written) -> Iterator[Found]:
    """Find telephone numbers; the value is E.164 (``+84912345678``)."""
    for run in _RUN.finditer(written.bare):
        groups = [(run.start() + g.start(), run.start() + g.end()) for g in _GROUP.finditer(run[0])]
        if sum(sign.isdigit() for sign in run[0]) < _FEWEST_DIGITS:
            continue
        yield from _joined(written, groups)
    for run in _SPELT.finditer(written.bare):
        digits = [_WORDS.get(word[0], word[0]) for word in _SPELT_DIGIT.finditer(run[0])]
        value = e164("".join(digits))
        if value is not None and not run[0].replace(" ", "").isdigit():  # digits alone were looked at above
            yield written.found(MentionKind.PHONE, value, run.start(), run.end())


def e164(digits: str) -> str | None:
    """Bring the digits of a person's number to E.164; ``None`` if they are none that a Vietnamese person can have."""
    national = _NATIONAL.fullmatch(digits)
    if national is None:
        return None
    number = phonenumbers.PhoneNumber(country_code=84, national_number=int(national[1]))
    if not phonenumbers.is_valid_number(number) or phonenumbers.number_type(number) not in _PERSONS:
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _joined(written: Written, groups: list[tuple[int, int]]) -> Iterator[Found]:
    """Put neighbouring groups of digits together to numbers, the longest first; other digits may stand before."""
    first = 0
    while first < len(groups):
        for last in range(min(len(groups), first + _LONGEST), first, -1):
            start, end = groups[first][0], groups[last - 1][1]
            digits = "".join(written.bare[a:b] for a, b in groups[first:last]).translate(_LETTERS)
            value = e164(digits) if len(digits) <= _LONGEST else None
            if value is not None and not _is_other(written.bare, start, end):
                yield written.found(MentionKind.PHONE, value, start, end)
                first = last
                break
        else:
            first += 1


def _is_other(text: str, start: int, end: int) -> bool:
    """Whether it is a date, or said to be a number of another kind."""
    near = _DATE.finditer(text, max(0, start - _DATES), end + _DATES)
    return any(date.start() < end and start < date.end() for date in near) or bool(
        _OTHER_NUMBER.search(text[max(0, start - _BEFORE) : start])
    )
