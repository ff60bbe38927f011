"""Regions of one colour on a picture: bubbles, cards, bars and the page behind them.

A region is what can be walked through without crossing an edge, so a gradient is one region and a bubble on a page of
nearly the same colour is two. It is found on a small copy: there noise and moiré are averaged away.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from classifier.screenshot.page import Box, Pixels

WORKED_AT = 960  # long side of the small copy
FAINTEST = 4  # levels of 255: a fainter edge is compression
OVER_NOISE = 2.2  # an edge is so many times stronger than what is usual on the picture
AROUND = 0.15  # of a line's height: this far around a line its own background is seen


@dataclass(frozen=True, slots=True)
class Region:
    """One stretch of one colour."""

    box: Box  # what it spans, in points of the picture
    area: int  # its own points, letters and other holes not counted
    colour: tuple[float, float, float]

    @property
    def solidity(self) -> float:
        """The share of its box that it covers; a filled bubble with text some .6 and more, a page of bubbles less."""
        return self.area / max(self.box.width * self.box.height, 1)


class Fills:
    """The regions of one picture."""

    def __init__(self, picture: Pixels) -> None:
        height, width = picture.shape[:2]
        self._scale = min(1.0, WORKED_AT / max(height, width))
        small = picture
        if self._scale < 1:
            size = max(1, round(width * self._scale)), max(1, round(height * self._scale))
            small = np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), np.uint8)
        small = np.asarray(cv2.medianBlur(small, 3), np.uint8)
        steps = cv2.morphologyEx(small, cv2.MORPH_GRADIENT, cv2.getStructuringElement(cv2.MORPH_CROSS, (3, 3))).max(
            axis=2
        )
        flat = steps <= max(FAINTEST, OVER_NOISE * float(np.median(steps)))
        count, labels, stats, _ = cv2.connectedComponentsWithStats(flat.astype(np.uint8), connectivity=4)
        self._labels: NDArray[np.int32] = np.asarray(labels, np.int32)
        self._stats = stats
        self._small: Pixels = small
        self._count = count
        self._regions: dict[int, Region] = {}

    def around(self, box: Box) -> int | None:
        """Name the region that a line stands on, ``None`` where nothing around it is of one colour."""
        pad = max(1.0, AROUND * box.height * self._scale)
        left, right = box.left * self._scale - pad, box.right * self._scale + pad
        top, bottom = box.top * self._scale - pad, box.bottom * self._scale + pad
        seen = self._labels[max(0, round(top)) : round(bottom) + 1, max(0, round(left)) : round(right) + 1]
        counts = np.bincount(seen.ravel(), minlength=1)
        counts[0] = 0
        return int(counts.argmax()) if counts.any() else None

    def region(self, name: int) -> Region:
        """Describe a region."""
        if name not in self._regions:
            left, top, width, height, area = (int(value) for value in self._stats[name])
            inside = self._labels[top : top + height, left : left + width] == name
            colour = np.median(self._small[top : top + height, left : left + width][inside], axis=0)
            back = 1 / self._scale
            box = Box(round(left * back), round(top * back), round((left + width) * back), round((top + height) * back))
            self._regions[name] = Region(
                box, round(area * back * back), (float(colour[0]), float(colour[1]), float(colour[2]))
            )
        return self._regions[name]
