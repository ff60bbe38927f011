"""All text on one picture: where each line stands once the picture is upright, what it says, and how surely."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from classifier.screenshot.crops import cut, plain
from classifier.screenshot.detection import TextDetector
from classifier.screenshot.page import Box, Line, Pixels
from classifier.screenshot.recognition import LineRecogniser
from classifier.screenshot.upright import levelling, warped

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Text:
    """What is written on a picture, the status bar and the clock as well: what of it is a message, layout decides."""

    upright: Pixels  # the picture with rotation and perspective taken out
    lines: tuple[Line, ...]  # their boxes in the upright picture; from the top down
    back: NDArray[np.float64]  # (3, 3): upright points (x, y, 1) to the picture's


class TextReader:
    """Finds and reads lines of text; loads its networks once, from ``data`` (brought by ``make install``)."""

    def __init__(self, data: Path | None = None) -> None:
        data = data or DATA
        self._detector = TextDetector(data / "detector.onnx")
        self._recogniser = LineRecogniser(data)

    def read(self, pixels: Pixels) -> Text:
        """Read one picture."""
        upright = pixels
        back: NDArray[np.float64] = np.eye(3)
        quads = self._detector.find(pixels)
        forth = levelling(pixels, quads)
        if forth is not None:
            upright, back = warped(pixels, forth), np.linalg.inv(forth)
            quads = self._detector.find(upright)
        height, width = upright.shape[:2]
        lines = []
        for quad in quads:
            text, confidence = self._recogniser.read(plain(cut(upright, quad)))
            if text:
                (left, top), (right, bottom) = quad.min(axis=0), quad.max(axis=0)
                corners = np.clip([left, top, right, bottom], 0, [width, height, width, height]).round().astype(int)
                lines.append(Line(text, Box(*map(int, corners)), confidence))
        lines.sort(key=lambda line: (line.box.top + line.box.bottom, line.box.left))
        return Text(upright, tuple(lines), back)
