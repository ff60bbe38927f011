"""One line of text cut out of a picture and levelled; part of a line's place in the picture."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from classifier.screenshot.page import Pixels

HEIGHT = 44  # of a cut line with its marks and some air; the recogniser brings the letters themselves to 36
WIDEST = 4000


def cut(pixels: Pixels, quad: NDArray[np.float64]) -> Pixels:
    """Cut out the line with these corners (4, 2); ``HEIGHT`` high."""
    along = (np.hypot(*(quad[1] - quad[0])) + np.hypot(*(quad[2] - quad[3]))) / 2
    across = (np.hypot(*(quad[3] - quad[0])) + np.hypot(*(quad[2] - quad[1]))) / 2
    width = min(max(round(HEIGHT * along / max(across, 1)), 8), WIDEST)
    corners = np.array([[0, 0], [width, 0], [width, HEIGHT], [0, HEIGHT]], np.float32)
    turn = cv2.getPerspectiveTransform(quad.astype(np.float32), corners)
    strip = cv2.warpPerspective(pixels, turn, (width, HEIGHT), flags=cv2.INTER_AREA, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(strip, np.uint8)


def part(quad: NDArray[np.float64], first: float, last: float) -> NDArray[np.float64]:
    """Give the corners of the part of a line between two shares of its length, 0..1."""
    above, below = quad[1] - quad[0], quad[2] - quad[3]
    corners = [quad[0] + first * above, quad[0] + last * above, quad[3] + last * below, quad[3] + first * below]
    return np.array(corners, np.float64)
