"""A photo of a screen made upright: rotation and perspective taken out, so that lines and bubbles are level.

Parallel lines of a flat screen meet in one point of its photo (Hartley and Zisserman, "Multiple View Geometry", 2.7).
The lines of text say about where the level ones do; the edges of bubbles, bars and the screen itself say it exactly,
and where the plumb ones do. Sending both points away to infinity makes the picture upright.
"""

from __future__ import annotations

from typing import TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from classifier.screenshot.detection import Quads
from classifier.screenshot.page import Pixels

_Segments: TypeAlias = NDArray[np.float64]
"""(segments, 4): middle x, y, slope dy/dx, length; lengths in long sides of the picture, from its middle."""

LEVEL = np.radians(0.25)  # a screenshot's own lines lie within this
STEEPEST = np.radians(30)  # a line of text
AROUND, AROUND_PLUMB = np.radians(6), np.radians(14)  # edges are looked for so near to where they are expected
CLOSEST = 0.25  # long sides: a meeting point seen nearer to the picture's rim is no perspective but a mistake
LOOKED_AT = 960  # long side in which edges are looked for, points
SHORTEST = 0.03  # long sides: a shorter edge says little
OFF = np.radians(1.0)  # a segment off the common direction by this counts a quarter
TURN_SPREAD, MEETING_SPREAD = 0.2, 0.1  # of photos in general: what holds until segments say more
EDGE_SPREAD, TEXT_SPREAD = 0.001, 0.005  # of the ends of an edge and of a line of text, long sides


def levelling(pixels: Pixels, quads: Quads) -> NDArray[np.float64] | None:
    """Give the map (3, 3) from the picture's points to an upright picture's; ``None`` where it is upright."""
    height, width = pixels.shape[:2]
    scale = 1 / max(height, width)
    to_unit = np.array([[scale, 0, -scale * width / 2], [0, scale, -scale * height / 2], [0, 0, 1]])
    text = _text_lines(quads, to_unit)
    if not len(text):
        return None
    rough = _meeting(text, TEXT_SPREAD, (_middle(text), 0))
    if _tilt(rough, text) < LEVEL:
        return None
    edges = _edges(pixels, to_unit)
    level = _meeting(_near(edges, rough[0], AROUND), EDGE_SPREAD, rough)
    if _tilt(level, text) < LEVEL:
        return None
    upright = _near(edges[..., ::-1], -level[0], AROUND_PLUMB)
    plumb = _meeting(upright, EDGE_SPREAD, (_middle(upright) if len(upright) else -level[0], 0))
    far_level, far_plumb = np.array([1, level[0], level[1]]), np.array([plumb[0], 1, plumb[1]])
    horizon = np.cross(far_level, far_plumb)
    flat = np.array([[1, 0, 0], [0, 1, 0], horizon / horizon[2]])
    directions = np.column_stack([(flat @ far_level)[:2], (flat @ far_plumb)[:2]])
    square = np.eye(3)
    square[:2, :2] = np.linalg.inv(directions / np.linalg.norm(directions, axis=0))
    return _placed(square @ flat @ to_unit, height, width, scale)


