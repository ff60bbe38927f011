"""Bank accounts: a number that is said to be one, or that stands beside the name of a Vietnamese bank."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from service.words import MentionKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from service.related.found import Found, Written

# Without marks, as people shorten them. Those that are words of their own ("có", "seam", "nam a") need the word "ngân
# hàng" before them; they are left out.
_BANKS = (
    r"vietcom ?bank|vcb|vietin ?bank|ctg|bidv|agri ?bank|vbard|techcom ?bank|tech com|tcb|mb ?bank|mb|vp ?bank|acb|stb|"
    r"sacom ?bank|tp ?bank|hd ?bank|shb|vib|msb|ocb|sea ?bank|exim ?bank|lpbank|lien viet(?: post ?bank)?|nam a bank|"
    r"bac a bank|viet ?a ?bank|abbank|pvcom ?bank|ncb|kien long(?: ?bank)?|dong a bank|sai ?gon ?bank|bao viet bank|"
    r"cake|timo|shinhan(?: ?bank)?|woori(?: ?bank)?|hsbc|standard chartered|uob|cimb|vikki"
)
_SAID = (
    r"stk|so tk|so tai khoan|so tkhoan|tai khoan (?:ngan hang|nhan tien)|tk (?:ngan hang|nhan tien|nh)|"
    r"ck (?:vao|qua|den|toi)(?: stk| tk)?|chuyen khoan (?:vao|qua|den|toi|cho)(?: stk| tk| so)?|"
    r"chuyen tien (?:vao|qua)(?: stk| tk)?|banking|bank"
)
_BETWEEN = r"(?:\s+(?:cua\s+)?(?:la|nay|nhe|em|anh|no|so|stk|tk|cua no|cua em)){0,3}[\s:=.#\-]{0,4}"
_NUMBER = r"(?P<number>\d(?:[ .-]?\d){5,18})(?![\w%]|[.,]\d)"
_BANK = rf"(?:ngan hang |nh )?(?:{_BANKS})"
_BEFORE = re.compile(rf"(?<!\w)(?:(?:{_SAID})(?:[\s:=.\-]{{0,3}}{_BANK})?|{_BANK}){_BETWEEN}{_NUMBER}")
_AFTER = re.compile(rf"(?<![\w.,/]){_NUMBER}[\s,;:()\-]{{1,3}}{_BANK}(?!\w)")
_FEWEST, _MOST = 6, 19
_MONEY = re.compile(r"^\s*(?:k|d|dong|vnd|cu|tr|trieu|nghin|ngan|lit|xu|diem|kg|ca|cai|nguoi)(?!\w)")
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:\.000)+|[1-9]\d{0,2}(?: 000)+")


def banks(written: Written) -> Iterator[Found]:
    """Find bank accounts; the value is the digits, so that a report without the bank's name has it in common, too."""
    told: set[tuple[int, int]] = set()
    for pattern in (_BEFORE, _AFTER):
        for seen in pattern.finditer(written.bare):
            start, end = seen.span("number")
            digits = re.sub(r"\D", "", seen["number"])
            if not _FEWEST <= len(digits) <= _MOST or _THOUSANDS.fullmatch(seen["number"]):
                continue
            if _MONEY.match(written.bare[end:]) or (start, end) in told:
                continue
            told.add((start, end))
            yield written.found(MentionKind.BANK, digits, start, end)
