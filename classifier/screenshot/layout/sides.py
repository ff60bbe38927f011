"""On which side a bubble stands: the owner of the device writes on the right.

Margins decide; a bubble as wide as the screen leaves them alike. Then it is the other's if it begins where an avatar's
room ends and stops short of the right edge; else its edges and its colour are compared with those of bubbles that are
sure. Where none is sure, the stronger colour is the owner's: so it is in every app seen.
"""

from __future__ import annotations

from collections.abc import Sequence

from classifier.screenshot.layout.blocks import Block
from classifier.screenshot.layout.sight import Sight
from classifier.screenshot.layout.writing import apart
from classifier.screenshot.page import Side

SURE = 0.12  # of the screen's width that the margins differ by
BEGINS = 0.19  # of the screen's width: text of the owner's bubbles begins farther right
SHORT_OF = 0.07  # of the screen's width between the screen's right edge and a bubble that is not the owner's
EDGE = 0.6  # em within which two bubbles end alike
SAME = 22.0  # levels between two bubbles of one side
INDENT, INDENTED = 2.0, 2.0  # em right of where the other's text begins, and what that says of text without a bubble
TELLING = 2  # letters of a block that others are compared with: a stray icon tells nothing
STRONG = 18.0  # levels between red, green and blue that a side's colour has more than the other's


def sides(blocks: Sequence[Block], sight: Sight) -> list[Side]:
    """Give each block its side."""
    margins = [_margins(block, sight) for block in blocks]
    sure = [_sure(block, margin, sight) for block, margin in zip(blocks, margins, strict=True)]
    return [known or _by_others(at, blocks, sure, margins, sight) for at, known in enumerate(sure)]


def _margins(block: Block, sight: Sight) -> float:
    """Give how much more room is left of it than right of it, in widths of the screen."""
    left, right = block.box.left - sight.screen.left, sight.screen.right - block.box.right
    return (left - right) / max(sight.screen.width, 1)


def _sure(block: Block, margin: float, sight: Sight) -> Side | None:
    if abs(margin) >= SURE:
        return Side.RIGHT if margin > 0 else Side.LEFT
    width = max(sight.screen.width, 1)
    begins = (block.text_box.left - sight.screen.left) / width
    short = (sight.screen.right - block.box.right) / width
    return Side.LEFT if begins < BEGINS and short > SHORT_OF else None


def _by_others(
    at: int, blocks: Sequence[Block], sure: Sequence[Side | None], margins: Sequence[float], sight: Sight
) -> Side:
    block = blocks[at]
    score = 0.0
    for side, sign in ((Side.LEFT, -1.0), (Side.RIGHT, 1.0)):
        others = [
            other for other, known in zip(blocks, sure, strict=True) if known is side and other.letters >= TELLING
        ]
        if side is Side.LEFT:
            ends = any(abs(block.text_box.left - other.text_box.left) <= EDGE * sight.em for other in others)
        else:
            ends = any(abs(block.box.right - other.box.right) <= EDGE * sight.em for other in others)
        alike = any(apart(block.ground, other.ground) <= SAME for other in others)
        score += sign * (ends + 1.5 * alike)
        if side is Side.LEFT and others and not block.bubble:
            score += INDENTED * (block.text_box.left - min(other.text_box.left for other in others) > INDENT * sight.em)
    if score:
        return Side.RIGHT if score > 0 else Side.LEFT
    known = {
        side: [_colour(b) for b, k in zip(blocks, sure, strict=True) if k is side] for side in (Side.LEFT, Side.RIGHT)
    }
    own = _colour(block)
    if known[Side.LEFT] and own > max(known[Side.LEFT]) + STRONG:
        return Side.RIGHT
    if known[Side.RIGHT] and own < min(known[Side.RIGHT]) - STRONG:
        return Side.LEFT
    return Side.RIGHT if margins[at] > 0 else Side.LEFT


def _colour(block: Block) -> float:
    """Give how strong a colour is: 0 for grey."""
    return max(block.ground) - min(block.ground)
