"""One line of text cut out of a picture and made plain: dark letters on white, one height, no emoji."""

from __future__ import annotations

from typing import TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from classifier.screenshot.page import Pixels

Strip: TypeAlias = NDArray[np.uint8]
"""(height, width): one line, dark on white."""

HEIGHT = 36  # letters with their marks; the recogniser learnt lines of this height
BORDER = 10
WIDEST = 3000  # of a strip, in its own points


def cut(pixels: Pixels, quad: NDArray[np.float64]) -> Pixels:
    """Cut one line out and level it; ``HEIGHT`` high."""
    along = (np.hypot(*(quad[1] - quad[0])) + np.hypot(*(quad[2] - quad[3]))) / 2
    across = (np.hypot(*(quad[3] - quad[0])) + np.hypot(*(quad[2] - quad[1]))) / 2
    width = min(max(round(HEIGHT * along / max(across, 1)), 8), WIDEST)
    corners = np.array([[0, 0], [width, 0], [width, HEIGHT], [0, HEIGHT]], np.float32)
    turn = cv2.getPerspectiveTransform(quad.astype(np.float32), corners)
    strip = cv2.warpPerspective(pixels, turn, (width, HEIGHT), flags=cv2.INTER_AREA, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(strip, np.uint8)


def plain(strip: Pixels) -> Strip:
    """Give dark letters on white with a border."""
    grey = cv2.cvtColor(strip, cv2.COLOR_RGB2GRAY)
    low, middle, high = np.percentile(grey, (1, 50, 99))
    if high - middle > middle - low:
        grey, low, high = 255 - grey, 255 - high, 255 - low
    grey = np.clip((grey.astype(np.float32) - low) * (255 / max(high - low, 24)), 0, 255).astype(np.uint8)
    edged = cv2.copyMakeBorder(grey, BORDER, BORDER, BORDER, BORDER, cv2.BORDER_CONSTANT, value=(255,))
    return np.asarray(edged, np.uint8)
