"""A chat: bubbles left and right; the rest of the page is the app's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from classifier.screenshot.layout.blocks import Block, blocks
from classifier.screenshot.layout.inside import LONGEST_NAME, SMALL, says_something, take_apart
from classifier.screenshot.layout.phrases import is_chrome, is_heading, is_placeholder, is_status, is_system, is_time
from classifier.screenshot.layout.rows import Row, around
from classifier.screenshot.layout.sides import sides
from classifier.screenshot.layout.sight import Sight
from classifier.screenshot.page import UNSURE, Box, ShownMessage, Side

HEAD = 6.5  # em from the top of the screen: status bar and header
HEADER = 5.0  # em below which a message may begin under a status bar and a header
BAR = 2.5  # em of the status bar
FOOT = 4.5  # em from its bottom: the field for writing
FLAT = 1.75  # em: a lower region is a pill, a badge or a button, not a bubble with its padding
NAMES = 4  # words of a name
ALIKE = 80  # per cent of two readings of one name
SHORT = 3  # letters and figures of a badge or of the letter in an avatar
MIDDLE = 0.05  # of the screen's width around its middle: dates and system lines stand there
FULL = 12  # em: a lower picture is a part of a screen


@dataclass(frozen=True, slots=True)
class _Kept:
    block: Block
    side: Side
    sender: str | None


def read_chat(sight: Sight) -> tuple[ShownMessage, ...]:
    """Give the messages of a chat, from the top down."""
    found = blocks(sight)
    filled = [
        block
        for block in found
        if block.bubble
        and not _beside(block, found, sight)
        and _is_bubble(block, sight)
        and not (block.size < SMALL * sight.body and _is_name_of(block, found, sight))
    ]
    loose = [block for block in found if not block.bubble]
    bare = [block for block in loose if _is_bare_message(block, filled, found, sight)]
    chosen = sorted([*filled, *bare], key=lambda block: block.text_box.top)
    kept: list[_Kept] = []
    for block, side in zip(chosen, sides(chosen, sight), strict=True):
        inside = take_apart(block, sight, [one.block.text for one in kept])
        if inside.rows:
            sender = inside.sender if side is Side.LEFT else None
            kept.append(_Kept(replace(block, rows=inside.rows), side, sender))
    names = [block for block in loose if block not in bare]
    return tuple(_message(one, sender) for one, sender in zip(kept, _senders(kept, names, sight), strict=True))


def _message(kept: _Kept, sender: str | None) -> ShownMessage:
    box = around([*(row.box for row in kept.block.rows)])
    return ShownMessage(kept.block.text, kept.side, box, kept.block.confidence, sender)


def _is_bubble(block: Block, sight: Sight) -> bool:
    """Tell a bubble with a message from pills, badges, fields and buttons of one colour."""
    bubble = block.box
    text = block.text
    small = block.size < SMALL * sight.body
    low = bubble.height < FLAT * sight.em
    if is_placeholder(text) and bubble.bottom > sight.screen.bottom - FOOT * sight.em:
        return False
    if not block.letters and (block.confidence < UNSURE or not says_something(text)):
        return False  # a picture that was taken for a letter
    if block.letters <= 1 and _is_at_rim(block, sight):
        return False  # the letter of an avatar in the header, an icon of the field for writing
    if _is_middle(block, sight) and (is_time(text) or is_system(text) or (small and low)):
        return False
    if low and (is_chrome(text) or (small and (is_time(text) or is_heading(text)))):
        return False
    return not (bubble.bottom < sight.screen.top + HEADER * sight.em and _has_status_bar(sight))


def _beside(block: Block, found: Sequence[Block], sight: Sight) -> bool:
    """Tell whether a block is an avatar's letter or a badge: short, left of a bubble or on its lower edge."""
    if block.letters > SHORT:
        return False
    for other in found:
        if other is block or not other.bubble or other.letters < block.letters:
            continue
        level = min(block.box.bottom, other.bubble.bottom) - max(block.box.top, other.bubble.top)
        if level > 0.5 * block.box.height and block.box.right <= other.bubble.left + 0.2 * sight.em:
            return True
        on_edge = abs(block.text_box.top + block.text_box.bottom - 2 * other.bubble.bottom) / 2 <= 0.9 * sight.em
        across = min(block.box.right, other.bubble.right) - max(block.box.left, other.bubble.left)
        if on_edge and across > 0.3 * block.box.width and block.box.height < FLAT * sight.em:
            return True
    return False


