"""What is known of a page as a whole: how large its text is, where its screen ends, which regions are bubbles."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from classifier.screenshot.layout.fills import Fills, Region
from classifier.screenshot.layout.rows import around
from classifier.screenshot.layout.writing import Written, look
from classifier.screenshot.page import Box
from classifier.screenshot.text import Text

LETTER = 0.53  # height of a small letter in sizes of a font (Roboto .528, Inter .546, Noto Sans .536)
WIDEST = 0.9  # of the screen: a wider region is a bar or the page
SOLID = 0.3
LONG = 8  # letters of a line that tells the size of the text
RIM = 0.01


@dataclass(frozen=True, slots=True)
class Sight:
    """One page, looked at."""

    written: tuple[Written, ...]
    screen: Box
    body: float  # height of a small letter in the messages
    fills: Fills

    @property
    def em(self) -> float:
        """The size of the messages' font, in points of the picture."""
        return self.body / LETTER

    def bubble(self, name: int | None) -> Region | None:
        """Give the region a line stands on if it may be a bubble: narrower than the screen, filled, off its rims."""
        if name is None:
            return None
        region = self.fills.region(name)
        rim = RIM * self.screen.width
        both = region.box.left <= self.screen.left + rim and region.box.right >= self.screen.right - rim
        fits = region.box.width <= WIDEST * self.screen.width and not both
        return region if fits and region.solidity >= SOLID else None


def see(text: Text) -> Sight:
    """Look at a page."""
    fills = Fills(text.upright)
    written = tuple(look(text.upright, line, fills) for line in text.lines if line.box.width and line.box.height)
    level = np.allclose(text.back, np.eye(3))
    height, width = text.upright.shape[:2]
    screen = Box(0, 0, width, height) if level else _screen(written, fills, Box(0, 0, width, height))
    return Sight(written, screen, _body(written), fills)


def _body(written: tuple[Written, ...]) -> float:
    """Give the size that most letters have."""
    sizes = [(line.size, sum(c.isalpha() for c in line.text)) for line in written]
    long = [(size, letters) for size, letters in sizes if letters >= LONG] or sizes
    if not long:
        return 1.0
    long.sort()
    weights = np.cumsum([max(letters, 1) for _, letters in long])
    return long[int(np.searchsorted(weights, weights[-1] / 2))][0]


def _screen(written: tuple[Written, ...], fills: Fills, whole: Box) -> Box:
    """Find the screen on a photo that shows more: it ends where its bars and pages do, not far from its text."""
    if not written:
        return whole
    content = around(line.box for line in written)
    wide = [fills.region(line.region).box for line in written if line.region is not None]
    wide = [box for box in wide if box.width >= 0.9 * content.width]
    reach = round(0.06 * content.width)
    near = Box(
        max(whole.left, content.left - reach),
        max(whole.top, content.top - reach),
        min(whole.right, content.right + reach),
        min(whole.bottom, content.bottom + reach),
    )
    if not wide:
        return near
    left = max(near.left, int(np.median([box.left for box in wide])))
    right = min(near.right, int(np.median([box.right for box in wide])))
    return Box(min(left, content.left), near.top, max(right, content.right), near.bottom)
