"""Pictures made on the spot: nothing on them but shapes."""

from __future__ import annotations

import io
from typing import Any

import cv2
import numpy as np
from PIL import Image

from classifier.screenshot.page import Pixels


def clouds(seed: int = 0, width: int = 320, height: int = 240) -> Pixels:
    """Draw soft colours, different with every seed."""
    coarse = np.random.default_rng(seed).integers(0, 255, (6, 8, 3)).astype(np.uint8)
    return np.asarray(cv2.resize(coarse, (width, height), interpolation=cv2.INTER_CUBIC), dtype=np.uint8)


def encoded(pixels: Pixels, form: str = "PNG", **options: Any) -> bytes:
    """Write pixels as a file."""
    written = io.BytesIO()
    Image.fromarray(pixels).save(written, form, **options)
    return written.getvalue()


def photo(seed: int = 0, width: int = 320, height: int = 240) -> Pixels:
    """Draw shapes of every size, the small ones fainter, as photographs have them."""
    random = np.random.default_rng(seed)
    drawn = np.zeros((height, width, 3))
    for points in (3, 6, 12, 24, 48, 96):
        layer = random.normal(0, 150 / points**0.7, (points, points, 3))
        drawn += cv2.resize(layer, (width, height), interpolation=cv2.INTER_CUBIC)
    return np.clip(128 + drawn + random.normal(0, 3, drawn.shape), 0, 255).astype(np.uint8)


def screen(width: int = 540, height: int = 960) -> Pixels:
    """Draw a page of flat bubbles with thin strokes for text."""
    page = np.full((height, width, 3), 245, dtype=np.uint8)
    for at in range(80, height - 80, 120):
        cv2.rectangle(page, (30, at), (360, at + 70), (255, 255, 255), -1)
        for line in (at + 20, at + 48):
            for letter in range(45, 340, 14):
                cv2.line(page, (letter, line), (letter + 6, line + 12), (20, 20, 20), 2)
    return page
