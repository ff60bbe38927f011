"""What stands in a bubble beside the message: who wrote it, what it answers, when it was written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from classifier.screenshot.layout.blocks import Block
from classifier.screenshot.layout.phrases import is_chrome, is_clock, is_link, is_time, reads_like_name
from classifier.screenshot.layout.rows import Row
from classifier.screenshot.layout.sight import Sight
from classifier.screenshot.layout.writing import apart

SMALL = 0.88  # of the messages' size: names, quotes and times are set smaller
OTHER_GROUND = 22.0  # levels between a bubble and the page below it
OTHER_INK = 40.0  # levels between a name's or a quote's letters and the message's
COLOURED = 60.0  # levels between the strongest and the weakest of red, green and blue
INDENT = 0.35  # em: a quote stands behind its bar
LONGEST_NAME = 32
STRAY = 3.0  # em right of where every row of a message begins: a reaction on the bubble's edge
A_FEW = 3  # letters and figures of it
WORDS = 5  # of the longest name
WHOLE = 12  # letters of a short message that is quoted whole, its bar not seen
QUOTED = 4  # letters of a quote that can be compared
REPEATED = 75  # per cent of its letters that it shares with the message it repeats: quotes are set small and misread
_BAR = re.compile(r"^[|Il¦] (?=\w)")
_CUT = re.compile(r" ?(\.{2,}|…)$")
_CLOCK_READ = re.compile(r"\d{3,5}[.,]?")
"""A time below a message whose colon was lost or read as a figure."""


@dataclass(frozen=True, slots=True)
class Inside:
    """A bubble taken apart."""

    rows: tuple[Row, ...]  # the message's own
    sender: str | None


def take_apart(block: Block, sight: Sight, earlier: Sequence[str] = ()) -> Inside:
    """Part the message from the name and quote over it and the time below it. Rows may be none: a sticker's time.

    ``earlier`` are the messages above it on the picture: a first row that begins as one of them does is a quote.
    """
    kept = [row for row in (_without_time(row, sight) for row in block.rows) if row and says_something(row.text)]
    while kept and (_told_below(kept[-1], sight, block) or _is_reaction(kept, sight)):
        kept.pop()
    first = _first_own(kept, sight)
    while first < len(kept) - 1 and _is_quote(kept[first].text, earlier):
        first += 1
    sender = None
    if first and _is_name(kept[0], kept[first], sight):
        sender = kept[0].text
    return Inside(tuple(kept[first:]), sender)


def is_small(row: Row, sight: Sight) -> bool:
    """Tell whether a row is set smaller than messages are."""
    return row.size < SMALL * sight.body


def says_something(text: str) -> bool:
    """Tell whether a text holds a letter, a figure or a mark, and not only what a small picture was taken for."""
    return any(unicodedata.category(c)[0] in "LNP" for c in text)


def _told_below(row: Row, sight: Sight, block: Block) -> bool:
    if is_chrome(row.text) and apart(row.longest.ground, block.ground) > OTHER_GROUND:
        return True
    return is_small(row, sight) and (is_time(row.text) or is_chrome(row.text) or bool(_CLOCK_READ.fullmatch(row.text)))


def _is_reaction(rows: list[Row], sight: Sight) -> bool:
    """Tell whether the last row is a small picture on the bubble's edge that was read as letters."""
    if len(rows) < 2 or sum(c.isalnum() for c in rows[-1].text) > A_FEW:  # noqa: PLR2004 - one row is the message
        return False
    return rows[-1].box.left - min(row.box.left for row in rows[:-1]) > STRAY * sight.em


def _without_time(row: Row, sight: Sight) -> Row | None:
    """Take the time from the end of a row: Telegram and WhatsApp write it behind the last word."""
    parts = list(row.parts)
    while len(parts) > 1 and is_clock(parts[-1].text) and parts[-1].size < SMALL * sight.body:
        parts.pop()
    return Row(tuple(parts)) if parts else None


def _first_own(rows: list[Row], sight: Sight) -> int:
    """Find where the message begins: the rows before look otherwise than its last one."""
    if len(rows) < 2:  # noqa: PLR2004 - one row is the message
        return 0
    last = rows[-1]
    for at, row in enumerate(rows[:-1]):
        signs = _otherness(row, last, sight)
        if signs + (signs and at == 0 and reads_like_name(row.text, WORDS)) < 2:  # noqa: PLR2004 - two signs
            return at
    return len(rows) - 1


def _otherness(row: Row, last: Row, sight: Sight) -> int:
    look, own = row.longest, last.longest
    ink = apart(look.ink, own.ink) > OTHER_INK
    coloured = ink and max(look.ink) - min(look.ink) > COLOURED and max(own.ink) - min(own.ink) < COLOURED
    smaller = is_small(row, sight)
    behind = row.box.left - last.box.left > INDENT * sight.em
    return ink + (coloured and not is_link(row.text)) + smaller + behind


def _is_quote(text: str, earlier: Sequence[str]) -> bool:
    """Tell whether a row repeats how an earlier message begins, behind the bar that a quote stands at."""
    bar = _BAR.match(text)
    said = _CUT.sub("", _BAR.sub("", text)).lower()
    if len(said) < QUOTED:
        return bool(bar)
    cut = bool(_CUT.search(text))
    alike = any(fuzz.ratio(said, other.lower()[: len(said)]) >= REPEATED for other in earlier)
    return bool(bar and (cut or alike)) or (alike and (cut or len(said) >= WHOLE))


def _is_name(row: Row, own: Row, sight: Sight) -> bool:
    flush = abs(row.box.left - own.box.left) <= INDENT * sight.em
    return flush and len(row.text) <= LONGEST_NAME and not is_time(row.text) and not is_chrome(row.text)
