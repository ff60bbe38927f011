"""What of a cut line is ink: each point as far from the background as its letters are, emoji taken out.

A line has one background (plain, shaded along the line, or a pattern) and letters of one colour. Distances are taken
along the way from the one to the other, so that white on blue and grey on black come out as plainly as black on white.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from classifier.screenshot.colours import Colours, lengths
from classifier.screenshot.emoji import emoji_columns, whole
from classifier.screenshot.page import Pixels

Strip: TypeAlias = NDArray[np.uint8]
"""(height, width): one line, dark on white."""

INK = 28  # a point further than this from the background (of 441) is part of something
STRONG = 0.6  # a column whose furthest point is this share of the line's furthest shows the letters' colour
FAINTEST = 8  # letters nearer than this to their background are not seen
EDGE = 0.35  # a point this share of the way to the letters' colour belongs to them
FULL = 70  # per cent of the letters' points lie nearer than the one that becomes black
NARROW = 3.2  # heights: the background of a shorter line is what its rim shows
BLOB, BLOB_WIDEST, BLOB_FILLED = 0.5, 1.3, 0.68  # heights, and share of its rectangle: so large and full is no letter
LONE = 0.05  # what is beside the blobs where there are nothing but blobs, as a share of their points


@dataclass(frozen=True, slots=True)
class Ink:
    """A line's letters, and the columns where emoji were."""

    strip: Strip
    emoji: NDArray[np.bool_]  # (width,)
    full: bool = False  # nothing but shapes as large and full as emoji: those, or small letters run together

    @property
    def blank(self) -> bool:
        """Whether no letters are left."""
        return bool(self.strip.min() > 128)  # noqa: PLR2004 - half way between black and white


def ink(line: Pixels) -> Ink:
    """Take the letters out of a cut line."""
    ground = _ground(line)
    away = line.astype(np.float32) - ground
    far = lengths(away)
    some, blob = _blobs(far)
    blank = np.full(line.shape[:2], 255, np.uint8)
    emoji = np.zeros(line.shape[1], np.bool_)
    lone = line.shape[1] < NARROW * line.shape[0] and bool((some & ~blob).sum() < LONE * blob.sum())
    strong = _strong(far, some, blob)
    if strong is None:
        return Ink(blank, emoji)
    letters = np.median(away[strong], axis=0).astype(np.float32)
    strength = float(np.linalg.norm(letters))
    if strength < FAINTEST:
        return Ink(blank, emoji)
    steady = np.broadcast_to(np.median(line[strong], axis=0).astype(np.float32), ground[0].shape)
    emoji = emoji_columns(line, ground, np.stack([ground[0] + letters, steady]), some)
    along: NDArray[np.float32] = away @ (letters / strength)
    held = np.asarray(along > max(EDGE * strength, FAINTEST), np.bool_)
    emoji = whole(emoji, np.asarray(held.any(axis=0), np.bool_), line.shape[0])
    along[:, emoji] = 0
    points = along[held & ~emoji]
    if not len(points):
        return Ink(blank, emoji)
    black = max(float(np.percentile(points, FULL)), 2 * FAINTEST)
    return Ink(np.asarray(255 - np.clip(along * (255 / black), 0, 255), np.uint8), emoji, lone)


def _ground(line: Pixels) -> Colours:
    """Give the background's colour in each column (1, width, 3): most points of a column, most columns around it."""
    height, width = line.shape[:2]
    if width < NARROW * height:  # an emoji alone would fill its columns
        rim = np.concatenate([line[:2], line[-2:]]).reshape(-1, 3)
        return np.broadcast_to(np.median(rim, axis=0).astype(np.float32), (1, width, 3))
    column = np.partition(line, height // 2, axis=0)[height // 2][None]
    reach = min(3 * height, width - 1, 254) // 2
    edged = cv2.copyMakeBorder(column, 0, 0, reach, reach, cv2.BORDER_REFLECT_101)
    column = cv2.medianBlur(edged, 2 * reach + 1)[:, reach : reach + width]
    return np.asarray(cv2.blur(column.astype(np.float32), (9, 1)), np.float32)


def _blobs(far: NDArray[np.float32]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Give the points of anything, and those of what is as large and full as an emoji."""
    height = far.shape[0]
    some = np.asarray(far > INK, np.bool_)
    _, label, box, _ = cv2.connectedComponentsWithStats(some.astype(np.uint8), connectivity=8)
    wide, tall = box[:, cv2.CC_STAT_WIDTH], box[:, cv2.CC_STAT_HEIGHT]
    blob = (np.minimum(wide, tall) > BLOB * height) & (box[:, cv2.CC_STAT_AREA] > BLOB_FILLED * wide * tall)
    blob &= wide < BLOB_WIDEST * height
    blob[0] = False
    return some, np.asarray(blob[label], np.bool_)


def _strong(
    far: NDArray[np.float32], some: NDArray[np.bool_], blob: NDArray[np.bool_]
) -> tuple[NDArray[np.intp], NDArray[np.intp]] | None:
    """Give the points (rows, columns) that show the letters' colour: the furthest of each column that has a far one."""
    without = np.where(some & ~blob, far, 0)
    if _reach(without) < _reach(far) / 2:  # the blobs are the letters, run together in a small picture
        without = np.where(some, far, 0)
    row, peak = without.argmax(axis=0), without.max(axis=0)
    if not peak.any():
        return None
    strong = np.flatnonzero(peak >= STRONG * np.percentile(peak[peak > 0], 90))
    return row[strong], strong


def _reach(far: NDArray[np.float32]) -> float:
    return float(np.percentile(far.max(axis=0), 95))
