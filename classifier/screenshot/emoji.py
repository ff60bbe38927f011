"""Where emoji stand in a cut line.

An emoji is told by its hue, which lies on no way between the background's and the letters'. Brightness is left out of
that, because JPEG keeps it finer than hue and would colour the edges of small letters. A coloured word is no emoji: its
hues lie all on one way.
"""

from __future__ import annotations

from collections.abc import Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

from classifier.screenshot.colours import Colours, beside, hue, lengths
from classifier.screenshot.page import Pixels

# All lengths are in heights of the cut line.
HUE = 24  # a point so far beside the way, in the plane of hues, is of another hue
HEIGHT, WIDTH, FILLED = 0.38, 0.3, 0.4  # of a part filled with another hue, at least
WHOLE = 0.8  # the width of an emoji of which a part was seen
CLOSE = 0.1  # what stands so near to that part belongs to it
NARROWEST, WIDEST, TALL = 0.4, 1.25, 0.7  # a drawing without large filled parts
SPREAD = 16  # its hues spread so far beside the way ...
ACROSS, ACROSS_SHARE = 1.8, 0.06  # ... and, the other way, so far, also as a share of that


def emoji_columns(line: Pixels, ground: Colours, letters: Colours, some: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Give the columns that emoji fill.

    ``letters`` (ways, 1 or width, 3) holds the letters' colour in each column as one may take it: where light falls on
    a screen it changes with the background, on a shaded bubble it does not. ``some`` is where anything is.
    """
    seen, start = hue(line), hue(ground)
    off = beside(seen, start, hue(letters[:1]))
    for other in letters[1:]:
        off_other = beside(seen, start, hue(other[None]))
        off = np.where((lengths(off_other) < lengths(off))[..., None], off_other, off)
    columns = _solid((lengths(off) > HUE).astype(np.uint8))
    for first, last in _words(np.asarray(some.any(axis=0), np.bool_), line.shape[0]):
        if _many_hues(off[:, first:last], some[:, first:last]):
            columns[first:last] = True
    return columns


def whole(emoji: NDArray[np.bool_], held: NDArray[np.bool_], height: int) -> NDArray[np.bool_]:
    """Widen each emoji to its whole width over what is joined to it (``held``: columns that hold something)."""
    wider = emoji.copy()
    rim = np.flatnonzero(np.diff(np.concatenate([[0], emoji.astype(np.int8), [0]])))
    for first, last in zip(rim[::2], rim[1::2], strict=True):
        missing = round(WHOLE * height * max(round((last - first) / (WHOLE * height)), 1)) - (last - first)
        for start, step in ((last, 1), (first - 1, -1)):
            end = start
            for column in range(start, start + step * missing, step):
                if not 0 <= column < len(held) or abs(column - end) > CLOSE * height:
                    break
                end = column if held[column] else end
            wider[min(start, end) : max(start, end) + 1] = True
    return wider


def _solid(other: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """Give the columns of what is filled with another hue."""
    height, width = other.shape
    columns = np.zeros(width, np.bool_)
    solid = cv2.morphologyEx(other, cv2.MORPH_OPEN, np.ones((5, 5), np.uint8))
    if not solid.any():
        return columns
    joined = cv2.dilate(solid, np.ones((1, 5), np.uint8))
    for left, _, wide, tall, area in cv2.connectedComponentsWithStats(joined, connectivity=8)[2][1:]:
        if tall >= HEIGHT * height and wide >= WIDTH * height and area > FILLED * wide * tall:
            columns[max(left - 2, 0) : left + wide + 2] = True
    return columns


def _words(held: NDArray[np.bool_], height: int) -> Iterator[tuple[int, int]]:
    """Give the columns of what stands alone and is as wide as an emoji."""
    columns = np.flatnonzero(held)
    for word in np.split(columns, np.flatnonzero(np.diff(columns) > CLOSE * height) + 1):
        if len(word) and NARROWEST * height < word[-1] + 1 - word[0] < WIDEST * height:
            yield int(word[0]), int(word[-1]) + 1


def _many_hues(off: Colours, some: NDArray[np.bool_]) -> bool:
    """Tell a drawing from a coloured word: hues off the letters', and off each other."""
    rows = np.flatnonzero(some.any(axis=1))
    if rows[-1] + 1 - rows[0] < TALL * some.shape[0]:
        return False
    seen = off[some]
    low, high = np.sqrt(np.maximum(np.linalg.eigvalsh(seen.T @ seen / len(seen)), 0))
    return bool(high > SPREAD and low > max(ACROSS, ACROSS_SHARE * high))
