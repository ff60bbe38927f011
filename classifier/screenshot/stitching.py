"""Several screenshots of one chat, joined where they overlap, so that no message is told twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.fuzz import ratio

from classifier.screenshot.page import Page, ShownMessage

ALIKE = 85.0  # of 100, from which two readings are of one message
_CUT = 8  # letters that a message cut off at the edge must still show to be known again


@dataclass(frozen=True, slots=True)
class Stitched:
    """A message, and on which of the pages it stands."""

    page: int
    message: ShownMessage


def stitch(pages: Sequence[Page]) -> tuple[Stitched, ...]:
    """Join pages in their order: the longest run of messages that ends one and begins the next is told once.

    Only whole runs at the edges are left out; a message that merely resembles another one stays.
    """
    joined: list[Stitched] = []
    for number, page in enumerate(pages):
        shared = _shared([known.message for known in joined], page.messages)
        if shared and len(page.messages[shared - 1].text) > len(joined[-1].message.text):
            joined[-1] = Stitched(number, page.messages[shared - 1])  # it was cut off at the bottom of the page before
        joined += [Stitched(number, message) for message in page.messages[shared:]]
    return tuple(joined)


def _shared(before: Sequence[ShownMessage], after: Sequence[ShownMessage]) -> int:
    """Count the messages at the beginning of ``after`` that end ``before``."""
    for count in range(min(len(before), len(after)), 0, -1):
        pairs = zip(before[-count:], after[:count], strict=True)
        if all(_same(*pair, edge=at in {0, count - 1}) for at, pair in enumerate(pairs)):
            return count
    return 0


def _same(one: ShownMessage, other: ShownMessage, *, edge: bool) -> bool:
    if one.side is not other.side:
        return False
    if ratio(one.text, other.text) >= ALIKE:
        return True
    short, long = sorted((one.text, other.text), key=len)
    return edge and len(short) >= _CUT and (long.endswith(short) or long.startswith(short))
