"""Lines that belong together: those of one bubble, or, where no bubble is to be seen, those set as one paragraph."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from classifier.screenshot.layout.phrases import reads_like_name
from classifier.screenshot.layout.rows import Row, around, rows
from classifier.screenshot.layout.sight import Sight
from classifier.screenshot.layout.writing import Written, apart
from classifier.screenshot.page import Box

PITCH = 1.75  # em from one line of a paragraph to the next; lines of two bubbles are 2.1 em apart and more
APART = 3.2  # em between two lines of one region: farther ones are two bubbles that grew together
LIKE = 48.0  # levels between the grounds of two lines of one paragraph; a gradient changes that much
GLARE = 80.0  # likewise for lines close below each other that begin alike: a lamp on the screen changes that much
CLOSE, FLUSH = 1.5, 0.35  # em: how close, and how alike
TORN = 2.2  # em between two lines of one region that are two messages: their bubbles look like one
NAME, NAMES, OTHER_INK = 0.9, 4, 40.0  # of the messages' size; words; levels
PADDING = 0.75  # em around the text of a bubble whose edges were not seen
SIZES = 1.3
TELLING = 6  # letters of a line that tell how large its type is


@dataclass(frozen=True, slots=True)
class Block:
    """Rows that stand together, from the top down."""

    rows: tuple[Row, ...]
    bubble: Box | None  # None: they stand on the page itself
    ground: tuple[float, float, float]

    @property
    def box(self) -> Box:
        """Where the block stands: its bubble, or its text."""
        return self.bubble or self.text_box

    @property
    def text_box(self) -> Box:
        """Where its text stands."""
        return around(row.box for row in self.rows)

    @property
    def text(self) -> str:
        """What it says; the lines of a message are joined by a space."""
        return " ".join(row.text for row in self.rows)

    @property
    def letters(self) -> int:
        """How many letters and figures it has."""
        return sum(c.isalnum() for c in self.text)

    @property
    def confidence(self) -> float:
        """How surely its least sure line was read, 0..1."""
        return min(part.line.confidence for row in self.rows for part in row.parts)

    @property
    def size(self) -> float:
        """Height of its small letters: of its longest row."""
        return max(self.rows, key=lambda row: sum(c.isalnum() for c in row.text)).size


def blocks(sight: Sight) -> list[Block]:
    """Put the lines of a page together; from the top down."""
    lines = sorted(sight.written, key=lambda line: line.middle)
    heads = list(range(len(lines)))

    def head(of: int) -> int:
        while heads[of] != of:
            of = heads[of]
        return of

    for lower in range(len(lines)):
        for upper in range(lower - 1, -1, -1):
            if lines[lower].middle - lines[upper].middle > APART * sight.em:
                break
            if head(lower) != head(upper) and _together(lines[upper], lines[lower], sight):
                heads[head(lower)] = head(upper)
    groups: dict[int, list[Written]] = {}
    for at, line in enumerate(lines):
        groups.setdefault(head(at), []).append(line)
    regions = Counter(name for group in groups.values() for name in {line.region for line in group})
    shared = {name for name, in_groups in regions.items() if in_groups > 1}
    found = [_block(group, shared, sight) for group in groups.values()]
    return sorted(found, key=lambda block: (block.text_box.top + block.text_box.bottom, block.text_box.left))


def _block(lines: list[Written], shared: set[int | None], sight: Sight) -> Block:
    """Make a block of lines; of regions it shares with others only what is around its own text is its bubble."""
    names = {line.region for line in lines if sight.bubble(line.region)}
    filled = sum(line.box.width for line in lines if line.region in names)
    bubble = None
    if names and filled >= 0.5 * sum(line.box.width for line in lines):
        regions = [sight.fills.region(name).box for name in names - shared if name is not None]
        text = around(line.box for line in lines)
        pad = round(PADDING * sight.em)
        own = [Box(max(text.left - pad, 0), text.top, text.right + pad, text.bottom)] if names & shared else []
        bubble = around([*regions, *own, text])
    longest = max(lines, key=lambda line: line.box.width)
    return Block(tuple(rows(lines)), bubble, longest.ground)


def _together(upper: Written, lower: Written, sight: Sight) -> bool:
    first, second = sight.bubble(upper.region), sight.bubble(lower.region)
    if _begins_anew(upper, lower, sight):
        return False
    if (
        first
        and second
        and (
            upper.region == lower.region
            or _holds(first.box, lower.box, second.box)  # a quote has a ground of its own inside its bubble
            or _holds(second.box, upper.box, first.box)
        )
    ):
        return lower.middle - upper.middle <= TORN * sight.em
    if (first is None) != (second is None) and (first or second):
        filled = first or second
        other = lower.box if first else upper.box
        if filled is not None and not _inside(filled.box, other):
            return _like(upper, lower, LIKE if _is_close(upper, lower, sight) else 8.0) and _paragraph(
                upper, lower, sight
            )
    return _like(upper, lower, GLARE if _is_close(upper, lower, sight) else LIKE) and _paragraph(upper, lower, sight)


def _begins_anew(upper: Written, lower: Written, sight: Sight) -> bool:
    """Tell whether the lower line is a name over the next bubble: small, in another ink, each word with a capital."""
    if lower.size >= NAME * sight.body or not reads_like_name(lower.text, NAMES):
        return False
    return apart(upper.ink, lower.ink) > OTHER_INK and upper.size > lower.size


def _is_close(upper: Written, lower: Written, sight: Sight) -> bool:
    step = lower.middle - upper.middle
    return step <= CLOSE * sight.em and abs(upper.box.left - lower.box.left) <= FLUSH * sight.em


def _paragraph(upper: Written, lower: Written, sight: Sight) -> bool:
    em = sight.em
    step = lower.middle - upper.middle
    if step > PITCH * em or step < 0.6 * em:
        return False
    big, small = max(upper.size, lower.size), min(upper.size, lower.size)
    # The last words of a message, "kkk" or "nha", tell no size.
    alike = big <= SIZES * small + 1.5 or sum(c.isalnum() for c in lower.text) < TELLING
    return alike and abs(upper.box.left - lower.box.left) <= 0.6 * em


def _like(first: Written, second: Written, levels: float) -> bool:
    return apart(first.ground, second.ground) <= levels


def _inside(outer: Box, inner: Box) -> bool:
    across = min(outer.right, inner.right) - max(outer.left, inner.left)
    down = min(outer.bottom, inner.bottom) - max(outer.top, inner.top)
    return across >= 0.8 * inner.width and down >= 0.6 * inner.height


def _holds(outer: Box, line: Box, inner: Box) -> bool:
    return _inside(outer, line) and _inside(outer, inner) and outer.width * outer.height > inner.width * inner.height
