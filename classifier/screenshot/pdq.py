"""PDQ, the perceptual hash that exchange programs share: pictures that look alike differ in few of its 256 bits.

Meta, *The TMK+PDQF Video-Hashing Algorithm and the PDQ Image-Hashing Algorithm* (2019). Written here because
the binding to Meta's own code comes without a wheel, and a school's PC has no compiler; how near it comes to that code:
docs/decisions/0012-image-gate.md.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from classifier.screenshot.page import Pixels

BITS = 256
BYTES = BITS // 8
_SIDE = 64
_WAVES = 16
_PASSES = 2
_LUMA = np.array([0.299, 0.587, 0.114], dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Pdq:
    """The hash in the byte order of its usual hexadecimal form, and how much there is in the picture to tell it by."""

    hash: bytes  # 32
    quality: int  # 0..100; below 50 a picture is so plain that unlike ones look alike


def pdq(pixels: Pixels) -> Pdq:
    """Hash a picture."""
    small = _sixty_four(pixels)
    return Pdq(_packed(_waves(small)), _quality(small))


def turned(pixels: Pixels) -> tuple[Pdq, ...]:
    """Hash a picture in its eight positions, turned and mirrored; the first is the picture as it is."""
    small = _sixty_four(pixels)
    quality = _quality(small)
    waves = _waves(small)
    sign = (-1.0) ** np.arange(1, _WAVES + 1)
    found = []
    for one in (waves, waves.T):
        found += [one, one * sign, one * sign[:, None], one * sign * sign[:, None]]
    return tuple(Pdq(_packed(one), quality) for one in found)


def _sixty_four(pixels: Pixels) -> NDArray[np.float64]:
    """Take the brightness, blur it by two passes of a box, and take 64 by 64 points."""
    luma = cv2.transform(pixels.astype(np.float32), _LUMA[None, :])
    height, width = luma.shape
    box = (_window(width), _window(height))
    anchor = tuple(side - 1 - side // 2 for side in box)
    counts = cv2.boxFilter(np.ones_like(luma), -1, box, anchor=anchor, normalize=False, borderType=cv2.BORDER_CONSTANT)
    for _ in range(_PASSES):
        luma = cv2.boxFilter(luma, -1, box, anchor=anchor, normalize=False, borderType=cv2.BORDER_CONSTANT)
        luma = cv2.divide(luma, counts)
    rows = ((np.arange(_SIDE) + 0.5) * height / _SIDE).astype(int)
    columns = ((np.arange(_SIDE) + 0.5) * width / _SIDE).astype(int)
    return np.asarray(luma[np.ix_(rows, columns)], dtype=np.float64)


def _window(side: int) -> int:
    return (side + 2 * _SIDE - 1) // (2 * _SIDE)


def _quality(small: NDArray[np.float64]) -> int:
    steps = sum(int(np.abs(np.trunc(np.diff(small, axis=axis) * 100.0 / 255.0)).sum()) for axis in (0, 1))
    return min(100, steps // 90)


def _waves(small: NDArray[np.float64]) -> NDArray[np.float64]:
    """Give the lowest waves of the cosine transform but for the constant ones, (16, 16)."""
    return np.asarray(_COSINES @ small @ _COSINES.T, dtype=np.float64)


_COSINES = np.sqrt(2.0 / _SIDE) * np.cos(
    np.pi / (2 * _SIDE) * np.outer(np.arange(1, _WAVES + 1), 2 * np.arange(_SIDE) + 1)
)


def _packed(waves: NDArray[np.float64]) -> bytes:
    ordered = np.sort(waves, axis=None)
    median = ordered[BITS // 2 - 1]  # of an even number the lower one, as Torben's method gives it
    return np.packbits((waves > median).ravel()[::-1]).tobytes()