def _is_at_rim(block: Block, sight: Sight) -> bool:
    """Tell whether a block stands where a whole screen has its header or its field for writing."""
    screen, box = sight.screen, block.text_box
    if screen.height <= FULL * sight.em:
        return False
    return box.bottom < screen.top + HEAD * sight.em or box.top > screen.bottom - FOOT * sight.em


def _is_receipt(block: Block) -> bool:
    """Tell whether a block is a receipt with a tick or a small avatar that was taken for a letter."""
    own = [row for row in block.rows if not is_chrome(row.text)]
    return len(own) < len(block.rows) and sum(c.isalnum() for row in own for c in row.text) <= 1


def _has_status_bar(sight: Sight) -> bool:
    """Tell whether a picture begins with the telephone's status bar: then a header follows, and no message."""
    bar = sight.screen.top + BAR * sight.em
    return any(is_status(line.text) for line in sight.written if line.box.bottom < bar)


def _is_name_of(block: Block, found: Sequence[Block], sight: Sight) -> bool:
    """Tell whether a line without a bubble is the name over one: words that all begin with a capital, or said twice."""
    words = block.text.split()
    if len(block.rows) > 1 or not words or not words[0][0].isupper():
        return False
    again = len(words) <= NAMES and sum(fuzz.ratio(other.text, block.text) >= ALIKE for other in found) > 1
    named = again or all(word[0].isupper() for word in words)
    return named and any(_stands_over(block.rows[0], other.box, sight) for other in found if other is not block)


def _is_middle(block: Block, sight: Sight) -> bool:
    middle = (block.text_box.left + block.text_box.right) / 2
    return abs(middle - (sight.screen.left + sight.screen.right) / 2) <= MIDDLE * sight.screen.width


def _is_bare_message(block: Block, filled: Sequence[Block], found: Sequence[Block], sight: Sight) -> bool:  # noqa: PLR0911 - one return a reason
    """Tell whether text without a bubble is a message all the same: better a stray line than a lost message."""
    text, screen = block.text, sight.screen
    if not block.letters or block.size < SMALL * sight.body or _beside(block, found, sight):
        return False
    if is_time(text) or is_chrome(text) or is_status(text) or _is_receipt(block):
        return False
    box = block.text_box
    if _is_at_rim(block, sight) or _is_name_of(block, found, sight):
        return False
    if is_placeholder(text) and box.top > screen.bottom - 2 * FOOT * sight.em:
        return False
    if block.confidence < UNSURE and block.letters <= SHORT:
        return False
    texts = [other.text_box for other in filled if other.size >= SMALL * sight.body]
    if not texts:
        return not _is_middle(block, sight) or block.letters > LONGEST_NAME
    left, right = min(other.left for other in texts), max(other.right for other in texts)
    at_left = abs(box.left - left) <= sight.em
    at_right = abs(box.right - right) <= 1.5 * sight.em
    return at_left or at_right or len(block.rows) > 1


def _senders(kept: Sequence[_Kept], names: Sequence[Block], sight: Sight) -> list[str | None]:
    """Give each message its sender: the name in its bubble or over it, which holds until the other side writes."""
    found: list[str | None] = []
    current: str | None = None
    for one in kept:
        if one.side is Side.RIGHT:
            current = None
            found.append(None)
            continue
        current = one.sender or _name_over(one, names, sight) or current
        found.append(current)
    return found


def _name_over(one: _Kept, names: Sequence[Block], sight: Sight) -> str | None:
    box = one.block.box
    for block in names:
        row: Row = block.rows[-1]
        if _stands_over(row, box, sight) and not is_time(row.text) and not is_chrome(row.text):
            return row.text
    return None


def _stands_over(row: Row, bubble: Box, sight: Sight) -> bool:
    """Tell whether a row stands where a name does: just over a bubble, flush with it."""
    near = -0.6 * sight.em <= bubble.top - row.box.bottom <= 1.2 * sight.em
    return near and abs(row.box.left - bubble.left) <= 1.6 * sight.em and len(row.text) <= LONGEST_NAME
