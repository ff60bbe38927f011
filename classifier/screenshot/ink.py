"""What of a cut line is ink: each point as far from the background as its letters are, emoji taken out.

A line has one background (plain, shaded along the line, or a pattern) and letters of one colour. Distances are taken
along the way from the one to the other, so that white on blue and grey on black come out as plainly as black on white.
An emoji is told by its hue, which lies on no way between the two; brightness is left out of that, because JPEG keeps
it finer than hue and would colour the edges of small letters.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from classifier.screenshot.page import Pixels

Strip: TypeAlias = NDArray[np.uint8]
"""(height, width): one line, dark on white."""

_Colours: TypeAlias = NDArray[np.float32]

INK = 28  # a point further than this from the background (of 441) is part of something
STRONG = 0.6  # a column whose furthest point is this share of the line's furthest shows the letters' colour
FAINTEST = 8  # letters nearer than this to their background are not seen
EDGE = 0.35  # a point this share of the way to the letters' colour belongs to them
FULL = 70  # per cent of the letters' points lie nearer than the one that becomes black
BLOB, BLOB_FILLED = 0.5, 0.68  # an emoji's height in lines' heights and how much of its rectangle it fills, at least
HUE = 24  # off the way between the two colours by more, in the plane of hues
NARROW = 3.2  # heights: the background of a shorter line is what its rim shows
EMOJI_HEIGHT, EMOJI_WIDTH, EMOJI_FILLED = 0.38, 0.3, 0.4
EMOJI_WHOLE = 0.8  # heights: the width of an emoji of which a coloured part was seen
CLOSE = 0.1  # heights: what stands so near to that part belongs to it
NARROWEST, WIDEST, TALL = 0.4, 1.25, 0.7  # heights: a drawing without large filled parts
DRAWN, DRAWN_APART, DRAWN_SHARE = (
    16,
    1.8,
    0.06,
)  # its spread of hues off the letters' and, the other way, off each other


@dataclass(frozen=True, slots=True)
class Ink:
    """A line's letters, and the columns where emoji were."""

    strip: Strip
    emoji: NDArray[np.bool_]  # (width,)

    @property
    def blank(self) -> bool:
        """Whether no letters are left."""
        return bool(self.strip.min() > 128)  # noqa: PLR2004 - half way between black and white


def ink(line: Pixels) -> Ink:
    """Take the letters out of a cut line."""
    ground = _ground(line)
    away = line.astype(np.float32) - ground
    letters = _letters(away)
    strength = float(np.linalg.norm(letters))
    emoji = np.zeros(line.shape[1], np.bool_)
    blank = np.full(line.shape[:2], 255, np.uint8)
    if strength < FAINTEST:
        return Ink(blank, emoji)
    emoji = _emoji(line, ground, letters)
    along: NDArray[np.float32] = away @ (letters / strength)
    seen = np.asarray((along > max(EDGE * strength, FAINTEST)).any(axis=0), np.bool_)
    emoji = _whole(emoji, seen, line.shape[0])
    along[:, emoji] = 0
    held = along[along > max(EDGE * strength, FAINTEST)]
    if not len(held):
        return Ink(blank, emoji)
    full = max(float(np.percentile(held, FULL)), 2 * FAINTEST)
    return Ink(np.asarray(255 - np.clip(along * (255 / full), 0, 255), np.uint8), emoji)


