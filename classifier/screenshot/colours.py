"""Colours of a cut line as numbers: how far apart, and of what hue."""

from __future__ import annotations

from typing import TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

Colours: TypeAlias = NDArray[np.float32]
"""(height, width, 3) red, green, blue, or (height, width, 2) hue; a height of 1 stands for each row."""


def lengths(vectors: Colours) -> NDArray[np.float32]:
    """Give each vector's length (height, width)."""
    return np.asarray(np.sqrt(np.einsum("ijk,ijk->ij", vectors, vectors)), np.float32)


def hue(colours: NDArray[np.uint8] | Colours) -> Colours:
    """Give the two parts of each colour that hold no brightness (Cr, Cb)."""
    eight_bits = np.clip(colours, 0, 255).astype(np.uint8)
    return cv2.cvtColor(eight_bits, cv2.COLOR_RGB2YCrCb)[..., 1:].astype(np.float32)


def beside(seen: Colours, start: Colours, end: Colours) -> Colours:
    """Give how far each hue lies beside the way from ``start`` to ``end``, and in which direction."""
    way, off = end - start, seen - start
    along = np.einsum("ijk,ijk->ij", off, np.broadcast_to(way, off.shape))
    share = np.clip(along / np.maximum(lengths(way) ** 2, 1), 0, 1)
    return np.asarray(off - share[..., None] * way, np.float32)
