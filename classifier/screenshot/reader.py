"""One picture, read: text found and recognised, set in order, and every box brought back to the picture as it came."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from classifier.screenshot.layout import arrange
from classifier.screenshot.page import UNSURE, Box, Page, Pixels
from classifier.screenshot.text import Text, TextReader


class Reader:
    """Reads chats and comments; loads its networks once, from ``data`` (brought by ``make install``)."""

    def __init__(self, data: Path | None = None) -> None:
        self._text = TextReader(data)

    def read(self, pixels: Pixels) -> Page:
        """Read one picture into messages, their boxes in the picture's own points."""
        height, width = pixels.shape[:2]
        text = self._text.read(pixels)
        messages = tuple(
            replace(message, box=_brought_back(message.box, text.back, width, height)) for message in arrange(text)
        )
        return Page(width, height, messages, readable=is_readable(text))


def is_readable(text: Text) -> bool:
    """Tell whether what is written could be read: False where text is seen and no line of it was read surely."""
    return not text.lines or any(line.confidence >= UNSURE for line in text.lines)


def _brought_back(box: Box, back: NDArray[np.float64], width: int, height: int) -> Box:
    """Give the upright box that holds a box of the upright picture once it is brought back."""
    corners = [[box.left, box.top], [box.right, box.top], [box.right, box.bottom], [box.left, box.bottom]]
    there = cv2.perspectiveTransform(np.array([corners], np.float64), back)[0]
    (left, top), (right, bottom) = there.min(axis=0), there.max(axis=0)
    clipped = np.clip([left, top, right, bottom], 0, [width, height, width, height]).round().astype(int)
    return Box(*(int(side) for side in clipped))
