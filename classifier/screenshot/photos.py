"""Where a screenshot shows photos: a small picture in a chat is diluted when the whole page is judged at once.

A page is flat colour with thin lines of text on it; a photo is an area in which nearly no place is flat.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from classifier.screenshot.page import Box, Pixels

MOST = 8  # regions of a page that are looked at, the largest first
_CELLS = 120  # across the shorter side
_FLAT = 1.5  # standard deviation of brightness, 0..255, below which a cell is flat; JPEG makes as much of nothing
_MOVING = 0.4  # share of neighbouring points that differ from which on a row or column belongs to a photo, not to text
_THICK = 0.08  # of the shorter side: what is thinner is text
_LONG = 1.6  # a region so much longer than wide is looked at in squares


def photos_in(pixels: Pixels) -> tuple[Box, ...]:
    """Find the areas that may be photos, the largest first; at most ``MOST``. A plain page has none."""
    height, width = pixels.shape[:2]
    cell = max(2, min(height, width) // _CELLS)
    grey = np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), dtype=np.uint8)
    rough = _rough(grey, cell)
    side = max(2, round(_THICK * min(height, width) / cell))
    kernel = np.ones((side, side), np.uint8)
    closed = cv2.morphologyEx(rough, cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8))
    solid = cv2.morphologyEx(closed, cv2.MORPH_OPEN, kernel)
    _, _, stats, _ = cv2.connectedComponentsWithStats(solid)
    boxes = [
        Box(int(x) * cell, int(y) * cell, min(width, int(x + w) * cell), min(height, int(y + h) * cell))
        for x, y, w, h, _ in stats[1:]
    ]
    boxes = [_trimmed(grey, box, cell) for box in boxes]
    boxes.sort(key=lambda box: box.width * box.height, reverse=True)
    return tuple(part for box in boxes for part in [box, *_squares(box)])[:MOST]


def _rough(grey: NDArray[np.uint8], cell: int) -> NDArray[np.uint8]:
    """Mark the cells in which brightness changes, (rows, columns)."""
    rows, columns = grey.shape[0] // cell, grey.shape[1] // cell
    cells = grey[: rows * cell, : columns * cell].reshape(rows, cell, columns, cell)
    return np.asarray(cells.std(axis=(1, 3), dtype=np.float32) > _FLAT, dtype=np.uint8)


def _trimmed(grey: NDArray[np.uint8], box: Box, cell: int) -> Box:
    """Fit a box of whole cells to the photo's own edges, where flat colour surrounds it."""
    left, top = max(0, box.left - cell), max(0, box.top - cell)
    seen = grey[top : box.bottom + cell, left : box.right + cell]
    rows = np.flatnonzero((np.diff(seen, axis=1) != 0).mean(axis=1) > _MOVING)
    columns = np.flatnonzero((np.diff(seen, axis=0) != 0).mean(axis=0) > _MOVING)
    if not len(rows) or not len(columns):
        return box
    return Box(left + int(columns[0]), top + int(rows[0]), left + int(columns[-1]) + 1, top + int(rows[-1]) + 1)


def _squares(box: Box) -> list[Box]:
    """Cut a long region into squares that overlap by half."""
    long, short = max(box.width, box.height), min(box.width, box.height)
    if long < _LONG * short:
        return []
    starts = range(0, long - short // 2, max(1, short // 2))
    cut = [min(start, long - short) for start in starts]
    if box.width > box.height:
        return [Box(box.left + at, box.top, box.left + at + short, box.bottom) for at in dict.fromkeys(cut)]
    return [Box(box.left, box.top + at, box.right, box.top + at + short) for at in dict.fromkeys(cut)]