def _ground(line: Pixels) -> _Colours:
    """Give the background's colour in each column (1, width, 3): most points of a column, most columns around it."""
    height, width = line.shape[:2]
    if width < NARROW * height:  # an emoji alone would fill its columns
        rim = np.concatenate([line[:2], line[-2:]]).reshape(-1, 3)
        return np.broadcast_to(np.median(rim, axis=0).astype(np.float32), (1, width, 3))
    column = np.partition(line, height // 2, axis=0)[height // 2][None]
    reach = min(3 * height, width - 1, 254) // 2
    if reach > 0:
        wide = cv2.copyMakeBorder(column, 0, 0, reach, reach, cv2.BORDER_REFLECT_101)
        column = cv2.medianBlur(wide, 2 * reach + 1)[:, reach : reach + width]
    return np.asarray(cv2.blur(column.astype(np.float32), (9, 1)), np.float32)


def _letters(away: _Colours) -> _Colours:
    """Give the letters' colour as its difference from the background: what the furthest point of most columns shows."""
    height, width = away.shape[:2]
    far = _lengths(away)
    some = far > INK
    _, label, box, _ = cv2.connectedComponentsWithStats(some.astype(np.uint8), connectivity=8)
    tall = (box[:, cv2.CC_STAT_HEIGHT] > BLOB * height) & (box[:, cv2.CC_STAT_WIDTH] > BLOB * height)
    filled = box[:, cv2.CC_STAT_AREA] > BLOB_FILLED * box[:, cv2.CC_STAT_HEIGHT] * box[:, cv2.CC_STAT_WIDTH]
    blob = tall & filled
    blob[0] = False
    without = np.where(some & ~blob[label], far, 0)
    if _reach(without) < _reach(far) / 2:  # the blobs are the letters, run together in a small picture
        without = np.where(some, far, 0)
    row, peak = without.argmax(axis=0), without.max(axis=0)
    if not peak.any():
        return np.zeros(3, np.float32)
    strong = peak >= STRONG * np.percentile(peak[peak > 0], 90)
    return np.asarray(np.median(away[row, np.arange(width)][strong], axis=0), np.float32)


def _reach(far: NDArray[np.float32]) -> float:
    return float(np.percentile(far.max(axis=0), 95))


def _emoji(line: Pixels, ground: _Colours, letters: _Colours) -> NDArray[np.bool_]:
    """Give the columns that emoji fill."""
    start, end = _hue(ground), _hue(ground + letters)
    way, off = end - start, _hue(line) - start
    share = np.clip(
        np.einsum("ijk,ijk->ij", off, np.broadcast_to(way, off.shape)) / np.maximum(_lengths(way) ** 2, 1), 0, 1
    )
    beside: _Colours = off - share[..., None] * way
    columns = _solid((_lengths(beside) > HUE).astype(np.uint8))
    some = np.asarray(_lengths(line - ground) > INK, np.bool_)
    for first, last in _words(np.asarray(some.any(axis=0), np.bool_), line.shape[0]):
        if _many_hues(beside[:, first:last], some[:, first:last]):
            columns[first:last] = True
    return columns


def _solid(beside: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """Give the columns of what is filled with another hue."""
    height, width = beside.shape
    columns = np.zeros(width, np.bool_)
    solid = cv2.morphologyEx(beside, cv2.MORPH_OPEN, np.ones((5, 5), np.uint8))
    if not solid.any():
        return columns
    joined = cv2.dilate(solid, np.ones((1, 5), np.uint8))
    for left, _, wide, tall, area in cv2.connectedComponentsWithStats(joined, connectivity=8)[2][1:]:
        if tall >= EMOJI_HEIGHT * height and wide >= EMOJI_WIDTH * height and area > EMOJI_FILLED * wide * tall:
            columns[max(left - 2, 0) : left + wide + 2] = True
    return columns


def _words(held: NDArray[np.bool_], height: int) -> Iterator[tuple[int, int]]:
    """Give the columns of what stands alone and is as wide as an emoji."""
    columns = np.flatnonzero(held)
    for word in np.split(columns, np.flatnonzero(np.diff(columns) > CLOSE * height) + 1):
        if len(word) and NARROWEST * height < word[-1] + 1 - word[0] < WIDEST * height:
            yield int(word[0]), int(word[-1]) + 1


def _many_hues(beside: _Colours, some: NDArray[np.bool_]) -> bool:
    """Tell a drawing from a coloured word: hues off the letters', and off each other."""
    rows = np.flatnonzero(some.any(axis=1))
    if rows[-1] + 1 - rows[0] < TALL * some.shape[0]:
        return False
    seen = beside[some]
    low, high = np.sqrt(np.maximum(np.linalg.eigvalsh(seen.T @ seen / len(seen)), 0))
    return bool(high > DRAWN and low > max(DRAWN_APART, DRAWN_SHARE * high))


def _whole(emoji: NDArray[np.bool_], held: NDArray[np.bool_], height: int) -> NDArray[np.bool_]:
    """Widen each emoji to its whole width over what is joined to it."""
    whole = emoji.copy()
    rim = np.flatnonzero(np.diff(np.concatenate([[0], emoji.astype(np.int8), [0]])))
    for first, last in zip(rim[::2], rim[1::2], strict=True):
        missing = round(EMOJI_WHOLE * height * max(round((last - first) / (EMOJI_WHOLE * height)), 1)) - (last - first)
        for start, step in ((last, 1), (first - 1, -1)):
            end = start
            for column in range(start, start + step * missing, step):
                if not 0 <= column < len(held) or abs(column - end) > CLOSE * height:
                    break
                end = column if held[column] else end
            whole[min(start, end) : max(start, end) + 1] = True
    return whole


def _lengths(vectors: _Colours) -> NDArray[np.float32]:
    return np.asarray(np.sqrt(np.einsum("ijk,ijk->ij", vectors, vectors)), np.float32)


def _hue(colours: NDArray[np.uint8] | _Colours) -> _Colours:
    eight_bits = np.clip(colours, 0, 255).astype(np.uint8)
    return cv2.cvtColor(eight_bits, cv2.COLOR_RGB2YCrCb)[..., 1:].astype(np.float32)