def warped(pixels: Pixels, forth: NDArray[np.float64]) -> Pixels:
    """Give the picture in its upright points."""
    size = np.ceil(_corners(forth, *pixels.shape[:2]).max(axis=0)).astype(int)
    seen = cv2.warpPerspective(pixels, forth, (int(size[0]), int(size[1])), borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(seen, np.uint8)


def _text_lines(quads: Quads, to_unit: NDArray[np.float64]) -> _Segments:
    """Give the lines of text that are long enough to have a direction."""
    along = (quads[:, 1] + quads[:, 2] - quads[:, 0] - quads[:, 3]) / 2
    across = np.hypot(*(quads[:, 3] - quads[:, 0]).T)
    length = np.hypot(*along.T)
    good = (length > 3 * across) & (np.abs(along[:, 1]) < np.tan(STEEPEST) * np.abs(along[:, 0]))
    middle = quads.mean(axis=1) * to_unit[0, 0] + to_unit[:2, 2]
    lines: _Segments = np.column_stack([middle, along[:, 1] / np.where(good, along[:, 0], 1), length * to_unit[0, 0]])
    kept: _Segments = lines[good]
    return kept


def _edges(pixels: Pixels, to_unit: NDArray[np.float64]) -> NDArray[np.float64]:
    """Give the ends (edges, 2, 2) of straight edges: whatever the picture shows."""
    shrunk = min(LOOKED_AT / max(pixels.shape[:2]), 1)
    grey = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
    grey = cv2.resize(grey, None, fx=shrunk, fy=shrunk, interpolation=cv2.INTER_AREA)
    found = cv2.createLineSegmentDetector(cv2.LSD_REFINE_STD).detect(grey)[0]
    if found is None:
        return np.empty((0, 2, 2))
    ends = np.asarray(found, np.float64).reshape(-1, 2, 2)
    unit: NDArray[np.float64] = ends / shrunk * to_unit[0, 0] + to_unit[:2, 2]
    return unit


def _near(edges: NDArray[np.float64], slope: float, around: float) -> _Segments:
    """Give the edges that have about this slope."""
    along = edges[:, 1] - edges[:, 0]
    length = np.hypot(*along.T)
    slopes = along[:, 1] / np.where(along[:, 0] == 0, 1e-9, along[:, 0])
    good = (length > SHORTEST) & (np.abs(np.arctan(slopes) - np.arctan(slope)) < around)
    segments: _Segments = np.column_stack([edges.mean(axis=1), slopes, length])
    kept: _Segments = segments[good]
    return kept


def _meeting(segments: _Segments, spread: float, expected: tuple[float, float]) -> tuple[float, float]:
    """Find where the segments' lines meet: the slope in the middle, and how fast it changes across the slope.

    A line through (x, y) to the meeting point (1, s, t) has the slope s + t (slope x - y): linear in s and t. Segments
    off the rest count less, round by round; without segments the meeting point is as expected.
    """
    x, y, slope, length = segments.T
    known = np.column_stack([np.ones_like(x), slope * x - y])
    believed = np.diag([1 / TURN_SPREAD**2, 1 / MEETING_SPREAD**2])
    solved = np.array(expected)
    for _ in range(8):
        off = slope - known @ solved
        weighed = known.T * (length / spread / (1 + (off / OFF) ** 2)) ** 2
        solved = np.linalg.solve(weighed @ known + believed, weighed @ slope + believed @ expected)
    nearest = 1 / (0.5 + CLOSEST)
    return float(solved[0]), float(np.clip(solved[1], -nearest, nearest))


def _middle(segments: _Segments) -> float:
    """Give the slope that half of the segments' length lies below."""
    by_slope = segments[np.argsort(segments[:, 2])]
    heaped = np.cumsum(by_slope[:, 3])
    return float(by_slope[np.searchsorted(heaped, heaped[-1] / 2), 2])


def _tilt(meeting: tuple[float, float], segments: _Segments) -> float:
    """Tell how far from level lines are where the segments stand: the middle one, radians."""
    x, y = segments[:, 0], segments[:, 1]
    return float(np.median(np.abs((meeting[0] - meeting[1] * y) / (1 - meeting[1] * x))))


def _placed(unit: NDArray[np.float64], height: int, width: int, scale: float) -> NDArray[np.float64]:
    """Bring a map into the unit picture back to points, its upper left corner at 0."""
    points = np.diag([1 / scale, 1 / scale, 1]) @ unit
    first = _corners(points, height, width).min(axis=0)
    placed: NDArray[np.float64] = np.array([[1, 0, -first[0]], [0, 1, -first[1]], [0, 0, 1]]) @ points
    return placed


def _corners(forth: NDArray[np.float64], height: int, width: int) -> NDArray[np.float64]:
    corners = np.array([[[0, 0], [width, 0], [width, height], [0, height]]], np.float64)
    return np.asarray(cv2.perspectiveTransform(corners, forth)[0], np.float64)
