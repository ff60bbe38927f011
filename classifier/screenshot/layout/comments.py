"""A thread of comments: who wrote, what, and below it how old it is and the buttons to answer and to like."""

from __future__ import annotations

import re
from collections.abc import Sequence

from classifier.screenshot.layout.inside import SMALL
from classifier.screenshot.layout.phrases import (
    folded,
    has_answer,
    is_action,
    is_age,
    is_button,
    is_heading,
    is_placeholder,
    is_status,
    is_time,
)
from classifier.screenshot.layout.rows import Row, around, rows
from classifier.screenshot.layout.sight import Sight
from classifier.screenshot.layout.writing import Written
from classifier.screenshot.page import ShownMessage, Side

PITCH = 2.3  # em between two rows of one comment
SHORT = 2  # letters of what is a sign and no word
COUNT = re.compile(r"[\d.,]+ ?[kmn]?|[^\w]*")
AGED = re.compile(
    r"(?P<who>.{2,40}?)[\s·•.\-]+(?P<age>(\d+ (giây|phút|giờ|ngày|tuần|tháng|năm)|\d+[smhdwygt])( trước| ago)?)\W*"
)


def is_thread(sight: Sight) -> bool:
    """Tell a thread of comments from a chat: rows to answer below what was written, or a heading that says so."""
    found = rows(sight.written)
    actions = [row for row in found if is_action(row.text) and has_answer(row.text)]
    heading = any(is_heading(row.text) and "binh luan" in folded(row.text) for row in found)
    field = any(is_placeholder(row.text) and "binh luan" in folded(row.text) for row in found)
    return len(actions) >= 2 or (bool(actions) and (heading or field)) or (heading and field)  # noqa: PLR2004 - two are no chance


def read_thread(sight: Sight) -> tuple[ShownMessage, ...]:
    """Give the comments of a page, from the top down."""
    found = [row for row in (_column(row, sight) for row in rows(_main(sight))) if row]
    comments: list[list[Row]] = [[]]
    for row in found:
        if _ends(row, sight):
            comments.append([])
            continue
        if comments[-1] and row.middle - comments[-1][-1].middle > PITCH * sight.em:
            comments.append([])
        comments[-1].append(row)
    return tuple(message for rows_ in comments if (message := _comment(rows_, sight)))


def _main(sight: Sight) -> list[Written]:
    """Leave out what stands right of the text: how many like it."""
    rim = sight.screen.right - 0.16 * sight.screen.width
    return [
        line
        for line in sight.written
        if not (line.box.left > rim and (COUNT.fullmatch(folded(line.text)) or len(line.text) <= SHORT))
    ]


def _column(row: Row, sight: Sight) -> Row | None:
    """Leave out letters of avatars left of the text."""
    parts = row.parts
    while len(parts) > 1 and len(parts[0].text) <= 2 and parts[0].box.right < parts[1].box.left - 0.3 * sight.em:  # noqa: PLR2004
        parts = parts[1:]
    return Row(parts) if parts else None


def _ends(row: Row, sight: Sight) -> bool:
    text = row.text
    if (
        is_action(text)
        or is_heading(text)
        or is_button(text)
        or (not _in_bubble(row, sight) and all(is_button(part.text) or is_time(part.text) for part in row.parts))
    ):
        return True
    top, bottom = sight.screen.top, sight.screen.bottom
    if row.box.bottom < top + 3.5 * sight.em and (is_status(text) or all(is_status(part.text) for part in row.parts)):
        return True
    return row.box.top > bottom - 6 * sight.em and is_placeholder(text)


def _in_bubble(row: Row, sight: Sight) -> bool:
    """Tell whether a row stands in a bubble, where no button does: "Thu Ba" is a name there, and no day."""
    return any(sight.bubble(part.region) for part in row.parts)


def _comment(found: Sequence[Row], sight: Sight) -> ShownMessage | None:
    if not found or not any(c.isalnum() for row in found for c in row.text):
        return None
    sender, own = None, list(found)
    aged = AGED.fullmatch(own[0].text)
    if len(own) > 1:
        sender = aged["who"] if aged else own[0].text
        own = own[1:]
    elif aged or is_age(own[0].text) or own[0].size < SMALL * sight.body:
        return None
    parts = [part for row in own for part in row.parts]
    text = " ".join(row.text for row in own)
    return ShownMessage(
        text, Side.COMMENT, around(row.box for row in own), min(part.line.confidence for part in parts), sender
    )
