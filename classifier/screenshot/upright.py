"""A photo of a screen made upright: rotation and perspective taken out, so that lines and bubbles are level."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from classifier.screenshot.detection import Quads
from classifier.screenshot.page import Pixels

LEVEL = np.radians(0.25)  # a screenshot's own lines lie within this


def levelling(pixels: Pixels, quads: Quads) -> NDArray[np.float64] | None:
    """Give the map (3, 3) from the picture's points to an upright picture's; ``None`` where it is upright."""
    if not len(quads):
        return None
    along = (quads[:, 1] + quads[:, 2] - quads[:, 0] - quads[:, 3]) / 2
    length = np.hypot(along[:, 0], along[:, 1])
    angles = np.arctan2(along[:, 1], along[:, 0])
    order = np.argsort(angles)
    weights = np.cumsum(length[order])
    turn = float(angles[order][np.searchsorted(weights, weights[-1] / 2)])
    if abs(turn) < LEVEL:
        return None
    height, width = pixels.shape[:2]
    around = cv2.getRotationMatrix2D((width / 2, height / 2), float(np.degrees(turn)), 1)
    corners = np.array([[0, 0, 1], [width, 0, 1], [width, height, 1], [0, height, 1]]) @ around.T
    around[:, 2] -= corners.min(axis=0)
    return np.vstack([around, [0, 0, 1]])


def warped(pixels: Pixels, forth: NDArray[np.float64]) -> Pixels:
    """Give the picture in its upright points."""
    height, width = pixels.shape[:2]
    corners = np.array([[[0, 0], [width, 0], [width, height], [0, height]]], np.float64)
    size = np.ceil(cv2.perspectiveTransform(corners, forth)[0].max(axis=0)).astype(int)
    seen = cv2.warpPerspective(pixels, forth, (int(size[0]), int(size[1])), borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(seen, np.uint8)
